#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#ifndef SO_PEEK_OFF
#define SO_PEEK_OFF 42
#endif

/* SO_PEEK_OFF: looks at what is there go on where the one before has ended. */

static void peek(int fd, size_t size)
{
  char text[64] = "";
  ssize_t got = recv(fd, text, size, MSG_PEEK | MSG_DONTWAIT);
  printf("  peek %zu: %zd %s\n", size, got, got < 0 ? strerror(errno) : text);
}

static void take(int fd, size_t size)
{
  char text[64] = "";
  ssize_t got = recv(fd, text, size, MSG_DONTWAIT);
  printf("  take %zu: %zd %s\n", size, got, got < 0 ? strerror(errno) : text);
}

static void offset(int fd)
{
  int value = 77;
  socklen_t size = sizeof value;
  int result = getsockopt(fd, SOL_SOCKET, SO_PEEK_OFF, &value, &size);
  printf("  offset %d (%s)\n", value, result < 0 ? strerror(errno) : "ok");
}

static void set(int fd, int value)
{
  int result = setsockopt(fd, SOL_SOCKET, SO_PEEK_OFF, &value, sizeof value);
  printf("  set %d: %s\n", value, result < 0 ? strerror(errno) : "ok");
}

static void stream(const char *name, int from, int to)
{
  printf("%s\n", name);
  send(from, "abcdef", 6, 0);
  send(from, "ghijkl", 6, 0);
  usleep(1000);
  offset(to);
  peek(to, 4);
  peek(to, 4);
  set(to, 0);
  peek(to, 4);
  offset(to);
  peek(to, 4);
  offset(to);
  take(to, 5);
  offset(to);
  peek(to, 40);
  offset(to);
  peek(to, 4);
  take(to, 40);
  offset(to);
  set(to, 2);
  send(from, "mnopqr", 6, 0);
  usleep(1000);
  peek(to, 2);
  set(to, -1);
  peek(to, 2);
  set(to, -5);
  offset(to);
  peek(to, 2);
}

int main(void)
{
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  stream("UNIX", pair[0], pair[1]);
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  bind(listener, (struct sockaddr *) &address, sizeof address);
  getsockname(listener, (struct sockaddr *) &address, &length);
  listen(listener, 5);
  int client = socket(AF_INET, SOCK_STREAM, 0);
  connect(client, (struct sockaddr *) &address, sizeof address);
  stream("TCP", client, accept(listener, NULL, NULL));
  return 0;
}
