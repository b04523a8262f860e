/* Who sends and receives first at a message queue of POSIX: whoever has the higher priority, and of the same one whoever
   has come first; of processes that are not in real time the less nice. */
#include "turns.h"
#include <mqueue.h>

static char name[64];
static mqd_t queue;

static void receives(int number) {
  char bytes[16];
  unsigned priority = 0;
  long got = mq_receive(queue, bytes, sizeof bytes, &priority);
  say("  %d: %s %.*s of %u\n", number, result(got), got > 0 ? (int)got : 0, bytes, priority);
}

static void sends(int number) {
  char byte = (char)('a' + number);
  say("  %d: %s\n", number, result(mq_send(queue, &byte, 1, number % 3)));
}

static void send(char byte, unsigned priority) {
  say("send %c of %u\n", byte, priority);
  if (mq_send(queue, &byte, 1, priority)) exit(1);
}

static void receive(void) {
  char bytes[16];
  unsigned priority;
  if (mq_receive(queue, bytes, sizeof bytes, &priority) != 1) exit(2);
  say("received %c of %u\n", bytes[0], priority);
}

static void fill(void) {
  send('x', 1);
  send('y', 2);
}

/* Whoever is nicer than the one who acts has to be given the time to wait. */
static void begin_nice(void (*act)(int), int number, int nice) {
  pid_t child = fork();
  if (child == 0) {
    setpriority(PRIO_PROCESS, 0, nice);
    act(number);
    _exit(0);
  }
  members[count++] = child;
  usleep(20000);
}

int main(void) {
  on_one_cpu();
  snprintf(name, sizeof name, "/turns-%d", getpid());
  struct mq_attr attributes = {.mq_maxmsg = 2, .mq_msgsize = 16};
  queue = mq_open(name, O_CREAT | O_RDWR, 0600, &attributes);
  mq_unlink(name);
  say("receivers\n");
  for (int i = 0; i < 4; i++) begin(receives, i);
  for (int i = 0; i < 4; i++) send((char)('a' + i), i);
  say("receivers of priorities\n");
  int priorities[] = {1, 2, 1, 3, 2};
  for (int i = 0; i < 5; i++) begin_at(priorities[i], receives, i);
  for (int i = 0; i < 5; i++) send((char)('a' + i), i);
  end();
  say("nice receivers\n");
  int nice[] = {5, 0, 10, 5, 0};
  for (int i = 0; i < 5; i++) begin_nice(receives, i, nice[i]);
  for (int i = 0; i < 5; i++) {
    send((char)('a' + i), i);
    usleep(20000);
  }
  end();
  say("senders\n");
  fill();
  for (int i = 0; i < 5; i++) begin(sends, i);
  for (int i = 0; i < 7; i++) receive();
  end();
  say("senders of priorities\n");
  fill();
  for (int i = 0; i < 5; i++) begin_at(priorities[i], sends, i);
  for (int i = 0; i < 7; i++) receive();
  end();
}
