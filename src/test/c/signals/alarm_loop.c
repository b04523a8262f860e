// A timer's signal ends a loop that computes, without any call in it.
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t ticks;
static void tick(int n) { ticks++; }

int main(void) {
  struct itimerval t = {{0, 5000}, {0, 5000}}, old;
  signal(SIGALRM, tick);
  setitimer(ITIMER_REAL, &t, NULL);
  volatile unsigned long n = 0;
  while (ticks < 3) n++;
  struct itimerval off = {{0, 0}, {0, 0}};
  setitimer(ITIMER_REAL, &off, &old);
  printf("%d %d\n", n > 0, old.it_interval.tv_usec == 5000);
  int before = ticks;
  usleep(20000);
  printf("%d\n", ticks == before);
  return 0;
}
