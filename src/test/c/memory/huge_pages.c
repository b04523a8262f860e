// What huge pages forbid, on a machine whose pool of them is empty: what is not reserved can be
// mapped all the same.
#define _GNU_SOURCE
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define HUGE ((size_t)2 << 20)
#define FLAGS (MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB)

static sigjmp_buf back;
static volatile int code;

static void on_bus(int number, siginfo_t *info, void *context) {
  code = info->si_code;
  siglongjmp(back, 1);
}

static void told(const char *what, long result) {
  printf("%-34s %s\n", what, result == 0 ? "ok" : strerror(errno));
}

static void mapped(const char *what, void *at, size_t length, int flags, int fd, long offset) {
  void *got = mmap(at, length, PROT_READ | PROT_WRITE, flags, fd, offset);
  told(what, got == MAP_FAILED);
  if (got != MAP_FAILED) {
    munmap(got, (length + HUGE - 1) & -HUGE);
  }
}

static char *unreserved(size_t length, int sharing) {
  char *at = mmap(NULL, length, PROT_READ | PROT_WRITE,
                  sharing | MAP_ANONYMOUS | MAP_HUGETLB | MAP_NORESERVE, -1, 0);
  if (at == MAP_FAILED) {
    perror("mmap");
    _exit(1);
  }
  printf("begins within a huge page: %d\n", (long)at % HUGE != 0);
  return at;
}

static void mappings(void) {
  char *free = mmap(NULL, 4 * HUGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char *aligned = (char *)(((unsigned long)free + HUGE - 1) & -HUGE);
  munmap(free, 4 * HUGE);
  mapped("of the usual size", NULL, HUGE, FLAGS, -1, 0);
  mapped("of 2 MiB", NULL, HUGE, FLAGS | 21 << 26, -1, 0);
  mapped("of 16 KiB", NULL, HUGE, FLAGS | 14 << 26, -1, 0);
  mapped("shared", NULL, HUGE, MAP_SHARED | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
  mapped("neither shared nor private", NULL, HUGE, MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
  mapped("nothing", NULL, 0, FLAGS, -1, 0);
  mapped("a byte", NULL, 1, FLAGS, -1, 0);
  mapped("offset of 4 KiB", NULL, HUGE, FLAGS, -1, 4096);
  mapped("offset of 2 MiB", NULL, HUGE, FLAGS, -1, HUGE);
  mapped("fixed within a huge page", aligned + 4096, HUGE, FLAGS | MAP_FIXED, -1, 0);
  mapped("fixed", aligned, HUGE, FLAGS | MAP_FIXED, -1, 0);
  mapped("growing down", NULL, HUGE, FLAGS | MAP_GROWSDOWN, -1, 0);
  mapped("a file that is none", NULL, HUGE, MAP_PRIVATE | MAP_HUGETLB, 99, 0);
  mapped("without reservation", NULL, HUGE, FLAGS | MAP_NORESERVE, -1, 0);
  mapped("a byte without reservation", NULL, 1, FLAGS | MAP_NORESERVE, -1, 0);
}

static void cuts(int sharing) {
  char *at = unreserved(3 * HUGE, sharing);
  told("munmap of the first page", munmap(at, 4096));
  told("munmap of the second page", munmap(at + 4096, 4096));
  told("munmap from the second page on", munmap(at + 4096, 3 * HUGE));
  told("mprotect of the first page", mprotect(at, 4096, PROT_READ));
  told("mprotect as it is", mprotect(at + 4096, 4096, PROT_READ | PROT_WRITE));
  told("mprotect within", mprotect(at + HUGE / 2, HUGE, PROT_READ));
  told("mprotect of a huge page", mprotect(at + HUGE, HUGE, PROT_READ));
  told("mprotect of one and a half", mprotect(at + HUGE, HUGE + HUGE / 2, PROT_NONE));
  told("madvise DONTNEED of a page", madvise(at, 4096, MADV_DONTNEED));
  told("madvise DONTNEED within", madvise(at + 4096, HUGE, MADV_DONTNEED));
  told("madvise FREE", madvise(at, HUGE, MADV_FREE));
  told("madvise COLD", madvise(at, HUGE, MADV_COLD));
  told("madvise WILLNEED", madvise(at, HUGE, MADV_WILLNEED));
  told("madvise POPULATE_WRITE", madvise(at, HUGE, MADV_POPULATE_WRITE));
  told("mlock", mlock(at, 4096));
  told("munlock", munlock(at, 4096));
  told("msync", msync(at, HUGE, MS_SYNC));
  unsigned char there = 9;
  told("mincore", mincore(at, 4096, &there));
  printf("in memory: %d\n", there & 1);
  told("munmap of a huge page", munmap(at + HUGE, HUGE));
  told("munmap of it again", munmap(at + HUGE, HUGE));
  told("munmap of the others", munmap(at, 3 * HUGE));
}

static void moves(void) {
  char *at = unreserved(2 * HUGE, MAP_PRIVATE);
  told("mremap to more", mremap(at, 2 * HUGE, 3 * HUGE, MREMAP_MAYMOVE) == MAP_FAILED);
  told("mremap from within", mremap(at + 4096, HUGE, HUGE, MREMAP_MAYMOVE) == MAP_FAILED);
  told("mremap to a byte more", mremap(at, HUGE, HUGE + 1, MREMAP_MAYMOVE) == MAP_FAILED);
  told("mremap to within", mremap(at, HUGE, HUGE, MREMAP_MAYMOVE | MREMAP_FIXED,
                                  at + 8 * HUGE + 4096) == MAP_FAILED);
  told("mremap to less", mremap(at, 2 * HUGE, HUGE, 0) == MAP_FAILED);
  told("second page is gone", msync(at + HUGE, HUGE, MS_SYNC));
  told("munmap", munmap(at, HUGE));
}

static void touch(volatile char *at, const char *what, int write) {
  if (sigsetjmp(back, 1) == 0) {
    if (write) {
      *at = 1;
    } else {
      (void)*at;
    }
    printf("%s: done\n", what);
  } else {
    printf("%s: SIGBUS, code %d\n", what, code);
  }
}

static void faults(void) {
  struct sigaction action = {.sa_sigaction = on_bus, .sa_flags = SA_SIGINFO};
  sigaction(SIGBUS, &action, NULL);
  char *own = unreserved(HUGE, MAP_PRIVATE);
  char *common = unreserved(HUGE, MAP_SHARED);
  touch(own, "read", 0);
  touch(own + 5000, "write", 1);
  touch(common, "read what is shared", 0);
  touch(common + 5000, "write what is shared", 1);
  int ends[2];
  pipe(ends);
  told("write from there", write(ends[1], own, 1) != 1);
  fflush(stdout);
  if (fork() == 0) {
    touch(own, "read in a child", 0);
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
}

static void transparent(void) {
  char *at = mmap(NULL, 2 * HUGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  told("madvise HUGEPAGE", madvise(at, 2 * HUGE, MADV_HUGEPAGE));
  memset(at, 7, 2 * HUGE);
  told("madvise NOHUGEPAGE", madvise(at, 2 * HUGE, MADV_NOHUGEPAGE));
  printf("%d\n", at[HUGE + 1]);
}

int main(void) {
  mappings();
  cuts(MAP_PRIVATE);
  cuts(MAP_SHARED);
  moves();
  faults();
  transparent();
}
