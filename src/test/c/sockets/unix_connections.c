// Connections of UNIX sockets with paths: backlog, addresses, who is at the other end, resets.
#define _GNU_SOURCE
#include "unix.h"
#include <sys/ioctl.h>
#include <sys/stat.h>

static char path[64], other_path[70];

static void names(int type, int listener, int client) {
  struct sockaddr_un address = path_of(path), second = path_of(other_path);
  struct stat status;
  CHECK(CONNECT(client, address));
  CHECK(BIND(listener, address));
  CHECK(BIND(listener, address));
  CHECK(CONNECT(client, address));
  CHECK(listen(listener, 1));
  CHECK(BIND(listener, second));
  CHECK(stat(other_path, &status));
  CHECK(stat(path, &status));
  printf("mode %o size %ld\n", status.st_mode, (long)status.st_size);
  CHECK(open(path, O_RDWR));
  CHECK(BIND(client, address));
  CHECK(CONNECT(client, address));
  CHECK(CONNECT(client, address));
  CHECK(listen(client, 1));
  int wrong = socket(AF_UNIX, type == SOCK_STREAM ? SOCK_SEQPACKET : SOCK_STREAM, 0);
  CHECK(CONNECT(wrong, address));
  close(wrong);
}

static void peer_name(int fd) {
  struct sockaddr_un from;
  socklen_t size = sizeof from;
  CHECK(getpeername(fd, (struct sockaddr *)&from, &size));
  printf("path %d size %d\n", !strcmp(from.sun_path, path), size == 3 + strlen(path));
  size = 5;
  CHECK(getpeername(fd, (struct sockaddr *)&from, &size));
  printf("size %d\n", size == 3 + strlen(path));
  size = -1;
  CHECK(getpeername(fd, (struct sockaddr *)&from, &size));
  CHECK(getpeername(fd, (struct sockaddr *)&from, NULL));
  size = sizeof from;
  CHECK(getpeername(fd, NULL, &size));
  CHECK(getpeername(99, NULL, &size));
}

static void peer_credentials(const char *whose, int fd) {
  struct ucred peer;
  socklen_t size = sizeof peer;
  CHECK(getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size));
  printf("%s: %d %d %d\n", whose, peer.pid == getpid(), peer.uid == geteuid(),
         peer.gid == getegid());
}

static void connections(int type) {
  struct sockaddr_un address = path_of(path), from;
  char buffer[100];
  int n;
  int listener = socket(AF_UNIX, type, 0), client = socket(AF_UNIX, type, 0);
  printf("--- type %d\n", type);
  names(type, listener, client);
  int second = socket(AF_UNIX, type | SOCK_NONBLOCK, 0);
  int third = socket(AF_UNIX, type | SOCK_NONBLOCK, 0);
  int fourth = socket(AF_UNIX, type | SOCK_NONBLOCK, 0);
  CHECK(CONNECT(second, address));
  CHECK(CONNECT(third, address));
  show_poll("listener", listener);
  show_poll("client", client);
  CHECK(write(client, "hello", 5));
  socklen_t size = sizeof from;
  int server = accept(listener, (struct sockaddr *)&from, &size);
  printf("accepted %d, size %d family %d\n", server > 0, size, from.sun_family);
  CHECK(CONNECT(third, address));
  CHECK(CONNECT(fourth, address));
  peer_name(client);
  CHECK(recv(server, buffer, 100, 0));
  peer_credentials("server", server);
  peer_credentials("client", client);
  peer_credentials("listener", listener);
  peer_credentials("unconnected", fourth);
  printf("accepts %d %d\n", int_option(listener, SO_ACCEPTCONN), int_option(server, SO_ACCEPTCONN));
  CHECK(ioctl(listener, FIONREAD, &n));
  CHECK(read(listener, buffer, 1));
  CHECK(write(listener, buffer, 1));
  CHECK(accept(client, NULL, NULL));
  close(listener);
  show_poll("refused", second);
  CHECK(recv(second, buffer, 1, 0));
  CHECK(recv(second, buffer, 1, 0));
  CHECK(send(second, buffer, 1, MSG_NOSIGNAL));
  printf("error %d, then %d\n", int_option(third, SO_ERROR), int_option(third, SO_ERROR));
  CHECK(CONNECT(fourth, address));
  CHECK(write(server, "x", 1));
  CHECK(read(client, buffer, 1));
  int late = socket(AF_UNIX, type, 0);
  CHECK(BIND(late, address));
  unlink(path);
  CHECK(BIND(late, address));
  CHECK(CONNECT(fourth, address));
  unlink(path);
  CHECK(CONNECT(fourth, address));
  close(late);
  close(server);
  close(client);
  close(second);
  close(third);
  close(fourth);
}

// A listener that is shut down takes nobody any more.
static void shut_listener(void) {
  struct sockaddr_un address = abstract("shut");
  int listener = socket(AF_UNIX, SOCK_STREAM, 0), client = socket(AF_UNIX, SOCK_STREAM, 0);
  CHECK(listen(listener, 5));
  BIND(listener, address);
  CHECK(listen(listener, -1));
  CHECK(shutdown(listener, SHUT_RD));
  CHECK(CONNECT(client, address));
  CHECK(accept(listener, NULL, NULL));
  CHECK(accept4(listener, NULL, NULL, 1));
  CHECK(accept4(99, NULL, NULL, 0));
}

int main(void) {
  setbuf(stdout, NULL);
  umask(022);
  sprintf(path, "/tmp/ringfence.%d", getpid());
  sprintf(other_path, "%s.2", path);
  connections(SOCK_STREAM);
  connections(SOCK_SEQPACKET);
  shut_listener();
  return 0;
}
