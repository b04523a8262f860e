// mremap(2): growing, shrinking, moving, and what it refuses.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096

static char *map(size_t pages) {
  return mmap(0, pages * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void refused(const char *what, void *result) {
  printf("%s: %s\n", what, result == MAP_FAILED ? strerror(errno) : "done");
}

int main(void) {
  // An area between holes, so that both systems find room behind it or not.
  char *room = map(64);
  char *a = room + 16 * PAGE;
  munmap(room, 16 * PAGE);
  munmap(a + 4 * PAGE, 44 * PAGE);
  strcpy(a, "first");
  strcpy(a + 3 * PAGE, "fourth");

  char *b = mremap(a, 4 * PAGE, 8 * PAGE, 0);
  printf("grown in place: %d, %s %s, new %d\n", b == a, a, a + 3 * PAGE, a[7 * PAGE]);
  a[7 * PAGE] = 8;
  b = mremap(a, 8 * PAGE, 5 * PAGE, 0);
  printf("shrunk in place: %d\n", b == a);
  b = mremap(a, 5 * PAGE, 8 * PAGE, 0);
  printf("grown again: %d, new %d\n", b == a, a[7 * PAGE]);

  char *wall = mmap(a + 8 * PAGE, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  refused("grow into a neighbour", mremap(a, 8 * PAGE, 9 * PAGE, 0));
  b = mremap(a, 8 * PAGE, 9 * PAGE, MREMAP_MAYMOVE);
  printf("moved: %d, %s %s, new %d\n", b != a, b, b + 3 * PAGE, b[8 * PAGE]);
  refused("the old place", mremap(a, 8 * PAGE, 8 * PAGE, 0));
  if (fork() == 0) {
    // The old place is gone.
    a[0] = 1;
    _exit(0);
  }
  int status;
  wait(&status);
  printf("child killed by signal %d\n", WIFSIGNALED(status) ? WTERMSIG(status) : 0);

  char *target = map(9);
  char *c = mremap(b, 9 * PAGE, 9 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, target);
  printf("moved to a place: %d, %s %s\n", c == target, c, c + 3 * PAGE);

  refused("an odd address", mremap(c + 1, PAGE, PAGE, 0));
  refused("no new size", mremap(c, PAGE, 0, 0));
  refused("fixed alone", mremap(c, PAGE, PAGE, MREMAP_FIXED, target));
  refused("onto itself", mremap(c, 2 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, c + PAGE));
  refused("unknown flag", mremap(c, PAGE, PAGE, 64));
  refused("beyond the area", mremap(wall, 2 * PAGE, 4 * PAGE, MREMAP_MAYMOVE));

  // Part of an area moves away, the rest stays.
  char *d = map(4);
  strcpy(d + PAGE, "inner");
  strcpy(d + 3 * PAGE, "last");
  char *e = mremap(d + PAGE, PAGE, 2 * PAGE, MREMAP_MAYMOVE);
  printf("part moved: %d, %s, left %s\n", e != d + PAGE, e, d + 3 * PAGE);

  // A shared area stays shared with a child.
  char *s = mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  char *t = mremap(s, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, map(1));
  if (fork() == 0) {
    strcpy(t, "from the child");
    _exit(0);
  }
  wait(&status);
  printf("%s\n", t);
  return 0;
}
