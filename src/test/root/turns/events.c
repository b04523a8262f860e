/* Who goes on first at an event counter, a timer and a set of signals: whoever has come first, of signals the last. */
#include "turns.h"
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <poll.h>

static int file;
static uint64_t amount;

static void takes(int number) {
  uint64_t value = 0;
  long got = read(file, &value, sizeof value);
  say("  %d takes: %s %lu\n", number, result(got), (unsigned long)value);
}

static void adds(int number) {
  uint64_t value = amount;
  long done = write(file, &value, sizeof value);
  say("  %d adds: %s\n", number, result(done));
}

static void polls(int number) {
  struct pollfd one = {.fd = file, .events = POLLIN};
  int ready = poll(&one, 1, -1);
  say("  %d polls: %d %x\n", number, ready, one.revents);
}

static void add(uint64_t value) {
  say("add %lu\n", (unsigned long)value);
  if (write(file, &value, sizeof value) != sizeof value) exit(1);
}

static void take(void) {
  uint64_t value = 0;
  struct pollfd one = {.fd = file, .events = POLLIN};
  if (poll(&one, 1, 0) && read(file, &value, sizeof value) != sizeof value) exit(2);
  say("took %lx\n", (unsigned long)value);
}

static void counter(int flags) {
  say("flags %d\n", flags);
  file = eventfd(0, flags);
  for (int i = 0; i < 5; i++) begin(takes, i);
  add(1);
  add(2);
  begin(takes, 5);
  add(3);
  begin(takes, 6);
  begin(takes, 7);
  begin(takes, 8);
  add(1);
  add(1);
  add(9);
  end();
  close(file);
}

static void full(int flags) {
  say("full, flags %d\n", flags);
  file = eventfd(0, flags);
  add(UINT64_MAX - 1);
  for (int i = 0; i < 4; i++) {
    amount = i % 2 ? 1 : UINT64_MAX - 5;
    begin(adds, i);
  }
  for (int i = 0; i < 3; i++) take();
  begin(takes, 4);
  begin(takes, 5);
  take();
  end();
  close(file);
}

static void polled(void) {
  say("polled\n");
  file = eventfd(0, 0);
  begin(takes, 0);
  begin(polls, 1);
  begin(takes, 2);
  begin(polls, 3);
  add(1);
  begin(polls, 4);
  add(1);
  add(1);
  end();
  close(file);
}

static void timer(void) {
  say("timer\n");
  file = timerfd_create(CLOCK_MONOTONIC, 0);
  for (int i = 0; i < 3; i++) begin(takes, i);
  for (int i = 0; i < 3; i++) {
    struct itimerspec soon = {.it_value.tv_nsec = 1000000};
    if (timerfd_settime(file, 0, &soon, 0)) exit(3);
    waitpid(members[i], 0, 0);
    say("%d is gone\n", i);
  }
  count = 0;
  close(file);
}

static void *takes_signal(void *number) {
  struct signalfd_siginfo info;
  long got = read(file, &info, sizeof info);
  say("  thread %ld: %s, signal %d\n", (long)number, result(got), got > 0 ? (int)info.ssi_signo : 0);
  return 0;
}

static void signals(void) {
  say("signals\n");
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGUSR2);
  sigprocmask(SIG_BLOCK, &set, 0);
  file = signalfd(-1, &set, 0);
  pthread_t threads[4];
  struct sched_param parameters = {.sched_priority = 1};
  for (long i = 0; i < 4; i++) {
    pthread_create(&threads[i], 0, takes_signal, (void *)i);
    if (pthread_setschedparam(threads[i], SCHED_FIFO, &parameters)) exit(4);
  }
  for (int i = 0; i < 4; i++) {
    say("send\n");
    kill(getpid(), i % 2 ? SIGUSR2 : SIGUSR1);
  }
  for (int i = 0; i < 4; i++) pthread_join(threads[i], 0);
}

int main(void) {
  on_one_cpu();
  counter(0);
  counter(EFD_SEMAPHORE);
  full(0);
  full(EFD_SEMAPHORE);
  polled();
  timer();
  signals();
}
