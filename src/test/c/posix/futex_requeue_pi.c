// FUTEX_WAIT_REQUEUE_PI and FUTEX_CMP_REQUEUE_PI: what they refuse, how many they take along, what they leave in
// the words, timeouts before and after, signals before and after, owners that die.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef SYS_futex_time64
#undef SYS_futex
#define SYS_futex SYS_futex_time64
#endif

static uint32_t *cond, *lock, *third;

static long futex(void *word, int op, uint32_t value, void *timeout, void *other, uint32_t last) {
  errno = 0;
  return syscall(SYS_futex, word, op, value, timeout, other, last);
}

#define SHOW(...) \
  do { \
    long result = futex(__VA_ARGS__); \
    printf("%s: %ld %d\n", #__VA_ARGS__, result, result < 0 ? errno : 0); \
  } while (0)

static void later(void) { usleep(20000); }

static struct timespec after(long milliseconds) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  time.tv_nsec += milliseconds * 1000000;
  time.tv_sec += time.tv_nsec / 1000000000;
  time.tv_nsec %= 1000000000;
  return time;
}

static void refusals(void) {
  struct timespec bad = {0, 1000000000}, negative = {-1, 0}, past = {0, 1};
  SHOW(cond, FUTEX_WAIT_REQUEUE_PI, 1, NULL, lock, 0);
  SHOW(cond, FUTEX_WAIT_REQUEUE_PI, 1, NULL, cond, 0);
  SHOW(cond, FUTEX_WAIT_REQUEUE_PI, 0, NULL, cond, 0);
  SHOW(cond, FUTEX_WAIT_REQUEUE_PI, 0, NULL, NULL, 0);
  SHOW(NULL, FUTEX_WAIT_REQUEUE_PI, 0, NULL, lock, 0);
  SHOW(NULL, FUTEX_WAIT_REQUEUE_PI, 0, NULL, (char *)lock + 1, 0);
  SHOW((char *)cond + 2, FUTEX_WAIT_REQUEUE_PI, 0, NULL, NULL, 0);
  SHOW((char *)cond + 2, FUTEX_WAIT_REQUEUE_PI, 0, NULL, lock, 0);
  SHOW(cond, FUTEX_WAIT_REQUEUE_PI_PRIVATE, 1, NULL, (void *)8, 0);
  SHOW((void *)8, FUTEX_WAIT_REQUEUE_PI_PRIVATE, 1, NULL, lock, 0);
  SHOW(cond, FUTEX_WAIT_REQUEUE_PI, 0, &past, lock, 0);
  SHOW(cond, FUTEX_WAIT_REQUEUE_PI | FUTEX_CLOCK_REALTIME, 0, &past, lock, 0);
  SHOW(cond, FUTEX_WAIT_REQUEUE_PI, 0, &bad, cond, 0);
  SHOW(cond, FUTEX_WAIT_REQUEUE_PI, 0, &negative, lock, 0);
  SHOW(cond, FUTEX_WAIT_REQUEUE_PI, 0, (void *)8, lock, 0);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 0);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 0, NULL, lock, 0);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 2, NULL, lock, 0);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, (void *)-1L, lock, 0);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 1);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, cond, 0);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, NULL, 0);
  SHOW(NULL, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 0);
  SHOW((char *)cond + 1, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 0);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, (char *)lock + 1, 0);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI | FUTEX_CLOCK_REALTIME, 1, NULL, lock, 0);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI_PRIVATE, 1, NULL, (void *)8, 0);
}

// The status of a child that waits: 0 with the lock, which it gives back after a time; else what went wrong.
static pid_t start(struct timespec *timeout) {
  pid_t pid = fork();
  if (pid == 0) {
    long result = futex(cond, FUTEX_WAIT_REQUEUE_PI, *cond, timeout, lock, 0);
    if (result != 0)
      _exit(errno);
    if ((*lock & FUTEX_TID_MASK) != (uint32_t)getpid())
      _exit(200);
    later();
    _exit(futex(lock, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0) == 0 ? 0 : 201);
  }
  later();
  return pid;
}

static int status(pid_t pid) {
  int status;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void reset(void) { *cond = *lock = *third = 0; }

static void owner(const char *what, pid_t *pids, int count) {
  int which = -1;
  for (int i = 0; i < count; i++)
    if ((*lock & FUTEX_TID_MASK) == (uint32_t)pids[i])
      which = i;
  printf("%s: %x of %d\n", what, *lock & ~FUTEX_TID_MASK, which);
}

// Nobody holds the lock: the first has it at once.
static void of_nobody(int moves) {
  pid_t pids[4];
  reset();
  for (int i = 0; i < 4; i++)
    pids[i] = start(NULL);
  SHOW(cond, FUTEX_WAKE, 1, NULL, NULL, 0);
  SHOW(cond, FUTEX_REQUEUE, 1, NULL, third, 0);
  SHOW(cond, FUTEX_REQUEUE, 0, NULL, third, 0);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, third, 0);
  SHOW(cond, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  long result = futex(cond, FUTEX_CMP_REQUEUE_PI, 1, (void *)(long)moves, lock, 0);
  printf("moved: %ld\n", result);
  owner("lock", pids, 4);
  later();
  later();
  later();
  result = futex(cond, FUTEX_CMP_REQUEUE_PI, 1, (void *)9, lock, 0);
  printf("rest: %ld\n", result);
  for (int i = 0; i < 4; i++)
    printf("child %d\n", status(pids[i]));
  printf("left: %x\n", *lock);
}

// Somebody holds it: all wait for it.
static void of_somebody(int moves) {
  pid_t pids[4];
  reset();
  futex(lock, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  for (int i = 0; i < 4; i++)
    pids[i] = start(NULL);
  long result = futex(cond, FUTEX_CMP_REQUEUE_PI, 1, (void *)(long)moves, lock, 0);
  printf("moved: %ld, mine %d, bits %x\n", result, (*lock & FUTEX_TID_MASK) == (uint32_t)getpid(), *lock & ~FUTEX_TID_MASK);
  SHOW(lock, FUTEX_WAKE, 1, NULL, NULL, 0);
  SHOW(lock, FUTEX_REQUEUE, 1, NULL, third, 0);
  SHOW(lock, FUTEX_CMP_REQUEUE_PI, 1, NULL, third, *lock);
  SHOW(lock, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0);
  owner("passed", pids, 4);
  for (int i = 0; i < 5; i++)
    later();
  result = futex(cond, FUTEX_CMP_REQUEUE_PI, 1, (void *)9, lock, 0);
  printf("rest: %ld\n", result);
  for (int i = 0; i < 4; i++)
    printf("child %d\n", status(pids[i]));
}

static void times(void) {
  struct timespec soon = after(60);
  reset();
  printf("in time: %d\n", status(start(&soon)));
  futex(lock, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  soon = after(100);
  pid_t pid = start(&soon);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 0);
  printf("for the lock: %d\n", status(pid));
  printf("bits %x\n", *lock & ~FUTEX_TID_MASK);
  SHOW(lock, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0);
  printf("word %x\n", *lock);
}

static void caught(int signal) {}

static void signals(int flags) {
  struct sigaction action = {.sa_handler = caught, .sa_flags = flags};
  sigaction(SIGUSR1, &action, NULL);
  reset();
  // Before it is requeued it goes on waiting.
  pid_t pid = start(NULL);
  kill(pid, SIGUSR1);
  later();
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 0);
  printf("before: %d\n", status(pid));
  // Unless the word has changed.
  pid = start(NULL);
  *cond = 5;
  kill(pid, SIGUSR1);
  printf("changed: %d\n", status(pid));
  // Afterwards it comes back without the lock.
  reset();
  futex(lock, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  pid = start(NULL);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 0);
  later();
  kill(pid, SIGUSR1);
  printf("after: %d\n", status(pid));
  SHOW(lock, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0);
}

static void deaths(void) {
  reset();
  pid_t holder = fork();
  if (holder == 0) {
    futex(lock, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
    pause();
  }
  later();
  pid_t pid = start(NULL);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 0);
  kill(holder, SIGKILL);
  printf("holder %d\n", status(holder));
  printf("heir %d\n", status(pid));
  printf("left %x\n", *lock);
  // A lock of nobody that is left.
  reset();
  pid = start(NULL);
  *lock = 999999999;
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 0);
  // One that says that its owner has died.
  *lock = FUTEX_OWNER_DIED;
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 0);
  printf("died %x, %d\n", *lock & ~FUTEX_TID_MASK, (*lock & FUTEX_TID_MASK) == (uint32_t)pid);
  printf("child %d\n", status(pid));
  // One that the waiter has itself.
  reset();
  pid = start(NULL);
  *lock = pid;
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, (void *)1, lock, 0);
  *lock = 0;
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, (void *)1, lock, 0);
  printf("child %d\n", status(pid));
}

// Those who wait otherwise are none of these operations' business.
static void others(void) {
  reset();
  pid_t plain = fork();
  if (plain == 0)
    _exit(futex(cond, FUTEX_WAIT, 0, NULL, NULL, 0) == 0 ? 0 : errno);
  later();
  pid_t pid = start(NULL);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 0);
  SHOW(cond, FUTEX_WAKE, 1, NULL, NULL, 0);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI_PRIVATE, 1, NULL, lock, 0);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 0);
  printf("plain %d, child %d\n", status(plain), status(pid));
  reset();
  plain = fork();
  if (plain == 0)
    _exit(futex(lock, FUTEX_WAIT, 0, NULL, NULL, 0) == 0 ? 0 : errno);
  later();
  pid = start(NULL);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 0);
  SHOW(lock, FUTEX_WAKE, 1, NULL, NULL, 0);
  SHOW(cond, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 0);
  printf("plain %d, child %d\n", status(plain), status(pid));
}

int main(void) {
  uint32_t *words = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  setvbuf(stdout, NULL, _IONBF, 0);
  cond = &words[0];
  lock = &words[1];
  third = &words[2];
  refusals();
  of_nobody(0);
  of_nobody(1);
  of_nobody(9);
  of_somebody(0);
  of_somebody(2);
  of_somebody(9);
  times();
  signals(0);
  signals(SA_RESTART);
  deaths();
  others();
  return 0;
}
