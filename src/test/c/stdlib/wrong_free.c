// What free says of what may not be freed, before it ends the program.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void twice(void) {
  char *p = malloc(8);
  free(p);
  free(p);
}

static void twice_a_large_one(void) {
  char *p = malloc(5000), *behind = malloc(10);
  free(p);
  free(p);
  free(behind);
}

static void inside_a_block(void) {
  char *p = malloc(100);
  free(p + 4);
}

/* All bytes of a block may have any value: that means no second free. */
static void nothing_wrong(void) {
  for (int i = 0; i < 100; i++) {
    char *p = malloc(i * 20), *q = malloc(30);
    memset(p, 0xff, i * 20);
    free(p);
    p = malloc(i * 20);
    free(q);
    free(p);
  }
  free(NULL);
}

int main(void) {
  static void (*const tries[])(void) = {twice, twice_a_large_one, inside_a_block, nothing_wrong};
  for (int i = 0; i < sizeof tries / sizeof *tries; i++) {
    fflush(stdout);
    int said[2], status;
    pipe(said);
    pid_t child = fork();
    if (child == 0) {
      dup2(said[1], 2);
      tries[i]();
      _exit(0);
    }
    close(said[1]);
    char text[100];
    ssize_t length = read(said[0], text, sizeof text);
    close(said[0]);
    waitpid(child, &status, 0);
    printf("%d: %s %.*s", i, WIFSIGNALED(status) ? "aborted" : "ended", (int)length, text);
  }
  puts("");
  return 0;
}
