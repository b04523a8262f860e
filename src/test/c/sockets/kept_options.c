// Options that are only kept: their values at first, what can be set, and how small a value may be.
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const int values[] = {0, 1, -1, 2, 256, 65536};
static const int rooms[] = {-1, 0, 1, 3, 4, 8, 20};

static void look(const char *whose, int fd, int level, int option) {
  for (int i = 0; i < 7; i++) {
    char bytes[32];
    memset(bytes, 0x11, sizeof bytes);
    socklen_t size = rooms[i];
    int done = getsockopt(fd, level, option, bytes, &size), first;
    memcpy(&first, bytes, sizeof first);
    printf("%s %d/%d in %d: %s %d %x %x\n", whose, level, option, rooms[i],
           done ? strerrorname_np(errno) : "told", (int)size, first, bytes[4]);
  }
}

static void change(const char *whose, int fd, int level, int option) {
  for (int i = 0; i < 6; i++)
    for (int size = 0; size <= 8; size += 4) {
      int value[2] = {values[i], values[i] < 0 ? -1 : 0}, now = 0x11111111;
      socklen_t room = sizeof now;
      int done = setsockopt(fd, level, option, value, size), error = errno;
      int told = getsockopt(fd, level, option, &now, &room);
      printf("%s %d/%d set %d of %d: %s, then %d %d %x\n", whose, level, option, values[i], size,
             done ? strerrorname_np(error) : "done", told, (int)room, now);
    }
}

static void all(const char *whose, int fd) {
  static const int socket_options[] = {SO_DEBUG, SO_PRIORITY, 25, 32, 34, 36, 41, 43, 45, 46, 47, 48, 49,
                                       53,       55, 56, 60, 69, 72, 73, 74, 75, 76};
  static const int ip[] = {3, 4, 5, 6, 7, 11, 18, 19, 20, 21, 22, 23, 24, 25, 26, 32, 33, 34, 49, 50};
  static const int tcp[] = {16, 17, 25, 27, 30, 31, 34, 36, 37};
  static const int udp[] = {101, 102, 104};
  for (int i = 0; i < 23; i++) {
    look(whose, fd, SOL_SOCKET, socket_options[i]);
    if (socket_options[i] != 25 && (socket_options[i] != 47 || sizeof(long) == 8))
      change(whose, fd, SOL_SOCKET, socket_options[i]);
  }
  for (int i = 0; i < 20; i++) {
    look(whose, fd, IPPROTO_IP, ip[i]);
    if (ip[i] != 4)
      change(whose, fd, IPPROTO_IP, ip[i]);
  }
  for (int i = 0; i < 9; i++) {
    look(whose, fd, IPPROTO_TCP, tcp[i]);
    change(whose, fd, IPPROTO_TCP, tcp[i]);
  }
  for (int i = 0; i < 3; i++) {
    look(whose, fd, IPPROTO_UDP, udp[i]);
    change(whose, fd, IPPROTO_UDP, udp[i]);
  }
  look(whose, fd, IPPROTO_IPV6, 1);
  look(whose, fd, 255, 1);
  printf("%d", setsockopt(fd, SOL_SOCKET, 25, "nosuch0", 8));
  printf(" %s\n", strerrorname_np(errno));
  printf("%d\n", setsockopt(fd, SOL_SOCKET, 25, "lo", 3));
  look(whose, fd, SOL_SOCKET, 25);
}

int main(void) {
  if (getuid() == 0 && (setgid(1000) != 0 || setuid(1000) != 0))
    return 1;
  all("unix", socket(AF_UNIX, SOCK_STREAM, 0));
  all("datagrams", socket(AF_UNIX, SOCK_DGRAM, 0));
  all("tcp", socket(AF_INET, SOCK_STREAM, 0));
  all("udp", socket(AF_INET, SOCK_DGRAM, 0));
  return 0;
}
