/* Waits until a process sleeps in a call. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void until_asleep(int pid) {
  char path[40], line[200];
  sprintf(path, "/proc/%d/stat", pid);
  for (int seen = 0; seen < 3;) {
    FILE *file = fopen(path, "r");
    if (!file)
      return;
    char *got = fgets(line, sizeof line, file);
    fclose(file);
    char *end = got ? strrchr(line, ')') : NULL;
    if (!end || end[2] == 'Z')
      return;
    seen = end[2] == 'S' ? seen + 1 : 0;
    usleep(2000);
  }
}
