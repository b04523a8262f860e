// Timers that send signals: which signal with which value, to which thread, how often it was late.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t got, values, overruns, in_thread;
static pthread_t main_thread;

static void handler(int sig, siginfo_t *info, void *context) {
  got++;
  values = info->si_value.sival_int;
  overruns = info->si_overrun;
  in_thread = !pthread_equal(pthread_self(), main_thread);
}

static timer_t make(int notify, int sig, int value) {
  struct sigevent event;
  timer_t timer;
  memset(&event, 0, sizeof event);
  event.sigev_notify = notify;
  event.sigev_signo = sig;
  event.sigev_value.sival_int = value;
  if (timer_create(CLOCK_MONOTONIC, &event, &timer)) {
    printf("timer_create: %s\n", strerror(errno));
    exit(1);
  }
  return timer;
}

static void set(timer_t timer, long first, long again) {
  struct itimerspec to = {{0, again}, {0, first}};
  timer_settime(timer, 0, &to, NULL);
}

static volatile int notified;
static void notify(union sigval value) {
  notified = value.sival_int + (pthread_equal(pthread_self(), main_thread) ? 0 : 1000);
}

static void *sleeper(void *arg) {
  *(volatile int *)arg = syscall(SYS_gettid);
  for (int i = 0; i < 400 && !got; i++)
    usleep(500);
  return NULL;
}

int main(void) {
  main_thread = pthread_self();
  struct sigaction act = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
  sigaction(SIGRTMIN, &act, NULL);
  sigaction(SIGALRM, &act, NULL);
  timer_t timer = make(SIGEV_SIGNAL, SIGRTMIN, 17);
  set(timer, 1000000, 0);
  while (!got)
    usleep(200);
  printf("%d, value %d, late %d %d\n", got, values, overruns, timer_getoverrun(timer));
  sigset_t block, old;
  sigemptyset(&block), sigaddset(&block, SIGRTMIN);
  sigprocmask(SIG_BLOCK, &block, &old);
  got = 0;
  set(timer, 1000000, 1000000);
  usleep(30000);
  struct itimerspec left;
  timer_gettime(timer, &left);
  printf("interval %ld, left within it: %d\n", left.it_interval.tv_nsec,
         left.it_value.tv_nsec > 0 && left.it_value.tv_nsec <= 1000000);
  siginfo_t info;
  printf("%d\n", sigwaitinfo(&block, &info) == SIGRTMIN);
  set(timer, 0, 0);
  printf("code %d value %d, many late: %d %d\n", info.si_code, info.si_value.sival_int,
         info.si_overrun >= 20, timer_getoverrun(timer) >= 20);
  sigprocmask(SIG_SETMASK, &old, NULL);
  printf("deleted %d\n", timer_delete(timer));
  printf("again %d", timer_delete(timer));
  printf(" %s\n", strerror(errno));
  timer_t by_default;
  printf("%d\n", timer_create(CLOCK_REALTIME, NULL, &by_default));
  got = 0;
  set(by_default, 1000000, 0);
  while (!got)
    usleep(200);
  timer_delete(by_default);
  puts("by default SIGALRM");
  timer_t none = make(SIGEV_NONE, 0, 0);
  set(none, 1000000, 0);
  usleep(3000);
  timer_gettime(none, &left);
  printf("none: %ld\n", left.it_value.tv_nsec);
  timer_delete(none);
  struct sigevent event;
  memset(&event, 0, sizeof event);
  event.sigev_notify = SIGEV_THREAD;
  event.sigev_notify_function = notify;
  event.sigev_value.sival_int = 5;
  timer_t thread;
  printf("%d\n", timer_create(CLOCK_MONOTONIC, &event, &thread));
  set(thread, 1000000, 0);
  while (!notified)
    usleep(200);
  printf("notified %d\n", notified);
  timer_delete(thread);
  volatile int tid = 0;
  pthread_t other;
  got = 0;
  pthread_create(&other, NULL, sleeper, (void *)&tid);
  while (!tid)
    usleep(100);
  memset(&event, 0, sizeof event);
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = SIGRTMIN;
  event._sigev_un._tid = tid;
  printf("%d\n", timer_create(CLOCK_MONOTONIC, &event, &thread));
  set(thread, 1000000, 0);
  pthread_join(other, NULL);
  printf("got %d in the other thread: %d\n", got, in_thread);
  event._sigev_un._tid = 999999;
  printf("%d", timer_create(CLOCK_MONOTONIC, &event, &thread));
  printf(" %s\n", strerror(errno));
  event.sigev_notify = 77;
  printf("%d", timer_create(CLOCK_MONOTONIC, &event, &thread));
  printf(" %s\n", strerror(errno));
  return 0;
}
