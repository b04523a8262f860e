/* Message queues: which message a receive takes, what it makes of sizes, and the errors of all calls. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <unistd.h>

#ifndef MSG_COPY
#define MSG_COPY 040000
#endif
#ifndef MSG_EXCEPT
#define MSG_EXCEPT 020000
#endif

static struct {
  long type;
  char text[9000];
} message;

static int queue;

static const char *name(int error) {
  static char number[16];
  switch (error) {
  case 0: return "ok";
  case EINVAL: return "EINVAL";
  case EAGAIN: return "EAGAIN";
  case ENOMSG: return "ENOMSG";
  case E2BIG: return "E2BIG";
  case EFAULT: return "EFAULT";
  case ENOENT: return "ENOENT";
  case EEXIST: return "EEXIST";
  case EIDRM: return "EIDRM";
  case ENOSYS: return "ENOSYS";
  }
  sprintf(number, "%d", error);
  return number;
}

static void tell(const char *what, long result) {
  printf("%s: %ld %s\n", what, result < 0 ? -1L : result, name(result < 0 ? errno : 0));
}

static void send(long type, const char *text) {
  message.type = type;
  strcpy(message.text, text);
  if (msgsnd(queue, &message, strlen(text), IPC_NOWAIT))
    tell("send", -1);
}

static void take(long type, int flags, size_t size) {
  memset(&message, 0, sizeof message);
  long length = msgrcv(queue, &message, size, type, IPC_NOWAIT | flags);
  if (length < 0)
    printf("take %ld: %s\n", type, name(errno));
  else
    printf("take %ld: type %ld, %ld bytes, '%.*s'\n", type, message.type, length, (int)length, message.text);
}

static void state(void) {
  struct msqid_ds ds;
  if (msgctl(queue, IPC_STAT, &ds)) {
    tell("stat", -1);
    return;
  }
  printf("%lu messages, %lu bytes of %lu, mode %o, sent by %s, received by %s, times %d %d %d\n",
         (unsigned long)ds.msg_qnum, (unsigned long)ds.__msg_cbytes, (unsigned long)ds.msg_qbytes,
         ds.msg_perm.mode, ds.msg_lspid == getpid() ? "me" : ds.msg_lspid ? "other" : "nobody",
         ds.msg_lrpid == getpid() ? "me" : ds.msg_lrpid ? "other" : "nobody", ds.msg_stime != 0,
         ds.msg_rtime != 0, ds.msg_ctime != 0);
}

static void selections(void) {
  send(3, "three");
  send(1, "one");
  send(2, "two");
  send(5, "five");
  send(2, "two again");
  state();
  take(0, MSG_COPY, 100);
  take(2, MSG_COPY, 100);
  take(9, MSG_COPY, 100);
  take(-1, MSG_COPY, 100);
  take(4, MSG_COPY, 3);
  take(4, MSG_COPY | MSG_NOERROR, 3);
  take(4, 0, 100);
  take(2, 0, 100);
  take(3, MSG_EXCEPT, 100);
  take(-2, 0, 100);
  take(-2, 0, 100);
  take(-3, MSG_EXCEPT, 100);
  take(5, MSG_EXCEPT, 100);
  take(5, 0, 3);
  take(5, MSG_NOERROR, 3);
  take(0, 0, 100);
  send(7, "");
  send(8, "x");
  take(7, 0, 0);
  take(8, 0, 0);
  take(8, MSG_NOERROR, 0);
  state();
}

static void errors(void) {
  message.type = 1;
  tell("type 0", (message.type = 0, msgsnd(queue, &message, 1, 0)));
  tell("type -1", (message.type = -1, msgsnd(queue, &message, 1, 0)));
  message.type = 1;
  tell("size -1", msgsnd(queue, &message, (size_t)-1, 0));
  tell("too long", msgsnd(queue, &message, 8193, 0));
  tell("id -1", msgsnd(-1, &message, 1, 0));
  tell("bad pointer", msgsnd(queue, (void *)8, 1, 0));
  tell("bad pointer and type", msgsnd(-1, (void *)8, (size_t)-1, 0));
  tell("receive size -1", msgrcv(queue, &message, (size_t)-1, 0, 0));
  tell("receive id -1", msgrcv(-1, &message, 1, 0, 0));
  tell("copy without nowait", msgrcv(queue, &message, 1, 0, MSG_COPY));
  tell("copy and except", msgrcv(queue, &message, 1, 0, MSG_COPY | MSG_EXCEPT | IPC_NOWAIT));
  tell("copy to nowhere", msgrcv(queue, (void *)8, 10, 0, MSG_COPY | IPC_NOWAIT));
  send(4, "lost");
  tell("receive to nowhere", msgrcv(queue, (void *)8, 10, 0, IPC_NOWAIT));
  state();
  struct msqid_ds ds;
  tell("command 99", msgctl(queue, 99, &ds));
  tell("command -1", msgctl(queue, -1, &ds));
  tell("stat id -1", msgctl(-1, IPC_STAT, &ds));
#if __SIZEOF_POINTER__ == 8
  tell("stat to nowhere", msgctl(queue, IPC_STAT, (void *)8));
  tell("set from nowhere", msgctl(queue, IPC_SET, (void *)8));
  tell("set from nowhere of none", msgctl(0x7000abcd, IPC_SET, (void *)8));
#endif
}

static void full(void) {
  struct msqid_ds ds;
  msgctl(queue, IPC_STAT, &ds);
  ds.msg_qbytes = 100;
  tell("set", msgctl(queue, IPC_SET, &ds));
  message.type = 1;
  tell("fill", msgsnd(queue, &message, 60, IPC_NOWAIT));
  tell("more", msgsnd(queue, &message, 41, IPC_NOWAIT));
  tell("less", msgsnd(queue, &message, 40, IPC_NOWAIT));
  tell("nothing", msgsnd(queue, &message, 0, IPC_NOWAIT));
  state();
  int count = 0;
  while (!msgsnd(queue, &message, 0, IPC_NOWAIT))
    count++;
  printf("%d more empty ones: %s\n", count, name(errno));
  state();
}

int main(void) {
  key_t key = 0x52000000 | getpid();
  int old = msgget(key, 0);
  if (old >= 0)
    msgctl(old, IPC_RMID, NULL);
  tell("no such queue", msgget(key, 0600));
  tell("no such queue, exclusively", msgget(key, IPC_EXCL | 0600));
  queue = msgget(key, IPC_CREAT | 0640);
  if (queue < 0)
    return 1;
  printf("found: %d\n", msgget(key, 0) == queue);
  printf("found again: %d\n", msgget(key, IPC_CREAT | 0600) == queue);
  tell("exclusively", msgget(key, IPC_CREAT | IPC_EXCL | 0600));
  state();
  selections();
  errors();
  full();
  tell("remove", msgctl(queue, IPC_RMID, NULL));
  tell("remove again", msgctl(queue, IPC_RMID, NULL));
  tell("send", msgsnd(queue, &message, 1, 0));
  tell("receive", msgrcv(queue, &message, 1, 0, 0));
  int first = msgget(IPC_PRIVATE, 0600), second = msgget(IPC_PRIVATE, 0600);
  printf("private ones differ: %d\n", first != second);
  msgctl(first, IPC_RMID, NULL);
  msgctl(second, IPC_RMID, NULL);
  return 0;
}
