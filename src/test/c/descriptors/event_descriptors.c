// eventfd and timerfd: counting, as a semaphore, between processes, expirations, with poll.
#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void said(long result) { printf("%ld %s\n", result, result < 0 ? strerror(errno) : ""); }

static uint64_t take(int fd) {
  uint64_t value;
  return read(fd, &value, sizeof value) == sizeof value ? value : 99;
}

static int ready(int fd, int events, int timeout) {
  struct pollfd one = {fd, events};
  return poll(&one, 1, timeout) > 0 ? one.revents : 0;
}

static void counters(void) {
  int fd = eventfd(3, EFD_NONBLOCK), tokens = eventfd(2, EFD_SEMAPHORE | EFD_NONBLOCK);
  uint64_t most = UINT64_MAX - 1, one = 1;
  eventfd_write(fd, 4);
  printf("%d %d\n", ready(fd, POLLIN, 0), ready(fd, POLLOUT, 0));
  printf("%d\n", (int)take(fd));
  said(read(fd, &one, 8));
  said(read(fd, &one, 4));
  said(write(fd, &most, 8));
  one = 1;
  said(write(fd, &one, 8));
  printf("%d\n", ready(fd, POLLOUT, 0));
  printf("%d %d %d\n", take(fd) == most, (int)take(tokens), (int)take(tokens));
  said(eventfd(0, 0x100));
  int shared = eventfd(0, 0);
  fflush(stdout);
  if (fork() == 0) {
    for (int i = 1; i <= 4; i++)
      eventfd_write(shared, i);
    exit(0);
  }
  wait(NULL);
  printf("%d\n", (int)take(shared));
  if (fork() == 0) {
    usleep(20000);
    eventfd_write(shared, 5);
    exit(0);
  }
  printf("%d\n", (int)take(shared));
  wait(NULL);
}

static void timers(void) {
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK), waits = timerfd_create(CLOCK_REALTIME, 0);
  struct itimerspec value = {{0, 20000000}, {0, 10000000}}, left;
  uint64_t none;
  said(read(fd, &none, 8));
  said(timerfd_settime(fd, 0, &value, NULL));
  timerfd_gettime(fd, &left);
  printf("%d %ld\n", left.it_value.tv_nsec > 0, left.it_interval.tv_nsec);
  printf("%d\n", ready(fd, POLLIN, 1000));
  printf("%d\n", take(fd) >= 1);
  usleep(70000);
  printf("%d\n", take(fd) >= 3);
  value.it_value.tv_nsec = value.it_interval.tv_nsec = 0;
  timerfd_settime(fd, 0, &value, NULL);
  printf("%d\n", ready(fd, POLLIN, 50));
  clock_gettime(CLOCK_REALTIME, &value.it_value);
  value.it_value.tv_sec++;
  timerfd_settime(waits, TFD_TIMER_ABSTIME, &value, NULL);
  printf("%d\n", (int)take(waits));
  said(timerfd_create(77, 0));
  said(timerfd_settime(0, 0, &value, NULL));
}

int main(void) {
  counters();
  timers();
  printf("%s %s %s %s\n", nl_langinfo(DAY_1), nl_langinfo(ABMON_12), nl_langinfo(D_T_FMT),
         nl_langinfo(RADIXCHAR));
  return 0;
}
