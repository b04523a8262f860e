// TCP over the loopback interface: names, connections, streams, ends, resets, errors, options.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static int pipes;

static void on_pipe(int sig) {
  (void)sig;
  pipes++;
}

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

static int stream(void) { return socket(AF_INET, SOCK_STREAM, 0); }

static int listener(int backlog) {
  int fd = stream();
  struct sockaddr_in address = at(0);
  bind(fd, (struct sockaddr *)&address, sizeof address);
  listen(fd, backlog);
  return fd;
}

static int join(int fd, int port) {
  struct sockaddr_in address = at(port);
  return connect(fd, (struct sockaddr *)&address, sizeof address);
}

static void connected(int *client, int *server) {
  int fd = listener(5);
  *client = stream();
  join(*client, port_of(fd));
  *server = accept(fd, NULL, NULL);
  close(fd);
}

static int ready(int fd) {
  struct pollfd one = {fd, POLLIN | POLLOUT | POLLRDHUP | POLLPRI | POLLRDNORM | POLLWRNORM};
  return poll(&one, 1, 0) > 0 ? one.revents : 0;
}

static int option(int fd, int level, int name) {
  int value = -1;
  socklen_t size = sizeof value;
  if (getsockopt(fd, level, name, &value, &size) < 0)
    return -errno;
  return value;
}

static int set(int fd, int level, int name, int value) {
  return setsockopt(fd, level, name, &value, sizeof value);
}

static void get(const char *what, int fd, int most, int flags) {
  char buffer[100];
  ssize_t size = recv(fd, buffer, most, flags);
  if (size < 0)
    printf("%s: %s\n", what, strerror(errno));
  else
    printf("%s: %d '%.*s'\n", what, (int)size, (int)size, buffer);
}

static void names(void) {
  struct sockaddr_in address = at(0), other;
  struct sockaddr unspecific = {AF_UNSPEC, {0}};
  socklen_t size = sizeof other;
  int one = stream(), two = stream();
  said("name", getsockname(one, (struct sockaddr *)&other, &size));
  printf("%d %d %d %d\n", other.sin_family, other.sin_port, other.sin_addr.s_addr, (int)size);
  said("bind", bind(one, (struct sockaddr *)&address, sizeof address));
  printf("%d\n", port_of(one) >= 1024);
  said("again", bind(one, (struct sockaddr *)&address, sizeof address));
  address = at(port_of(one));
  said("in use", bind(two, (struct sockaddr *)&address, sizeof address));
  address.sin_addr.s_addr = htonl(INADDR_ANY);
  said("in use by one of all", bind(two, (struct sockaddr *)&address, sizeof address));
  address.sin_addr.s_addr = htonl(0x7f000002);
  said("another address", bind(two, (struct sockaddr *)&address, sizeof address));
  address.sin_addr.s_addr = inet_addr("203.0.113.77");
  close(two);
  two = stream();
  said("not ours", bind(two, (struct sockaddr *)&address, sizeof address));
  said("short", bind(two, (struct sockaddr *)&address, 15));
  said("long", bind(two, (struct sockaddr *)&address, 200));
  said("pointer", bind(two, (struct sockaddr *)8, sizeof address));
  address = at(0);
  address.sin_family = 77;
  said("family", bind(two, (struct sockaddr *)&address, sizeof address));
  said("peer", getpeername(two, (struct sockaddr *)&address, &size));
  said("none", connect(two, &unspecific, sizeof unspecific));
  said("protocol", socket(AF_INET, SOCK_STREAM, IPPROTO_UDP));
  said("protocol", socket(AF_INET, SOCK_DGRAM, IPPROTO_TCP));
  said("type", socket(AF_INET, SOCK_SEQPACKET, 0));
  said("type", socket(AF_INET, 11, 0));
  said("pair", socketpair(AF_INET, SOCK_STREAM, 0, (int[2]){0, 0}));
  close(one);
  close(two);
}

static void connecting(void) {
  int fd = listener(5), port = port_of(fd), client = stream(), server;
  struct sockaddr_in address = at(port), other;
  socklen_t size = sizeof other;
  printf("%x\n", ready(client));
  printf("%x\n", ready(fd));
  said("connect", join(client, port));
  printf("%x %x\n", ready(client), ready(fd));
  said("again", join(client, port));
  said("accept", accept4(fd, (struct sockaddr *)&other, &size, SOCK_CLOEXEC) > 0);
  printf("%d %d %d\n", (int)size, ntohs(other.sin_port) == port_of(client),
         other.sin_addr.s_addr == htonl(INADDR_LOOPBACK));
  said("peer", getpeername(client, (struct sockaddr *)&other, &size));
  printf("%d\n", ntohs(other.sin_port) == port);
  said("listen", listen(client, 1));
  said("listen again", listen(fd, 1));
  said("connect a listener", join(fd, port));
  said("receive from it", recv(fd, &size, 1, 0));
  said("send to it", send(fd, &size, 1, MSG_NOSIGNAL));
  fcntl(fd, F_SETFL, O_NONBLOCK);
  said("accept nobody", accept(fd, NULL, NULL));
  said("accept at a client", accept(client, NULL, NULL));
  close(fd);
  close(client);
  client = stream();
  said("refused", join(client, port));
  said("error", option(client, SOL_SOCKET, SO_ERROR));
  said("refused again", join(client, port));
  said("short", connect(client, (struct sockaddr *)&address, 15));
  address.sin_family = 99;
  said("family", connect(client, (struct sockaddr *)&address, sizeof address));
  said("send", send(client, "x", 1, MSG_NOSIGNAL));
  said("receive", recv(client, &size, 1, 0));
  said("shutdown", shutdown(client, SHUT_WR));
  said("how", shutdown(client, 7));
  close(client);

  client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  fd = listener(5);
  port = port_of(fd);
  said("in progress", join(client, port));
  struct pollfd one = {client, POLLOUT};
  said("writable", poll(&one, 1, -1));
  said("error", option(client, SOL_SOCKET, SO_ERROR));
  said("done", join(client, port));
  said("connected", join(client, port));
  server = accept(fd, NULL, NULL);
  said("empty", recv(client, &size, 1, 0));
  close(fd);
  close(server);
  close(client);
  client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  said("in progress", join(client, port));
  one.fd = client;
  said("over", poll(&one, 1, -1));
  printf("%x %x\n", one.revents, ready(client));
  said("error", option(client, SOL_SOCKET, SO_ERROR));
  said("error", option(client, SOL_SOCKET, SO_ERROR));
  said("aborted", join(client, port));
  close(client);
}

static void streams(void) {
  int client, server;
  connected(&client, &server);
  said("send", send(client, "hello", 5, 0));
  printf("%x\n", ready(server));
  get("peek", server, 3, MSG_PEEK);
  get("peek", server, 100, MSG_PEEK);
  get("part", server, 2, 0);
  said("send", send(client, "world", 5, 0));
  get("joined", server, 100, 0);
  get("none", server, 100, MSG_DONTWAIT);
  get("nothing wanted", server, 0, MSG_DONTWAIT);
  get("urgent", server, 1, MSG_OOB);
  said("send", send(client, "abcdef", 6, 0));
  said("dropped", recv(server, NULL, 4, MSG_TRUNC));
  get("rest", server, 100, 0);
  said("pointer", send(client, (char *)8, 5, 0));
  said("send", send(client, "x", 1, 0));
  said("pointer", recv(server, (char *)8, 5, 0));
  get("still there", server, 5, 0);
  said("empty", send(client, "", 0, 0));
  struct timeval soon = {0, 20000};
  setsockopt(server, SOL_SOCKET, SO_RCVTIMEO, &soon, sizeof soon);
  get("in time", server, 5, 0);
  send(client, "abc", 3, 0);
  get("all in time", server, 5, MSG_WAITALL);
  soon.tv_usec = 0;
  setsockopt(server, SOL_SOCKET, SO_RCVTIMEO, &soon, sizeof soon);
  fflush(stdout);
  if (fork() == 0) {
    close(server);
    send(client, "12", 2, 0);
    usleep(20000);
    send(client, "345", 3, 0);
    usleep(20000);
    send(client, "67", 2, 0);
    _exit(0);
  }
  close(client);
  get("all", server, 5, MSG_WAITALL);
  get("all there is", server, 5, MSG_WAITALL);
  get("end", server, 5, 0);
  wait(NULL);
  close(server);
}

static void ends(void) {
  int client, server;
  connected(&client, &server);
  send(client, "last", 4, 0);
  said("half", shutdown(client, SHUT_WR));
  printf("%x %x\n", ready(client), ready(server));
  said("broken", send(client, "x", 1, 0));
  printf("%d\n", pipes);
  said("quietly", send(client, "x", 1, MSG_NOSIGNAL));
  printf("%d\n", pipes);
  get("last", server, 100, 0);
  get("end", server, 100, 0);
  get("end", server, 100, 0);
  said("other way", send(server, "back", 4, 0));
  get("back", client, 100, 0);
  said("again", shutdown(client, SHUT_WR));
  close(server);
  get("end", client, 100, 0);
  printf("%x\n", ready(client));
  said("twice", shutdown(client, SHUT_WR));
  close(client);

  connected(&client, &server);
  close(server);
  printf("%x\n", ready(client));
  said("first", send(client, "x", 1, 0));
  get("reset", client, 1, 0);
  said("second", send(client, "x", 1, MSG_NOSIGNAL));
  printf("%x\n", ready(client));
  close(client);

  connected(&client, &server);
  send(client, "unread", 6, 0);
  send(server, "read", 4, 0);
  close(server);
  printf("%x\n", ready(client));
  get("before", client, 100, 0);
  get("reset", client, 1, 0);
  get("then", client, 1, 0);
  said("peer", getpeername(client, (struct sockaddr *)&(struct sockaddr_in){0}, &(socklen_t){16}));
  close(client);

  connected(&client, &server);
  struct linger now = {1, 0};
  setsockopt(server, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  close(server);
  said("reset", option(client, SOL_SOCKET, SO_ERROR));
  get("then", client, 1, 0);
  close(client);

  connected(&client, &server);
  said("receive no more", shutdown(server, SHUT_RD));
  printf("%x\n", ready(server));
  get("end", server, 10, 0);
  said("send", send(client, "late", 4, 0));
  get("late", server, 10, 0);
  said("both", shutdown(server, SHUT_RDWR));
  printf("%x %x\n", ready(client), ready(server));
  close(client);
  close(server);

  int fd = listener(1), other = stream();
  join(other, port_of(fd));
  close(fd);
  get("never accepted", other, 1, 0);
  close(other);
  fd = listener(1);
  said("listens no more", shutdown(fd, SHUT_RD));
  said("accept", accept(fd, NULL, NULL));
  close(fd);
}

static void options(void) {
  int client, server, fd = stream();
  printf("%d %d %d %d\n", option(fd, SOL_SOCKET, SO_TYPE), option(fd, SOL_SOCKET, SO_DOMAIN),
         option(fd, SOL_SOCKET, SO_PROTOCOL), option(fd, SOL_SOCKET, SO_ACCEPTCONN));
  printf("%d %d\n", option(fd, SOL_SOCKET, SO_REUSEADDR), option(fd, SOL_SOCKET, SO_KEEPALIVE));
  said("set", set(fd, IPPROTO_TCP, TCP_NODELAY, 7));
  said("set", set(fd, SOL_SOCKET, SO_KEEPALIVE, 1));
  said("set", set(fd, IPPROTO_TCP, TCP_KEEPIDLE, 100));
  said("bad", set(fd, IPPROTO_TCP, TCP_KEEPIDLE, 0));
  said("bad", set(fd, IPPROTO_TCP, TCP_SYNCNT, 1000));
  printf("%d %d %d %d\n", option(fd, IPPROTO_TCP, TCP_NODELAY), option(fd, SOL_SOCKET, SO_KEEPALIVE),
         option(fd, IPPROTO_TCP, TCP_KEEPIDLE), option(fd, IPPROTO_TCP, TCP_KEEPINTVL));
  said("unknown", set(fd, IPPROTO_TCP, 999, 1));
  said("unknown", option(fd, IPPROTO_TCP, 999));
  said("short", setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, "", 1));
  said("level", set(fd, 999, 1, 1));
  printf("%d %d\n", option(fd, IPPROTO_IP, IP_TTL), option(fd, IPPROTO_IP, IP_TOS));
  said("ttl", set(fd, IPPROTO_IP, IP_TTL, 9));
  said("ttl", set(fd, IPPROTO_IP, IP_TTL, 999));
  printf("%d\n", option(fd, IPPROTO_IP, IP_TTL));
  close(fd);

  fd = listener(1);
  printf("%d\n", option(fd, SOL_SOCKET, SO_ACCEPTCONN));
  set(fd, IPPROTO_TCP, TCP_NODELAY, 1);
  client = stream();
  join(client, port_of(fd));
  server = accept(fd, NULL, NULL);
  printf("%d\n", option(server, IPPROTO_TCP, TCP_NODELAY));
  int port = port_of(fd);
  struct sockaddr_in address = at(port);
  close(fd);
  fd = stream();
  said("in use by a connection", bind(fd, (struct sockaddr *)&address, sizeof address));
  close(server);
  close(client);
  said("at rest", bind(fd, (struct sockaddr *)&address, sizeof address));
  set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
  close(fd);

  int one = stream(), two = stream();
  address = at(0);
  set(one, SOL_SOCKET, SO_REUSEADDR, 1);
  set(two, SOL_SOCKET, SO_REUSEADDR, 1);
  bind(one, (struct sockaddr *)&address, sizeof address);
  address = at(port_of(one));
  said("both reuse", bind(two, (struct sockaddr *)&address, sizeof address));
  said("listen", listen(one, 1));
  said("both listen", listen(two, 1));
  close(two);
  two = stream();
  set(two, SOL_SOCKET, SO_REUSEADDR, 1);
  said("beside a listener", bind(two, (struct sockaddr *)&address, sizeof address));
  client = stream();
  join(client, port_of(one));
  server = accept(one, NULL, NULL);
  close(one);
  said("after it", bind(two, (struct sockaddr *)&address, sizeof address));
  said("listen", listen(two, 1));
  close(two);
  close(client);
  close(server);

  one = stream();
  two = stream();
  address = at(0);
  set(one, SOL_SOCKET, SO_REUSEPORT, 1);
  set(two, SOL_SOCKET, SO_REUSEPORT, 1);
  bind(one, (struct sockaddr *)&address, sizeof address);
  listen(one, 1);
  address = at(port_of(one));
  said("same port", bind(two, (struct sockaddr *)&address, sizeof address));
  said("listen", listen(two, 1));
  close(one);
  client = stream();
  said("the one that is left", join(client, port_of(two)));
  close(client);
  close(two);
}

static void much(void) {
  static char block[300000];
  int client, server, status;
  long total = 0, sum = 0, got;
  connected(&client, &server);
  fflush(stdout);
  if (fork() == 0) {
    close(server);
    for (int i = 0; i < (int)sizeof block; i++)
      block[i] = i * 7 + i / 1000;
    for (int i = 0; i < 4; i++)
      if (write(client, block, sizeof block) != sizeof block)
        _exit(1);
    _exit(0);
  }
  close(client);
  while ((got = read(server, block, 5000)) > 0) {
    for (int i = 0; i < got; i++)
      sum = sum * 31 + (unsigned char)block[i] & 0xffffff;
    total += got;
  }
  wait(&status);
  printf("%ld %ld %d\n", total, sum, status);
  close(server);
  connected(&client, &server);
  fcntl(client, F_SETFL, O_NONBLOCK);
  memset(block, 'x', sizeof block);
  total = 0;
  while ((got = write(client, block, sizeof block)) > 0)
    total += got;
  said("full", got);
  printf("%d %x\n", total > 30000, ready(client));
  long left = total;
  while (left > 0 && (got = read(server, block, sizeof block)) > 0)
    left -= got;
  printf("%ld %x\n", left, ready(client) & POLLOUT);
  close(client);
  close(server);
}

int main(void) {
  struct sigaction act = {.sa_handler = on_pipe};
  sigaction(SIGPIPE, &act, NULL);
  names();
  connecting();
  streams();
  ends();
  options();
  much();
  return 0;
}
