// What is left of a connection when an end is shut down or closed, with unread bytes and without.
#define _GNU_SOURCE
#include "unix.h"

static volatile sig_atomic_t signalled;
static char buffer[100];

static void handler(int signal) { signalled = signal; }

static void sending(int fd) {
  signalled = 0;
  CHECK(send(fd, buffer, 1, 0));
  printf("signal %d\n", signalled);
}

static void closed(int type, int unread) {
  int s[2];
  printf("--- type %d, unread %d\n", type, unread);
  socketpair(AF_UNIX, type, 0, s);
  if (unread)
    write(s[0], "abc", 3);
  write(s[1], "xy", 2);
  close(s[1]);
  show_poll("closed", s[0]);
  fcntl(s[0], F_SETFL, O_NONBLOCK);
  for (int i = 0; i < 4; i++)
    CHECK(recv(s[0], buffer, 1, 0));
  for (int i = 0; i < 3; i++)
    sending(s[0]);
  close(s[0]);
}

static void shut(int type) {
  int s[2];
  printf("--- type %d, shut down\n", type);
  socketpair(AF_UNIX, type | SOCK_NONBLOCK, 0, s);
  write(s[0], "ab", 2);
  CHECK(shutdown(s[0], SHUT_WR));
  CHECK(shutdown(s[0], 3));
  CHECK(shutdown(99, SHUT_WR));
  show_poll("peer", s[1]);
  show_poll("own", s[0]);
  sending(s[0]);
  CHECK(recv(s[1], buffer, 1, 0));
  CHECK(recv(s[1], buffer, 2, 0));
  CHECK(recv(s[1], buffer, 2, 0));
  CHECK(write(s[1], "back", 4));
  CHECK(recv(s[0], buffer, 10, 0));
  shutdown(s[0], SHUT_RD);
  sending(s[1]);
  show_poll("peer", s[1]);
  show_poll("own", s[0]);
  close(s[0]);
  close(s[1]);
}

static void unconnected(int type) {
  struct sockaddr_un address;
  struct sockaddr none = {AF_UNSPEC};
  socklen_t size = sizeof address;
  int fd = socket(AF_UNIX, type | SOCK_NONBLOCK, 0);
  printf("--- type %d, not connected\n", type);
  show_poll("fresh", fd);
  CHECK(recv(fd, buffer, 1, 0));
  sending(fd);
  CHECK(listen(fd, 1));
  CHECK(accept(fd, NULL, NULL));
  CHECK(shutdown(fd, SHUT_WR));
  CHECK(getpeername(fd, (struct sockaddr *)&address, &size));
  CHECK(connect(fd, &none, sizeof none));
  CHECK(lseek(fd, 0, SEEK_SET));
  CHECK(pread(fd, buffer, 1, 0));
  close(fd);
}

int main(void) {
  int types[] = {SOCK_STREAM, SOCK_SEQPACKET, SOCK_DGRAM};
  setbuf(stdout, NULL);
  signal(SIGPIPE, handler);
  for (int i = 0; i < 3; i++) {
    closed(types[i], 0);
    closed(types[i], 1);
    shut(types[i]);
    unconnected(types[i]);
  }
  return 0;
}
