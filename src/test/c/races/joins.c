#include <pthread.h>
#include <string.h>
#include <unistd.h>

static char text[16];
static int before, after, ends[2];

static void *run(void *none) {
  before++;
  memset(text, 'a', 8);
  text[9] = 'b';
  write(ends[1], text + 8, 1); /* RACE */
  after = 1; /* RACE */
  return none;
}

int main(void) {
  pthread_t thread;
  pipe(ends);
  before = 1;
  pthread_create(&thread, 0, run, 0);
  text[8] = 'c'; /* RACE */
  read(ends[0], text + 9, 1);
  int seen = text[9] + text[0];
  seen += after; /* RACE */
  pthread_join(thread, 0);
  return seen + before + after == 0;
}
