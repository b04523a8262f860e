// What tests of urgent data share: pairs of connected sockets, and scripts of what is done to them.
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static inline void tcp_pair(int pair[2]) {
  struct sockaddr_in address;
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(listener, (struct sockaddr *)&address, sizeof address);
  getsockname(listener, (struct sockaddr *)&address, &length);
  listen(listener, 1);
  pair[0] = socket(AF_INET, SOCK_STREAM, 0);
  connect(pair[0], (struct sockaddr *)&address, length);
  pair[1] = accept(listener, NULL, NULL);
  close(listener);
}

static inline void unix_pair(int pair[2]) { socketpair(AF_UNIX, SOCK_STREAM, 0, pair); }

static void inlined(int fd, int on) {
  if (setsockopt(fd, SOL_SOCKET, SO_OOBINLINE, &on, sizeof on) < 0)
    printf(" inline: %s", strerror(errno));
}

static void received(const char *what, int fd, int most, int flags) {
  char text[64];
  struct iovec part = {text, most};
  struct msghdr header;
  ssize_t got;
  memset(text, '.', sizeof text);
  memset(&header, 0, sizeof header);
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  got = recvmsg(fd, &header, flags | MSG_DONTWAIT);
  if (got < 0)
    printf(" %s%d:E%d", what, most, errno);
  else
    printf(" %s%d:%.*s%s", what, most, (int)got, text, got == 0 ? "none" : "");
  if (got >= 0 && header.msg_flags)
    printf("/%x", header.msg_flags);
}

static int state(int fd) {
  struct pollfd one = {fd, POLLIN | POLLPRI | POLLRDNORM | 0x80 | POLLRDHUP, 0};
  return poll(&one, 1, 0) > 0 ? one.revents : 0;
}

static int asked(int fd, unsigned long request) {
  int value = -7;
  return ioctl(fd, request, &value) < 0 ? -errno : value;
}

// Carries out one letter: a small one is sent, a capital one is sent as urgent data; others:
//   + two bytes at once   * three bytes, the last one urgent   1..9 receive so many
//   ! receive urgent data   @ look at it   ( look at 1   ) look at 4
//   < inline from now on   > not inline   $ no more is sent
static void step(int pair[2], char letter) {
  int to = pair[1];
  char text[3] = {letter, letter, letter};
  if (letter >= 'a' && letter <= 'z') {
    printf(" %c", letter);
    send(pair[0], text, 1, MSG_NOSIGNAL);
  } else if (letter >= 'A' && letter <= 'Z') {
    ssize_t sent = send(pair[0], text, 1, MSG_OOB | MSG_NOSIGNAL);
    printf(" %c%s", letter, sent < 0 ? strerror(errno) : "");
  } else if (letter >= '1' && letter <= '9')
    received("r", to, letter - '0', 0);
  else
    switch (letter) {
    case '+':
      printf(" kl");
      send(pair[0], "kl", 2, MSG_NOSIGNAL);
      break;
    case '*':
      printf(" mnO");
      send(pair[0], "mnO", 3, MSG_OOB | MSG_NOSIGNAL);
      break;
    case '!':
      received("oob", to, 1, MSG_OOB);
      break;
    case '@':
      received("look", to, 1, MSG_OOB | MSG_PEEK);
      break;
    case '(':
      received("p", to, 1, MSG_PEEK);
      break;
    case ')':
      received("p", to, 4, MSG_PEEK);
      break;
    case '<':
      inlined(to, 1);
      printf(" inline");
      break;
    case '>':
      inlined(to, 0);
      printf(" apart");
      break;
    case '$':
      shutdown(pair[0], SHUT_WR);
      printf(" end");
      break;
    }
  printf("[%x %s%d]", state(to), sockatmark(to) == 1 ? "mark " : "", asked(to, FIONREAD));
}

static void script(const char *name, void (*make)(int[2]), const char *steps) {
  int pair[2];
  make(pair);
  printf("%s %s:", name, steps);
  for (const char *each = steps; *each; each++)
    step(pair, *each);
  printf("\n");
  close(pair[0]);
  close(pair[1]);
}

static unsigned long seed;

static int below(int limit) {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return (int)((seed >> 8) % limit);
}

// Scripts by chance: the same here and on Linux.
static void scripts(const char *name, void (*make)(int[2]), unsigned long first, int count) {
  static const char letters[] = "abcdefABCDEFGH+*123591234!!!!@@()()<>";
  char steps[41];
  seed = first;
  for (int i = 0; i < count; i++) {
    int size = 5 + below(35);
    for (int j = 0; j < size; j++)
      steps[j] = letters[below(sizeof letters - 1)];
    steps[size] = 0;
    if (below(3) == 0)
      steps[size / 2] = '$';
    script(name, make, steps);
  }
}
