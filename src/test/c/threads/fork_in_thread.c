// A fork copies only the thread that calls it.
#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int ticks;
static int stop[2];

static void *other(void *argument) {
  char c;
  read(stop[0], &c, 1);
  ticks = 100;
  return NULL;
}
static void *forks(void *argument) {
  pid_t pid = fork();
  if (pid == 0) {
    write(stop[1], "xx", 2);
    usleep(20000);
    _exit(ticks == 0 ? 11 : 12);
  }
  int status;
  waitpid(pid, &status, 0);
  return (void *)(long)WEXITSTATUS(status);
}

int main(void) {
  pthread_t a, b;
  void *r;
  pipe(stop);
  pthread_create(&a, NULL, other, NULL);
  pthread_create(&b, NULL, forks, NULL);
  pthread_join(b, &r);
  pthread_join(a, NULL);
  printf("%ld %d\n", (long)r, ticks);
  return 0;
}
