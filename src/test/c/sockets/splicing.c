#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* splice(2) from and to sockets. */

static void told(const char *what, ssize_t result)
{
  printf("%s: %s %zd\n", what, result < 0 ? strerror(errno) : "ok", result);
}

static int pending(int fd)
{
  int count = -1;
  ioctl(fd, FIONREAD, &count);
  return count;
}

static void stream(const char *name, int one, int other)
{
  int p[2];
  char text[128] = "";
  off_t offset = 0;
  printf("%s\n", name);
  pipe(p);
  send(one, "abcdefgh", 8, 0);
  told("some", splice(other, NULL, p[1], NULL, 3, 0));
  told("rest", splice(other, NULL, p[1], NULL, 100, 0));
  if (name[0] == 'U') /* TCP looks at O_NONBLOCK alone. */
    told("none", splice(other, NULL, p[1], NULL, 100, SPLICE_F_NONBLOCK));
  told("offset in", splice(other, &offset, p[1], NULL, 100, 0));
  printf("in the pipe %d\n", pending(p[0]));
  told("back", splice(p[0], NULL, other, NULL, 5, 0));
  told("offset out", splice(p[0], NULL, other, &offset, 5, 0));
  told("back all", splice(p[0], NULL, other, NULL, 100, 0));
  told("nothing", splice(p[0], NULL, other, NULL, 100, SPLICE_F_NONBLOCK));
  told("read", recv(one, text, sizeof text, 0));
  printf("%s\n", text);
  told("socket to socket", splice(one, NULL, other, NULL, 5, 0));
  told("tee", tee(other, p[1], 5, 0));
  fcntl(other, F_SETFL, O_NONBLOCK);
  told("socket does not wait", splice(other, NULL, p[1], NULL, 100, 0));
  fcntl(other, F_SETFL, 0);
  if (fork() == 0) {
    usleep(2000);
    send(one, "late", 4, 0);
    _exit(0);
  }
  told("waits", splice(other, NULL, p[1], NULL, 100, 0));
  wait(NULL);
  told("read", read(p[0], text, sizeof text));
  told("shut", shutdown(one, SHUT_WR));
  told("end", splice(other, NULL, p[1], NULL, 100, 0));
  write(p[1], "more", 4);
  close(one);
  usleep(1000);
  ssize_t sent = splice(p[0], NULL, other, NULL, 2, 0);
  usleep(1000);
  if (sent < 0 || splice(p[0], NULL, other, NULL, 2, 0) < 0)
    printf("nobody takes it: %d\n", errno == EPIPE);
  close(other);
  close(p[0]);
  close(p[1]);
}

static void much(int one, int other)
{
  int p[2];
  static char block[65536];
  long total = 0;
  pipe(p);
  if (fork() == 0) {
    close(p[0]);
    close(other);
    for (int i = 0; i < 10; i++)
      for (size_t put = 0; put < sizeof block;) {
        memset(block, 'a' + i, sizeof block);
        put += write(p[1], block, sizeof block - put);
      }
    _exit(0);
  }
  close(p[1]);
  if (fork() == 0) {
    close(one);
    close(p[0]);
    int sum = 0;
    for (ssize_t got; (got = read(other, block, sizeof block)) > 0;)
      for (ssize_t i = 0; i < got; i++) {
        sum = sum * 31 + block[i];
        total++;
      }
    printf("received %ld, sum %d\n", total, sum);
    fflush(stdout);
    _exit(0);
  }
  close(other);
  for (ssize_t moved; (moved = splice(p[0], NULL, one, NULL, 1 << 20, 0)) > 0;)
    total += moved;
  printf("moved %ld\n", total);
  fflush(stdout);
  close(one);
  wait(NULL);
  wait(NULL);
}

int main(void)
{
  int pair[2], p[2];
  char text[64] = "";
  signal(SIGPIPE, SIG_IGN);
  setvbuf(stdout, NULL, _IOFBF, 1 << 16);
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  fflush(stdout);
  stream("UNIX", pair[0], pair[1]);
  fflush(stdout);
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  much(pair[0], pair[1]);

  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  bind(listener, (struct sockaddr *) &address, sizeof address);
  getsockname(listener, (struct sockaddr *) &address, &length);
  listen(listener, 5);
  int client = socket(AF_INET, SOCK_STREAM, 0);
  connect(client, (struct sockaddr *) &address, sizeof address);
  fflush(stdout);
  stream("TCP", client, accept(listener, NULL, NULL));
  fflush(stdout);
  client = socket(AF_INET, SOCK_STREAM, 0);
  connect(client, (struct sockaddr *) &address, sizeof address);
  much(client, accept(listener, NULL, NULL));

  pipe(p);
  socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
  write(p[1], "one", 3);
  write(p[1], "two", 3);
  told("datagram", splice(p[0], NULL, pair[0], NULL, 100, 0));
  told("received", recv(pair[1], text, sizeof text, 0));
  printf("%s\n", text);
  send(pair[0], "datagram", 8, 0);
  told("part", splice(pair[1], NULL, p[1], NULL, 3, 0));
  told("in the pipe", read(p[0], text, sizeof text));
  told("not connected", splice(socket(AF_UNIX, SOCK_STREAM, 0), NULL, p[1], NULL, 3, 0));
  told("not connected", splice(socket(AF_INET, SOCK_STREAM, 0), NULL, p[1], NULL, 3, 0));
  write(p[1], "x", 1);
  told("not connected", splice(p[0], NULL, socket(AF_UNIX, SOCK_STREAM, 0), NULL, 3, 0));
  told("in the pipe", pending(p[0]));
  return 0;
}
