#include <bits/sigset.h>
#include <time.h>
typedef unsigned long nfds_t;
struct pollfd {
  int fd __KERNEL_INT;
  short events __KERNEL_INT;
  short revents;
};
#define POLLIN 1
#define POLLPRI 2
#define POLLOUT 4
#define POLLERR 8
#define POLLHUP 16
#define POLLNVAL 32
#define POLLRDNORM 64
#define POLLRDHUP 0x2000
