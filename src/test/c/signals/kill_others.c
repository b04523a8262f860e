// kill: to a child, with signal 0, to one that is gone; stop and continue.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int status;
  pid_t pid = fork();
  if (pid == 0) {
    for (;;) pause();
  }
  printf("%d\n", kill(pid, 0));
  kill(pid, SIGSTOP);
  waitpid(pid, &status, WUNTRACED);
  printf("%d %d\n", WIFSTOPPED(status), WSTOPSIG(status) == SIGSTOP);
  kill(pid, SIGCONT);
  waitpid(pid, &status, WCONTINUED);
  printf("%d\n", WIFCONTINUED(status));
  kill(pid, SIGINT);
  waitpid(pid, &status, 0);
  printf("%d %d\n", WIFSIGNALED(status), WTERMSIG(status) == SIGINT);
  int r = kill(pid, 0);
  printf("%d %d\n", r, errno == ESRCH);
  r = kill(getpid(), 1000);
  printf("%d %d\n", r, errno == EINVAL);
  fflush(stdout);
  kill(getpid(), SIGTERM);
  puts("never");
  return 0;
}
