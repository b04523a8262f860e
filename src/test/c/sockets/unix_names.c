// Names of UNIX sockets: abstract ones, those that the kernel chooses, and what is refused.
#define _GNU_SOURCE
#include "unix.h"

static void own_name(int fd) {
  struct sockaddr_un address;
  socklen_t size = sizeof address;
  CHECK(getsockname(fd, (struct sockaddr *)&address, &size));
  printf("size %d family %d\n", size, address.sun_family);
}

static void abstract_names(void) {
  struct sockaddr_un address = path_of("");
  int first = socket(AF_UNIX, SOCK_DGRAM, 0), second = socket(AF_UNIX, SOCK_DGRAM, 0);
  int stream = socket(AF_UNIX, SOCK_STREAM, 0);
  sprintf(address.sun_path + 1, "rf%05d", getpid() % 100000);
  struct sockaddr *name = (struct sockaddr *)&address;
  own_name(first);
  CHECK(bind(first, name, 10));
  CHECK(bind(stream, name, 10));
  CHECK(bind(second, name, 10));
  CHECK(bind(second, name, 11));
  own_name(first);
  CHECK(connect(second, name, 10));
  CHECK(connect(second, name, 9));
  close(first);
  CHECK(send(second, "x", 1, 0));
  CHECK(send(second, "x", 1, 0));
  close(second);
  close(stream);
}

static void chosen_names(void) {
  struct sockaddr_un address = path_of(""), chosen;
  struct sockaddr *name = (struct sockaddr *)&address;
  int fd = socket(AF_UNIX, SOCK_DGRAM, 0), other = socket(AF_UNIX, SOCK_DGRAM, 0), on = 1;
  socklen_t size = sizeof chosen;
  CHECK(bind(fd, name, 2));
  own_name(fd);
  CHECK(bind(fd, name, 2));
  CHECK(bind(fd, name, 12));
  getsockname(fd, (struct sockaddr *)&chosen, &size);
  CHECK(setsockopt(other, SOL_SOCKET, SO_PASSCRED, &on, sizeof on));
  CHECK(connect(other, (struct sockaddr *)&chosen, size));
  own_name(other);
  close(fd);
  close(other);
}

static void refusals(void) {
  struct sockaddr_un address = abstract("refused"), nowhere = path_of("/nonexistent/socket");
  struct sockaddr_un root = path_of("/"), slash = path_of("/tmp/ringfence.none/");
  struct sockaddr *name = (struct sockaddr *)&address;
  int fd = socket(AF_UNIX, SOCK_STREAM, 0), pair[2];
  CHECK(bind(fd, name, 111));
  CHECK(bind(fd, name, 1));
  CHECK(bind(fd, name, 0));
  CHECK(bind(fd, name, -1));
  CHECK(bind(fd, (struct sockaddr *)1, 20));
  CHECK(bind(99, name, 20));
  CHECK(bind(99, name, -1));
  CHECK(BIND(fd, nowhere));
  CHECK(BIND(fd, root));
  CHECK(BIND(fd, slash));
  CHECK(CONNECT(fd, nowhere));
  CHECK(connect(fd, name, 2));
  address.sun_family = AF_INET;
  CHECK(CONNECT(fd, address));
  CHECK(socket(AF_UNIX, 7, 0));
  CHECK(socket(AF_UNIX, SOCK_STREAM, 2));
  CHECK(socket(AF_UNIX, 11, 0));
  CHECK(socket(AF_UNIX, SOCK_STREAM | 0x10000, 0));
  CHECK(socket(99, SOCK_STREAM, 0));
  CHECK(socket(-1, SOCK_STREAM, 0));
  CHECK(socket(AF_UNIX, 0, 0));
  CHECK(socket(AF_UNIX, SOCK_RDM, 0));
  CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, (int *)1));
  CHECK(socketpair(99, SOCK_STREAM, 0, (int *)1));
  CHECK(socketpair(99, SOCK_STREAM, 0, pair));
  CHECK(socketpair(AF_UNIX, SOCK_RAW, 0, pair));
  printf("type %d domain %d protocol %d\n", int_option(pair[0], SO_TYPE),
         int_option(pair[0], SO_DOMAIN), int_option(pair[0], SO_PROTOCOL));
}

int main(void) {
  setbuf(stdout, NULL);
  abstract_names();
  chosen_names();
  refusals();
  return 0;
}
