#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int *shared;
static volatile int got;

static void handle(int signal) {
  (void)signal;
  shared[0]++;
  shared[1]++; /* RACE */
  got = 1;
}

int main(void) {
  shared = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  signal(SIGUSR1, handle);
  pid_t parent = getpid();
  if (fork() == 0) {
    shared[0] = 1;
    kill(parent, SIGUSR1);
    shared[1] = 1; /* RACE */
    return 0;
  }
  while (!got)
    pause();
  wait(0);
  return shared[0] + shared[1] == 0;
}
