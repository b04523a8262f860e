// What ioctl tells of queues of sockets: SIOCINQ, SIOCOUTQ, SIOCOUTQNSD, SIOCATMARK, owners.
#define _GNU_SOURCE
#include "urgent.h"
#include <linux/sockios.h>
#include <signal.h>
#include <fcntl.h>

static void all(const char *what, int fd) {
  printf("%-24s in %d out %d unsent %d mark %d/%d\n", what, asked(fd, SIOCINQ), asked(fd, SIOCOUTQ),
         asked(fd, SIOCOUTQNSD), asked(fd, SIOCATMARK), sockatmark(fd));
}

static void bound(int fd, struct sockaddr_in *address) {
  socklen_t length = sizeof *address;
  memset(address, 0, sizeof *address);
  address->sin_family = AF_INET;
  address->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(fd, (struct sockaddr *)address, sizeof *address);
  getsockname(fd, (struct sockaddr *)address, &length);
}

static void pairs(const char *name, void (*make)(int[2])) {
  int pair[2];
  char buffer[100];
  printf("%s\n", name);
  make(pair);
  all("new", pair[0]);
  send(pair[0], "hello", 5, 0);
  all("receiver", pair[1]);
  send(pair[0], "world!", 6, 0);
  all("twice", pair[1]);
  recv(pair[1], buffer, 3, 0);
  all("three taken", pair[1]);
  recv(pair[1], buffer, 100, MSG_PEEK);
  all("looked", pair[1]);
  shutdown(pair[0], SHUT_WR);
  all("ended", pair[1]);
  if (make == unix_pair)
    all("ending", pair[0]);
  recv(pair[1], buffer, 100, 0);
  all("empty", pair[1]);
  recv(pair[1], buffer, 100, 0);
  all("end read", pair[1]);
  shutdown(pair[1], SHUT_RDWR);
  all("shut", pair[1]);
  close(pair[0]);
  all("alone", pair[1]);
  close(pair[1]);
}

static void messages(const char *name, int type) {
  int pair[2];
  char buffer[100];
  printf("%s\n", name);
  socketpair(AF_UNIX, type, 0, pair);
  all("new", pair[1]);
  send(pair[0], "hello", 5, 0);
  send(pair[0], "worlds", 6, 0);
  all("two", pair[1]);
  recv(pair[1], buffer, 2, 0);
  all("one", pair[1]);
  recv(pair[1], buffer, 2, 0);
  all("none", pair[1]);
  send(pair[0], "", 0, 0);
  all("empty one", pair[1]);
  close(pair[0]);
  all("alone", pair[1]);
  close(pair[1]);
}

static void states(int domain, int type) {
  int fd = socket(domain, type, 0);
  struct sockaddr_in address;
  printf("domain %d type %d\n", domain, type);
  all("unconnected", fd);
  if (domain == AF_INET)
    bound(fd, &address);
  else {
    sa_family_t family = AF_UNIX;
    bind(fd, (struct sockaddr *)&family, sizeof family);
  }
  all("bound", fd);
  printf("listen %d\n", listen(fd, 1));
  all("listening", fd);
  printf("%d\n", ioctl(fd, SIOCINQ, (void *)8));
  close(fd);
}

static void udp(void) {
  int from = socket(AF_INET, SOCK_DGRAM, 0), to = socket(AF_INET, SOCK_DGRAM, 0);
  struct sockaddr_in address;
  char buffer[100];
  bound(to, &address);
  all("udp", to);
  connect(from, (struct sockaddr *)&address, sizeof address);
  send(from, "hello", 5, 0);
  send(from, "worlds", 6, 0);
  all("two", to);
  all("sender", from);
  recv(to, buffer, 100, 0);
  all("one", to);
  recv(to, buffer, 100, 0);
  send(from, "", 0, 0);
  all("empty one", to);
  close(from);
  close(to);
}

static void owner(int fd, int who) {
  int back = 77;
  errno = 0;
  printf("set: %d", ioctl(fd, SIOCSPGRP, &who));
  printf(" %d\n", errno);
  printf("get: %d", ioctl(fd, SIOCGPGRP, &back));
  printf(" %d\n", back == who ? 1 : back == 0 ? 0 : back == getpid() ? 2 : 3);
}

static void owners(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  struct f_owner_ex owner = {F_OWNER_PID, 0};
  printf("nobody %d\n", fcntl(fd, F_GETOWN));
  owner.pid = getpid();
  printf("set %d\n", fcntl(fd, F_SETOWN, getpid()));
  printf("get %d\n", fcntl(fd, F_GETOWN) == getpid());
  printf("group %d\n", fcntl(fd, F_SETOWN, -getpgrp()));
  printf("get %d\n", fcntl(fd, F_GETOWN) == -getpgrp());
  printf("ex %d\n", fcntl(fd, F_GETOWN_EX, &owner));
  printf("%d %d\n", owner.type, owner.pid == getpgrp());
  owner.type = F_OWNER_TID;
  owner.pid = getpid();
  printf("tid %d\n", fcntl(fd, F_SETOWN_EX, &owner));
  printf("get %d\n", fcntl(fd, F_GETOWN) == getpid());
  owner.type = 3;
  printf("type %d", fcntl(fd, F_SETOWN_EX, &owner));
  printf(" %d\n", errno);
  owner.type = F_OWNER_PID;
  owner.pid = 0x3ffffff;
  printf("none %d", fcntl(fd, F_SETOWN_EX, &owner));
  printf(" %d\n", errno);
  printf("pointer %d", fcntl(fd, F_GETOWN_EX, 8));
  printf(" %d\n", errno);
  printf("none %d", fcntl(fd, F_SETOWN, 0x3ffffff));
  printf(" %d\n", errno);
  printf("least %d", fcntl(fd, F_SETOWN, (-0x7fffffff - 1)));
  printf(" %d\n", errno);
  printf("clear %d\n", fcntl(fd, F_SETOWN, 0));
  printf("get %d\n", fcntl(fd, F_GETOWN));
}

int main(void) {
  pairs("tcp", tcp_pair);
  pairs("unix", unix_pair);
  messages("datagrams", SOCK_DGRAM);
  messages("packets", SOCK_SEQPACKET);
  states(AF_INET, SOCK_STREAM);
  states(AF_INET, SOCK_DGRAM);
  states(AF_UNIX, SOCK_STREAM);
  states(AF_UNIX, SOCK_DGRAM);
  states(AF_UNIX, SOCK_SEQPACKET);
  udp();
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  owner(fd, getpid());
  owner(fd, -getpgrp());
  owner(fd, 0x3ffffff);
  owner(fd, 0);
  owners();
  return 0;
}
