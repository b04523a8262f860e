// ppoll and pselect with signal masks and spans; select's sets; poll's events of pipes and counters.
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int caught;

static void on_signal(int sig) {
  (void)sig;
  caught++;
}

static void said(const char *what, long result) {
  printf("%s: %ld %s\n", what, result, result < 0 ? strerror(errno) : "");
}

static int ready(int fd, int events) {
  struct pollfd one = {fd, events};
  return poll(&one, 1, 0) > 0 ? one.revents : 0;
}

static void pipes(void) {
  int ends[2], all = POLLIN | POLLOUT | POLLPRI | POLLRDNORM | POLLWRNORM | POLLRDHUP;
  pipe(ends);
  printf("%x %x\n", ready(ends[0], all), ready(ends[1], all));
  write(ends[1], "x", 1);
  printf("%x %x %x\n", ready(ends[0], all), ready(ends[1], all), ready(ends[0], POLLOUT));
  close(ends[1]);
  printf("%x\n", ready(ends[0], all));
  close(ends[0]);
  pipe(ends);
  close(ends[0]);
  printf("%x %x\n", ready(ends[1], all), ready(ends[1], 0));
  close(ends[1]);
  printf("%x\n", ready(ends[1], all));
}

static void counters(void) {
  int counter = eventfd(0, EFD_NONBLOCK), timer = timerfd_create(CLOCK_MONOTONIC, 0);
  int all = POLLIN | POLLOUT | POLLPRI | POLLRDNORM | POLLWRNORM;
  uint64_t most = UINT64_MAX - 1;
  printf("%x %x\n", ready(counter, all), ready(timer, all));
  eventfd_write(counter, 1);
  printf("%x\n", ready(counter, all));
  eventfd_read(counter, &most);
  most = UINT64_MAX - 1;
  write(counter, &most, 8);
  printf("%x\n", ready(counter, all));
  said("more", eventfd_write(counter, 1));
  most = UINT64_MAX;
  said("all", write(counter, &most, 8));
  said("short", write(counter, &most, 7));
  said("pointer", write(counter, (void *)8, 8));
  said("pointer", read(counter, (void *)8, 8));
  said("seek", lseek(counter, 0, SEEK_SET));
  struct itimerspec value = {{0, 0}, {0, 1000}}, bad = {{0, 0}, {0, 1000000000}};
  said("bad", timerfd_settime(timer, 0, &bad, NULL));
  said("flags", timerfd_settime(timer, 8, &value, NULL));
  said("closed", timerfd_settime(999, 0, &value, NULL));
  said("no timer", timerfd_settime(counter, 0, &value, NULL));
  said("set", timerfd_settime(timer, 0, &value, NULL));
  said("short", read(timer, &most, 7));
  said("expired", read(timer, &most, 8));
  printf("%d\n", (int)most);
  said("write", write(timer, &most, 8));
  said("flags", eventfd(0, 0x10));
  said("flags", timerfd_create(CLOCK_MONOTONIC, 0x10));
}

static void masks(void) {
  struct sigaction act = {.sa_handler = on_signal};
  struct timespec span = {0, 5000000}, none = {0, 0}, bad = {-1, 0};
  struct pollfd one;
  sigset_t blocked, open;
  int ends[2];
  fd_set in, out;
  pipe(ends);
  one.fd = ends[0];
  one.events = POLLIN;
  sigemptyset(&open);
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGUSR1);
  sigaction(SIGUSR1, &act, NULL);
  sigprocmask(SIG_BLOCK, &blocked, NULL);
  said("span", ppoll(&one, 1, &span, NULL));
  raise(SIGUSR1);
  said("blocked", ppoll(&one, 1, &span, NULL));
  printf("%d\n", caught);
  said("open", ppoll(&one, 1, &span, &open));
  printf("%d\n", caught);
  raise(SIGUSR1);
  write(ends[1], "x", 1);
  said("ready first", ppoll(&one, 1, &span, &open));
  printf("%d\n", caught);
  said("bad", ppoll(&one, 1, &bad, NULL));
  FD_ZERO(&in);
  FD_ZERO(&out);
  FD_SET(ends[0], &in);
  FD_SET(ends[1], &out);
  FD_SET(ends[0], &out);
  said("pselect", pselect(ends[1] + 1, &in, &out, NULL, &none, NULL));
  printf("%d %d %d\n", FD_ISSET(ends[0], &in) != 0, FD_ISSET(ends[0], &out) != 0,
         FD_ISSET(ends[1], &out) != 0);
  read(ends[0], &caught, 1);
  caught = 1;
  FD_SET(ends[0], &in);
  raise(SIGUSR1);
  said("pselect", pselect(ends[0] + 1, &in, NULL, NULL, &span, &open));
  printf("%d\n", caught);
  FD_ZERO(&in);
  FD_SET(50, &in);
  said("closed", pselect(51, &in, NULL, NULL, &none, NULL));
  said("negative", pselect(-1, &in, NULL, NULL, &none, NULL));
  said("nothing", pselect(0, NULL, NULL, NULL, &span, NULL));
}

int main(void) {
  pipes();
  counters();
  masks();
  return 0;
}
