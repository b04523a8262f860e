// A program runs itself anew, by argv[0] and by /proc/self/exe, and finds what it was given.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void second(char **argv) {
  printf("second: %s %s, GREETING=%s, HOME %s\n", argv[1], argv[2], getenv("GREETING"),
         getenv("HOME") ? "set" : "not set");
  printf("kept %d, closed %d\n", fcntl(atoi(argv[2]), F_GETFD), fcntl(atoi(argv[2]) + 1, F_GETFD));
  exit(7);
}

static void report(const char *how) {
  int status;
  wait(&status);
  printf("%s: %d\n", how, WEXITSTATUS(status));
  fflush(stdout);
}

int main(int argc, char **argv) {
  if (argc == 3)
    second(argv);
  int kept = open("/dev/null", O_RDONLY);
  int closed = open("/dev/null", O_RDONLY | O_CLOEXEC);
  char number[12];
  snprintf(number, sizeof number, "%d", kept);
  printf("flags %d %d, neighbours %d\n", fcntl(kept, F_GETFD), fcntl(closed, F_GETFD),
         closed - kept);
  setenv("GREETING", "hello", 1);
  fflush(stdout);
  if (fork() == 0) {
    execl(argv[0], argv[0], "by-name", number, (char *)NULL);
    _exit(127);
  }
  report("by name");
  if (fork() == 0) {
    char *vector[] = {"other", "by-link", number, NULL};
    char *environment[] = {"GREETING=bye", NULL};
    execve("/proc/self/exe", vector, environment);
    _exit(127);
  }
  report("by link");
  char path[4096], resolved[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  path[length] = '\0';
  printf("%d %d\n", path[0] == '/', strcmp(strrchr(path, '/'), strrchr(argv[0], '/')) == 0);
  struct stat link, named;
  stat(path, &link);
  stat(argv[0], &named);
  printf("%d %d\n", S_ISREG(link.st_mode), link.st_ino == named.st_ino);
  printf("%d\n", realpath(argv[0], resolved) != NULL && access(resolved, X_OK) == 0);
  return 0;
}
