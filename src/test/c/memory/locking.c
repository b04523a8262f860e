// mlock(2), mincore(2), madvise(2) and the flags of mmap(2): what they do and what they refuse.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096

static void tell(const char *what, long result) {
  printf("%s: %s\n", what, result == -1 ? strerror(errno) : "done");
}

static char *map(int pages, int flags) {
  return mmap(0, pages * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
}

static void resident(const char *what, char *at, int pages) {
  unsigned char vec[16];
  memset(vec, 7, sizeof vec);
  if (mincore(at, pages * PAGE, vec) != 0) {
    printf("%s: %s\n", what, strerror(errno));
    return;
  }
  printf("%s:", what);
  for (int i = 0; i < pages; i++)
    printf(" %d", vec[i] & 1);
  printf("\n");
}

int main(void) {
  char *room = map(32, 0);
  char *a = room + 8 * PAGE;
  munmap(room, 8 * PAGE);
  munmap(a + 8 * PAGE, 16 * PAGE);

  resident("fresh", a, 8);
  a[0] = 1;
  a[3 * PAGE] = 1;
  resident("two written", a, 8);
  tell("mlock of a part", mlock(a + 4 * PAGE + 100, PAGE));
  resident("after mlock", a, 8);
  tell("give away what is locked", madvise(a + 4 * PAGE, PAGE, MADV_DONTNEED));
  tell("invalidate what is locked", msync(a + 4 * PAGE, PAGE, MS_INVALIDATE));
  tell("munlock", munlock(a, 8 * PAGE));
  tell("give away", madvise(a + 3 * PAGE, 2 * PAGE, MADV_DONTNEED));
  resident("after it", a, 8);
  printf("zero again: %d\n", a[3 * PAGE]);
  tell("mlock where nothing is", mlock(a + 7 * PAGE, 2 * PAGE));
  tell("munlock where nothing is", munlock(a + 7 * PAGE, 2 * PAGE));
  tell("mlock of nothing", mlock(a, 0));
  tell("mlockall without flags", mlockall(0));
  tell("mlockall on fault alone", mlockall(4));
  tell("mlockall with unknown flags", mlockall(8));

  resident("mincore where nothing is", a + 6 * PAGE, 3);
  resident("mincore off a page", a + 1, 1);
  tell("advice that there is not", madvise(a, PAGE, 77));
  tell("free", madvise(a, PAGE, MADV_FREE));
  printf("not yet: %d\n", a[0]);
  tell("will need", madvise(a, 8 * PAGE, MADV_WILLNEED));
  tell("advice on nothing", madvise(a + 6 * PAGE, 4 * PAGE, MADV_WILLNEED));
  tell("advice of no length", madvise(a, 0, MADV_DONTNEED));
  tell("advice off a page", madvise(a + 1, PAGE, MADV_DONTNEED));

  char *b = mmap(a + 4 * PAGE, 4 * PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE,
                 -1, 0);
  tell("in place of what is there", (long)b);
  b = mmap(a + 8 * PAGE, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
  printf("where nothing is: %d\n", b == a + 8 * PAGE);
  char *c = map(3, MAP_POPULATE);
  resident("populated", c, 3);

  char *heap = sbrk(0);
  heap += PAGE - ((unsigned long)heap & (PAGE - 1));
  brk(heap + 8 * PAGE);
  heap[2 * PAGE] = 5;
  mprotect(heap + PAGE, PAGE, PROT_READ);
  tell("lock a part of the heap", mlock(heap + 4 * PAGE, PAGE));
  brk(heap + 12 * PAGE);
  heap[11 * PAGE] = 6;
  printf("heap: %d %d\n", heap[2 * PAGE], heap[11 * PAGE]);
  brk(heap + 3 * PAGE);
  printf("heap: %d\n", heap[2 * PAGE]);
  brk(heap + 6 * PAGE);
  printf("heap: %d %d\n", heap[2 * PAGE], heap[4 * PAGE]);
  return 0;
}
