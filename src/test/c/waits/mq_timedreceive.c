#include "waits.h"
#include <mqueue.h>

int main(void) {
  static char large[8192];
  char name[64];
  struct timespec soon;
  sprintf(name, "/waits-mq_timedreceive-%d", getpid());
  mqd_t queue = mq_open(name, O_RDWR | O_CREAT, 0600, NULL);
  mq_unlink(name);
  clock_gettime(CLOCK_REALTIME, &soon);
  soon.tv_sec++;
  printf("%zd\n", mq_timedreceive(queue, large, sizeof large, NULL, &soon));
  return done("timed out");
}
