/* Who waits for messages or for room, and in which order they go on. */
#define _GNU_SOURCE
#include "asleep.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>

static struct {
  long type;
  char text[200];
} message;

static int queue;
static int count;
static int children[10];

static void caught(int signal) { (void)signal; }

static int start_receiver(long type, int flags, size_t room) {
  fflush(stdout);
  int pid = fork();
  if (!pid) {
    struct sigaction action = {.sa_handler = caught, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &action, NULL);
    long length = msgrcv(queue, &message, room, type, flags);
    int status = length < 0 ? errno : 100 + 10 * message.type + (int)length;
    _exit(status);
  }
  children[count++] = pid;
  until_asleep(pid);
  return pid;
}

static int start_sender(long type, size_t size) {
  fflush(stdout);
  int pid = fork();
  if (!pid) {
    struct sigaction action = {.sa_handler = caught, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &action, NULL);
    message.type = type;
    _exit(msgsnd(queue, &message, size, 0) ? errno : 99);
  }
  children[count++] = pid;
  until_asleep(pid);
  return pid;
}

static void send(long type, size_t size) {
  message.type = type;
  if (msgsnd(queue, &message, size, IPC_NOWAIT))
    perror("send");
}

static long take(long type) {
  long length = msgrcv(queue, &message, sizeof message.text, type, IPC_NOWAIT);
  printf("took type %ld, %ld bytes\n", length < 0 ? 0L : message.type, length);
  return length;
}

static void end(const char *what) {
  printf("%s:", what);
  for (int i = 0; i < count; i++) {
    int status;
    waitpid(children[i], &status, 0);
    if (WIFSIGNALED(status))
      printf(" signal %d", WTERMSIG(status));
    else if (WEXITSTATUS(status) == EIDRM)
      printf(" EIDRM");
    else if (WEXITSTATUS(status) == EINTR)
      printf(" EINTR");
    else if (WEXITSTATUS(status) == E2BIG)
      printf(" E2BIG");
    else if (WEXITSTATUS(status) == EACCES)
      printf(" EACCES");
    else
      printf(" %d", WEXITSTATUS(status));
  }
  struct msqid_ds ds;
  if (!msgctl(queue, IPC_STAT, &ds))
    printf("; %lu messages, %lu bytes", (unsigned long)ds.msg_qnum, (unsigned long)ds.__msg_cbytes);
  printf("\n");
  count = 0;
}

static void set_capacity(unsigned long bytes) {
  struct msqid_ds ds;
  msgctl(queue, IPC_STAT, &ds);
  ds.msg_qbytes = bytes;
  if (msgctl(queue, IPC_SET, &ds))
    perror("set");
}

int main(void) {
  queue = msgget(IPC_PRIVATE, 0600);
  start_receiver(3, 0, 50);
  start_receiver(0, 0, 50);
  start_receiver(2, 0, 50);
  send(2, 1);
  send(3, 2);
  send(2, 3);
  end("first come first served, of those that match");

  start_receiver(0, 0, 2);
  start_receiver(0, MSG_NOERROR, 2);
  start_receiver(0, 0, 9);
  send(1, 5);
  send(1, 6);
  end("too small, cut, large enough");

  start_receiver(-5, 0, 9);
  send(6, 1);
  send(5, 1);
  end("lowest");
  take(0);

  start_receiver(1, 0, 9);
  kill(children[0], SIGUSR1);
  end("interrupted receiver");
  start_receiver(1, 0, 9);
  kill(children[0], SIGSTOP);
  send(1, 4);
  kill(children[0], SIGCONT);
  end("stopped receiver");
  start_receiver(1, 0, 9);
  kill(children[0], SIGKILL);
  end("killed receiver");

  set_capacity(100);
  send(1, 90);
  start_sender(2, 50);
  start_sender(3, 10);
  start_sender(4, 40);
  waitpid(children[1], NULL, 0);
  printf("the small one overtook\n");
  children[1] = children[2];
  count = 2;
  take(3);
  take(1);
  end("both fit");
  take(2);
  take(4);

  send(1, 90);
  start_sender(2, 50);
  set_capacity(140);
  end("room was made");
  start_sender(2, 50);
  kill(children[0], SIGUSR1);
  end("interrupted sender");
  start_sender(2, 50);
  start_receiver(7, 0, 9);
  msgctl(queue, IPC_RMID, NULL);
  end("removed");
  return 0;
}
