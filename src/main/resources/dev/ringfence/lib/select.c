#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/select.h>

void __fd_zero(fd_set *set) { memset(set, 0, sizeof *set); }

static int bit(fd_set *set, int fd) { return set && FD_ISSET(fd, set); }

static int mark(fd_set *set, int fd, int wanted, int ready) {
  if (!wanted)
    return 0;
  if (!ready)
    FD_CLR(fd, set);
  return ready;
}

int pselect(int count, fd_set *in, fd_set *out, fd_set *error, const struct timespec *timeout,
            const sigset_t *mask) {
  struct pollfd files[FD_SETSIZE];
  int used = 0;
  if (count < 0) {
    errno = EINVAL;
    return -1;
  }
  if (count > FD_SETSIZE)
    count = FD_SETSIZE;
  for (int fd = 0; fd < count; fd++)
    if (bit(in, fd) || bit(out, fd) || bit(error, fd)) {
      files[used].fd = fd;
      files[used].events = (bit(in, fd) ? POLLIN : 0) | (bit(out, fd) ? POLLOUT : 0) |
                           (bit(error, fd) ? POLLPRI : 0);
      files[used].revents = 0;
      used++;
    }
  if (ppoll(files, used, timeout, mask) < 0)
    return -1;
  for (int i = 0; i < used; i++)
    if (files[i].revents & POLLNVAL) {
      errno = EBADF;
      return -1;
    }
  int ready = 0;
  for (int i = 0; i < used; i++) {
    int fd = files[i].fd, is = files[i].revents;
    ready += mark(in, fd, bit(in, fd), (is & (POLLIN | POLLHUP | POLLERR)) != 0);
    ready += mark(out, fd, bit(out, fd), (is & (POLLOUT | POLLERR)) != 0);
    ready += mark(error, fd, bit(error, fd), (is & POLLPRI) != 0);
  }
  return ready;
}

int select(int count, fd_set *in, fd_set *out, fd_set *error, struct timeval *timeout) {
  struct timespec span, start, end;
  if (!timeout)
    return pselect(count, in, out, error, NULL, NULL);
  if (timeout->tv_sec < 0 || timeout->tv_usec < 0) {
    errno = EINVAL;
    return -1;
  }
  span.tv_sec = timeout->tv_sec + timeout->tv_usec / 1000000;
  span.tv_nsec = timeout->tv_usec % 1000000 * 1000;
  clock_gettime(CLOCK_MONOTONIC, &start);
  int ready = pselect(count, in, out, error, &span, NULL);
  clock_gettime(CLOCK_MONOTONIC, &end);
  int64_t left = (span.tv_sec - (end.tv_sec - start.tv_sec)) * 1000000 +
              (span.tv_nsec - (end.tv_nsec - start.tv_nsec)) / 1000;
  if (left < 0)
    left = 0;
  timeout->tv_sec = left / 1000000;
  timeout->tv_usec = left % 1000000;
  return ready;
}
