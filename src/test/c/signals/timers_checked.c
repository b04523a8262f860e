// What the calls on timers that send signals say to bad arguments, two at once included.
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *text(long result) { return result < 0 ? strerror(errno) : "ok"; }

static void creation(void) {
  const int clocks[] = {0, 1, 4, 5, 6, 7, 11, 10, 12, 100, INT_MAX};
  const int kinds[] = {SIGEV_SIGNAL, SIGEV_NONE, 3, -1, 5};
  const int numbers[] = {SIGUSR1, 0, -1, 64, 65, SIGKILL};
  for (size_t clock = 0; clock < COUNT(clocks); clock++)
    for (int kind = -1; kind < (int)COUNT(kinds); kind++)
      for (size_t i = 0; i < COUNT(numbers); i++) {
        struct sigevent event = {.sigev_notify = kind < 0 ? 0 : kinds[kind], .sigev_signo = numbers[i]};
        timer_t timer;
        int result = timer_create(clocks[clock], kind < 0 ? NULL : &event, &timer);
        printf("create %d %d %d: %s\n", clocks[clock], kind, numbers[i], text(result));
        if (result == 0)
          timer_delete(timer);
      }
}

static const struct timespec values[] = {{0, 0},          {1000, 0}, {0, -1}, {0, 1000000000}, {-1, 0},
                                         {0, 1000000}, {-1, -1}, {5, 7000}};

static void setting(void) {
  timer_t timer, gone;
  timer_create(CLOCK_MONOTONIC, NULL, &timer);
  timer_create(CLOCK_MONOTONIC, NULL, &gone);
  timer_delete(gone);
  for (size_t value = 0; value < COUNT(values); value++)
    for (size_t interval = 0; interval < COUNT(values); interval++) {
      if (value == 5)
        continue;
      struct itimerspec is = {values[interval], values[value]}, none = {0}, old = {0}, now = {0};
      printf("settime %zu %zu: %s", value, interval, text(timer_settime(timer, 0, &is, &old)));
      timer_gettime(timer, &now);
      printf(" %d %d %d\n", now.it_value.tv_sec > 0, (int)now.it_interval.tv_sec, (int)now.it_interval.tv_nsec);
      timer_settime(timer, 0, &none, &old);
      printf("%d %d\n", old.it_value.tv_sec > 0, (int)old.it_interval.tv_sec);
      printf("%s %s\n", text(timer_settime(gone, 0, &is, NULL)), text(timer_gettime(gone, &now)));
    }
  printf("%s %s\n", text(timer_getoverrun(gone)), text(timer_delete(gone)));
}

static void ofProcess(void) {
  for (int which = -1; which < 4; which++)
    for (size_t value = 0; value < COUNT(values); value++)
      for (size_t interval = 0; interval < COUNT(values); interval++) {
        if (value == 5 || (which > 0 && which < 3 && interval == 7))
          continue;
        struct timeval parts[] = {{values[interval].tv_sec, values[interval].tv_nsec / 1000},
                                  {values[value].tv_sec, values[value].tv_nsec / 1000}};
        if (values[interval].tv_nsec == -1)
          parts[0].tv_usec = -1;
        if (values[value].tv_nsec == -1)
          parts[1].tv_usec = -1;
        struct itimerval is = {parts[0], parts[1]}, none = {0}, old = {0}, now = {0};
        printf("setitimer %d %zu %zu: %s", which, value, interval, text(setitimer(which, &is, &old)));
        int result = getitimer(which, &now);
        printf(" %s %d %d %d\n", text(result), now.it_value.tv_sec > 0, (int)now.it_interval.tv_sec,
               (int)now.it_interval.tv_usec);
        setitimer(which, &none, NULL);
      }
}

static void stacks(void) {
  static char room[65536];
  const int flags[] = {0, SS_DISABLE, SS_ONSTACK, SS_DISABLE | SS_ONSTACK, 8, -1};
  const size_t sizes[] = {sizeof room, 0, 2047};
  for (size_t i = 0; i < COUNT(flags); i++)
    for (size_t size = 0; size < COUNT(sizes); size++) {
      stack_t stack = {room, flags[i], sizes[size]}, old;
      printf("sigaltstack %x %d: %s", flags[i], (int)sizes[size], text(sigaltstack(&stack, NULL)));
      sigaltstack(NULL, &old);
      printf(" %x %d\n", old.ss_flags, (int)old.ss_size);
      old.ss_flags = SS_DISABLE;
      sigaltstack(&old, NULL);
    }
}

int main(void) {
  signal(SIGALRM, SIG_IGN);
  creation();
  setting();
  ofProcess();
  stacks();
}
