// A token in a pipe is a lock between processes, so that their output has whole lines.
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int lock[2], out[2];
  char token = 't', c;
  pipe(lock);
  pipe(out);
  write(lock[1], &token, 1);
  for (int i = 0; i < 4; i++)
    if (fork() == 0) {
      for (int k = 0; k < 10; k++) {
        read(lock[0], &c, 1);
        for (int j = 0; j < 5; j++) {
          char letter = 'a' + i;
          write(out[1], &letter, 1);
        }
        write(lock[1], &token, 1);
      }
      _exit(0);
    }
  close(out[1]);
  int count[4] = {0}, torn = 0;
  char group[5];
  for (;;) {
    int n = 0;
    while (n < 5) {
      int r = read(out[0], group + n, 5 - n);
      if (r <= 0) break;
      n += r;
    }
    if (n < 5) break;
    for (int i = 1; i < 5; i++) torn += group[i] != group[0];
    count[group[0] - 'a']++;
  }
  printf("%d %d %d %d torn %d\n", count[0], count[1], count[2], count[3], torn);
  while (wait(NULL) > 0);
  return 0;
}
