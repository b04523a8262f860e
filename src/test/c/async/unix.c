// When sockets of AF_UNIX tell by signals.
#include "async.h"
#include <poll.h>

static char text[300000];

static void pair(const char *title, int type) {
  int ends[2];
  printf("%s\n", title);
  known = 0;
  socketpair(AF_UNIX, type, 0, ends);
  tell(ends[0], "left");
  tell(ends[1], "right");
  told("at first");
  send(ends[0], "abc", 3, 0);
  told("sent");
  send(ends[0], "abc", 3, 0);
  told("sent again");
  recv(ends[1], text, 2, 0);
  told("received");
  recv(ends[1], text, 10, 0);
  told("received all");
  try("recv", recv(ends[1], text, 10, MSG_DONTWAIT));
  told("nothing to receive");
  nonblocking(ends[0]);
  int sent = 0;
  while (send(ends[0], text, 1000, 0) > 0)
    sent++;
  try("full", -1);
  drain();
  told("drained");
  recv(ends[1], text, 1000, 0);
  told("a little room");
  for (int i = 0; i < sent; i++)
    recv(ends[1], text, 1000, MSG_DONTWAIT);
  told("much room");
  struct pollfd one = {ends[0], POLLOUT, 0};
  while (send(ends[0], text, 1000, 0) > 0)
    ;
  drain();
  try("poll", poll(&one, 1, 0));
  for (int i = 0; i < sent; i++)
    recv(ends[1], text, 1000, MSG_DONTWAIT);
  told("room after poll");
  shutdown(ends[0], SHUT_WR);
  told("shut for writing");
  send(ends[1], "x", 1, 0);
  told("the other way");
  shutdown(ends[0], SHUT_RD);
  told("shut for reading");
  close(ends[0]);
  told("closed");
  close(ends[1]);
  socketpair(AF_UNIX, type, 0, ends);
  known = 0;
  tell(ends[0], "left");
  tell(ends[1], "right");
  send(ends[0], "abc", 3, 0);
  send(ends[1], "abc", 3, 0);
  told("sent both ways");
  close(ends[0]);
  told("closed with something unread");
  close(ends[1]);
  socketpair(AF_UNIX, type, 0, ends);
  known = 0;
  tell(ends[0], "left");
  tell(ends[1], "right");
  shutdown(ends[0], SHUT_RDWR);
  told("shut both ways");
  shutdown(ends[1], SHUT_RDWR);
  told("shut both ways again");
  close(ends[0]);
  close(ends[1]);
  socketpair(AF_UNIX, type, 0, ends);
  known = 0;
  tell(ends[0], "left");
  close(ends[1]);
  told("the other end closed");
  close(ends[0]);
  told("closed");
}

static void urgent(void) {
  int ends[2];
  known = 0;
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  tell(ends[0], "left");
  send(ends[1], "a", 1, MSG_OOB);
  told("urgent");
  send(ends[1], "abc", 3, MSG_OOB);
  told("urgent and more");
  fcntl(ends[0], F_SETSIG, 0);
  send(ends[1], "a", 1, MSG_OOB);
  told("urgent without a number");
  close(ends[0]);
  close(ends[1]);
}

static void named(int type) {
  struct sockaddr_un to = {.sun_family = AF_UNIX};
  int listener = socket(AF_UNIX, type, 0), client = socket(AF_UNIX, type, 0), taken;
  socklen_t size = sizeof(sa_family_t) + 1 + sprintf(to.sun_path + 1, "async-%d", getpid());
  known = 0;
  tell(listener, "listener");
  tell(client, "client");
  bind(listener, (struct sockaddr *)&to, size);
  listen(listener, 1);
  told("listening");
  connect(client, (struct sockaddr *)&to, size);
  told("connected");
  taken = accept(listener, NULL, NULL);
  told("accepted");
  printf("flags of what was accepted %x\n", fcntl(taken, F_GETFL));
  close(taken);
  told("closed");
  close(client);
  client = socket(AF_UNIX, type, 0);
  tell(client, "second client");
  connect(client, (struct sockaddr *)&to, size);
  told("connected");
  close(listener);
  told("the listener closed");
  close(client);
}

static void datagrams(void) {
  struct sockaddr_un to = {.sun_family = AF_UNIX};
  int receiver = socket(AF_UNIX, SOCK_DGRAM, 0), sender = socket(AF_UNIX, SOCK_DGRAM, 0);
  socklen_t size = sizeof(sa_family_t) + 1 + sprintf(to.sun_path + 1, "async-%d", getpid());
  known = 0;
  tell(receiver, "receiver");
  tell(sender, "sender");
  nonblocking(sender);
  bind(receiver, (struct sockaddr *)&to, size);
  connect(sender, (struct sockaddr *)&to, size);
  told("connected");
  int sent = 0;
  while (send(sender, "x", 1, 0) > 0)
    sent++;
  printf("sent %d\n", sent);
  told("full");
  recv(receiver, text, 10, 0);
  told("received");
  struct pollfd one = {sender, POLLOUT, 0};
  while (send(sender, "x", 1, 0) > 0)
    ;
  try("poll", poll(&one, 1, 0));
  told("full again");
  for (int i = 0; i < sent + 1; i++)
    recv(receiver, text, 10, MSG_DONTWAIT);
  told("received");
  send(sender, "x", 1, 0);
  told("sent");
  close(receiver);
  told("receiver closed");
  try("send", send(sender, "x", 1, 0));
  told("refused");
  close(sender);
}

// Who waits in a read is not told besides.
static void waiting(int type) {
  int ends[2], status;
  char c[3];
  known = 0;
  socketpair(AF_UNIX, type, 0, ends);
  tell(ends[0], "left");
  pid_t child = fork();
  if (child == 0) {
    usleep(100000);
    send(ends[1], "a", 1, 0);
    usleep(100000);
    send(ends[1], "b", 1, 0);
    _exit(0);
  }
  recv(ends[0], c, 1, 0);
  told("while it waits");
  usleep(300000);
  waitpid(child, &status, 0);
  told("while it does not");
  close(ends[0]);
  close(ends[1]);
}

int main(void) {
  keep_signals();
  pair("stream", SOCK_STREAM);
  pair("datagram", SOCK_DGRAM);
  pair("seqpacket", SOCK_SEQPACKET);
  urgent();
  named(SOCK_STREAM);
  named(SOCK_SEQPACKET);
  datagrams();
  waiting(SOCK_STREAM);
  waiting(SOCK_DGRAM);
  return 0;
}
