// Edges of sockets: with what an epoll set is told that something is new, and with what it is not.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int set;

static void watch(int fd, uint32_t events, int as) {
  struct epoll_event event = {.events = events | EPOLLET, .data.u64 = as};
  epoll_ctl(set, EPOLL_CTL_ADD, fd, &event);
}

static void look(const char *when) {
  struct epoll_event events[8];
  int n = epoll_wait(set, events, 8, 0);
  printf("%s:", when);
  for (int i = 0; i < n; i++)
    printf(" %d is %x", (int)events[i].data.u64, events[i].events);
  puts("");
}

// What has been acknowledged is no news to who never lacked room.
static void tcp(void) {
  struct sockaddr_in to = {AF_INET, 0, {htonl(INADDR_LOOPBACK)}};
  socklen_t size = sizeof to;
  int listener = socket(AF_INET, SOCK_STREAM, 0), ends[2];
  char bytes[64];
  bind(listener, (struct sockaddr *)&to, size);
  listen(listener, 1);
  getsockname(listener, (struct sockaddr *)&to, &size);
  ends[0] = socket(AF_INET, SOCK_STREAM, 0);
  connect(ends[0], (struct sockaddr *)&to, size);
  ends[1] = accept(listener, NULL, NULL);
  set = epoll_create1(0);
  watch(ends[0], EPOLLIN | EPOLLOUT, 1);
  look("at first");
  write(ends[0], bytes, sizeof bytes);
  read(ends[1], bytes, sizeof bytes);
  look("written and read");
  write(ends[0], bytes, sizeof bytes);
  read(ends[1], bytes, sizeof bytes);
  look("once more");
  close(ends[0]), close(ends[1]), close(listener), close(set);
}

static void streams(int type) {
  int ends[2];
  char bytes[64];
  printf("type %d\n", type);
  socketpair(AF_UNIX, type | SOCK_NONBLOCK, 0, ends);
  set = epoll_create1(0);
  watch(ends[0], EPOLLIN, 1), watch(ends[1], EPOLLIN | EPOLLOUT, 2);
  look("at first");
  write(ends[1], bytes, sizeof bytes);
  look("written");
  read(ends[0], bytes, sizeof bytes);
  look("read");
  write(ends[0], bytes, sizeof bytes);
  look("an answer");
  while (write(ends[1], bytes, sizeof bytes) > 0)
    ;
  look("full");
  read(ends[0], bytes, sizeof bytes);
  look("one less");
  while (read(ends[0], bytes, sizeof bytes) > 0)
    ;
  look("empty");
  shutdown(ends[0], SHUT_RD);
  look("shut");
  printf("%zd %s\n", send(ends[1], bytes, 1, MSG_NOSIGNAL), strerror(errno));
  look("refused");
  shutdown(ends[1], SHUT_WR);
  look("shut again");
  close(ends[0]);
  look("closed");
  close(ends[1]), close(set);
}

static void connecting(void) {
  struct sockaddr_un to = {AF_UNIX, "edges"};
  int listener = socket(AF_UNIX, SOCK_STREAM, 0), client = socket(AF_UNIX, SOCK_STREAM, 0);
  set = epoll_create1(0);
  watch(listener, EPOLLIN | EPOLLOUT, 1), watch(client, EPOLLIN | EPOLLOUT, 2);
  look("unconnected");
  bind(listener, (struct sockaddr *)&to, sizeof to);
  listen(listener, 1);
  look("listening");
  connect(client, (struct sockaddr *)&to, sizeof to);
  look("connecting");
  listen(listener, 5);
  look("more room");
  int server = accept(listener, NULL, NULL);
  look("accepted");
  write(server, "x", 1);
  look("written");
  close(listener);
  close(server);
  look("closed");
  unlink("edges");
  close(client), close(set);
}

int main(void) {
  tcp();
  streams(SOCK_STREAM);
  streams(SOCK_DGRAM);
  streams(SOCK_SEQPACKET);
  connecting();
  return 0;
}
