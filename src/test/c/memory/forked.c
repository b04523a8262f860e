// What madvise(2) leaves a child of fork(2) of memory, hints of mmap(2), and mremap(2) that leaves the old place mapped.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096

static char *map(int pages, int flags) {
  return mmap(0, pages * PAGE, PROT_READ | PROT_WRITE, MAP_ANONYMOUS | flags, -1, 0);
}

static void tell(const char *what, long result) {
  printf("%s: %s\n", what, result == -1 ? strerror(errno) : "done");
}

// What a child, and a child of that, finds at an address.
static void child(const char *what, char *at) {
  fflush(stdout);
  if (fork() == 0) {
    printf("%s: %d\n", what, *at);
    *at = 7;
    fflush(stdout);
    if (fork() == 0) {
      printf("its child: %d\n", *at);
      fflush(stdout);
      _exit(0);
    }
    int status;
    wait(&status);
    if (WIFSIGNALED(status))
      printf("its child: signal %d\n", WTERMSIG(status));
    fflush(stdout);
    _exit(0);
  }
  int status;
  wait(&status);
  if (WIFSIGNALED(status))
    printf("%s: signal %d\n", what, WTERMSIG(status));
}

static void forked(void) {
  char *own = map(4, MAP_PRIVATE), *shared = map(2, MAP_SHARED);
  for (int i = 0; i < 4; i++)
    own[i * PAGE] = i + 1;
  shared[0] = 5, shared[PAGE] = 6;
  tell("MADV_WIPEONFORK", madvise(own, PAGE, MADV_WIPEONFORK));
  tell("of shared memory", madvise(shared, PAGE, MADV_WIPEONFORK));
  tell("MADV_DONTFORK", madvise(own + PAGE, PAGE, MADV_DONTFORK));
  tell("of shared memory", madvise(shared, PAGE, MADV_DONTFORK));
  tell("both", madvise(own + 2 * PAGE, PAGE, MADV_WIPEONFORK));
  tell("both", madvise(own + 2 * PAGE, PAGE, MADV_DONTFORK));
  child("wiped", own);
  child("not forked", own + PAGE);
  child("both", own + 2 * PAGE);
  child("as ever", own + 3 * PAGE);
  child("shared, not forked", shared);
  child("shared", shared + PAGE);
  printf("here: %d %d %d %d %d %d\n", own[0], own[PAGE], own[2 * PAGE], own[3 * PAGE], shared[0], shared[PAGE]);
  tell("MADV_KEEPONFORK", madvise(own, 4 * PAGE, MADV_KEEPONFORK));
  tell("MADV_DOFORK", madvise(own, 4 * PAGE, MADV_DOFORK));
  child("wiped no more", own);
  child("forked", own + PAGE);
}

static void removed(void) {
  int fd = memfd_create("hole", 0);
  ftruncate(fd, 3 * PAGE);
  char *a = mmap(0, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  char *b = mmap(0, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0), *c = map(2, MAP_SHARED), got;
  a[0] = 1, a[PAGE] = 2, a[2 * PAGE] = 3, c[0] = 4, c[PAGE] = 5;
  b[PAGE + 1] = 9;
  tell("MADV_REMOVE", madvise(a + PAGE, PAGE, MADV_REMOVE));
  tell("of shared memory", madvise(c, PAGE, MADV_REMOVE));
  tell("of a private mapping", madvise(b, PAGE, MADV_REMOVE));
  tell("of private memory", madvise(map(1, MAP_PRIVATE), PAGE, MADV_REMOVE));
  pread(fd, &got, 1, PAGE);
  printf("%d %d %d, read %d, private %d %d, %d %d\n", a[0], a[PAGE], a[2 * PAGE], got, b[PAGE], b[PAGE + 1], c[0], c[PAGE]);
  a[PAGE] = 6;
  pread(fd, &got, 1, PAGE);
  printf("written again %d\n", got);
  mlock(a, PAGE);
  tell("locked", madvise(a, PAGE, MADV_REMOVE));
  tell("locked and not needed", madvise(a, PAGE, MADV_DONTNEED));
  tell("MADV_DONTNEED_LOCKED", madvise(a, PAGE, MADV_DONTNEED_LOCKED));
  printf("%d\n", a[0]);
}

static void moved(void) {
  char *a = map(3, MAP_PRIVATE), *room = map(8, MAP_PRIVATE);
  munmap(room, 8 * PAGE);
  strcpy(a, "moved");
  char *b = mremap(a, 3 * PAGE, 3 * PAGE, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, room);
  printf("where it was to go: %d, there %s, left %d\n", b == room, b, *a);
  a[0] = 3;
  tell("other size", (long)mremap(a, 3 * PAGE, 4 * PAGE, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, 0));
  tell("not to be moved", (long)mremap(a, 3 * PAGE, 3 * PAGE, MREMAP_DONTUNMAP, 0));
  b = mremap(a, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_DONTUNMAP | MREMAP_FIXED, b + PAGE);
  printf("in place of a part: %d %d %s\n", *b, *a, b - PAGE);
  char *shared = map(2, MAP_SHARED);
  shared[0] = 1;
  char *twice = mremap(shared, 0, PAGE, MREMAP_MAYMOVE);
  twice[0] = 2;
  printf("mapped twice: %d\n", shared[0]);
}

static void hinted(void) {
  char *room = map(8, MAP_PRIVATE);
  munmap(room, 8 * PAGE);
  char *a = mmap(room + 2 * PAGE, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char *b = mmap(room + 2 * PAGE, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char *c = mmap(room + 3 * PAGE + 1, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char *d = mmap(room + PAGE, 2 * PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  printf("hints: %d %d %d %d\n", a == room + 2 * PAGE, b == room + 2 * PAGE, c == room + 3 * PAGE, d == room + PAGE);
}

int main(void) {
  forked();
  removed();
  moved();
  hinted();
  return 0;
}
