// Lengths of names that are told although the name cannot be, and a flag that no program may give.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

static void said(const char *what, long result, socklen_t length) {
  printf("%s: %ld %s, length %u\n", what, result, result < 0 ? strerror(errno) : "", length);
}

int main(void) {
  int pair[2];
  struct sockaddr *nowhere = (struct sockaddr *)8;
  struct msghdr message = {0};
  socklen_t length = 100;
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  said("getsockname", getsockname(pair[0], nowhere, &length), length);
  length = 100;
  said("getpeername", getpeername(pair[0], nowhere, &length), length);
  length = -1;
  said("getsockname", getsockname(pair[0], nowhere, &length), length);
  length = 0;
  said("getsockname", getsockname(pair[0], nowhere, &length), length);
  said("sendmsg", sendmsg(pair[0], &message, 1u << 31), 0);
  said("recvmsg", recvmsg(pair[0], &message, 1u << 31 | MSG_DONTWAIT), 0);
  said("recv", recv(pair[0], &message, 1, 1u << 31 | MSG_DONTWAIT), 0);
  return 0;
}
