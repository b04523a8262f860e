// atexit handlers run in reverse, also those of a child, and not by _exit.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void first(void) { puts("first registered, last called"); }
static void second(void) { puts("second"); }
static void late(void) { puts("registered while exiting"); }
static void third(void) {
  puts("third");
  atexit(late);
}

int main(void) {
  atexit(first);
  atexit(second);
  atexit(second);
  fflush(stdout);
  if (fork() == 0) {
    atexit(third);
    exit(5);
  }
  int status;
  wait(&status);
  printf("%d\n", WEXITSTATUS(status));
  fflush(stdout);
  if (fork() == 0) {
    puts("lost");
    _exit(6);
  }
  wait(&status);
  printf("%d\n", WEXITSTATUS(status));
  return 3;
}
