// Where a futex may lie, and every operation and comparison of FUTEX_WAKE_OP.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#ifdef SYS_futex_time64
#undef SYS_futex
#define SYS_futex SYS_futex_time64
#endif

static uint32_t mine, other;

static void show(const char *what, void *word, int op, uint32_t value, void *timeout, void *second, uint32_t third) {
  errno = 0;
  long result = syscall(SYS_futex, word, op, value, timeout, second, third);
  printf("%s %d: %ld %d\n", what, op, result, result < 0 ? errno : 0);
}

// Each operation at an address, as the first word and as the second one.
static void every(const char *what, void *at) {
  struct timespec past = {0, 1}, short_time = {0, 1000};
  for (int shift = 0; shift <= FUTEX_PRIVATE_FLAG; shift += FUTEX_PRIVATE_FLAG) {
    show(what, at, FUTEX_WAIT | shift, 0, &short_time, NULL, 0);
    show(what, at, FUTEX_WAIT | shift, 7, &short_time, NULL, 0);
    show(what, at, FUTEX_WAKE | shift, 1, NULL, NULL, 0);
    show(what, at, FUTEX_REQUEUE | shift, 1, NULL, &other, 0);
    show(what, &other, FUTEX_REQUEUE | shift, 1, NULL, at, 0);
    show(what, at, FUTEX_CMP_REQUEUE | shift, 1, NULL, &other, 0);
    show(what, at, FUTEX_CMP_REQUEUE | shift, 1, NULL, &other, 7);
    show(what, &other, FUTEX_CMP_REQUEUE | shift, 1, NULL, at, 0);
    show(what, at, FUTEX_WAKE_OP | shift, 1, NULL, &other, 0);
    show(what, &other, FUTEX_WAKE_OP | shift, 1, NULL, at, FUTEX_OP(FUTEX_OP_ADD, 0, FUTEX_OP_CMP_EQ, 0));
    show(what, &other, FUTEX_WAKE_OP | shift, 1, NULL, at, FUTEX_OP(7, 0, FUTEX_OP_CMP_EQ, 0));
    show(what, at, FUTEX_WAIT_BITSET | shift, 0, &past, NULL, 1);
    show(what, at, FUTEX_WAIT_BITSET | shift, 0, &past, NULL, 0);
    show(what, at, FUTEX_WAKE_BITSET | shift, 1, NULL, NULL, 0);
    show(what, at, FUTEX_WAKE_BITSET | shift, 1, NULL, NULL, 4);
    show(what, at, FUTEX_TRYLOCK_PI | shift, 0, NULL, NULL, 0);
    show(what, at, FUTEX_LOCK_PI | shift, 0, &past, NULL, 0);
    show(what, at, FUTEX_UNLOCK_PI | shift, 0, NULL, NULL, 0);
    show(what, at, FUTEX_LOCK_PI2 | shift, 0, &past, NULL, 0);
    show(what, at, FUTEX_LOCK_PI2 | FUTEX_CLOCK_REALTIME | shift, 0, &past, NULL, 0);
    show(what, at, FUTEX_UNLOCK_PI | shift, 0, NULL, NULL, 0);
    show(what, at, FUTEX_WAIT_REQUEUE_PI | shift, 0, &past, &other, 0);
    show(what, &other, FUTEX_WAIT_REQUEUE_PI | shift, 0, &past, at, 0);
    show(what, at, FUTEX_CMP_REQUEUE_PI | shift, 1, NULL, &other, 0);
    show(what, &other, FUTEX_CMP_REQUEUE_PI | shift, 1, NULL, at, 0);
  }
}

// With the clock of real time, for those that know it and those that do not.
static void clocks(void) {
  struct timespec past = {0, 1}, bad = {0, -1};
  for (int op = 0; op < 15; op++) {
    mine = other = 0;
    show("clock", &mine, op | FUTEX_CLOCK_REALTIME, op == FUTEX_CMP_REQUEUE_PI, &past, &other, 1);
    mine = other = 0;
    show("bad", &mine, op | FUTEX_CLOCK_REALTIME, 1, &bad, &other, 1);
    mine = other = 0;
    // To others the pointer is a count.
    int timed = op == FUTEX_WAIT || op == FUTEX_WAIT_BITSET || op == FUTEX_LOCK_PI || op == FUTEX_LOCK_PI2 ||
                op == FUTEX_WAIT_REQUEUE_PI;
    show("bad without", &mine, op, 1, timed ? &bad : NULL, &other, 1);
  }
  mine = other = 0;
}

static void changes(void) {
  static const int operands[] = {0, 1, 5, -1, -2048, 2047, 31};
  static const uint32_t words[] = {0, 1, 5, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffff800};
  for (int op = 0; op < 16; op++)
    for (unsigned i = 0; i < sizeof words / sizeof *words; i++) {
      uint32_t sum = 0;
      int failed = 0;
      for (unsigned j = 0; j < sizeof operands / sizeof *operands; j++) {
        // A shift by more than 31 is said to be a mistake of the program's.
        if (op >= 8 && (operands[j] < 0 || operands[j] > 31))
          continue;
        other = words[i];
        failed += syscall(SYS_futex, &mine, FUTEX_WAKE_OP, 1, NULL, &other, FUTEX_OP(op, operands[j], FUTEX_OP_CMP_EQ, 0)) < 0;
        sum = sum * 31 + other;
      }
      printf("op %d of %x: %x %d\n", op, words[i], sum, failed);
    }
  for (int cmp = 0; cmp < 16; cmp++) {
    other = 3;
    errno = 0;
    long result = syscall(SYS_futex, &mine, FUTEX_WAKE_OP, 1, NULL, &other, FUTEX_OP(FUTEX_OP_ADD, 1, cmp, 3));
    printf("cmp %d: %ld %d %u\n", cmp, result, result < 0 ? errno : 0, other);
  }
  other = 0;
}

int main(void) {
  long page = sysconf(_SC_PAGESIZE);
  uint32_t *private = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  uint32_t *shared = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  uint32_t *none = mmap(NULL, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  setvbuf(stdout, NULL, _IOFBF, 1 << 16);
  every("mine", &mine);
  every("private", private);
  every("shared", shared);
  every("null", NULL);
  every("odd", (char *)private + 1);
  every("half", (char *)private + 2);
  every("none", none);
  mprotect(private, page, PROT_READ);
  every("private, read only", private);
  mprotect(shared, page, PROT_READ);
  every("shared, read only", shared);
  if (sizeof(long) == 8) {
    every("kernel", (void *)-4096L);
    every("hole", (void *)(1L << (sizeof(long) * 8 - 17)));
  }
  clocks();
  changes();
  return 0;
}
