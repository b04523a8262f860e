/* Who sends first when several wait for room: at a stream and at packets whoever has come last, at a socket whose queue
   is full of datagrams whoever has come first. */
#include "turns.h"
#include <sys/socket.h>
#include <sys/un.h>

static int to;
static char bytes[20000];
static int size;

static void sends(int number) {
  bytes[0] = (char)('a' + number);
  say("%d: %s\n", number, result(send(to, bytes, size, MSG_NOSIGNAL)));
}

static void drain(int from, void (*act)(int)) {
  for (int i = 0; i < 40; i++) {
    static char got[20000];
    if (i == 2 || i == 5) begin(act, 4 + i);
    long n = recv(from, got, sizeof got, MSG_DONTWAIT);
    if (n < 0) break;
    say("received from %c\n", got[0]);
  }
}

static void fill(int socket) {
  bytes[0] = '-';
  while (send(socket, bytes, size, MSG_DONTWAIT) > 0) {}
}

static void pair(const char *what, int type, int much) {
  int ends[2], room = 1;
  if (socketpair(AF_UNIX, type, 0, ends)) exit(1);
  setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
  to = ends[1];
  size = much;
  say("%s\n", what);
  fill(to);
  for (int i = 0; i < 4; i++) begin(sends, i);
  drain(ends[0], sends);
  end();
  close(ends[0]);
  close(ends[1]);
}

static int receiver;

static void to_one(int number) {
  int own = socket(AF_UNIX, SOCK_DGRAM, 0);
  struct sockaddr_un name;
  socklen_t length = sizeof name;
  getsockname(receiver, (struct sockaddr *)&name, &length);
  bytes[0] = (char)('a' + number);
  say("%d: %s\n", number, result(sendto(own, bytes, 3, 0, (struct sockaddr *)&name, length)));
}

static void datagrams(void) {
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  socklen_t length = sizeof(sa_family_t);
  receiver = socket(AF_UNIX, SOCK_DGRAM, 0);
  if (bind(receiver, (struct sockaddr *)&name, length)) exit(2);
  length = sizeof name;
  getsockname(receiver, (struct sockaddr *)&name, &length);
  int own = socket(AF_UNIX, SOCK_DGRAM, 0);
  bytes[0] = '-';
  while (sendto(own, bytes, 3, MSG_DONTWAIT, (struct sockaddr *)&name, length) > 0) {}
  say("datagrams\n");
  for (int i = 0; i < 4; i++) begin(to_one, i);
  drain(receiver, to_one);
  end();
}

int main(void) {
  on_one_cpu();
  pair("stream", SOCK_STREAM, 400);
  pair("packets", SOCK_SEQPACKET, 400);
  pair("large packets", SOCK_SEQPACKET, 2000);
  datagrams();
}
