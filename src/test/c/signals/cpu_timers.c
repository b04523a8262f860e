// Timers and sleeps on clocks of CPU time, of processes and of threads, one's own and others'.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

#define MS 1000000

static volatile int rung, code;
static volatile pthread_t by;
static volatile unsigned long work;

static void on_signal(int sig, siginfo_t *info, void *context) {
  (void)sig;
  (void)context;
  rung++;
  code = info->si_code;
  by = pthread_self();
}

static long long now(clockid_t clock) {
  struct timespec time = {0, 0};
  if (clock_gettime(clock, &time) < 0)
    return -1;
  return time.tv_sec * 1000000000ll + time.tv_nsec;
}

// Uses CPU time until a number of signals has come, or far too long.
static const char *until(int times) {
  long long begun = now(CLOCK_PROCESS_CPUTIME_ID);
  while (rung < times && now(CLOCK_PROCESS_CPUTIME_ID) < begun + 1000ll * MS)
    for (int i = 0; i < 1000; i++)
      work += i;
  return rung >= times ? "came" : "did not come";
}

static void set(timer_t timer, int flags, long long value, long long interval) {
  struct itimerspec times = {{interval / 1000000000, interval % 1000000000}, {value / 1000000000, value % 1000000000}};
  if (timer_settime(timer, flags, &times, NULL) < 0)
    printf("timer_settime: %s\n", strerror(errno));
}

static void state(const char *what, timer_t timer) {
  struct itimerspec left;
  int result = timer_gettime(timer, &left);
  long long value = left.it_value.tv_sec * 1000000000ll + left.it_value.tv_nsec;
  printf("%s: %d %s, interval %ld\n", what, result, value == 0 ? "not set" : value <= 20ll * MS ? "set" : "much left",
         left.it_interval.tv_nsec);
}

static void rings(const char *what, clockid_t clock) {
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  timer_t timer;
  rung = 0;
  if (timer_create(clock, &event, &timer) < 0) {
    printf("%s: %s\n", what, strerror(errno));
    return;
  }
  state(what, timer);
  set(timer, 0, 10 * MS, 0);
  state("set", timer);
  printf("%s, code %d\n", until(1), code);
  state("over", timer);
  rung = 0;
  set(timer, TIMER_ABSTIME, now(clock) + 10 * MS, 0);
  printf("at a time: %s\n", until(1));
  rung = 0;
  set(timer, TIMER_ABSTIME, 1, 0);
  printf("at a time that is over: %s\n", until(1));
  rung = 0;
  set(timer, 0, 5 * MS, 5 * MS);
  printf("again and again: %s\n", until(3));
  state("still", timer);
  set(timer, 0, 0, 0);
  state("stopped", timer);
  set(timer, 0, 15 * MS, 0);
  printf("deleted: %d\n", timer_delete(timer));
}

static void refused(void) {
  struct sigevent event = {.sigev_notify = SIGEV_NONE};
  static const int numbers[] = {-1, -2, -5, -6, (int)(~99999999u << 3 | 2), (int)(~99999999u << 3 | 6), (int)(~1u << 3 | 6), 4, 99};
  timer_t timer;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    struct timespec time = {0, 0};
    int made = timer_create(numbers[i], &event, &timer);
    printf("clock %d: %s", numbers[i], made < 0 ? strerror(errno) : "a timer");
    if (made == 0)
      timer_delete(timer);
    int told = clock_gettime(numbers[i], &time);
    printf(", %s", told < 0 ? strerror(errno) : "a time");
    time = (struct timespec){0, 0};
    if (numbers[i] != 4)
      printf(", sleep: %s", strerror(clock_nanosleep(numbers[i], 0, &time, NULL)));
    printf("\n");
  }
}

static void others(void) {
  clockid_t clock, threads;
  int status;
  pid_t child = fork();
  if (child == 0) {
    for (;;)
      work++;
  }
  printf("a child's clock: %d\n", clock_getcpuclockid(child, &clock));
  struct timespec time = {0, 5 * MS};
  long long begun = now(clock);
  printf("sleep: %d", clock_nanosleep(clock, 0, &time, NULL));
  printf(" %s\n", now(clock) >= begun + 5 * MS ? "long enough" : "too short");
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  timer_t timer;
  rung = 0;
  printf("a timer: %d\n", timer_create(clock, &event, &timer));
  sigset_t blocked, old;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGUSR1);
  sigprocmask(SIG_BLOCK, &blocked, &old);
  set(timer, 0, 5 * MS, 0);
  while (rung == 0)
    sigsuspend(&old);
  sigprocmask(SIG_SETMASK, &old, NULL);
  printf("it rang\n");
  threads = (clockid_t)((~(unsigned)child << 3) | 6);
  printf("its thread: %s\n", clock_gettime(threads, &time) < 0 ? strerror(errno) : "a time");
  kill(child, SIGKILL);
  waitpid(child, &status, 0);
  printf("gone: %d", clock_gettime(clock, &time));
  printf(" %d\n", clock_getcpuclockid(child, &clock));
  printf("process 0: %d\n", clock_getcpuclockid(0, &clock));
  printf("%s\n", now(clock) > 0 ? "its own" : "nothing");
}

static pthread_t first;

static void *spins(void *argument) {
  (void)argument;
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGUSR1);
  pthread_sigmask(SIG_BLOCK, &blocked, NULL);
  for (;;) {
    pthread_testcancel();
    work++;
  }
  return NULL;
}

static void threads(void) {
  clockid_t clock;
  pthread_t spinner;
  struct timespec time = {0, 5 * MS};
  first = pthread_self();
  pthread_create(&spinner, NULL, spins, NULL);
  printf("a thread's clock: %d\n", pthread_getcpuclockid(spinner, &clock));
  printf("sleep: %d\n", clock_nanosleep(clock, 0, &time, NULL));
  long long begun = now(CLOCK_PROCESS_CPUTIME_ID);
  printf("sleep of the process: %d", clock_nanosleep(CLOCK_PROCESS_CPUTIME_ID, 0, &time, NULL));
  printf(" %s\n", now(CLOCK_PROCESS_CPUTIME_ID) >= begun + 5 * MS ? "long enough" : "too short");
  long long end = now(clock) + 5 * MS;
  time = (struct timespec){end / 1000000000, end % 1000000000};
  printf("until: %d\n", clock_nanosleep(clock, TIMER_ABSTIME, &time, NULL));
  printf("until then: %d\n", clock_nanosleep(clock, TIMER_ABSTIME, &time, NULL));
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  timer_t timer;
  rung = 0;
  timer_create(clock, &event, &timer);
  set(timer, 0, 10 * MS, 0);
  struct timespec left = {0, 0};
  time = (struct timespec){100, 0};
  printf("interrupted: %s", strerror(clock_nanosleep(CLOCK_PROCESS_CPUTIME_ID, 0, &time, &left)));
  printf(" %s\n", left.tv_sec == 99 ? "much left" : "?");
  printf("%d by the %s thread\n", rung, pthread_equal(by, first) ? "first" : "other");
  timer_delete(timer);
  pthread_cancel(spinner);
  pthread_join(spinner, NULL);
  pthread_getcpuclockid(first, &clock);
  printf("own: %s\n", now(clock) > 0 ? "a time" : strerror(errno));
  printf("sleep on it: %s\n", strerror(clock_nanosleep(clock, 0, &time, NULL)));
}

int main(void) {
  struct sigaction action = {.sa_flags = SA_SIGINFO};
  setvbuf(stdout, NULL, _IOLBF, 0);
  action.sa_sigaction = on_signal;
  sigaction(SIGUSR1, &action, NULL);
  rings("process", CLOCK_PROCESS_CPUTIME_ID);
  rings("thread", CLOCK_THREAD_CPUTIME_ID);
  refused();
  others();
  threads();
  return 0;
}
