// When sockets of TCP and UDP tell by signals.
#include "async.h"
#include <poll.h>

static char text[1 << 20];

static int port_of(int fd) {
  struct sockaddr_in own;
  socklen_t size = sizeof own;
  getsockname(fd, (struct sockaddr *)&own, &size);
  return own.sin_port;
}

static struct sockaddr_in at(int port) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = port};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return to;
}

// What the loopback interface has under way arrives.
static void settle(const char *what) {
  usleep(20000);
  told(what);
}

static void connected(int ends[2], int *listener) {
  known = 0;
  struct sockaddr_in to = at(0);
  *listener = socket(AF_INET, SOCK_STREAM, 0);
  bind(*listener, (struct sockaddr *)&to, sizeof to);
  listen(*listener, 3);
  tell(*listener, "listener");
  ends[0] = socket(AF_INET, SOCK_STREAM, 0);
  tell(ends[0], "left");
  settle("listening");
  to = at(port_of(*listener));
  connect(ends[0], (struct sockaddr *)&to, sizeof to);
  settle("connected");
  ends[1] = accept(*listener, NULL, NULL);
  printf("flags of what was accepted %x\n", fcntl(ends[1], F_GETFL));
  tell(ends[1], "right");
  settle("accepted");
}

static void tcp(void) {
  int ends[2], listener;
  connected(ends, &listener);
  send(ends[0], "abc", 3, 0);
  settle("sent");
  recv(ends[1], text, 2, 0);
  settle("received");
  send(ends[0], "abc", 3, MSG_OOB);
  settle("urgent");
  recv(ends[1], text, 1, MSG_OOB);
  settle("received urgent");
  recv(ends[1], text, 10, MSG_DONTWAIT);
  try("recv", recv(ends[1], text, 10, MSG_DONTWAIT));
  settle("nothing to receive");
  shutdown(ends[0], SHUT_WR);
  settle("shut for writing");
  send(ends[1], "x", 1, 0);
  settle("the other way");
  close(ends[1]);
  settle("the other closed");
  close(ends[0]);
  close(listener);
  settle("closed");
}

static void aborted(void) {
  int ends[2], listener;
  connected(ends, &listener);
  send(ends[0], "abc", 3, 0);
  settle("sent");
  close(ends[1]);
  settle("closed with something unread");
  close(ends[0]);
  close(listener);
}

static void shut(void) {
  int ends[2], listener;
  connected(ends, &listener);
  shutdown(ends[0], SHUT_RDWR);
  settle("shut both ways");
  shutdown(ends[1], SHUT_RDWR);
  settle("shut both ways again");
  close(ends[0]);
  close(ends[1]);
  close(listener);
}

static void refused(void) {
  known = 0;
  struct sockaddr_in to = at(0);
  int listener = socket(AF_INET, SOCK_STREAM, 0), client = socket(AF_INET, SOCK_STREAM, 0);
  bind(listener, (struct sockaddr *)&to, sizeof to);
  to = at(port_of(listener));
  close(listener);
  tell(client, "client");
  nonblocking(client);
  try("connect", connect(client, (struct sockaddr *)&to, sizeof to) == 0);
  settle("refused");
  close(client);
}

static void full(void) {
  int ends[2], listener;
  connected(ends, &listener);
  nonblocking(ends[0]);
  nonblocking(ends[1]);
  while (send(ends[0], text, sizeof text, 0) > 0 || (usleep(20000), send(ends[0], text, sizeof text, 0) > 0))
    ;
  drain();
  settle("full");
  for (int i = 0; i < 20; i++) {
    while (recv(ends[1], text, sizeof text, 0) > 0)
      ;
    usleep(5000);
  }
  siginfo_t info;
  sigset_t set;
  int rooms = 0;
  sigemptyset(&set);
  sigaddset(&set, TOLD);
  while (sigtimedwait(&set, &info, &(struct timespec){0, 0}) > 0)
    rooms += info.si_code == POLL_OUT && info.si_fd == ends[0];
  printf("told of room: %s\n", rooms > 0 ? "yes" : "no");
  send(ends[0], "a", 1, 0);
  settle("sent");
  recv(ends[1], text, 1, 0);
  settle("received");
  close(ends[0]);
  close(ends[1]);
  close(listener);
  usleep(20000);
  drain();
}

static void udp(void) {
  known = 0;
  struct sockaddr_in to = at(0);
  int receiver = socket(AF_INET, SOCK_DGRAM, 0), sender = socket(AF_INET, SOCK_DGRAM, 0);
  tell(receiver, "receiver");
  tell(sender, "sender");
  bind(receiver, (struct sockaddr *)&to, sizeof to);
  to = at(port_of(receiver));
  connect(sender, (struct sockaddr *)&to, sizeof to);
  settle("connected");
  send(sender, "abc", 3, 0);
  settle("sent");
  send(sender, "abc", 3, 0);
  settle("sent again");
  recv(receiver, text, 10, 0);
  settle("received");
  shutdown(receiver, SHUT_RDWR);
  settle("shut");
  close(receiver);
  settle("closed");
  send(sender, "abc", 3, 0);
  settle("refused");
  shutdown(sender, SHUT_RDWR);
  settle("shut");
  close(sender);
}

int main(void) {
  keep_signals();
  tcp();
  aborted();
  shut();
  refused();
  full();
  udp();
  return 0;
}
