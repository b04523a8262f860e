// Timers that count CPU time: they end a loop, come again and again, and stand still in a sleep.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t count[32];

static void handler(int sig) { count[sig]++; }

static void set(int which, int first, int again) {
  struct itimerval timer = {{0, again}, {0, first}};
  if (setitimer(which, &timer, NULL))
    perror("setitimer");
}

int main(void) {
  signal(SIGVTALRM, handler);
  signal(SIGPROF, handler);
  set(ITIMER_VIRTUAL, 20000, 0);
  while (!count[SIGVTALRM])
    ;
  puts("the virtual timer has expired");
  set(ITIMER_PROF, 20000, 10000);
  while (count[SIGPROF] < 3)
    ;
  struct itimerval left;
  getitimer(ITIMER_PROF, &left);
  printf("every %ld, left %d\n", (long)left.it_interval.tv_usec, left.it_value.tv_usec > 0);
  set(ITIMER_PROF, 0, 0);
  getitimer(ITIMER_PROF, &left);
  printf("%ld %ld %d\n", (long)left.it_value.tv_sec, (long)left.it_value.tv_usec,
         count[SIGVTALRM]);
  count[SIGVTALRM] = 0;
  set(ITIMER_VIRTUAL, 50000, 0);
  usleep(200000);
  printf("asleep: %d\n", count[SIGVTALRM]);
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    struct itimerval none;
    getitimer(ITIMER_VIRTUAL, &none);
    printf("the child has %s\n", none.it_value.tv_usec ? "one" : "none");
    fflush(stdout);
    signal(SIGVTALRM, SIG_DFL);
    set(ITIMER_VIRTUAL, 10000, 0);
    for (;;)
      ;
  }
  int status;
  waitpid(child, &status, 0);
  printf("%s\n", strsignal(WTERMSIG(status)));
  printf("%d", setitimer(7, &left, NULL));
  printf(" %s\n", strerror(errno));
  return 0;
}
