// SO_PEEK_OFF of sockets that keep messages whole: UNIX datagrams and packets, UDP.
#define _GNU_SOURCE
#include "urgent.h"

static void set(int fd, int value) {
  printf(" set %d: %d", value,
         setsockopt(fd, SOL_SOCKET, SO_PEEK_OFF, &value, sizeof value) < 0 ? errno : 0);
}

static void state_of(int fd) {
  int value = 77;
  socklen_t size = sizeof value;
  if (getsockopt(fd, SOL_SOCKET, SO_PEEK_OFF, &value, &size) < 0)
    printf(" E%d\n", errno);
  else
    printf(" offset %d\n", value);
}

static void look(int fd, int most, int flags) {
  received(flags & MSG_PEEK ? "p" : "r", fd, most, flags);
  state_of(fd);
}

static void messages(const char *name, int pair[2]) {
  printf("%s\n", name);
  state_of(pair[1]);
  send(pair[0], "abcdef", 6, 0);
  send(pair[0], "ghijkl", 6, 0);
  look(pair[1], 4, MSG_PEEK);
  look(pair[1], 4, MSG_PEEK);
  set(pair[1], 0);
  for (int i = 0; i < 5; i++)
    look(pair[1], 4, MSG_PEEK);
  look(pair[1], 20, 0);
  look(pair[1], 4, MSG_PEEK);
  look(pair[1], 20, 0);
  look(pair[1], 20, MSG_PEEK);
  set(pair[1], 2);
  send(pair[0], "mnopqr", 6, 0);
  send(pair[0], "", 0, 0);
  send(pair[0], "st", 2, 0);
  look(pair[1], 2, MSG_PEEK);
  look(pair[1], 3, MSG_PEEK | MSG_TRUNC);
  look(pair[1], 3, MSG_PEEK);
  look(pair[1], 3, MSG_PEEK);
  look(pair[1], 3, MSG_PEEK);
  set(pair[1], 100);
  look(pair[1], 3, MSG_PEEK);
  set(pair[1], 7);
  look(pair[1], 3, MSG_PEEK);
  look(pair[1], 3, MSG_TRUNC);
  look(pair[1], 3, 0);
  set(pair[1], -1);
  look(pair[1], 3, MSG_PEEK);
  set(pair[1], -5);
  look(pair[1], 3, MSG_PEEK);
  look(pair[1], 3, 0);
  set(pair[1], 1);
  send(pair[0], "uv", 2, 0);
  look(pair[1], 1, 0);
  send(pair[0], "wxyz", 4, 0);
  look(pair[1], 1, 0);
  close(pair[0]);
  close(pair[1]);
}

int main(void) {
  int pair[2];
  struct sockaddr_in address;
  socklen_t length = sizeof address;
  socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
  messages("datagrams", pair);
  socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair);
  messages("packets", pair);
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  pair[1] = socket(AF_INET, SOCK_DGRAM, 0);
  bind(pair[1], (struct sockaddr *)&address, length);
  getsockname(pair[1], (struct sockaddr *)&address, &length);
  pair[0] = socket(AF_INET, SOCK_DGRAM, 0);
  connect(pair[0], (struct sockaddr *)&address, length);
  messages("udp", pair);
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  set(listener, 3);
  state_of(listener);
  return 0;
}
