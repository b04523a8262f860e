// epoll: level and edge, one-shot, the order of events, duplicates and closed descriptors, errors.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void said(const char *what, int result) {
  printf("%s: %s\n", what, result < 0 ? strerror(errno) : result == 0 ? "done" : "more");
}

static int control(int set, int how, int fd, uint32_t events, int data) {
  struct epoll_event event = {.events = events, .data = {.u64 = 0}};
  event.data.fd = data;
  return epoll_ctl(set, how, fd, &event);
}

static int add(int set, int fd, uint32_t events, int data) {
  return control(set, EPOLL_CTL_ADD, fd, events, data);
}

static void show(const char *what, int set, int most) {
  struct epoll_event events[8];
  int count = epoll_wait(set, events, most, 0);
  printf("%s:", what);
  for (int i = 0; i < count; i++)
    printf(" %d=%x", events[i].data.fd, events[i].events);
  printf("%s\n", count < 0 ? strerror(errno) : count == 0 ? " none" : "");
}

static void levels(void) {
  int set = epoll_create1(EPOLL_CLOEXEC), ends[2];
  char c;
  pipe(ends);
  add(set, ends[0], EPOLLIN, 1);
  add(set, ends[1], EPOLLOUT, 2);
  show("empty pipe", set, 8);
  write(ends[1], "ab", 2);
  show("two bytes", set, 8);
  read(ends[0], &c, 1);
  show("one byte", set, 8);
  show("one at a time", set, 1);
  show("and the other", set, 1);
  read(ends[0], &c, 1);
  show("none", set, 8);
  control(set, EPOLL_CTL_MOD, ends[0], 0, 5);
  write(ends[1], "x", 1);
  show("no interest", set, 8);
  close(ends[1]);
  show("hung up", set, 8);
  control(set, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLRDNORM | EPOLLPRI, 6);
  show("all", set, 8);
  control(set, EPOLL_CTL_DEL, ends[0], 0, 0);
  show("deleted", set, 8);
  close(ends[0]);
  pipe(ends);
  add(set, ends[1], EPOLLIN, 7);
  close(ends[0]);
  show("without readers", set, 8);
  close(ends[1]);
  close(set);
}

static void edges(void) {
  int set = epoll_create(1), ends[2], counter = eventfd(0, EFD_NONBLOCK);
  char c[2];
  uint64_t value = 1;
  pipe2(ends, O_NONBLOCK);
  add(set, ends[0], EPOLLIN | EPOLLET, 1);
  add(set, counter, EPOLLIN | EPOLLOUT | EPOLLET, 2);
  show("at first", set, 8);
  show("told already", set, 8);
  write(ends[1], "a", 1);
  show("written", set, 8);
  show("told", set, 8);
  write(ends[1], "b", 1);
  show("written again", set, 8);
  read(ends[0], c, 1);
  show("read one", set, 8);
  control(set, EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLET, 3);
  show("changed", set, 8);
  write(counter, &value, 8);
  show("counted", set, 8);
  read(counter, &value, 8);
  show("taken", set, 8);
  show("nothing new", set, 8);
  write(ends[1], "c", 1);
  read(ends[0], c, 2);
  show("gone before it was looked at", set, 8);
  close(ends[1]);
  show("end", set, 8);
  show("told of the end", set, 8);
  close(ends[0]);
  close(counter);
  close(set);
}

static void writable(void) {
  int set = epoll_create1(0), ends[2];
  char page[4096] = {0};
  pipe2(ends, O_NONBLOCK);
  add(set, ends[1], EPOLLOUT | EPOLLET, 1);
  show("room", set, 8);
  while (write(ends[1], page, sizeof page) > 0)
    ;
  show("full", set, 8);
  read(ends[0], page, 100);
  show("not a page", set, 8);
  read(ends[0], page, sizeof page);
  show("a page", set, 8);
  read(ends[0], page, sizeof page);
  show("was not full", set, 8);
  close(ends[0]);
  show("no reader", set, 8);
  close(ends[1]);
  close(set);
}

static void once(void) {
  int set = epoll_create1(0), counter = eventfd(1, 0);
  add(set, counter, EPOLLIN | EPOLLONESHOT, 1);
  show("once", set, 8);
  show("no more", set, 8);
  eventfd_write(counter, 1);
  show("not even now", set, 8);
  control(set, EPOLL_CTL_MOD, counter, EPOLLIN | EPOLLONESHOT, 2);
  show("armed", set, 8);
  said("still there", add(set, counter, EPOLLIN, 3));
  close(counter);
  close(set);
}

static void duplicates(void) {
  int set = epoll_create1(0), counter = eventfd(1, 0), copy = dup(counter);
  add(set, counter, EPOLLIN, 1);
  said("the copy, too", add(set, copy, EPOLLIN, 2));
  show("both", set, 8);
  close(counter);
  show("closed, but open by the copy", set, 8);
  said("no descriptor", control(set, EPOLL_CTL_DEL, counter, 0, 0));
  int other = eventfd(1, 0);
  said("another file at the same number", add(set, other, EPOLLIN, 3));
  show("three", set, 8);
  close(copy);
  show("the last copy is closed", set, 8);
  close(other);
  show("nothing", set, 8);
  counter = eventfd(1, 0);
  add(set, counter, EPOLLIN, 4);
  fflush(stdout);
  int ends[2];
  char c;
  pipe(ends);
  if (fork() == 0) {
    close(ends[1]);
    read(ends[0], &c, 1);
    _exit(0);
  }
  close(ends[0]);
  close(counter);
  show("a child has it", set, 8);
  close(ends[1]);
  wait(NULL);
  show("the child has ended", set, 8);
  close(set);
}

static void nested(void) {
  int outer = epoll_create1(0), inner = epoll_create1(0), counter = eventfd(0, 0), all[7];
  struct pollfd one = {outer, POLLIN};
  add(outer, inner, EPOLLIN | EPOLLET, 1);
  add(inner, counter, EPOLLIN, 2);
  show("quiet", outer, 8);
  eventfd_write(counter, 1);
  printf("poll %d %x\n", poll(&one, 1, 0), one.revents);
  show("outer", outer, 8);
  show("outer again", outer, 8);
  show("inner", inner, 8);
  said("itself", add(outer, outer, EPOLLIN, 3));
  said("a loop", add(inner, outer, EPOLLIN, 3));
  for (int i = 0; i < 7; i++)
    all[i] = epoll_create1(0);
  for (int i = 0; i < 6; i++)
    said("deeper", add(all[i], all[i + 1], EPOLLIN, i));
  for (int i = 0; i < 7; i++)
    close(all[i]);
  for (int i = 0; i < 7; i++)
    all[i] = epoll_create1(0);
  for (int i = 5; i >= 0; i--)
    said("higher", add(all[i], all[i + 1], EPOLLIN, i));
  for (int i = 0; i < 7; i++)
    close(all[i]);
  close(outer);
  close(inner);
  close(counter);
}

static void errors(void) {
  int set = epoll_create1(0), counter = eventfd(0, 0), file = open("/dev/null", O_RDWR);
  struct epoll_event event = {EPOLLIN, {.u64 = 0x123456789abcdefULL}};
  printf("%d\n", (int)sizeof event);
  said("size 0", epoll_create(0));
  said("flags", epoll_create1(1));
  said("a file", add(set, file, EPOLLIN, 1));
  said("no epoll", add(counter, set, EPOLLIN, 1));
  said("no such", add(set, 999, EPOLLIN, 1));
  said("no set", add(999, counter, EPOLLIN, 1));
  said("no pointer", epoll_ctl(set, EPOLL_CTL_ADD, counter, NULL));
  said("not there", control(set, EPOLL_CTL_MOD, counter, EPOLLIN, 1));
  said("nor there", epoll_ctl(set, EPOLL_CTL_DEL, counter, NULL));
  said("what", control(set, 7, counter, EPOLLIN, 1));
  said("exclusive and once", add(set, counter, EPOLLIN | EPOLLEXCLUSIVE | EPOLLONESHOT, 1));
  said("exclusive", add(set, counter, EPOLLIN | EPOLLEXCLUSIVE, 1));
  said("change it", control(set, EPOLL_CTL_MOD, counter, EPOLLIN, 1));
  said("to exclusive", control(set, EPOLL_CTL_MOD, counter, EPOLLIN | EPOLLEXCLUSIVE, 1));
  said("delete", epoll_ctl(set, EPOLL_CTL_DEL, counter, NULL));
  said("none wanted", epoll_wait(set, &event, 0, 0));
  said("less", epoll_wait(set, &event, -1, 0));
  said("no set", epoll_wait(file, &event, 1, 0));
  said("closed set", epoll_wait(999, &event, 1, 0));
  said("read", (int)read(set, &event, 8));
  said("write", (int)write(set, &event, 8));
  eventfd_write(counter, 1);
  event.events = EPOLLIN;
  epoll_ctl(set, EPOLL_CTL_ADD, counter, &event);
  said("bad pointer", epoll_wait(set, (struct epoll_event *)8, 1, 0));
  event.data.u64 = 0;
  said("still there", epoll_wait(set, &event, 1, 0));
  printf("%d\n", event.data.u64 == 0x123456789abcdefULL);
  close(set);
  close(counter);
  close(file);
}

static void on_alarm(int sig) { (void)sig; }

static void waits(void) {
  int set = epoll_create1(0), ends[2], timer = timerfd_create(CLOCK_MONOTONIC, 0);
  struct epoll_event event;
  struct itimerspec soon = {{0, 0}, {0, 10000000}};
  struct timespec span = {0, 5000000}, bad = {0, -1};
  struct sigaction act = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
  sigset_t blocked, none;
  char c;
  pipe(ends);
  add(set, ends[0], EPOLLIN, 1);
  add(set, timer, EPOLLIN, 2);
  said("nothing", epoll_wait(set, &event, 1, 5));
  said("span", epoll_pwait2(set, &event, 1, &span, NULL));
  said("bad span", epoll_pwait2(set, &event, 1, &bad, NULL));
  timerfd_settime(timer, 0, &soon, NULL);
  said("wait", epoll_wait(set, &event, 1, -1));
  printf("%d\n", event.data.fd);
  close(timer);
  fflush(stdout);
  if (fork() == 0) {
    usleep(20000);
    write(ends[1], "x", 1);
    _exit(0);
  }
  said("wait", epoll_wait(set, &event, 1, -1));
  printf("%d\n", event.data.fd);
  read(ends[0], &c, 1);
  wait(NULL);
  sigemptyset(&none);
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGALRM);
  sigaction(SIGALRM, &act, NULL);
  sigprocmask(SIG_BLOCK, &blocked, NULL);
  raise(SIGALRM);
  said("blocked", epoll_wait(set, &event, 1, 5));
  said("let through", epoll_pwait(set, &event, 1, 1000, &none));
  said("over", epoll_pwait(set, &event, 1, 5, &none));
  close(set);
  close(ends[0]);
  close(ends[1]);
}

int main(void) {
  levels();
  edges();
  writable();
  once();
  duplicates();
  nested();
  errors();
  waits();
  return 0;
}
