// sigwait takes a blocked signal without a handler.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void *waits(void *argument) {
  int n;
  sigwait(argument, &n);
  return (void *)(long)(n == SIGUSR2);
}

int main(void) {
  sigset_t set;
  int n;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGUSR2);
  sigprocmask(SIG_BLOCK, &set, NULL);
  raise(SIGUSR1);
  printf("%d ", sigwait(&set, &n));
  printf("%d\n", n == SIGUSR1);
  pid_t self = getpid();
  if (fork() == 0) {
    kill(self, SIGUSR2);
    _exit(0);
  }
  printf("%d ", sigwait(&set, &n));
  printf("%d\n", n == SIGUSR2);
  wait(NULL);
  pthread_t t;
  void *r;
  pthread_create(&t, NULL, waits, &set);
  pthread_kill(t, SIGUSR2);
  pthread_join(t, &r);
  printf("%ld\n", (long)r);
  return 0;
}
