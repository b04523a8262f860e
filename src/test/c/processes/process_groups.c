// Process groups and sessions: getpgrp, setpgid, killpg, waitpid by group.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int p[2], status;
  char c;
  pipe(p);
  pid_t leader = fork();
  if (leader == 0) {
    setpgid(0, 0);
    for (int i = 0; i < 2; i++)
      if (fork() == 0) {
        write(p[1], "r", 1);
        pause();
        _exit(0);
      }
    write(p[1], getpgrp() == getpid() ? "y" : "n", 1);
    pause();
    _exit(0);
  }
  int y = 0;
  for (int i = 0; i < 3; i++) {
    read(p[0], &c, 1);
    y += c == 'y';
  }
  printf("%d %d\n", y, getpgid(leader) == leader);
  printf("%d\n", killpg(leader, 0));
  killpg(leader, SIGTERM);
  printf("%d ", waitpid(-leader, &status, 0) == leader);
  printf("%d\n", WTERMSIG(status));
  printf("%d %d\n", getpgrp() == getpgid(0), getsid(0) == getsid(getpid()));
  return 0;
}
