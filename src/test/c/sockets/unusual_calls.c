// Calls on sockets in unusual states: names cut short, accept4, shutdown, connecting and binding
// twice, refusals, flags of messages.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void said(const char *what, long result) {
  printf("%s: %ld %s\n", what, result, result < 0 ? strerror(errno) : "");
}

static struct sockaddr_in at(int port) {
  struct sockaddr_in address;
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

static int port_of(int fd) {
  struct sockaddr_in address;
  socklen_t size = sizeof address;
  getsockname(fd, (struct sockaddr *)&address, &size);
  return ntohs(address.sin_port);
}

static int bound(int type) {
  int fd = socket(AF_INET, type, 0);
  struct sockaddr_in address = at(0);
  bind(fd, (struct sockaddr *)&address, sizeof address);
  return fd;
}

static int join(int fd, int port) {
  struct sockaddr_in address = at(port);
  return connect(fd, (struct sockaddr *)&address, sizeof address);
}

static int ready(int fd) {
  struct pollfd one = {fd, POLLIN | POLLOUT | POLLRDHUP | POLLPRI, 0};
  return poll(&one, 1, 0) > 0 ? one.revents : 0;
}

static void names(void) {
  static const socklen_t sizes[] = {0, 1, 2, 8, 15, 16, 17, 128, 1000};
  int fd = bound(SOCK_DGRAM), peer = bound(SOCK_DGRAM);
  struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "\0a name of the test"};
  snprintf(name.sun_path + 1, 60, "a name %d", (int)getpid());
  int unix_fd = socket(AF_UNIX, SOCK_DGRAM, 0);
  join(fd, port_of(peer));
  said("bind", bind(unix_fd, (struct sockaddr *)&name, offsetof(struct sockaddr_un, sun_path) + 30));
  for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    unsigned char bytes[1000];
    socklen_t size = sizes[i];
    int touched = 0;
    memset(bytes, 0xee, sizeof bytes);
    printf("%d:", (int)sizes[i]);
    printf(" %d", getsockname(fd, (struct sockaddr *)bytes, &size));
    for (unsigned j = 0; j < sizeof bytes; j++)
      touched += bytes[j] != 0xee;
    printf(" %d %d", (int)size, touched);
    size = sizes[i];
    printf(" %d", getpeername(fd, (struct sockaddr *)bytes, &size));
    printf(" %d", (int)size);
    size = sizes[i];
    memset(bytes, 0xee, sizeof bytes);
    touched = 0;
    printf(" %d", getsockname(unix_fd, (struct sockaddr *)bytes, &size));
    for (unsigned j = 0; j < sizeof bytes; j++)
      touched += bytes[j] != 0xee;
    printf(" %d %d\n", (int)size, touched);
  }
  socklen_t size = -1;
  said("negative", getsockname(fd, (struct sockaddr *)&name, &size));
  size = 16;
  said("nowhere", getsockname(fd, (struct sockaddr *)8, &size));
  said("no length", getsockname(fd, (struct sockaddr *)&name, (socklen_t *)8));
  said("no peer", getpeername(unix_fd, (struct sockaddr *)&name, &size));
  said("not a socket", getsockname(1, (struct sockaddr *)&name, &size));
  said("closed", getsockname(77, (struct sockaddr *)&name, &size));
  close(fd);
  close(peer);
  close(unix_fd);
}

static void accepting(void) {
  int fd = bound(SOCK_STREAM), port = port_of(fd), client, got;
  struct sockaddr_in address;
  socklen_t size = sizeof address;
  said("not listening", accept(fd, NULL, NULL));
  listen(fd, 5);
  client = socket(AF_INET, SOCK_STREAM, 0);
  join(client, port);
  said("flags", accept4(fd, NULL, NULL, 1));
  got = accept4(fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  printf("%x %x\n", fcntl(got, F_GETFL), fcntl(got, F_GETFD));
  said("would wait", recv(got, &size, 1, 0));
  close(got);
  close(client);
  client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  said("connects", join(client, port));
  fcntl(fd, F_SETFL, O_NONBLOCK);
  size = 4;
  got = accept(fd, (struct sockaddr *)&address, &size);
  printf("%d %x %x\n", (int)size, fcntl(got, F_GETFL), fcntl(got, F_GETFD));
  said("nobody", accept(fd, NULL, NULL));
  said("nobody to nowhere", accept(fd, (struct sockaddr *)8, &size));
  close(client);
  close(got);
  client = socket(AF_INET, SOCK_STREAM, 0);
  join(client, port);
  size = 16;
  said("somebody to nowhere", accept(fd, (struct sockaddr *)8, &size));
  said("then nobody", accept(fd, NULL, NULL));
  close(client);
  client = socket(AF_INET, SOCK_STREAM, 0);
  join(client, port);
  size = -1;
  said("negative", accept(fd, (struct sockaddr *)&address, &size));
  close(client);
  said("datagrams", accept(bound(SOCK_DGRAM), NULL, NULL));
  said("listen", listen(socket(AF_INET, SOCK_DGRAM, 0), 1));
  close(fd);
}

static void twice(void) {
  int fd = bound(SOCK_STREAM), port = port_of(fd);
  int client = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = at(0);
  said("bind again", bind(fd, (struct sockaddr *)&address, sizeof address));
  listen(fd, 5);
  said("bind a listener", bind(fd, (struct sockaddr *)&address, sizeof address));
  said("connect", join(client, port));
  said("connect again", join(client, port));
  said("elsewhere", join(client, 1));
  said("bind", bind(client, (struct sockaddr *)&address, sizeof address));
  said("listen", listen(client, 5));
  int udp = bound(SOCK_DGRAM), other = bound(SOCK_DGRAM);
  said("bind udp again", bind(udp, (struct sockaddr *)&address, sizeof address));
  said("connect udp", join(udp, port_of(other)));
  said("elsewhere", join(udp, port_of(udp)));
  said("to itself", send(udp, "x", 1, 0));
  said("from itself", recv(udp, &address, 1, MSG_DONTWAIT));
  struct sockaddr none = {AF_UNSPEC, {0}};
  said("no more", connect(udp, &none, sizeof none));
  said("no more again", connect(udp, &none, sizeof none));
  said("to nobody", send(udp, "x", 1, 0));
  int one = bound(SOCK_DGRAM), same = socket(AF_INET, SOCK_DGRAM, 0), on = 1;
  address = at(port_of(one));
  said("taken", bind(same, (struct sockaddr *)&address, sizeof address));
  setsockopt(same, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  said("taken by one", bind(same, (struct sockaddr *)&address, sizeof address));
  setsockopt(one, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  said("shared", bind(same, (struct sockaddr *)&address, sizeof address));
  struct sockaddr_un first = {.sun_family = AF_UNIX}, second = {.sun_family = AF_UNIX};
  snprintf(first.sun_path + 1, 60, "first %d", (int)getpid());
  snprintf(second.sun_path + 1, 60, "second %d", (int)getpid());
  int a = socket(AF_UNIX, SOCK_STREAM, 0), b = socket(AF_UNIX, SOCK_STREAM, 0);
  said("unix", bind(a, (struct sockaddr *)&first, sizeof first));
  said("again", bind(a, (struct sockaddr *)&second, sizeof second));
  said("taken", bind(b, (struct sockaddr *)&first, sizeof first));
  said("nobody listens", connect(b, (struct sockaddr *)&first, sizeof first));
  listen(a, 3);
  said("connect", connect(b, (struct sockaddr *)&first, sizeof first));
  said("again", connect(b, (struct sockaddr *)&first, sizeof first));
  said("the listener", connect(a, (struct sockaddr *)&first, sizeof first));
  said("nobody", connect(a, (struct sockaddr *)&second, sizeof second));
  close(a);
  close(b);
  close(fd);
  close(client);
  close(udp);
  close(other);
  close(one);
  close(same);
}

static void automatic(void) {
  int fd = socket(AF_UNIX, SOCK_DGRAM, 0), on = 1, pair[2];
  struct sockaddr_un name;
  socklen_t size = sizeof name;
  sa_family_t family = AF_UNIX;
  said("bind", bind(fd, (struct sockaddr *)&family, sizeof family));
  getsockname(fd, (struct sockaddr *)&name, &size);
  printf("%d %d\n", (int)size, name.sun_path[0]);
  said("again", bind(fd, (struct sockaddr *)&family, sizeof family));
  close(fd);
  socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
  setsockopt(pair[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
  send(pair[0], "x", 1, 0);
  size = sizeof name;
  getsockname(pair[0], (struct sockaddr *)&name, &size);
  printf("%d\n", (int)size);
  close(pair[0]);
  close(pair[1]);
  fd = socket(AF_INET, SOCK_DGRAM, 0);
  printf("%d", port_of(fd) != 0);
  send(fd, "x", 1, 0);
  struct sockaddr_in to = at(9);
  sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof to);
  printf(" %d\n", port_of(fd) != 0);
  close(fd);
  fd = socket(AF_INET, SOCK_STREAM, 0);
  said("listen unbound", listen(fd, 1));
  printf("%d\n", port_of(fd) != 0);
  close(fd);
}

static void states(void) {
  char text[20];
  for (int kind = 0; kind < 5; kind++) {
    int pair[2], listener;
    for (int how = 0; how < 3; how++) {
      switch (kind) {
      case 0:
        listener = bound(SOCK_STREAM);
        listen(listener, 1);
        pair[0] = socket(AF_INET, SOCK_STREAM, 0);
        join(pair[0], port_of(listener));
        pair[1] = accept(listener, NULL, NULL);
        close(listener);
        break;
      case 1:
        pair[0] = bound(SOCK_DGRAM);
        pair[1] = bound(SOCK_DGRAM);
        join(pair[0], port_of(pair[1]));
        join(pair[1], port_of(pair[0]));
        break;
      default:
        socketpair(AF_UNIX,
                   kind == 2   ? SOCK_STREAM
                   : kind == 3 ? SOCK_DGRAM
                               : SOCK_SEQPACKET,
                   0, pair);
      }
      send(pair[1], "before", 6, 0);
      usleep(1000);
      printf("%d %d: %d", kind, how, shutdown(pair[0], how));
      printf(" %x", ready(pair[0]));
      if (kind > 0 || how != 0)
        printf(" %x", ready(pair[1]));
      printf(" %d", (int)recv(pair[0], text, 20, MSG_DONTWAIT));
      printf(" %d", (int)recv(pair[0], text, 20, MSG_DONTWAIT));
      errno = 0;
      printf(" %d", (int)send(pair[0], "x", 1, MSG_NOSIGNAL));
      printf(" %d", errno);
      errno = 0;
      printf(" %d", (int)send(pair[1], "y", 1, MSG_NOSIGNAL));
      printf(" %d", errno);
      errno = 0;
      printf(" %d", (int)recv(pair[1], text, 20, MSG_DONTWAIT));
      printf(" %d\n", errno);
      close(pair[0]);
      close(pair[1]);
    }
  }
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  said("unconnected", shutdown(fd, SHUT_RD));
  said("how", shutdown(fd, 3));
  listen(fd, 1);
  said("listening", shutdown(fd, SHUT_WR));
  said("listening", shutdown(fd, SHUT_RD));
  said("no more", accept(fd, NULL, NULL));
  close(fd);
  said("udp", shutdown(fd = socket(AF_INET, SOCK_DGRAM, 0), SHUT_RD));
  close(fd);
  said("unix", shutdown(fd = socket(AF_UNIX, SOCK_STREAM, 0), SHUT_RD));
  close(fd);
}

static void refused(void) {
  int gone = bound(SOCK_DGRAM), port = port_of(gone), fd = bound(SOCK_DGRAM), value = 0;
  socklen_t size = sizeof value;
  char text[10];
  close(gone);
  join(fd, port);
  said("send", send(fd, "x", 1, 0));
  usleep(1000);
  printf("%x\n", ready(fd));
  said("receive", recv(fd, text, 10, MSG_DONTWAIT));
  said("receive", recv(fd, text, 10, MSG_DONTWAIT));
  said("send", send(fd, "x", 1, 0));
  usleep(1000);
  said("send", send(fd, "x", 1, 0));
  said("send", send(fd, "x", 1, 0));
  usleep(1000);
  getsockopt(fd, SOL_SOCKET, SO_ERROR, &value, &size);
  printf("%d\n", value);
  said("receive", recv(fd, text, 10, MSG_DONTWAIT));
  struct sockaddr none = {AF_UNSPEC, {0}};
  connect(fd, &none, sizeof none);
  struct sockaddr_in to = at(port);
  said("sendto", sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof to));
  usleep(1000);
  said("receive", recv(fd, text, 10, MSG_DONTWAIT));
  close(fd);
}

static void flags(void) {
  int pair[2], all[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET};
  char text[20];
  for (int i = 0; i < 3; i++) {
    struct mmsghdr many[3];
    struct iovec parts[3];
    struct timespec none = {0, 0}, bad = {0, 2000000000};
    socketpair(AF_UNIX, all[i], 0, pair);
    memset(many, 0, sizeof many);
    for (int j = 0; j < 3; j++) {
      parts[j].iov_base = "abcdef" + j;
      parts[j].iov_len = 4 - j;
      many[j].msg_hdr.msg_iov = &parts[j];
      many[j].msg_hdr.msg_iovlen = 1;
      many[j].msg_len = 77;
    }
    said("sendmmsg", sendmmsg(pair[0], many, 3, 0));
    printf("%d %d %d\n", many[0].msg_len, many[1].msg_len, many[2].msg_len);
    said("none", sendmmsg(pair[0], many, 0, 0));
    said("truncated", recv(pair[1], text, 2, MSG_TRUNC));
    said("looked", recv(pair[1], text, 20, MSG_PEEK | MSG_TRUNC));
    said("bad time", recvmmsg(pair[1], many, 3, MSG_DONTWAIT, &bad));
    char into[3][10];
    for (int j = 0; j < 3; j++) {
      parts[j].iov_base = into[j];
      parts[j].iov_len = 2;
    }
    said("recvmmsg", recvmmsg(pair[1], many, 3, MSG_DONTWAIT, NULL));
    printf("%d %d %d %x %x\n", many[0].msg_len, many[1].msg_len, many[2].msg_len,
           many[0].msg_hdr.msg_flags, many[1].msg_hdr.msg_flags);
    said("again", recvmmsg(pair[1], many, 3, MSG_WAITFORONE | MSG_DONTWAIT, &none));
    send(pair[0], "gh", 2, MSG_EOR);
    said("for one", recvmmsg(pair[1], many, 3, MSG_WAITFORONE, NULL));
    printf("%d %x\n", many[0].msg_len, many[0].msg_hdr.msg_flags);
    send(pair[0], "ijkl", 4, MSG_MORE);
    said("more", recv(pair[1], text, 20, MSG_DONTWAIT));
    send(pair[0], "mnop", 4, MSG_DONTROUTE | MSG_CONFIRM);
    said("waitall", recv(pair[1], text, 4, MSG_WAITALL));
    send(pair[0], "e", 1, 0);
    said("errors", recv(pair[1], text, 4, MSG_ERRQUEUE | MSG_DONTWAIT));
    said("strange flags", send(pair[0], "q", 1, 0x800000));
    said("strange flags", recv(pair[1], text, 1, 0x800000));
    said("nothing", send(pair[0], "", 0, 0));
    said("nothing", recv(pair[1], text, 10, MSG_DONTWAIT));
    said("pointer", send(pair[0], (char *)8, 4, 0));
    send(pair[0], "rst", 3, 0);
    said("pointer", recv(pair[1], (char *)8, 4, 0));
    said("still there", recv(pair[1], text, 4, MSG_DONTWAIT));
    int files[2], on = 1;
    struct msghdr message;
    char control[CMSG_SPACE(sizeof(int))];
    memset(&message, 0, sizeof message);
    memset(control, 0, sizeof control);
    struct iovec part = {text, 1};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    struct cmsghdr *first = CMSG_FIRSTHDR(&message);
    first->cmsg_level = SOL_SOCKET;
    first->cmsg_type = SCM_RIGHTS;
    first->cmsg_len = CMSG_LEN(sizeof(int));
    pipe(files);
    memcpy(CMSG_DATA(first), files, sizeof(int));
    said("pass", sendmsg(pair[0], &message, 0));
    said("take", recvmsg(pair[1], &message, MSG_CMSG_CLOEXEC));
    int fd;
    memcpy(&fd, CMSG_DATA(first), sizeof(int));
    printf("%x %d\n", message.msg_flags, fcntl(fd, F_GETFD));
    close(fd);
    (void)on;
    close(files[0]);
    close(files[1]);
    close(pair[0]);
    close(pair[1]);
  }
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  names();
  accepting();
  twice();
  automatic();
  states();
  refused();
  flags();
  return 0;
}
