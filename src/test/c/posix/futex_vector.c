// futex_waitv(2) and the calls futex_wake, futex_wait and futex_requeue: what they refuse, which index comes
// back, who is woken first, what is requeued.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_futex_wake
#define SYS_futex_wake 454
#define SYS_futex_wait 455
#define SYS_futex_requeue 456
#endif
#ifdef SYS_futex_time64
#undef SYS_futex
#define SYS_futex SYS_futex_time64
#endif
#define U32 2
#define PRIVATE 128
#define MONO CLOCK_MONOTONIC

// As the kernel has it on machines of any size.
struct span {
  int64_t sec, nsec;
};

static uint32_t *words;

#define SHOW(call, ...) \
  do { \
    errno = 0; \
    long result = syscall(SYS_futex_##call, __VA_ARGS__); \
    printf("%s %s: %ld %d\n", #call, #__VA_ARGS__, result, result < 0 ? errno : 0); \
  } while (0)

static struct futex_waitv vector[130];

static void later(void) { usleep(20000); }

static struct span after(int clock, long milliseconds) {
  struct timespec time;
  clock_gettime(clock, &time);
  struct span span = {time.tv_sec, time.tv_nsec + milliseconds * 1000000};
  span.sec += span.nsec / 1000000000;
  span.nsec %= 1000000000;
  return span;
}

static void fill(int count) {
  memset(vector, 0, sizeof vector);
  for (int i = 0; i < count; i++)
    vector[i] = (struct futex_waitv){0, (uintptr_t)&words[i], U32, 0};
}

static void refusals(void) {
  struct span past = {0, 1}, bad = {0, 1000000000}, negative = {-1, 0};
  fill(130);
  SHOW(waitv, vector, 0, 0, NULL, 0);
  SHOW(waitv, vector, 129, 0, NULL, 0);
  SHOW(waitv, vector, -1, 0, NULL, 0);
  SHOW(waitv, NULL, 1, 0, NULL, 0);
  SHOW(waitv, (void *)8, 1, 0, NULL, 0);
  SHOW(waitv, vector, 1, 1, NULL, 0);
  SHOW(waitv, vector, 128, 0, &past, MONO);
  SHOW(waitv, vector, 1, 0, &past, CLOCK_REALTIME);
  SHOW(waitv, vector, 1, 0, &past, 2);
  SHOW(waitv, vector, 1, 0, &past, -1);
  SHOW(waitv, vector, 1, 0, &bad, MONO);
  SHOW(waitv, vector, 1, 0, &negative, MONO);
  SHOW(waitv, vector, 1, 0, (void *)8, MONO);
  SHOW(waitv, (void *)8, 1, 0, &bad, MONO);
  vector[1].val = 1;
  SHOW(waitv, vector, 2, 0, &past, MONO);
  vector[1].val = 1ULL << 32;
  SHOW(waitv, vector, 2, 0, &past, MONO);
  vector[1].val = 0;
  // Whether futexes of nodes, 4 and 8, are there depends on the kernel.
  uint32_t flags[] = {0, 1, 2, 3, 16, 64, 128, 130, 131, 256 + 2, 0x80000002};
  for (unsigned i = 0; i < sizeof flags / sizeof *flags; i++) {
    vector[1].flags = flags[i];
    printf("%x: ", (unsigned)flags[i]);
    SHOW(waitv, vector, 2, 0, &past, MONO);
  }
  vector[1].flags = U32;
  vector[1].__reserved = 1;
  SHOW(waitv, vector, 2, 0, &past, MONO);
  vector[1].__reserved = 0;
  vector[1].uaddr++;
  SHOW(waitv, vector, 2, 0, &past, MONO);
  vector[1].uaddr = 8;
  SHOW(waitv, vector, 2, 0, &past, MONO);
  vector[0].val = 1;
  SHOW(waitv, vector, 2, 0, &past, MONO);
  vector[1].flags = U32 | PRIVATE;
  SHOW(waitv, vector, 2, 0, &past, MONO);
  vector[0].val = 0;
  SHOW(waitv, vector, 2, 0, &past, MONO);
}

static void single(void) {
  struct span past = {0, 1}, bad = {0, 1000000000};
  SHOW(wait, words, 1UL, 1UL, U32, NULL, MONO);
  SHOW(wait, words, 0UL, 0UL, U32, NULL, MONO);
  SHOW(wait, words, 0UL, 1UL, U32, &past, MONO);
  SHOW(wait, words, 0UL, 1UL, U32 | PRIVATE, &past, CLOCK_REALTIME);
  SHOW(wait, words, 0UL, 1UL, U32, &past, 2);
  SHOW(wait, words, 0UL, 1UL, U32, &bad, MONO);
  SHOW(wait, words, 1UL, 1UL, U32, &bad, MONO);
  SHOW(wait, words, 1UL, 1UL, 0, &bad, MONO);
  SHOW(wait, words, 1UL, 1UL, U32 | 16, NULL, MONO);
  SHOW(wait, (char *)words + 1, 0UL, 1UL, U32, NULL, MONO);
  SHOW(wait, (void *)8, 0UL, 1UL, U32, NULL, MONO);
  if (sizeof(long) == 8) {
    unsigned long wide = 1UL << (sizeof(long) * 4);
    printf("wide %ld\n", (long)syscall(SYS_futex_wait, words, wide, 1UL, U32, NULL, MONO));
    printf("wide %ld\n", (long)syscall(SYS_futex_wake, words, wide, 1, U32));
  }
  SHOW(wake, words, 1UL, 1, U32);
  SHOW(wake, words, 0UL, 1, U32);
  SHOW(wake, words, 1UL, 1, 0);
  SHOW(wake, words, 1UL, 1, 3);
  SHOW(wake, words, 1UL, 1, U32 | 32);
  SHOW(wake, (char *)words + 2, 1UL, 0, U32);
  SHOW(wake, (void *)8, 1UL, 0, U32);
  SHOW(wake, (void *)8, 1UL, 1, U32 | PRIVATE);
  fill(2);
  SHOW(requeue, vector, 0, 1, 1);
  SHOW(requeue, vector, 1, 1, 1);
  SHOW(requeue, NULL, 0, 1, 1);
  SHOW(requeue, (void *)8, 0, 1, 1);
  SHOW(requeue, vector, 0, -1, 1);
  SHOW(requeue, vector, 0, 1, -1);
  vector[0].val = 1;
  SHOW(requeue, vector, 0, 1, 1);
  vector[0].val = 0;
  vector[1].val = 9;
  SHOW(requeue, vector, 0, 1, 1);
  vector[1].flags = 0;
  SHOW(requeue, vector, 0, 1, 1);
  vector[1].flags = U32 | PRIVATE;
  SHOW(requeue, vector, 0, 1, 1);
}

// The status of a child: at which it was woken, or 100 and an error.
static pid_t any(int first, int count, struct span *timeout) {
  pid_t pid = fork();
  if (pid == 0) {
    fill(10);
    long index = syscall(SYS_futex_waitv, vector + first, count, 0, timeout, MONO);
    _exit(index >= 0 ? index : 100 + errno);
  }
  later();
  return pid;
}

static pid_t one(int at, unsigned long mask, struct span *timeout) {
  pid_t pid = fork();
  if (pid == 0) {
    long result = syscall(SYS_futex_wait, &words[at], 0UL, mask, U32, timeout, CLOCK_REALTIME);
    _exit(result == 0 ? 50 : 100 + errno);
  }
  later();
  return pid;
}

static int ended(pid_t pid) {
  int status;
  return waitpid(pid, &status, WNOHANG) == pid ? WEXITSTATUS(status) : -1;
}

static int status(pid_t pid) {
  int status;
  waitpid(pid, &status, 0);
  return WEXITSTATUS(status);
}

static void indices(void) {
  for (int at = 0; at < 4; at++) {
    pid_t pid = any(0, 4, NULL);
    SHOW(wake, &words[at], 0xffffffffUL, 0, U32);
    SHOW(wake, &words[at], 1UL, 9, U32 | PRIVATE);
    SHOW(wake, &words[at], 4UL, 9, U32);
    printf("index %d\n", status(pid));
  }
  // By the older calls as well.
  pid_t pid = any(2, 3, NULL);
  SHOW(wake, &words[1], 1UL, 9, U32);
  SHOW(wake, &words[5], 1UL, 9, U32);
  printf("%ld\n", (long)syscall(SYS_futex, &words[3], FUTEX_WAKE, 1, NULL, NULL, 0));
  printf("index %d\n", status(pid));
}

static void order(void) {
  pid_t first = any(0, 2, NULL), second = one(1, 2, NULL), third = any(1, 2, NULL), last = one(1, 1, NULL);
  SHOW(wake, &words[1], 1UL, 1, U32);
  later();
  printf("%d %d %d %d\n", ended(first), ended(second), ended(third), ended(last));
  SHOW(wake, &words[1], 1UL, 1, U32);
  later();
  printf("%d %d %d\n", ended(second), ended(third), ended(last));
  SHOW(wake, &words[1], 1UL, -5, U32);
  later();
  printf("%d %d\n", ended(second), ended(last));
  SHOW(wake, &words[1], 3UL, 5, U32);
  printf("%d\n", status(second));
}

static void requeued(void) {
  pid_t first = one(0, 1, NULL), second = any(0, 2, NULL), third = one(0, 1, NULL), last = any(0, 1, NULL);
  fill(6);
  vector[1] = vector[5];
  SHOW(requeue, vector, 0, 1, 2);
  later();
  printf("%d %d %d %d\n", ended(first), ended(second), ended(third), ended(last));
  SHOW(wake, &words[5], 1UL, 9, U32);
  printf("%d %d\n", status(second), status(third));
  SHOW(wake, &words[0], 1UL, 9, U32);
  printf("%d\n", status(last));
  SHOW(requeue, vector, 0, 0, 0);
}

static void times(void) {
  struct span soon = after(CLOCK_MONOTONIC, 50), real = after(CLOCK_REALTIME, 50);
  printf("%d\n", status(any(0, 3, &soon)));
  printf("%d\n", status(one(0, 1, &real)));
}

static void caught(int signal) {}

static void signals(int flags) {
  struct sigaction action = {.sa_handler = caught, .sa_flags = flags};
  sigaction(SIGUSR1, &action, NULL);
  struct span far = after(CLOCK_MONOTONIC, 5000), real = after(CLOCK_REALTIME, 5000);
  pid_t pids[] = {any(0, 2, NULL), any(0, 2, &far), one(1, 1, NULL), one(1, 1, &real)};
  for (int i = 0; i < 4; i++)
    kill(pids[i], SIGUSR1);
  later();
  SHOW(wake, &words[1], 1UL, 9, U32);
  for (int i = 0; i < 4; i++)
    printf("%d\n", status(pids[i]));
}

// Whoever is killed is gone from all of its futexes.
static void killed(void) {
  pid_t pid = any(0, 5, NULL);
  kill(pid, SIGKILL);
  waitpid(pid, NULL, 0);
  SHOW(wake, &words[0], 1UL, 9, U32);
  SHOW(wake, &words[4], 1UL, 9, U32);
}

int main(void) {
  words = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  setvbuf(stdout, NULL, _IONBF, 0);
  refusals();
  single();
  indices();
  order();
  requeued();
  times();
  signals(0);
  signals(SA_RESTART);
  killed();
  return 0;
}
