/* Pipes that do not block, and waiting for several descriptors. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static char bytes[70000];

static void shown(const char *what, int result, struct pollfd *files, int count) {
  printf("%s %d", what, result);
  for (int i = 0; i < count; i++)
    printf(" %x", files[i].revents);
  printf("\n");
  fflush(stdout);
}

int main(void) {
  int ends[2], result;
  long total = 0;
  fd_set set;
  struct timeval span = {0, 1000};
  pipe(ends);
  printf("flags %o %o\n", fcntl(ends[0], F_GETFL), fcntl(ends[1], F_GETFL));
  fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) | O_NONBLOCK);
  fcntl(ends[1], F_SETFL, O_NONBLOCK);
  printf("empty %zd %s\n", read(ends[0], bytes, 1), strerror(errno));
  while ((result = write(ends[1], bytes, 4000)) > 0)
    total += result;
  printf("full %ld %s\n", total, strerror(errno));
  struct pollfd files[2] = {{ends[0], POLLIN, 0}, {ends[1], POLLOUT, 0}};
  shown("poll", poll(files, 2, 0), files, 2);
  while (read(ends[0], bytes, 4096) > 0)
    ;
  shown("poll", poll(files, 2, 0), files, 2);
  shown("poll", poll(files, 1, 10), files, 1);
  if (fork() == 0) {
    usleep(10000);
    write(ends[1], "hello", 5);
    _exit(0);
  }
  shown("poll", poll(files, 1, -1), files, 1);
  wait(NULL);
  FD_ZERO(&set);
  FD_SET(ends[0], &set);
  result = select(ends[0] + 1, &set, NULL, NULL, NULL);
  printf("select %d %d\n", result, FD_ISSET(ends[0], &set) != 0);
  struct iovec parts[2] = {{bytes, 2}, {bytes + 10, 10}};
  printf("readv %zd %.2s %.3s\n", readv(ends[0], parts, 2), bytes, bytes + 10);
  result = select(ends[0] + 1, &set, NULL, NULL, &span);
  printf("select %d %d\n", result, FD_ISSET(ends[0], &set) != 0);
  close(ends[1]);
  shown("poll", poll(files, 1, -1), files, 1);
  files[0].fd = 99;
  shown("poll", poll(files, 1, 0), files, 1);
  printf("%d", fcntl(1, F_DUPFD, 20));
  printf(" %d %d\n", fcntl(20, F_SETFD, FD_CLOEXEC), fcntl(20, F_GETFD));
  pipe(ends);
  close(ends[0]);
  signal(SIGPIPE, SIG_IGN);
  printf("broken %zd %s\n", write(ends[1], "x", 1), strerror(errno));
  files[0].fd = ends[1];
  files[0].events = POLLOUT;
  shown("poll", poll(files, 1, 0), files, 1);
  return 0;
}
