// What sockets do in unusual states, as words of letters: each is something done to a socket, or to
// its peer, one after the other.
#include <arpa/inet.h>
#include <asm/sockios.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

union address {
  struct sockaddr any;
  struct sockaddr_in inet;
  struct sockaddr_un local;
};

static int family, type, listener, fd, peer;
static union address where, nowhere;
static socklen_t size, nobody;

static int made(void) {
  int one = socket(family, type, 0);
  fcntl(one, F_SETFL, O_NONBLOCK);
  return one;
}

/* A name that nobody has any more, or that the socket keeps. */
static socklen_t name(union address *to, int of) {
  static int last;
  socklen_t length = sizeof *to;
  memset(to, 0, sizeof *to);
  to->any.sa_family = family;
  if (family == AF_INET) {
    to->inet.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(of, &to->any, sizeof to->inet);
    getsockname(of, &to->any, &length);
    return length;
  }
  sprintf(to->local.sun_path + 1, "states%d.%d", (int)getpid(), last++);
  length = sizeof(sa_family_t) + 1 + strlen(to->local.sun_path + 1);
  bind(of, &to->any, length);
  return length;
}

static void rest(void) {
  struct timespec some = {0, family == AF_INET ? 2000000 : 0};
  nanosleep(&some, 0);
}

static void join(void) {
  connect(fd, &where.any, size);
  rest();
  peer = accept(listener, 0, 0);
}

static long step(char what) {
  char bytes[16];
  int number = 0;
  union address other;
  socklen_t length = sizeof number;
  struct pollfd poll_of = {fd, ~POLLNVAL & 0x7fff, 0};
  switch (what) {
    case 'j': return join(), 0;
    case 'b': return name(&other, fd), 0;
    case 'B': return memset(&other, 0, sizeof other), other.any.sa_family = family, bind(fd, &other.any, size);
    case 'n': return listen(fd, 1);
    case 'q': return length = sizeof other, getsockname(fd, &other.any, &length), connect(peer = made(), &other.any, length);
    case 'r': case 'w': case 'x': return shutdown(fd, what == 'r' ? SHUT_RD : what == 'w' ? SHUT_WR : SHUT_RDWR);
    case 'R': case 'W': return shutdown(peer, what == 'R' ? SHUT_RD : SHUT_WR);
    case 'U': return memset(&other, 0, sizeof other), connect(fd, &other.any, sizeof other.inet);
    case 'X': return connect(fd, &nowhere.any, nobody);
    case 'C': return connect(fd, &where.any, size);
    case 'S': return length = sizeof other, getsockname(fd, &other.any, &length), connect(fd, &other.any, length);
    case 'a': return accept(fd, 0, 0) >= 0 ? 0 : -1;
    case 's': return send(fd, "send", 4, 0);
    case 'P': return send(peer, "peers", 5, 0);
    case 'o': return send(peer, "!", 1, MSG_OOB);
    case 'v': return recv(fd, bytes, sizeof bytes, 0);
    case 'k': return ioctl(fd, SIOCATMARK, &number) ? -1 : number;
    case 'e': return getsockopt(fd, SOL_SOCKET, SO_ERROR, &number, &length) ? -1 : number;
    case 'p': return poll(&poll_of, 1, 0), poll_of.revents;
    default: return length = sizeof other, getsockname(fd, &other.any, &length) ? -1 : other.inet.sin_port != 0;
  }
}

static void all(const char *words) {
  for (const char *at = words; *at; at++) {
    fd = made();
    peer = -1;
    for (; *at && *at != ' '; at++) {
      errno = 0;
      long result = step(*at);
      rest();
      printf("%c:%ld%s%s ", *at, result, result < 0 ? " " : "", result < 0 ? strerror(errno) : "");
    }
    puts("");
    close(fd);
    if (peer >= 0) close(peer);
    while ((peer = accept(listener, 0, 0)) >= 0) close(peer);
    if (!*at) break;
  }
}

static void with(int of, int kind, const char *words) {
  family = of;
  type = kind;
  listener = made();
  size = name(&where, listener);
  listen(listener, 5);
  int gone = made();
  nobody = name(&nowhere, gone);
  close(gone);
  printf("%s %d\n", of == AF_INET ? "inet" : "unix", kind);
  all(words);
  close(listener);
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  with(AF_UNIX, SOCK_STREAM, "bnra bnxap bnqk bnqak");
  with(AF_UNIX, SOCK_SEQPACKET, "bnra bnqra");
  with(AF_UNIX, SOCK_DGRAM, "s ws bxs wX");
  with(AF_INET, SOCK_STREAM,
       "rpv wCp wCs xpv CUpe CUs CUv CUrp jUpev jUBN jrC jwX jUS jxPpv jxoP WC jWwC jRWp XpBp XrC XxX XsC XsX Xwv jUn jx");
  with(AF_INET, SOCK_STREAM, "jWRsp jPxp jrPv XN XUN jN jUN bXN bjUN bUB jWwpB");
  with(AF_INET, SOCK_DGRAM, "sB sN Sr Sxp Ss Sse CUN CUB bCUN bCUB CrUp XsUe rvp");
  return 0;
}
