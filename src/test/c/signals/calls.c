/* What signals do to calls that wait, and what parents learn of children. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int caught;

static void note(int sig) { caught = sig; }

static void handle(int sig, int flags) {
  struct sigaction act;
  memset(&act, 0, sizeof act);
  act.sa_handler = note;
  act.sa_flags = flags;
  sigaction(sig, &act, NULL);
}

static void shown(const char *what, long result) {
  printf("%s: %ld %s, caught %d\n", what, result, result < 0 ? strerror(errno) : "", caught);
  fflush(stdout);
  caught = 0;
}

/* A child that sends a signal to its parent when the parent is surely blocked, then a byte. */
static void later(int out) {
  pid_t parent = getpid();
  if (fork() == 0) {
    usleep(100000);
    kill(parent, SIGUSR1);
    usleep(100000);
    if (out >= 0 && write(out, "x", 1) != 1)
      _exit(1);
    _exit(0);
  }
}

int main(void) {
  int ends[2], status;
  char byte;
  siginfo_t info;
  sigset_t set, old;
  struct timespec span = {5, 0}, left = {0, 0};
  pid_t child;
  pipe(ends);

  handle(SIGUSR1, 0);
  later(-1);
  shown("read", read(ends[0], &byte, 1));
  while (wait(NULL) > 0)
    ;
  handle(SIGUSR1, SA_RESTART);
  later(ends[1]);
  shown("read again", read(ends[0], &byte, 1));
  shown("wait", wait(NULL) > 0);
  later(-1);
  shown("pause", pause());
  shown("waited", wait(NULL) > 0);
  later(-1);
  shown("nanosleep", nanosleep(&span, &left));
  printf("left %d\n", (int)left.tv_sec);
  wait(NULL);

  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, &old);
  later(-1);
  shown("sigsuspend", sigsuspend(&old));
  sigprocmask(SIG_BLOCK, NULL, &old);
  printf("still blocked %d\n", sigismember(&old, SIGUSR1));
  wait(NULL);
  later(-1);
  shown("sigwaitinfo", sigwaitinfo(&set, &info));
  printf("from %d\n", info.si_code == SI_USER && info.si_pid > 0);
  wait(NULL);
  span.tv_sec = 0, span.tv_nsec = 1000;
  shown("sigtimedwait", sigtimedwait(&set, NULL, &span));

  signal(SIGCHLD, SIG_IGN);
  if (fork() == 0)
    _exit(0);
  shown("no zombie", wait(NULL));
  signal(SIGCHLD, SIG_DFL);
  child = fork();
  if (child == 0) {
    raise(SIGSTOP);
    read(ends[0], &byte, 1);
    _exit(9);
  }
  waitpid(child, &status, WUNTRACED);
  printf("stopped %d by %d\n", WIFSTOPPED(status), WSTOPSIG(status));
  kill(child, SIGCONT);
  waitpid(child, &status, WCONTINUED);
  printf("continued %d\n", WIFCONTINUED(status));
  write(ends[1], "x", 1);
  waitid(P_PID, child, &info, WEXITED | WNOWAIT);
  printf("waitid %d %d %d\n", info.si_signo, info.si_code, info.si_status);
  waitpid(child, &status, 0);
  printf("exited %d with %d\n", WIFEXITED(status), WEXITSTATUS(status));
  child = fork();
  if (child == 0)
    raise(SIGQUIT);
  waitpid(child, &status, 0);
  printf("killed %d by %d\n", WIFSIGNALED(status), WTERMSIG(status));
  alarm(100);
  printf("alarm %u\n", alarm(0));
  return 0;
}
