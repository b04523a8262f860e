// Datagrams of UNIX sockets: eleven wait at a socket, connected ones hear only their peer.
#define _GNU_SOURCE
#include "unix.h"
#include <sys/ioctl.h>

static char buffer[100];

static void full_queue(int receiver, int sender, int follower, struct sockaddr_un *to) {
  struct sockaddr_un from;
  socklen_t size = sizeof from;
  int n = 0;
  while (SENDTO(sender, "abc", 3, 0, *to) == 3)
    n++;
  printf("%d fit\n", n);
  CHECK(send(follower, "x", 1, 0));
  show_poll("follower", follower);
  show_poll("sender", sender);
  CHECK(recvfrom(receiver, buffer, 2, 0, (struct sockaddr *)&from, &size));
  printf("from size %d: %.2s\n", size, buffer);
  CHECK(send(follower, "tt", 2, 0));
  CHECK(send(follower, "tt", 2, 0));
  size = sizeof from;
  CHECK(recvfrom(receiver, buffer, 2, MSG_TRUNC, (struct sockaddr *)&from, &size));
  CHECK(recv(receiver, buffer, 2, MSG_PEEK));
  CHECK(recv(receiver, buffer, 2, MSG_PEEK | MSG_TRUNC));
  CHECK(ioctl(receiver, FIONREAD, &n));
  printf("first has %d\n", n);
  for (n = 0; recv(receiver, buffer, 100, 0) == 3; n++)
    ;
  printf("%d more\n", n);
  CHECK(send(follower, "q", 1, 0));
  size = sizeof from;
  CHECK(recvfrom(receiver, buffer, 2, 0, (struct sockaddr *)&from, &size));
  printf("from size %d\n", size);
}

static void connected(int receiver, int sender, int follower, struct sockaddr_un *to,
                      struct sockaddr_un *back) {
  struct sockaddr none = {AF_UNSPEC};
  CHECK(CONNECT(receiver, *back));
  CHECK(send(follower, "q", 1, 0));
  CHECK(SENDTO(sender, "q", 1, 0, *to));
  CHECK(send(receiver, "to s", 4, 0));
  CHECK(CONNECT(sender, *to));
  CHECK(send(sender, "y", 1, 0));
  CHECK(connect(sender, &none, sizeof none));
  printf("error %d\n", int_option(receiver, SO_ERROR));
  CHECK(recv(sender, buffer, 10, 0));
  CHECK(recv(receiver, buffer, 10, 0));
  CHECK(recv(receiver, buffer, 10, 0));
  CHECK(send(receiver, "zz", 2, 0));
  CHECK(recv(sender, buffer, 10, 0));
  CHECK(send(sender, "zz", 2, 0));
  CHECK(shutdown(receiver, SHUT_RD));
  CHECK(SENDTO(sender, "zz", 2, 0, *to));
  CHECK(recv(receiver, buffer, 1, 0));
}

static void refusals(int sender, struct sockaddr_un *to, struct sockaddr_un *own) {
  CHECK(sendto(sender, "zz", 2, 0, (struct sockaddr *)to, 1));
  CHECK(sendto(sender, "zz", 2, 0, NULL, 0));
  CHECK(SENDTO(sender, "zz", 2, MSG_OOB, *to));
  CHECK(recv(sender, buffer, 1, MSG_OOB));
  CHECK(SENDTO(sender, (void *)1, 2, 0, *own));
  CHECK(sendto(sender, buffer, 2, 0, (struct sockaddr *)own, 200));
  CHECK(send(sender, buffer, 0, 0));
  CHECK(SENDTO(sender, buffer, 0, 0, *own));
  CHECK(recv(sender, buffer, 10, 0));
  CHECK(recv(sender, buffer, 10, 0));
  CHECK(SENDTO(sender, "123", 3, 0, *own));
  CHECK(recv(sender, (void *)1, 3, 0));
  CHECK(recv(sender, buffer, 3, 0));
}

int main(void) {
  setbuf(stdout, NULL);
  struct sockaddr_un to = abstract("datagrams"), back = abstract("back");
  int receiver = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
  int sender = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
  int follower = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
  CHECK(BIND(receiver, to));
  CHECK(BIND(sender, back));
  CHECK(CONNECT(follower, to));
  CHECK(listen(receiver, 1));
  CHECK(accept(receiver, NULL, NULL));
  full_queue(receiver, sender, follower, &to);
  connected(receiver, sender, follower, &to, &back);
  refusals(sender, &to, &back);
  return 0;
}
