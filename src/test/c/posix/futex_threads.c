// Those who wait at futexes: woken in the order in which they came, by bits, requeued; futexes that one
// process leaves to the next when it ends; signals and timeouts.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef SYS_futex_time64
#undef SYS_futex
#define SYS_futex SYS_futex_time64
#endif

static uint32_t *words;

static long futex(uint32_t *word, int op, uint32_t value, void *timeout, uint32_t *other, uint32_t third) {
  errno = 0;
  return syscall(SYS_futex, word, op, value, timeout, other, third);
}

static void later(void) { usleep(20000); }

static pid_t start(int place, int op, uint32_t bits) {
  pid_t pid = fork();
  if (pid == 0)
    _exit(futex(&words[place], op, 0, NULL, NULL, bits) == 0 ? 0 : errno);
  later();
  return pid;
}

static int ended(pid_t pid) {
  int status;
  return waitpid(pid, &status, WNOHANG) == pid;
}

static void order(void) {
  pid_t pids[3];
  for (int i = 0; i < 3; i++)
    pids[i] = start(0, FUTEX_WAIT, 0);
  printf("private: %ld\n", futex(&words[0], FUTEX_WAKE_PRIVATE, 9, NULL, NULL, 0));
  for (int i = 0; i < 3; i++) {
    printf("woken: %ld,", futex(&words[0], FUTEX_WAKE, i == 0 ? 0 : 1, NULL, NULL, 0));
    later();
    printf(" %d\n", ended(pids[i]));
  }
}

static void bits(void) {
  pid_t two = start(0, FUTEX_WAIT_BITSET, 2), five = start(0, FUTEX_WAIT_BITSET, 5);
  printf("bits 8: %ld\n", futex(&words[0], FUTEX_WAKE_BITSET, 9, NULL, NULL, 8));
  printf("bits 12: %ld,", futex(&words[0], FUTEX_WAKE_BITSET, 9, NULL, NULL, 12));
  later();
  printf(" %d %d\n", ended(two), ended(five));
  printf("any: %ld\n", futex(&words[0], FUTEX_WAKE, 9, NULL, NULL, 0));
  waitpid(two, NULL, 0);
}

static void requeue(void) {
  pid_t pids[4];
  for (int i = 0; i < 4; i++)
    pids[i] = start(0, FUTEX_WAIT, 0);
  printf("lock: %ld", futex(&words[0], FUTEX_LOCK_PI, 0, NULL, NULL, 0));
  printf(" %d\n", errno);
  printf("requeued: %ld,", futex(&words[0], FUTEX_CMP_REQUEUE, 1, (void *)2, &words[1], 0));
  later();
  printf(" %d\n", ended(pids[0]));
  printf("left: %ld\n", futex(&words[0], FUTEX_REQUEUE, 0, (void *)9, &words[0], 0));
  printf("there: %ld\n", futex(&words[1], FUTEX_WAKE, 1, NULL, NULL, 0));
  printf("changed: %ld", futex(&words[0], FUTEX_WAKE_OP, 5, (void *)5, &words[1],
                               FUTEX_OP(FUTEX_OP_ADD, 7, FUTEX_OP_CMP_EQ, 0)));
  printf(" %u\n", words[1]);
  words[1] = 0;
  while (wait(NULL) > 0)
    ;
}

static void caught(int signal) {}

static void interrupted(int flags, struct timespec *timeout) {
  struct sigaction action = {.sa_handler = caught, .sa_flags = flags};
  sigaction(SIGUSR1, &action, NULL);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    later();
    kill(parent, SIGUSR1);
    later();
    words[2] = 1;
    futex(&words[2], FUTEX_WAKE, 1, NULL, NULL, 0);
    _exit(0);
  }
  long result = futex(&words[2], FUTEX_WAIT, 0, timeout, NULL, 0);
  printf("interrupted: %ld %d\n", result, errno);
  waitpid(child, NULL, 0);
  words[2] = 0;
}

static void inherited(void) {
  uint32_t *word = &words[3];
  futex(word, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  pid_t first = fork();
  if (first == 0) {
    long result = futex(word, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
    int mine = (*word & FUTEX_TID_MASK) == getpid();
    later();
    // It ends without unlocking.
    _exit(result == 0 && mine ? 1 : 2);
  }
  later();
  printf("waiters: %x\n", *word & ~FUTEX_TID_MASK);
  printf("unlock: %ld\n", futex(word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0));
  printf("passed on: %d\n", (*word & FUTEX_TID_MASK) == first);
  printf("try: %ld", futex(word, FUTEX_TRYLOCK_PI, 0, NULL, NULL, 0));
  printf(" %d\n", errno);
  printf("unlock: %ld", futex(word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0));
  printf(" %d\n", errno);
  printf("lock: %ld\n", futex(word, FUTEX_LOCK_PI, 0, NULL, NULL, 0));
  printf("died: %d mine %d\n", (*word & FUTEX_OWNER_DIED) != 0, (*word & FUTEX_TID_MASK) == getpid());
  printf("unlock: %ld", futex(word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0));
  printf(" %x\n", *word);
  int status;
  waitpid(first, &status, 0);
  printf("first %d\n", WEXITSTATUS(status));
}

static void circle(void) {
  uint32_t *one = &words[4], *two = &words[5];
  futex(one, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  if (fork() == 0) {
    futex(two, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
    futex(one, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
    futex(one, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0);
    futex(two, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0);
    _exit(0);
  }
  later();
  printf("circle: %ld", futex(two, FUTEX_LOCK_PI, 0, NULL, NULL, 0));
  printf(" %d\n", errno);
  futex(one, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0);
  wait(NULL);
}


// A lock of a robust list in shared memory: its word lies at the same distance from each entry.
struct lock {
  struct robust_list list;
  uint32_t word;
};

static void robust(void) {
  struct lock *locks = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pid_t child = fork();
  if (child == 0) {
    static struct robust_list_head head;
    head.list.next = &locks[0].list;
    locks[0].list.next = &locks[1].list;
    locks[1].list.next = &locks[2].list;
    locks[2].list.next = &head.list;
    head.futex_offset = (char *)&locks[0].word - (char *)&locks[0].list;
    head.list_op_pending = &locks[3].list;
    syscall(SYS_set_robust_list, &head, sizeof head);
    locks[0].word = syscall(SYS_gettid);
    locks[1].word = locks[0].word | FUTEX_WAITERS;
    locks[2].word = 1;
    locks[3].word = locks[0].word | FUTEX_WAITERS;
    later();
    later();
    _exit(0);
  }
  later();
  long result = futex(&locks[1].word, FUTEX_WAIT, locks[1].word, NULL, NULL, 0);
  printf("robust: %ld\n", result);
  waitpid(child, NULL, 0);
  for (int i = 0; i < 4; i++)
    printf("%x\n", locks[i].word);
}

int main(void) {
  struct timespec long_time = {100, 0};
  words = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  setvbuf(stdout, NULL, _IONBF, 0);
  order();
  bits();
  requeue();
  interrupted(0, NULL);
  interrupted(SA_RESTART, NULL);
  interrupted(SA_RESTART, &long_time);
  inherited();
  circle();
  robust();
  return 0;
}
