#include "sockets.h"

int main(void) {
  int fd = bound(SOCK_STREAM);
  listen(fd, 0);
  connected(SOCK_STREAM);
  if (fork() == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    accept(fd, NULL, NULL);
    stay();
    _exit(0);
  }
  int client = socket(AF_UNIX, SOCK_STREAM, 0);
  printf("%d\n", connect(client, (struct sockaddr *)&address, sizeof address));
  return done("connected");
}
