/* Who gets what comes to one socket at which several receive: of a stream the last one, of messages the first. */
#include "turns.h"
#include <arpa/inet.h>
#include <sys/socket.h>

static int from;
static int flags;

static void receives(int number) {
  char bytes[8];
  long got = recv(from, bytes, 4, flags);
  say("%d: %s %.*s\n", number, result(got), got > 0 ? (int)got : 0, bytes);
}

static void all(const char *what, int to, int size) {
  say("%s\n", what);
  for (int i = 0; i < 4; i++) begin(receives, i);
  for (char c = 'a'; c < 'k'; c++) {
    char bytes[8];
    if (c > 'b') begin(receives, c - 'b' + 3);
    memset(bytes, c, sizeof bytes);
    say("%c sent\n", (send(to, bytes, size, MSG_NOSIGNAL) == size) ? c : '-');
  }
  end();
}

static void pair(const char *what, int type, int size) {
  int ends[2];
  if (socketpair(AF_UNIX, type, 0, ends)) exit(1);
  from = ends[0];
  all(what, ends[1], size);
  close(ends[0]);
  close(ends[1]);
}

static void internet(const char *what, int type, int size) {
  struct sockaddr_in port = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof port;
  int bound = socket(AF_INET, type, 0), one = socket(AF_INET, type, 0);
  if (bind(bound, (struct sockaddr *)&port, length) || getsockname(bound, (struct sockaddr *)&port, &length)) exit(2);
  if (type == SOCK_STREAM && listen(bound, 1)) exit(3);
  if (connect(one, (struct sockaddr *)&port, length)) exit(4);
  from = type == SOCK_STREAM ? accept(bound, 0, 0) : bound;
  all(what, one, size);
  close(one);
  close(bound);
}

int main(void) {
  on_one_cpu();
  pair("stream", SOCK_STREAM, 3);
  pair("stream, more than one takes", SOCK_STREAM, 7);
  pair("datagrams", SOCK_DGRAM, 3);
  pair("packets", SOCK_SEQPACKET, 3);
  flags = MSG_WAITALL;
  pair("stream, all that is asked for", SOCK_STREAM, 3);
  flags = 0;
  internet("UDP", SOCK_DGRAM, 3);
  internet("TCP", SOCK_STREAM, 3);
}
