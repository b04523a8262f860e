#include "waits.h"
#include <mqueue.h>

int main(void) {
  char name[64], buffer[8];
  sprintf(name, "/waits-mq_receive-%d", getpid());
  struct mq_attr attr = {.mq_maxmsg = 1, .mq_msgsize = sizeof buffer};
  mqd_t queue = mq_open(name, O_RDWR | O_CREAT, 0600, &attr);
  mq_unlink(name);
  if (fork() == 0) {
    later();
    if (!STUCK)
      mq_send(queue, "x", 1, 0);
    _exit(0);
  }
  printf("%zd\n", mq_receive(queue, buffer, sizeof buffer, NULL));
  return done("received");
}
