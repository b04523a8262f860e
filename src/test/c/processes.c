/* Processes, pipes and waiting, with output that does not depend on the schedule. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int shared = 1;

static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

int main(void) {
  int fds[2], status;
  char line[64];
  if (pipe(fds) < 0) { perror("pipe"); return 1; }
  pid_t child = fork();
  if (child == 0) {
    close(fds[0]);
    shared = 99;
    int n = snprintf(line, sizeof line, "child sees %d", shared);
    write(fds[1], line, n + 1);
    _exit(7);
  }
  close(fds[1]);
  ssize_t n = read(fds[0], line, sizeof line);
  printf("%zd bytes: %s; parent sees %d\n", n, line, shared);
  printf("then %zd\n", read(fds[0], line, sizeof line));
  printf("%d\n", waitpid(child, &status, 0) == child);
  printf("%d %d\n", WIFEXITED(status), WEXITSTATUS(status));
  printf("%d %d\n", wait(NULL), errno == ECHILD);
  fflush(stdout);
  if (fork() == 0) { int *null = NULL; *null = 1; }
  wait(&status);
  printf("%d %d\n", WIFSIGNALED(status), WTERMSIG(status) == SIGSEGV);
  fflush(stdout);
  if (fork() == 0) { volatile int zero = 0; _exit(5 / zero); }
  wait(&status);
  printf("%d\n", WTERMSIG(status) == SIGFPE);
  printf("%zd %s\n", read(-1, line, 1), strerror(errno));
  printf("%zd %d\n", write(1, (char *)8, 4), errno == EFAULT);
  int numbers[] = {5, 3, 9, 1, 7, 2, 8};
  qsort(numbers, 7, sizeof *numbers, compare);
  for (int i = 0; i < 7; i++) printf("%d ", numbers[i]);
  printf("%ld %d\n", strtol("-0x1fz", NULL, 16), atoi(" 42"));
  fflush(stdout);
  raise(SIGTERM);
  return 0;
}
