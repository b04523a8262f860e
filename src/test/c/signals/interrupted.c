// A handler interrupts a blocked call with EINTR, or the call goes on with SA_RESTART.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int p[2];
static void note(int n) { write(p[1], "!", 1); }
static void quiet(int n) {}

static void install(void f(int), int flags) {
  struct sigaction a;
  memset(&a, 0, sizeof a);
  a.sa_handler = f;
  a.sa_flags = flags;
  sigaction(SIGALRM, &a, NULL);
}

int main(void) {
  char c = '-';
  pipe(p);
  install(quiet, 0);
  alarm(1);
  ssize_t n = read(p[0], &c, 1);
  printf("%zd %d\n", n, errno == EINTR);
  install(note, SA_RESTART);
  alarm(1);
  n = read(p[0], &c, 1);
  printf("%zd %c\n", n, c);
  install(quiet, 0);
  alarm(1);
  printf("%d ", pause());
  printf("%d\n", errno == EINTR);
  alarm(100);
  printf("%u ", alarm(0));
  printf("%u\n", alarm(0));
  alarm(1);
  printf("%d\n", sleep(3) > 0);
  pid_t pid = fork();
  if (pid == 0) {
    pause();
    _exit(1);
  }
  alarm(1);
  int status;
  n = waitpid(pid, &status, 0);
  printf("%zd %d\n", n, errno == EINTR);
  kill(pid, SIGTERM);
  waitpid(pid, &status, 0);
  printf("%d\n", WTERMSIG(status));
  return 0;
}
