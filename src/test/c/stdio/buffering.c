// Line, full and no buffering: the order in which writes of stdio and the system meet.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void direct(const char *text) { write(1, text, strlen(text)); }

int main(void) {
  printf("first ");
  direct("direct overtakes\n");
  fflush(stdout);
  direct("| flushed\n");
  setvbuf(stdout, NULL, _IONBF, 0);
  printf("unbuffered ");
  direct("in order\n");
  setvbuf(stdout, NULL, _IOLBF, 0);
  printf("by lines\npart ");
  direct("after the line ");
  printf("end\n");
  direct("next\n");
  printf("left for exit");
  return 0;
}
