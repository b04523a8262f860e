#include "waits.h"

int main(void) {
  int status;
  pid_t child = fork();
  if (child == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    _exit(7);
  }
  waitpid(child, &status, 0);
  printf("%d\n", WEXITSTATUS(status));
  return done("reaped");
}
