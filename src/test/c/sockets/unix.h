// What the programs about UNIX sockets share.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// Prints a call and what comes of it.
#define CHECK(call) \
  do { \
    errno = 0; \
    long result = (long)(call); \
    printf("%s = %ld %s\n", #call, result, result < 0 ? strerror(errno) : ""); \
  } while (0)

static struct sockaddr_un path_of(const char *name) {
  struct sockaddr_un address;
  memset(&address, 0, sizeof address);
  address.sun_family = AF_UNIX;
  strcpy(address.sun_path, name);
  return address;
}

// An abstract name that no other process has.
static struct sockaddr_un abstract(const char *name) {
  struct sockaddr_un address = path_of("");
  snprintf(address.sun_path + 1, 100, "ringfence.%s.%d", name, getpid());
  return address;
}

#define BIND(fd, address) bind(fd, (struct sockaddr *)&(address), sizeof(address))
#define CONNECT(fd, address) connect(fd, (struct sockaddr *)&(address), sizeof(address))
#define SENDTO(fd, text, size, flags, address) \
  sendto(fd, text, size, flags, (struct sockaddr *)&(address), sizeof(address))

static void show_poll(const char *what, int fd) {
  struct pollfd poller = {fd, POLLIN | POLLOUT | POLLPRI | POLLRDHUP | POLLRDNORM | POLLWRNORM |
                                  POLLWRBAND, 0};
  poll(&poller, 1, 0);
  printf("%s: poll %x\n", what, poller.revents);
}

static int int_option(int fd, int option) {
  int value = -7;
  socklen_t size = sizeof value;
  return getsockopt(fd, SOL_SOCKET, option, &value, &size) < 0 ? -errno : value;
}
