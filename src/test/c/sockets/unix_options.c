// Options of sockets: what each is at first, what it becomes, what is refused; time-outs.
#define _GNU_SOURCE
#include "unix.h"
#include <sys/time.h>

static char buffer[1000000];

static void numbers(int fd) {
  int options[] = {SO_DEBUG,     SO_REUSEADDR, SO_TYPE,       SO_ERROR,     SO_DONTROUTE,
                   SO_BROADCAST, SO_SNDBUF,    SO_RCVBUF,     SO_KEEPALIVE, SO_OOBINLINE,
                   SO_PRIORITY,  SO_REUSEPORT, SO_PASSCRED,   SO_RCVLOWAT,  SO_SNDLOWAT,
                   SO_ACCEPTCONN, SO_PROTOCOL, SO_DOMAIN,     99};
  for (unsigned i = 0; i < sizeof options / sizeof *options; i++) {
    int value = 3, before = int_option(fd, options[i]);
    int result = setsockopt(fd, SOL_SOCKET, options[i], &value, sizeof value);
    printf("%d: %d, set %s, %d\n", options[i], before, result < 0 ? strerror(errno) : "",
           int_option(fd, options[i]));
  }
}

static void refusals(int fd) {
  int value = 100000;
  socklen_t size = 2;
  CHECK(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &value, sizeof value));
  printf("%d\n", int_option(fd, SO_RCVBUF));
  CHECK(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &value, 3));
  CHECK(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &value, -1));
  CHECK(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, NULL, 4));
  CHECK(setsockopt(fd, 5, 1, &value, 4));
  CHECK(setsockopt(fd, SOL_SOCKET, 99, &value, 4));
  CHECK(setsockopt(99, SOL_SOCKET, SO_RCVBUF, &value, 4));
  value = -1;
  CHECK(getsockopt(fd, SOL_SOCKET, SO_TYPE, &value, &size));
  printf("%x size %d\n", value, size);
  size = -1;
  CHECK(getsockopt(fd, SOL_SOCKET, SO_TYPE, &value, &size));
  size = 100;
  CHECK(getsockopt(fd, SOL_SOCKET, SO_TYPE, &value, &size));
  printf("size %d\n", size);
  CHECK(getsockopt(fd, SOL_SOCKET, SO_TYPE, &value, NULL));
  CHECK(getsockopt(fd, 5, 1, &value, &size));
  CHECK(getsockopt(99, SOL_SOCKET, SO_TYPE, &value, &size));
}

static void lingering(int fd) {
  struct linger linger;
  socklen_t size = sizeof linger;
  CHECK(getsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, &size));
  printf("%d %d\n", linger.l_onoff, linger.l_linger);
  linger.l_onoff = 5;
  linger.l_linger = 7;
  CHECK(setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger));
  CHECK(setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, 4));
  CHECK(getsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, &size));
  printf("%d %d\n", linger.l_onoff, linger.l_linger);
}

static void timeout(int fd, int option, long seconds, long micros) {
  struct timeval time = {seconds, micros};
  socklen_t size = sizeof time;
  CHECK(setsockopt(fd, SOL_SOCKET, option, &time, sizeof time));
  CHECK(getsockopt(fd, SOL_SOCKET, option, &time, &size));
  printf("%ld s %ld us\n", (long)time.tv_sec, (long)time.tv_usec);
}

static void timeouts(int s[2]) {
  timeout(s[0], SO_RCVTIMEO, 0, 20000);
  CHECK(recv(s[0], buffer, 1, 0));
  CHECK(read(s[0], buffer, 1));
  write(s[1], "abc", 3);
  CHECK(recv(s[0], buffer, 10, MSG_WAITALL));
  timeout(s[0], SO_RCVTIMEO, 0, 1000000);
  timeout(s[0], SO_RCVTIMEO, 0, -1);
  timeout(s[0], SO_RCVTIMEO, -1, 0);
  CHECK(recv(s[0], buffer, 1, 0));
  timeout(s[1], SO_SNDTIMEO, 0, 20000);
  CHECK(write(s[1], buffer, sizeof buffer));
  CHECK(write(s[1], buffer, 10));
  int low = 5;
  setsockopt(s[0], SOL_SOCKET, SO_RCVLOWAT, &low, sizeof low);
  while (recv(s[0], buffer, sizeof buffer, MSG_DONTWAIT) > 0)
    ;
  write(s[1], "abc", 3);
  show_poll("three of five", s[0]);
  CHECK(recv(s[0], buffer, 10, MSG_DONTWAIT));
}

int main(void) {
  int s[2];
  if (getuid() == 0 && (setgid(1000) != 0 || setuid(1000) != 0))
    return 1;
  setbuf(stdout, NULL);
  socketpair(AF_UNIX, SOCK_STREAM, 0, s);
  numbers(s[0]);
  refusals(s[0]);
  lingering(s[0]);
  close(s[0]);
  close(s[1]);
  socketpair(AF_UNIX, SOCK_STREAM, 0, s);
  timeouts(s);
  return 0;
}
