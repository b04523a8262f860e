// Parent and child take turns by signals and sigsuspend.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t told;
static sigset_t empty;
static void tell(int n) { told = 1; }
static void wait_turn(void) {
  while (!told) sigsuspend(&empty);
  told = 0;
}

int main(void) {
  sigset_t block;
  signal(SIGUSR1, tell);
  sigemptyset(&empty);
  sigemptyset(&block);
  sigaddset(&block, SIGUSR1);
  sigprocmask(SIG_BLOCK, &block, NULL);
  setvbuf(stdout, NULL, _IONBF, 0);
  pid_t parent = getpid(), child = fork();
  if (child == 0) {
    for (int i = 0; i < 4; i++) {
      wait_turn();
      printf("child %d\n", i);
      kill(parent, SIGUSR1);
    }
    _exit(0);
  }
  for (int i = 0; i < 4; i++) {
    printf("parent %d\n", i);
    kill(child, SIGUSR1);
    wait_turn();
  }
  wait(NULL);
  puts("done");
  return 0;
}
