// posix_spawn: this program again, with its files redirected, a group and signals of its own.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int child(char **argv) {
  char text[64] = "";
  sigset_t mask;
  ssize_t size = read(0, text, sizeof text - 1);
  sigprocmask(SIG_BLOCK, NULL, &mask);
  printf("%s %s: read %zd %.*s, alone %d, blocked %d %d\n", argv[1], getenv("WHO"), size, (int)size,
         text, getpgrp() == getpid(), sigismember(&mask, SIGUSR1), sigismember(&mask, SIGUSR2));
  printf("ignored %d %d\n", signal(SIGTERM, SIG_DFL) == SIG_IGN, signal(SIGHUP, SIG_DFL) == SIG_IGN);
  return atoi(argv[2]);
}

static int end(pid_t pid) {
  int status;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void show(const char *name) {
  char line[100];
  FILE *file = fopen(name, "r");
  while (fgets(line, sizeof line, file))
    printf("%s: %s", name, line);
  fclose(file);
}

int main(int argc, char **argv) {
  if (argc == 3)
    return child(argv);
  signal(SIGHUP, SIG_DFL);
  char *vector[] = {argv[0], "child", "5", NULL}, *environment[] = {"WHO=somebody", NULL};
  FILE *input = fopen("input", "w");
  fputs("some words", input);
  fclose(input);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "input", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "output", O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addclose(&actions, 2);
  pid_t pid;
  int result = posix_spawn(&pid, argv[0], &actions, NULL, vector, environment);
  printf("%d %d\n", result, end(pid));
  show("output");

  posix_spawnattr_t attributes;
  sigset_t set;
  signal(SIGTERM, SIG_IGN);
  signal(SIGHUP, SIG_IGN);
  posix_spawnattr_init(&attributes);
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  posix_spawnattr_setsigmask(&attributes, &set);
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  posix_spawnattr_setsigdefault(&attributes, &set);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                            POSIX_SPAWN_SETPGROUP);
  posix_spawn_file_actions_addopen(&actions, 7, "again", O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, 7, 1);
  vector[2] = "6";
  result = posix_spawnp(&pid, argv[0], &actions, &attributes, vector, environment);
  printf("%d %d\n", result, end(pid));
  show("again");
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);

  printf("%s\n", strerror(posix_spawn(&pid, "/no/such/program", NULL, NULL, vector, environment)));
  printf("%s\n", strerror(posix_spawnp(&pid, "no-such-program", NULL, NULL, vector, environment)));
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "nothing", O_RDONLY, 0);
  printf("%s\n", strerror(posix_spawn(&pid, argv[0], &actions, NULL, vector, environment)));
  printf("%d %d\n", waitpid(-1, NULL, 0), errno == ECHILD);
  return 0;
}
