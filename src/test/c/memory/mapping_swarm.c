// Random steps on mappings: what mmap(2), munmap(2), mprotect(2), mremap(2), madvise(2), mlock(2), msync(2) and
// mincore(2) say, and what is then found there. That mremap moves several areas at once is new in Linux 6.17.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE = 4096, PAGES = 24 };
static unsigned long long state;
static unsigned pick(unsigned n) {
  state = state * 6364136223846793005UL + 1442695040888963407UL;
  return (unsigned)(state >> 33) % n;
}
static char *arena;
static int files[3];
static sigjmp_buf back;
static volatile int sig, code;
static void on(int s, siginfo_t *i, void *c) { sig = s; code = i->si_code; siglongjmp(back, 1); }

static void result(long r) {
  if (r < 0 && r > -4096) printf(" %s", strerrorname_np(errno));
  else printf(" %ld", r);
}
static void place(void *p) {
  if (p == MAP_FAILED) printf(" %s", strerrorname_np(errno));
  else if ((char *)p >= arena && (char *)p < arena + PAGES * PAGE) printf(" @%ld", ((char *)p - arena) / PAGE);
  else printf(" elsewhere");
}
static void look(int p) {
  volatile char *a = arena + p * PAGE;
  int w = pick(3);
  printf("%s %d:", w ? "write" : "read", p);
  if (sigsetjmp(back, 1) == 0) {
    printf(" %d", *a);
    if (w) *a = *a + 1;
  } else printf(" signal %d code %d", sig, code);
}
static void step(void) {
  static const int prots[] = {PROT_NONE, PROT_READ, PROT_READ | PROT_WRITE, PROT_READ | PROT_WRITE, PROT_WRITE, PROT_READ | PROT_EXEC};
  int from = pick(PAGES), n = 1 + pick(5), to = pick(PAGES), m = pick(6);
  if (from + n > PAGES) n = PAGES - from;
  if (to + m > PAGES) m = PAGES - to;
  int prot = prots[pick(6)], kind = pick(6), off = pick(4), f = pick(3), flags, odd = pick(12);
  char *a = arena + from * PAGE;
  void *p;
  unsigned char vec[8] = {0};
  switch (pick(14)) {
    case 0: case 1: case 2:
      flags = (pick(4) ? MAP_FIXED : MAP_FIXED_NOREPLACE) | (pick(2) ? MAP_PRIVATE : MAP_SHARED) | (kind < 4 ? MAP_ANONYMOUS : 0) | (odd == 0 ? MAP_GROWSDOWN : 0) | (odd == 1 ? MAP_NORESERVE : 0) | (odd == 2 ? MAP_LOCKED : 0) | (odd == 3 ? MAP_POPULATE : 0);
      if (odd == 4) flags &= ~3;
      if (odd == 5) flags |= 3;
      printf("mmap %d %d prot %x flags %x file %d off %d:", from, n, prot, flags, kind < 4 ? -1 : f, off);
      place(mmap(a + (odd == 6 ? 1 : 0), odd == 7 ? 0 : n * PAGE, prot, flags, kind < 4 ? -1 : files[f], odd == 8 ? 1 : off * PAGE));
      break;
    case 3: printf("munmap %d %d:", from, n); result(munmap(a + (odd == 0), odd == 1 ? 0 : n * PAGE - (odd == 2))); break;
    case 4: case 5: prot |= odd == 0 ? PROT_GROWSDOWN : odd == 1 ? PROT_GROWSUP : odd == 2 ? PROT_GROWSDOWN | PROT_GROWSUP : odd == 3 ? 64 : 0; printf("mprotect %d %d %x:", from, n, prot); result(mprotect(a + (odd == 4), odd == 5 ? 0 : n * PAGE, prot)); break;
    case 6: case 7: {
      flags = (int[]){0, MREMAP_MAYMOVE, MREMAP_MAYMOVE | MREMAP_FIXED, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP, MREMAP_FIXED, MREMAP_DONTUNMAP, MREMAP_MAYMOVE | MREMAP_FIXED}[pick(8)];
      if (flags & MREMAP_DONTUNMAP && pick(3)) m = n;
      int old = odd == 2 ? 0 : n;
      printf("mremap %d %d to %d %d flags %d odd %d:", from, old, to, m, flags, odd);
      p = mremap(a + (odd == 0), old * PAGE, m * PAGE, flags, arena + to * PAGE + (odd == 1));
      place(p);
      if (p != MAP_FAILED && ((char *)p < arena || (char *)p >= arena + PAGES * PAGE)) munmap(p, m * PAGE);
      break;
    }
    case 8: { static const int advice[] = {MADV_NORMAL, MADV_RANDOM, MADV_WILLNEED, MADV_DONTNEED, MADV_FREE, 9, MADV_DONTFORK, MADV_DOFORK, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 0, 23, 0, 24, 5, 100, -1, 7};
      int v = advice[pick(26)]; printf("madvise %d %d %d:", from, n, v); result(madvise(a + (odd == 0), odd == 1 ? 0 : n * PAGE, v)); break; }
    case 9: printf("mlock %d %d:", from, n); result(odd == 0 ? mlock2(a, n * PAGE, 1) : odd == 1 ? mlock2(a, n * PAGE, 2) : mlock(a + odd, n * PAGE)); break;
    case 10: printf("munlock %d %d:", from, n); result(munlock(a, n * PAGE)); break;
    case 11: printf("msync %d %d %d:", from, n, odd); result(msync(a, n * PAGE, odd)); break;
    case 12: printf("mincore %d %d:", from, n); result(mincore(a, n * PAGE, vec)); break;
    case 13: look(from); break;
  }
  printf("\n ");
  look(pick(PAGES));
  printf("\n");
}
int main(void) {
  struct sigaction act = {.sa_sigaction = on, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &act, 0), sigaction(SIGBUS, &act, 0);
  files[0] = memfd_create("a", 0);
  ftruncate(files[0], 3 * PAGE);
  files[1] = open("maps", O_RDWR | O_CREAT, 0600);
  ftruncate(files[1], 5 * PAGE);
  files[2] = open("maps", O_RDONLY);
  unlink("maps");
  for (int seed = 1; seed <= 40; seed++) {
    printf("seed %d\n", seed);
    state = seed; pick(1);
    char *room = mmap(0, 3 * PAGES * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    arena = room + PAGES * PAGE;
    munmap(room, 3 * PAGES * PAGE);
    if (seed % 3) mmap(arena, (seed % 3) * PAGES / 2 * PAGE, PROT_READ | PROT_WRITE, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 100; i++) { printf("%d ", i); step(); }
    munmap(room, 3 * PAGES * PAGE);
  }
  return 0;
}
