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
#define POLLRDNORM 0x40
#define POLLRDBAND 0x80
#define POLLWRNORM 0x100
#define POLLWRBAND 0x200
#define POLLMSG 0x400
#define POLLRDHUP 0x2000
