/* Who sends and receives first at a message queue of System V: whoever has come first and wants what there is, or has
   what there is room for. */
#include "turns.h"
#include <sys/ipc.h>
#include <sys/msg.h>

static int queue;
static long wanted;
static int size;

struct message {
  long type;
  char bytes[4096];
};

static void receives(int number) {
  struct message message = {0};
  long got = msgrcv(queue, &message, sizeof message.bytes, wanted, 0);
  say("  %d: %s of type %ld, %.1s\n", number, result(got), message.type, message.bytes);
}

static void receives_little(int number) {
  struct message message = {0};
  long got = msgrcv(queue, &message, 2, wanted, 0);
  say("  %d: %s of type %ld\n", number, result(got), message.type);
}

static void sends(int number) {
  struct message message = {.type = number + 1};
  memset(message.bytes, 'a' + number, size);
  say("  %d: %s\n", number, result(msgsnd(queue, &message, size, 0)));
}

static void send(long type, int bytes) {
  struct message message = {.type = type};
  memset(message.bytes, 'x', bytes);
  say("send %d of type %ld\n", bytes, type);
  if (msgsnd(queue, &message, bytes, IPC_NOWAIT)) say("full\n");
}

static void receive(long type) {
  struct message message;
  long got = msgrcv(queue, &message, sizeof message.bytes, type, IPC_NOWAIT);
  say("received %s %.1s\n", result(got), got > 0 ? message.bytes : "");
}

static void room(int bytes) {
  struct msqid_ds status;
  if (msgctl(queue, IPC_STAT, &status)) exit(2);
  status.msg_qbytes = bytes;
  say("room %d\n", bytes);
  if (msgctl(queue, IPC_SET, &status)) exit(3);
}

int main(void) {
  on_one_cpu();
  queue = msgget(IPC_PRIVATE, 0600);
  long types[] = {0, 2, -2, 1, 0, 3, -3};
  say("types\n");
  for (int i = 0; i < 7; i++) {
    wanted = types[i];
    begin(receives, i);
  }
  long sent[] = {3, 3, 2, 2, 1, 1, 2, 3, 1};
  for (int i = 0; i < 9; i++) send(sent[i], 1);
  end();
  while (msgrcv(queue, &(struct message){0}, 4096, 0, IPC_NOWAIT) > 0) {}
  say("too long\n");
  wanted = 0;
  begin(receives_little, 0);
  begin(receives, 1);
  begin(receives_little, 2);
  for (int i = 0; i < 4; i++) send(1, 3);
  end();
  while (msgrcv(queue, &(struct message){0}, 4096, 0, IPC_NOWAIT) > 0) {}
  say("full\n");
  room(1000);
  send(9, 900);
  int sizes[] = {200, 100, 300, 50, 400, 60, 100};
  for (int i = 0; i < 7; i++) {
    size = sizes[i];
    begin(sends, i);
  }
  receive(9);
  for (int i = 0; i < 3; i++) receive(0);
  room(1500);
  for (int i = 0; i < 3; i++) receive(0);
  send(9, 1200);
  end();
  size = 300;
  for (int i = 0; i < 4; i++) begin(sends, i);
  room(2000);
  room(2300);
  room(1000);
  room(5000);
  say("removed\n");
  size = 4000;
  for (int i = 0; i < 3; i++) begin(sends, i);
  wanted = 77;
  for (int i = 3; i < 6; i++) begin(receives, i);
  msgctl(queue, IPC_RMID, 0);
  end();
}
