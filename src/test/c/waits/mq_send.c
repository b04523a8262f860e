#include "waits.h"
#include <mqueue.h>

int main(void) {
  char name[64], buffer[8];
  sprintf(name, "/waits-mq_send-%d", getpid());
  struct mq_attr attr = {.mq_maxmsg = 1, .mq_msgsize = sizeof buffer};
  mqd_t queue = mq_open(name, O_RDWR | O_CREAT, 0600, &attr);
  mq_send(queue, "x", 1, 0);
  if (fork() == 0) {
    mqd_t own = STUCK ? -1 : mq_open(name, O_RDONLY);
    later();
    if (!STUCK)
      mq_receive(own, buffer, sizeof buffer, NULL);
    mq_unlink(name);
    _exit(0);
  }
  printf("%d\n", mq_send(queue, "y", 1, 0));
  return done("sent");
}
