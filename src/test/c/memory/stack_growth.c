// The stack begins small and grows as it is used, up to 8 MiB, and not close to what lies below.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define KIB 1024UL
#define MIB (1024 * KIB)

static sigjmp_buf back;
static int code;

static void caught(int number, siginfo_t *info, void *context) {
  code = info->si_code;
  siglongjmp(back, 1);
}

static unsigned long low, high;

static unsigned long stack_size(void) {
  char line[512];
  FILE *maps = fopen("/proc/self/maps", "r");
  while (fgets(line, sizeof line, maps))
    if (strstr(line, "[stack]")) sscanf(line, "%lx-%lx", &low, &high);
  fclose(maps);
  return high - low;
}

static void touch(const char *what, unsigned long address) {
  if (sigsetjmp(back, 1) == 0) {
    *(volatile char *)address = 1;
    printf("%s: may be used\n", what);
  } else {
    printf("%s: fault, code %d\n", what, code);
  }
}

static void size(const char *what, unsigned long least, unsigned long most) {
  unsigned long now = stack_size();
  if (now >= least && now <= most)
    printf("%s: as expected\n", what);
  else
    printf("%s: %lu KiB\n", what, now / KIB);
}

static int use(int depth) {
  volatile char block[4000];
  block[0] = depth;
  return depth == 0 ? block[0] : use(depth - 1) + block[0];
}

static void areas_that_grow(void) {
  char *map = mmap(NULL, 4 * MIB, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(map, 4 * MIB);
  char *top = mmap(map + 4 * MIB - 8192, 4096, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN | MAP_FIXED, -1, 0);
  mmap(map, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  touch("the area", (unsigned long)top);
  touch("a page below", (unsigned long)top - 4096);
  touch("a MiB below", (unsigned long)top - MIB);
  touch("a MiB and a page above the next", (unsigned long)map + MIB + 4096);
  touch("a MiB above the next", (unsigned long)map + MIB - 4096);
}

int main(void) {
  stack_t stack = {.ss_sp = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                                 -1, 0),
                   .ss_size = 65536};
  sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigaction(SIGSEGV, &action, NULL);
  size("at first", 132 * KIB, 200 * KIB);
  use(300);
  size("after 1 MiB", MIB, MIB + 400 * KIB);
  touch("2 MiB down", high - 2 * MIB);
  size("then", 2 * MIB, 2 * MIB);
  fflush(stdout);
  if (fork() == 0) {
    size("a child's", 2 * MIB, 2 * MIB);
    touch("3 MiB down", high - 3 * MIB);
    size("then", 3 * MIB, 3 * MIB);
    return 0;
  }
  wait(NULL);
  size("its parent's", 2 * MIB, 2 * MIB);
  char *below = mmap((void *)(high - 5 * MIB), 4096, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  touch("a MiB above another mapping", (unsigned long)below + MIB);
  touch("a MiB and a page above", (unsigned long)below + MIB + 4096);
  size("then", 4 * MIB - 4096, 4 * MIB - 4096);
  munmap(below, 4096);
  int ends[2];
  if (pipe(ends) == 0 && write(ends[1], "x", 1) == 1)
    printf("read: %d\n", (int)read(ends[0], (void *)(high - 5 * MIB), 1));
  size("then", 5 * MIB, 5 * MIB);
  touch("8 MiB down", high - 8 * MIB);
  size("at last", 8 * MIB, 8 * MIB);
  touch("further", high - 8 * MIB - 1);
  size("still", 8 * MIB, 8 * MIB);
  areas_that_grow();
  return 0;
}
