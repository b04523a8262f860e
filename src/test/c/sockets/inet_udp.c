// UDP over the loopback interface: messages, truncation, connected sockets, refusals, limits.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static void said(const char *what, long result) {
  printf("%s: %ld %s\n", what, result, result < 0 ? strerror(errno) : "");
}

static struct sockaddr_in at(int port) {
  struct sockaddr_in address;
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

static int port_of(int fd) {
  struct sockaddr_in address;
  socklen_t size = sizeof address;
  getsockname(fd, (struct sockaddr *)&address, &size);
  return ntohs(address.sin_port);
}

static int address_of(int fd) {
  struct sockaddr_in address;
  socklen_t size = sizeof address;
  getsockname(fd, (struct sockaddr *)&address, &size);
  return (int)ntohl(address.sin_addr.s_addr);
}

static int bound(void) {
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = at(0);
  bind(fd, (struct sockaddr *)&address, sizeof address);
  return fd;
}

static int send_to(int fd, const char *text, size_t size, int port) {
  struct sockaddr_in address = at(port);
  return sendto(fd, text, size, 0, (struct sockaddr *)&address, sizeof address);
}

static int join(int fd, int port) {
  struct sockaddr_in address = at(port);
  return connect(fd, (struct sockaddr *)&address, sizeof address);
}

static int ready(int fd) {
  struct pollfd one = {fd, POLLIN | POLLOUT | POLLRDHUP | POLLPRI | POLLRDNORM | POLLWRNORM};
  return poll(&one, 1, 0) > 0 ? one.revents : 0;
}

static int option(int fd, int name) {
  int value = -1;
  socklen_t size = sizeof value;
  return getsockopt(fd, SOL_SOCKET, name, &value, &size) < 0 ? -errno : value;
}

static int set(int fd, int name, int value) {
  return setsockopt(fd, SOL_SOCKET, name, &value, sizeof value);
}

static void get(const char *what, int fd, int most, int flags) {
  char buffer[100];
  ssize_t size = recv(fd, buffer, most, flags);
  if (size < 0)
    printf("%s: %s\n", what, strerror(errno));
  else
    printf("%s: %d '%.*s'\n", what, (int)size, (int)(size < most ? size : most), buffer);
}

static void messages(void) {
  int one = bound(), two = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0), size;
  struct sockaddr_in from;
  socklen_t length = sizeof from;
  char buffer[100];
  printf("%x %d\n", ready(one), port_of(two));
  said("send", send_to(two, "first", 5, port_of(one)));
  printf("%x %d %x\n", ready(one), port_of(two) != 0, address_of(two));
  send_to(two, "second one", 10, port_of(one));
  send_to(two, "", 0, port_of(one));
  send_to(two, "fourth", 6, port_of(one));
  ioctl(one, FIONREAD, &size);
  printf("%d\n", size);
  get("peek", one, 3, MSG_PEEK);
  get("whole", one, 100, 0);
  get("size", one, 4, MSG_PEEK | MSG_TRUNC);
  get("cut", one, 4, 0);
  said("empty", recvfrom(one, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &length));
  printf("%d %d %d\n", (int)length, ntohs(from.sin_port) == port_of(two),
         from.sin_addr.s_addr == htonl(INADDR_LOOPBACK));
  struct iovec parts[2] = {{buffer, 2}, {buffer + 50, 2}};
  struct msghdr message = {.msg_name = &from, .msg_namelen = 4, .msg_iov = parts, .msg_iovlen = 2};
  said("parts", recvmsg(one, &message, 0));
  printf("%.2s%.2s %x %d\n", buffer, buffer + 50, message.msg_flags, (int)message.msg_namelen);
  get("none", one, 10, 0);
  get("urgent", one, 10, MSG_OOB);
  struct timeval soon = {0, 10000};
  fcntl(one, F_SETFL, 0);
  setsockopt(one, SOL_SOCKET, SO_RCVTIMEO, &soon, sizeof soon);
  get("in time", one, 10, 0);
  send_to(two, "x", 1, port_of(one));
  said("pointer", recv(one, (char *)8, 5, 0));
  get("gone", one, 5, MSG_DONTWAIT);
  close(one);
  close(two);
}

static void connections(void) {
  int one = bound(), two = bound(), other = bound(), port;
  struct sockaddr unspecific = {AF_UNSPEC, {0}};
  struct sockaddr_in peer;
  socklen_t length = sizeof peer;
  said("no peer", getpeername(one, (struct sockaddr *)&peer, &length));
  said("send", send(one, "x", 1, 0));
  said("connect", join(one, port_of(two)));
  said("peer", getpeername(one, (struct sockaddr *)&peer, &length));
  send_to(other, "stranger", 8, port_of(one));
  send_to(two, "friend", 6, port_of(one));
  get("only", one, 100, 0);
  get("none", one, 100, 0);
  said("send", send(one, "to two", 6, 0));
  get("two", two, 100, 0);
  said("elsewhere", send_to(one, "aside", 5, port_of(other)));
  get("other", other, 100, 0);
  said("another peer", join(one, port_of(other)));
  said("write", (int)write(one, "next", 4));
  get("other", other, 100, 0);
  said("nobody", connect(one, &unspecific, sizeof unspecific));
  said("send", send(one, "x", 1, 0));
  send_to(two, "hello", 5, port_of(one));
  get("anybody", one, 100, 0);
  port = port_of(two);
  close(two);
  said("unconnected", send_to(one, "x", 1, port));
  said("unconnected", send_to(one, "x", 1, port));
  join(one, port);
  said("lost", send(one, "x", 1, 0));
  printf("%x\n", ready(one));
  said("told", send(one, "x", 1, 0));
  said("lost", send(one, "x", 1, 0));
  get("told", one, 1, 0);
  said("lost", send(one, "x", 1, 0));
  printf("%d %d\n", option(one, SO_ERROR), option(one, SO_ERROR));
  get("none", one, 1, 0);
  two = socket(AF_INET, SOCK_DGRAM, 0);
  join(two, 9);
  printf("%x\n", address_of(two));
  close(one);
  close(two);
  close(other);
}

static void limits(void) {
  static char block[70000];
  int one = bound(), two = bound();
  struct sockaddr_in address = at(port_of(one));
  said("most", send_to(two, block, 65507, port_of(one)));
  said("more", send_to(two, block, 65508, port_of(one)));
  said("much more", send_to(two, block, 70000, port_of(one)));
  said("received", recv(one, block, sizeof block, 0));
  said("port 0", send_to(two, "x", 1, 0));
  said("short", sendto(two, "x", 1, 0, (struct sockaddr *)&address, 15));
  address.sin_family = 99;
  said("family", sendto(two, "x", 1, 0, (struct sockaddr *)&address, sizeof address));
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = INADDR_BROADCAST;
  said("broadcast", sendto(two, "x", 1, 0, (struct sockaddr *)&address, sizeof address));
  said("broadcast", connect(two, (struct sockaddr *)&address, sizeof address));
  said("pointer", sendto(two, (char *)8, 5, 0, (struct sockaddr *)&(struct sockaddr_in){AF_INET, htons(9), {htonl(INADDR_LOOPBACK)}}, 16));
  said("urgent", send(two, "x", 1, MSG_OOB));
  set(one, SO_RCVBUF, 1000);
  printf("%d\n", option(one, SO_RCVBUF));
  for (int i = 0; i < 100; i++)
    send_to(two, block, 500, port_of(one));
  int got = 0;
  while (recv(one, block, sizeof block, 0) == 500)
    got++;
  printf("%d\n", got > 0 && got < 5);
  said("listen", listen(one, 1));
  said("accept", accept(one, NULL, NULL));
  close(one);
  close(two);
}

static void sharing(void) {
  int one = bound(), two = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = at(port_of(one));
  said("in use", bind(two, (struct sockaddr *)&address, sizeof address));
  set(two, SO_REUSEADDR, 1);
  said("one reuses", bind(two, (struct sockaddr *)&address, sizeof address));
  set(one, SO_REUSEADDR, 1);
  said("both reuse", bind(two, (struct sockaddr *)&address, sizeof address));
  close(two);
  two = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
  address.sin_addr.s_addr = htonl(INADDR_ANY);
  set(two, SO_REUSEADDR, 1);
  said("any", bind(two, (struct sockaddr *)&address, sizeof address));
  send_to(two, "best", 4, port_of(one));
  get("one", one, 10, 0);
  get("any", two, 10, 0);
  close(one);
  send_to(two, "self", 4, port_of(two));
  get("any", two, 10, 0);
  said("shutdown", shutdown(two, SHUT_RD));
  printf("%x\n", ready(two));
  join(two, port_of(two));
  said("shutdown", shutdown(two, SHUT_WR));
  printf("%x\n", ready(two));
  signal(SIGPIPE, SIG_IGN);
  said("send", send(two, "x", 1, 0));
  get("end", two, 10, 0);
  close(two);
}

static void processes(void) {
  int server = bound(), status;
  fcntl(server, F_SETFL, 0);
  fflush(stdout);
  for (int i = 0; i < 3; i++)
    if (fork() == 0) {
      int fd = bound();
      char text[10] = {'a' + i, 0};
      fcntl(fd, F_SETFL, 0);
      for (int round = 0; round < 5; round++) {
        send_to(fd, text, 2, port_of(server));
        if (recv(fd, text, sizeof text, 0) != 2)
          _exit(1);
      }
      _exit(text[0]);
    }
  for (int i = 0; i < 15; i++) {
    char text[10];
    struct sockaddr_in from;
    socklen_t length = sizeof from;
    ssize_t size = recvfrom(server, text, sizeof text, 0, (struct sockaddr *)&from, &length);
    text[0]++;
    sendto(server, text, size, 0, (struct sockaddr *)&from, length);
  }
  int sum = 0;
  for (int i = 0; i < 3; i++) {
    wait(&status);
    sum += WEXITSTATUS(status);
  }
  printf("%d\n", sum);
  close(server);
}

int main(void) {
  messages();
  connections();
  limits();
  sharing();
  processes();
  return 0;
}
