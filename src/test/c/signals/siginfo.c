// SA_SIGINFO handlers learn who sent a signal, and the address of a fault.
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t number, sender_ok, code;
static sigjmp_buf env;
static void *volatile address;
static pid_t expected;

static void info(int s, siginfo_t *i, void *context) {
  number = s;
  code = i->si_code;
  sender_ok = i->si_pid == expected;
}
static void fault(int s, siginfo_t *i, void *context) {
  address = i->si_addr;
  siglongjmp(env, 1);
}

int main(void) {
  struct sigaction a;
  memset(&a, 0, sizeof a);
  a.sa_sigaction = info;
  a.sa_flags = SA_SIGINFO | SA_RESTART;
  sigaction(SIGUSR1, &a, NULL);
  expected = getpid();
  kill(getpid(), SIGUSR1);
  printf("%d %d %d\n", number == SIGUSR1, sender_ok, code == SI_USER);
  int go[2];
  char c = 0;
  pipe(go);
  pid_t pid = fork();
  if (pid == 0) {
    read(go[0], &c, 1);
    kill(getppid(), SIGUSR1);
    _exit(0);
  }
  expected = pid;
  number = 0;
  write(go[1], &c, 1);
  waitpid(pid, NULL, 0);
  printf("%d %d\n", number == SIGUSR1, sender_ok);
  a.sa_sigaction = fault;
  sigaction(SIGSEGV, &a, NULL);
  if (sigsetjmp(env, 1) == 0) *(volatile char *)0x1234 = 1;
  printf("%p\n", address);
  return 0;
}
