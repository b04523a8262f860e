// getenv, setenv, unsetenv, and a child's own copy.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  printf("%d\n", getenv("SURELY_NOT_SET_1") == NULL);
  setenv("SURELY_NOT_SET_1", "value", 1);
  printf("%s\n", getenv("SURELY_NOT_SET_1"));
  setenv("SURELY_NOT_SET_1", "other", 0);
  printf("%s\n", getenv("SURELY_NOT_SET_1"));
  setenv("SURELY_NOT_SET_1", "other", 1);
  printf("%s\n", getenv("SURELY_NOT_SET_1"));
  fflush(stdout);
  if (fork() == 0) {
    printf("%s\n", getenv("SURELY_NOT_SET_1"));
    setenv("SURELY_NOT_SET_1", "child", 1);
    exit(0);
  }
  wait(NULL);
  printf("%s\n", getenv("SURELY_NOT_SET_1"));
  unsetenv("SURELY_NOT_SET_1");
  printf("%d\n", getenv("SURELY_NOT_SET_1") == NULL);
  putenv("SURELY_NOT_SET_2=by putenv");
  printf("%s\n", getenv("SURELY_NOT_SET_2"));
  return 0;
}
