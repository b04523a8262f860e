/* Who gets the connections when several accept at one socket. */
#include "turns.h"
#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/un.h>

static int listener;

static void accepts(int number) {
  for (int i = 0; i < 2; i++) {
    int taken = accept(listener, 0, 0);
    char byte = 0;
    say("%d accepts, of %s\n", number, recv(taken, &byte, 1, 0) == 1 ? &(char[]){byte, 0}[0] : "nobody");
    close(taken);
  }
}

static void connects(int family, struct sockaddr *to, socklen_t size) {
  listener = socket(family, SOCK_STREAM, 0);
  if (bind(listener, to, size) || listen(listener, 8)) exit(1);
  size = sizeof(struct sockaddr_un);
  if (getsockname(listener, to, &size)) exit(1);
  for (int i = 0; i < 4; i++) begin(accepts, i);
  for (char name = 'a'; name < 'i'; name++) {
    int one = socket(family, SOCK_STREAM, 0);
    if (connect(one, to, size)) exit(2);
    if (send(one, &name, 1, MSG_NOSIGNAL) != 1) exit(3);
    say("%c has connected\n", name);
    close(one);
  }
  end();
  close(listener);
}

int main(void) {
  on_one_cpu();
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  connects(AF_UNIX, (struct sockaddr *)&name, sizeof(sa_family_t));
  union {
    struct sockaddr_in port;
    struct sockaddr_un room;
  } internet = {.port = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)}};
  connects(AF_INET, (struct sockaddr *)&internet, sizeof internet.port);
}
