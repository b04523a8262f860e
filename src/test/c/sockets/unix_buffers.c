// How much fits into UNIX sockets: each message counts with what the kernel needs to keep it.
#define _GNU_SOURCE
#include "unix.h"
#include <sys/ioctl.h>

static char buffer[300000];

static void fill(int type, int size, int room) {
  int s[2], last = 0, n = 0, queued = -1, first = -1, unsent = -1;
  long bytes = 0;
  socketpair(AF_UNIX, type | SOCK_NONBLOCK, 0, s);
  if (room)
    setsockopt(s[0], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
  for (ssize_t sent; (sent = send(s[0], buffer, size, 0)) >= 0; n++) {
    bytes += sent;
    last = sent;
    if (n == 0)
      ioctl(s[0], TIOCOUTQ, &first);
  }
  printf("type %d, %d bytes, buffer %d: ", type, size, int_option(s[0], SO_SNDBUF));
  ioctl(s[1], FIONREAD, &queued);
  ioctl(s[0], TIOCOUTQ, &unsent);
  printf("%d times, %ld bytes, last %d; queued %d, unsent %d of %d\n", n, bytes, last, queued,
         first, unsent);
  // Room is told of again when a quarter is left.
  for (n = 0; recv(s[1], buffer, size ? size : 1, 0) >= 0; n++) {
    struct pollfd poller = {s[0], POLLOUT, 0};
    if (poll(&poller, 1, 0) == 1)
      break;
  }
  printf("writable after %d\n", n);
  close(s[0]);
  close(s[1]);
}

int main(void) {
  int sizes[] = {1,    192,  193,  704,   705,   1728,  1729,  3776,  3777,  4096,   5000,
                 7872, 8000, 8192, 16064, 16065, 20000, 32449, 36544, 40000, 100000, 212000};
  int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET}, rooms[] = {1, 4096, 10000, 65536};
  for (int t = 0; t < 3; t++) {
    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++)
      fill(types[t], sizes[i], 0);
    for (int r = 0; r < 4; r++) {
      fill(types[t], 1, rooms[r]);
      fill(types[t], 1000, rooms[r]);
      fill(types[t], 5000, rooms[r]);
    }
  }
  fill(SOCK_DGRAM, 0, 0);
  return 0;
}
