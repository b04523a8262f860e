/* Who is told by an epoll set: of those who wait at one set the last, of several sets at one descriptor all, or of
   exclusive ones the first at which somebody waits. */
#include "turns.h"
#include <poll.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

static int set;
static int file;
static int takes;

static void awaits(int number) {
  struct epoll_event event = {0};
  int n = epoll_wait(set, &event, 1, -1);
  uint64_t value = 0;
  long got = takes && n == 1 ? read(file, &value, sizeof value) : 0;
  say("  %d: %d, %x, took %s\n", number, n, event.events, result(got));
}

static void reads(int number) {
  uint64_t value = 0;
  say("  %d reads: %s\n", number, result(read(file, &value, sizeof value)));
}

static void polls(int number) {
  struct pollfd one = {.fd = file, .events = POLLIN};
  say("  %d polls: %d\n", number, poll(&one, 1, -1));
}

static void watch(uint32_t how) {
  struct epoll_event event = {.events = EPOLLIN | how};
  if (epoll_ctl(set, EPOLL_CTL_ADD, file, &event)) exit(1);
}

static void add(uint64_t value) {
  say("add %d\n", (int)value);
  if (write(file, &value, sizeof value) != sizeof value) exit(2);
}

static void one_set(const char *what, uint32_t how, int flags, int taking) {
  say("one set, %s\n", what);
  takes = taking;
  file = eventfd(0, flags | EFD_NONBLOCK);
  set = epoll_create1(0);
  watch(how);
  for (int i = 0; i < 4; i++) begin(awaits, i);
  add(1);
  add(1);
  begin(awaits, 4);
  add(2);
  end();
  close(set);
  close(file);
}

static void sets(const char *what, uint32_t how, int taking) {
  say("several sets, %s\n", what);
  takes = taking;
  file = eventfd(0, EFD_SEMAPHORE | EFD_NONBLOCK);
  int all[4];
  for (int i = 0; i < 4; i++) {
    set = all[i] = epoll_create1(0);
    watch(how);
    begin(awaits, i);
  }
  add(1);
  add(1);
  add(2);
  set = all[1];
  begin(awaits, 4);
  set = all[2];
  begin(awaits, 5);
  add(1);
  add(1);
  end();
  for (int i = 0; i < 4; i++) close(all[i]);
  close(file);
}

static void mixed(void) {
  say("mixed\n");
  takes = 0;
  file = eventfd(0, 0);
  set = epoll_create1(0);
  watch(0);
  begin(polls, 0);
  begin(reads, 1);
  begin(awaits, 2);
  begin(polls, 3);
  begin(reads, 4);
  add(1);
  end();
  close(set);
  close(file);
}

int main(void) {
  on_one_cpu();
  one_set("level", 0, 0, 0);
  one_set("edge", EPOLLET, EFD_SEMAPHORE, 0);
  one_set("edge, taking", EPOLLET, EFD_SEMAPHORE, 1);
  one_set("once", EPOLLONESHOT, 0, 1);
  sets("all", 0, 0);
  sets("exclusive", EPOLLEXCLUSIVE, 0);
  sets("exclusive, taking", EPOLLEXCLUSIVE, 1);
  sets("exclusive, edge", EPOLLEXCLUSIVE | EPOLLET, 1);
  mixed();
}
