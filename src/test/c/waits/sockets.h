// What the programs about waiting for sockets share.
#define _GNU_SOURCE
#include "waits.h"
#include <sys/socket.h>
#include <sys/un.h>

static struct sockaddr_un address = {AF_UNIX};

// A socket with an abstract name that no other process has.
static inline int bound(int type) {
  int fd = socket(AF_UNIX, type, 0);
  sprintf(address.sun_path + 1, "waits.%d", getpid());
  bind(fd, (struct sockaddr *)&address, sizeof address);
  return fd;
}

static inline int connected(int type) {
  int fd = socket(AF_UNIX, type, 0);
  return connect(fd, (struct sockaddr *)&address, sizeof address) < 0 ? -1 : fd;
}

static inline struct msghdr message_of(struct iovec *part) {
  struct msghdr message;
  memset(&message, 0, sizeof message);
  message.msg_iov = part;
  message.msg_iovlen = 1;
  return message;
}

// Sends until there is no room.
static inline void fill(int fd) {
  static char bytes[1000];
  while (send(fd, bytes, sizeof bytes, MSG_DONTWAIT) > 0)
    ;
}

static inline void empty(int fd) {
  static char bytes[1000];
  while (recv(fd, bytes, sizeof bytes, MSG_DONTWAIT) > 0)
    ;
}
