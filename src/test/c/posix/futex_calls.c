// Every operation of futex(2) that has something to say without a second thread: results and errors.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

// Where times have 64 bits and longs have 32, another number stands for the call that takes them.
#ifdef SYS_futex_time64
#undef SYS_futex
#define SYS_futex SYS_futex_time64
#endif

static uint32_t word, other;

#define SHOW(...) \
  do { \
    errno = 0; \
    long result = syscall(SYS_futex, __VA_ARGS__); \
    printf("%s: %ld %d\n", #__VA_ARGS__, result, errno); \
  } while (0)

static void waits(void) {
  struct timespec soon = {0, 1000000}, bad = {0, 1000000000}, negative = {-1, 0}, zero = {0, 0};
  SHOW(&word, FUTEX_WAIT, 1, NULL, NULL, 0);
  SHOW(&word, FUTEX_WAIT, 0, &soon, NULL, 0);
  SHOW(&word, FUTEX_WAIT, 0, &zero, NULL, 0);
  SHOW(&word, FUTEX_WAIT, 1, &zero, NULL, 0);
  SHOW(&word, FUTEX_WAIT_PRIVATE, 0, &soon, NULL, 0);
  SHOW(&word, FUTEX_WAIT, 0, &bad, NULL, 0);
  SHOW(&word, FUTEX_WAIT, 1, &bad, NULL, 0);
  SHOW(&word, FUTEX_WAIT, 0, &negative, NULL, 0);
  SHOW(&word, FUTEX_WAIT, 0, (void *)8, NULL, 0);
  SHOW((char *)&word + 1, FUTEX_WAIT, 0, NULL, NULL, 0);
  SHOW((void *)8, FUTEX_WAIT, 0, NULL, NULL, 0);
  SHOW((void *)8, FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0);
  SHOW(&word, FUTEX_WAIT_BITSET, 0, NULL, NULL, 0);
  SHOW(&word, FUTEX_WAIT | FUTEX_CLOCK_REALTIME, 0, &soon, NULL, 0);
  SHOW(&word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 0, &soon, NULL, 1);
  SHOW(&word, FUTEX_WAIT_BITSET, 0, &soon, NULL, 1);
  SHOW(&word, FUTEX_WAIT_BITSET, 1, &soon, NULL, 1);
}

static void wakes(void) {
  SHOW(&word, FUTEX_WAKE, 1, NULL, NULL, 0);
  SHOW(&word, FUTEX_WAKE, 0, NULL, NULL, 0);
  SHOW(&word, FUTEX_WAKE, 0x7fffffff, NULL, NULL, 0);
  SHOW((void *)8, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
  SHOW((void *)8, FUTEX_WAKE, 1, NULL, NULL, 0);
  SHOW((void *)9, FUTEX_WAKE, 1, NULL, NULL, 0);
  SHOW(NULL, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
  SHOW(&word, FUTEX_WAKE_BITSET, 1, NULL, NULL, 0);
  SHOW(&word, FUTEX_WAKE | FUTEX_CLOCK_REALTIME, 1, NULL, NULL, 0);
  SHOW(&word, 99, 0, NULL, NULL, 0);
  SHOW(&word, FUTEX_FD, 0, NULL, NULL, 0);
}

static void requeues(void) {
  SHOW(&word, FUTEX_REQUEUE, 1, (void *)1, &other, 0);
  SHOW(&word, FUTEX_REQUEUE, -1, (void *)1, &other, 0);
  SHOW(&word, FUTEX_REQUEUE, 1, (void *)-1L, &other, 0);
  SHOW(&word, FUTEX_CMP_REQUEUE, 1, (void *)1, &other, 7);
  SHOW(&word, FUTEX_CMP_REQUEUE, 1, (void *)-1L, &other, 7);
  SHOW(&word, FUTEX_CMP_REQUEUE, 1, (void *)1, (void *)8, 0);
  SHOW((void *)8, FUTEX_CMP_REQUEUE, 1, (void *)1, &word, 0);
  SHOW(&word, FUTEX_CMP_REQUEUE, 1, (void *)1, &word, 0);
  SHOW(&word, FUTEX_CMP_REQUEUE, 1, (void *)1, (char *)&other + 2, 0);
}

#define CHANGE(op, oparg, cmp, cmparg) \
  do { \
    SHOW(&word, FUTEX_WAKE_OP, 1, (void *)1, &other, FUTEX_OP(op, oparg, cmp, cmparg)); \
    printf("other %d\n", (int)other); \
  } while (0)

static void changes(void) {
  CHANGE(FUTEX_OP_ADD, 5, FUTEX_OP_CMP_EQ, 0);
  CHANGE(FUTEX_OP_SET, -3, FUTEX_OP_CMP_NE, 0);
  CHANGE(FUTEX_OP_SET | FUTEX_OP_OPARG_SHIFT, 5, FUTEX_OP_CMP_LT, 0);
  CHANGE(FUTEX_OP_OR, 0x13, FUTEX_OP_CMP_LE, 0);
  CHANGE(FUTEX_OP_ANDN, 0x11, FUTEX_OP_CMP_GT, 0);
  CHANGE(FUTEX_OP_XOR, 0xff, FUTEX_OP_CMP_GE, 0);
  CHANGE(7, 5, FUTEX_OP_CMP_EQ, 0);
  CHANGE(FUTEX_OP_SET, 6, 9, 0);
  SHOW(&word, FUTEX_WAKE_OP, 1, (void *)1, (void *)8, FUTEX_OP(FUTEX_OP_SET, 1, FUTEX_OP_CMP_EQ, 0));
}

static void locks(void) {
  struct timespec bad = {0, 1000000000};
  SHOW(&word, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  printf("mine %d\n", word == syscall(SYS_gettid));
  SHOW(&word, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  SHOW(&word, FUTEX_TRYLOCK_PI, 0, NULL, NULL, 0);
  SHOW(&word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0);
  printf("word %x\n", word);
  SHOW(&word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0);
  SHOW(&word, FUTEX_TRYLOCK_PI_PRIVATE, 0, NULL, NULL, 0);
  SHOW(&word, FUTEX_UNLOCK_PI_PRIVATE, 0, NULL, NULL, 0);
  word = 999999999;
  SHOW(&word, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  SHOW(&word, FUTEX_TRYLOCK_PI, 0, NULL, NULL, 0);
  word = FUTEX_OWNER_DIED;
  SHOW(&word, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  printf("died %x\n", word & ~FUTEX_TID_MASK);
  word = FUTEX_OWNER_DIED | FUTEX_WAITERS;
  SHOW(&word, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  printf("died %x\n", word & ~FUTEX_TID_MASK);
  word = 0;
  SHOW(&word, FUTEX_LOCK_PI, 0, &bad, NULL, 0);
  SHOW((void *)8, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  SHOW((void *)8, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0);
  SHOW((void *)9, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
}

static void lists(void) {
  struct robust_list_head head = {{&head.list}, 0, NULL}, *got = NULL;
  size_t size = 0;
  errno = 0;
  printf("set: %ld", syscall(SYS_set_robust_list, &head, sizeof head));
  printf(" %d\n", errno);
  printf("wrong size: %ld", syscall(SYS_set_robust_list, &head, sizeof head - 4));
  printf(" %d\n", errno);
  errno = 0;
  printf("get: %ld", syscall(SYS_get_robust_list, 0, &got, &size));
  printf(" %d %d %d\n", errno, got == &head, size == sizeof head);
  printf("of none: %ld", syscall(SYS_get_robust_list, 999999999, &got, &size));
  printf(" %d\n", errno);
  printf("nowhere: %ld", syscall(SYS_get_robust_list, 0, (void *)8, &size));
  printf(" %d\n", errno);
}

int main(void) {
  waits();
  wakes();
  requeues();
  changes();
  locks();
  lists();
  return 0;
}
