#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static struct sockaddr_un address_of(const char *path) {
  struct sockaddr_un address = {AF_UNIX};
  strcpy(address.sun_path, path);
  return address;
}

static int listen_at(const char *path) {
  struct sockaddr_un address = address_of(path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  bind(fd, (struct sockaddr *)&address, sizeof address);
  listen(fd, 4);
  return fd;
}

/* Waits until somebody listens there. */
static int connect_to(const char *path) {
  struct sockaddr_un address = address_of(path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0), done;
  while ((done = connect(fd, (struct sockaddr *)&address, sizeof address)) < 0 &&
         (errno == ENOENT || errno == ECONNREFUSED))
    usleep(10);
  return done < 0 ? -1 : fd;
}
