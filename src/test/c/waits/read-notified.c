#include "waits.h"
#include <mqueue.h>

static int told[2];

static void arrived(union sigval value) { write(told[1], "x", 1); }

// A thread of the library waits for the message, and the program for that thread.
int main(void) {
  char name[64], c;
  struct mq_attr attributes = {0, 1, 1};
  struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = arrived};
  sprintf(name, "/waits-notify-%d", getpid());
  mqd_t queue = mq_open(name, O_RDWR | O_CREAT, 0600, &attributes);
  mq_unlink(name);
  pipe(told);
  printf("%d\n", mq_notify(queue, &event));
  if (fork() == 0) {
    later();
    if (!STUCK)
      mq_send(queue, "m", 1, 0);
    _exit(0);
  }
  read(told[0], &c, 1);
  return done("told");
}
