// Options of sockets of all kinds: their values at first, what can be set, lengths good and bad.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

static int make(int kind) {
  switch (kind) {
  case 0:
    return socket(AF_INET, SOCK_STREAM, 0);
  case 1:
    return socket(AF_INET, SOCK_DGRAM, 0);
  case 2:
    return socket(AF_UNIX, SOCK_STREAM, 0);
  case 3:
    return socket(AF_UNIX, SOCK_DGRAM, 0);
  default:
    return socket(AF_UNIX, SOCK_SEQPACKET, 0);
  }
}

// The value of an option in as many bytes as Linux gives.
static void get(int fd, int level, int name, socklen_t room) {
  unsigned char value[64];
  socklen_t size = room;
  memset(value, 0xee, sizeof value);
  if (getsockopt(fd, level, name, value, &size) < 0) {
    printf(" E%d", errno);
    return;
  }
  printf(" %d:", (int)size);
  for (socklen_t i = 0; i < size && i < 16; i++)
    printf("%02x", value[i]);
}

static void set(int fd, int level, int name, int value, socklen_t size) {
  unsigned char bytes[64];
  memset(bytes, 0, sizeof bytes);
  memcpy(bytes, &value, sizeof value);
  printf(" %d/%d=%d", value, (int)size, setsockopt(fd, level, name, bytes, size) < 0 ? errno : 0);
}

static void one(int kind, int level, int name) {
  int fd = make(kind);
  socklen_t four = 4;
  static const int values[] = {0, 1, 2, 7, 64, 255, 300, 5000, 100000, -1, -5};
  // The number of SO_TIMESTAMP depends on the width of time_t.
  printf("%d %d %d:", kind, level, name == SO_TIMESTAMP ? 29 : name);
  get(fd, level, name, 64);
  get(fd, level, name, 4);
  get(fd, level, name, 1);
  get(fd, level, name, 0);
  set(fd, level, name, 1, 0);
  set(fd, level, name, 1, 1);
  set(fd, level, name, 1, 3);
  for (unsigned i = 0; i < sizeof values / sizeof *values; i++) {
    set(fd, level, name, values[i], 4);
    get(fd, level, name, 4);
  }
  if (getsockopt(fd, level, name, (char *)8, &four) == 0)
    printf(" read to nowhere");
  printf("\n");
  close(fd);
}

static void all(int level, const int *names, int count) {
  for (int kind = 0; kind < 5; kind++)
    for (int i = 0; i < count; i++)
      one(kind, level, names[i]);
}

static void corked(void) {
  struct sockaddr_in address;
  socklen_t length = sizeof address;
  char text[50];
  int from = make(1), to = make(1), on = 1, off = 0;
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(to, (struct sockaddr *)&address, length);
  getsockname(to, (struct sockaddr *)&address, &length);
  connect(from, (struct sockaddr *)&address, length);
  for (int i = 0; i < 2; i++) {
    send(from, "abc", 3, MSG_MORE);
    send(from, "de", 2, MSG_MORE);
    printf("%d", (int)recv(to, text, 50, MSG_DONTWAIT));
    printf(" %d", (int)send(from, "f", 1, 0));
    int size = (int)recv(to, text, 50, MSG_DONTWAIT);
    printf(" %d %.*s\n", size, size < 0 ? 0 : size, text);
    setsockopt(from, SOL_UDP, UDP_CORK, &on, sizeof on);
    send(from, "gh", 2, 0);
    send(from, "ij", 2, 0);
    printf("%d", (int)recv(to, text, 50, MSG_DONTWAIT));
    setsockopt(from, SOL_UDP, UDP_CORK, &off, sizeof off);
    size = (int)recv(to, text, 50, MSG_DONTWAIT);
    printf(" %d %.*s\n", size, size < 0 ? 0 : size, text);
  }
  close(from);
  close(to);
}

static void congestion(void) {
  int fd = make(0);
  char name[20] = "";
  socklen_t size = sizeof name;
  printf("%d", getsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, name, &size));
  printf(" %d", (int)size);
  printf(" %d", setsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, "reno", 4));
  getsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, name, &size);
  printf(" %s", name);
  printf(" %d", setsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, "nonsense", 8));
  printf(" %d\n", errno);
  close(fd);
}

int main(void) {
  static const int common[] = {SO_REUSEADDR, SO_TYPE,      SO_ERROR,     SO_DONTROUTE, SO_BROADCAST,
                               SO_SNDBUF,    SO_RCVBUF,    SO_KEEPALIVE, SO_OOBINLINE, SO_NO_CHECK,
                               SO_LINGER,    SO_BSDCOMPAT, SO_REUSEPORT, SO_PASSCRED,  SO_SNDLOWAT,
                               SO_TIMESTAMP, SO_ACCEPTCONN, SO_PROTOCOL,
                               SO_DOMAIN,    SO_PEEK_OFF,  100};
  static const int tcp[] = {TCP_NODELAY, TCP_MAXSEG,  TCP_CORK,         TCP_KEEPIDLE,
                            TCP_KEEPINTVL, TCP_KEEPCNT, TCP_SYNCNT,     TCP_LINGER2,
                            TCP_DEFER_ACCEPT, TCP_WINDOW_CLAMP, TCP_QUICKACK, TCP_USER_TIMEOUT, 100};
  static const int ip[] = {1, 2, 8, 10, 11, 12, 13, 15, 100};
  static const int udp[] = {UDP_CORK, 2, 105};
  all(SOL_SOCKET, common, sizeof common / sizeof *common);
  all(IPPROTO_TCP, tcp, sizeof tcp / sizeof *tcp);
  all(IPPROTO_IP, ip, sizeof ip / sizeof *ip);
  all(IPPROTO_UDP, udp, sizeof udp / sizeof *udp);
  corked();
  congestion();
  return 0;
}
