// sched_setattr(2) and sched_getattr(2): sizes, flags, errors, what is kept; and the errors of setpriority(2),
// getpriority(2), nice(2), sched_setaffinity(2) and sched_getaffinity(2).
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct attributes {
  uint32_t size, policy;
  uint64_t flags;
  int32_t nice;
  uint32_t priority;
  uint64_t runtime, deadline, period;
  uint32_t least, most;
  char more[8192];
};

static struct attributes a;

#define SHOW(...) \
  do { \
    errno = 0; \
    long result = __VA_ARGS__; \
    printf("%s: %ld %d\n", #__VA_ARGS__, result, result < 0 ? errno : 0); \
  } while (0)

static long get(int pid, void *to, unsigned size, unsigned flags) { return syscall(SYS_sched_getattr, pid, to, size, flags); }

static long set(int pid, void *from, unsigned flags) { return syscall(SYS_sched_setattr, pid, from, flags); }

static void state(void) {
  struct attributes now;
  memset(&now, 0x55, sizeof now);
  long result = get(0, &now, 48, 0);
  printf("  now %ld: size %u policy %u flags %x nice %d priority %u\n", result, now.size, now.policy, (unsigned)now.flags,
         now.nice, now.priority);
}

static void sizes(void) {
  for (unsigned size = 0; size <= 72; size += 8) {
    memset(&a, 0x55, sizeof a);
    long result = get(0, &a, size, 0);
    printf("get %u: %ld, size %u, beyond %x\n", size, result, a.size, ((unsigned char *)&a)[size]);
  }
  SHOW(get(0, &a, 4096, 0));
  SHOW(get(0, &a, 4097, 0));
  SHOW(get(0, &a, -1, 0));
  SHOW(get(0, &a, 48, 1));
  SHOW(get(-1, &a, 48, 0));
  SHOW(get(4194303, &a, 48, 0));
  SHOW(get(0, NULL, 48, 0));
  SHOW(get(0, (void *)8, 48, 0));
  SHOW(get(4194303, (void *)8, 48, 0));
  static const unsigned sizes[] = {0, 1, 47, 48, 49, 55, 56, 57, 64, 4096, 4097, 0x80000000};
  for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++)
    for (int more = 0; more < 2; more++) {
      memset(&a, 0, sizeof a);
      a.size = sizes[i];
      a.more[0] = more;
      errno = 0;
      long result = set(0, &a, 0);
      printf("set %u %d: %ld %d, size %u\n", sizes[i], more, result, result < 0 ? errno : 0, a.size);
    }
}

static long with(unsigned policy, uint64_t flags, int nice, unsigned priority) {
  memset(&a, 0, sizeof a);
  a.size = 48;
  a.policy = policy;
  a.flags = flags;
  a.nice = nice;
  a.priority = priority;
  return set(0, &a, 0);
}

static void values(void) {
  memset(&a, 0, sizeof a);
  SHOW(set(0, &a, 1));
  SHOW(set(-1, &a, 0));
  SHOW(set(4194303, &a, 0));
  SHOW(set(0, NULL, 0));
  SHOW(set(0, (void *)8, 0));
  for (unsigned policy = 0; policy < 9; policy++) {
    if (policy == 7)
      continue;
    SHOW(with(policy, 0, 0, 100));
    SHOW(with(policy, 0, 0, 0x80000001));
    if (policy == 0 || policy == 3 || policy == 5)
      SHOW(with(policy, 0, 0, 1));
    else
      SHOW(with(policy, 0, 0, 0));
  }
  SHOW(with(-1, 0, 0, 0));
  SHOW(with(SCHED_RESET_ON_FORK, 0, 0, 0));
  for (int bit = 7; bit < 64; bit += 8)
    SHOW(with(0, (uint64_t)1 << bit, 0, 0));
  SHOW(with(0, 0x20, 0, 0));
  SHOW(with(3, 0, 5, 0));
  state();
  SHOW(with(0, 0, 7, 0));
  state();
  SHOW(with(0, 8, 9, 0));
  state();
  SHOW(with(3, 16, 2, 0));
  state();
  SHOW(with(0, 0x18, 2, 9));
  state();
  SHOW(with(5, 0, 0, 0));
  state();
  SHOW(with(5, 1, 0, 0));
  state();
  SHOW(with(5, 0x18, 0, 0));
  state();
  // A deadline that cannot be: what can is another matter.
  static const long long bad[][3] = {{0, 0, 0}, {1023, 1000000, 0}, {2000000, 1000000, 0}, {5000, 1000000, 500000},
                                     {5000, 50000, 0}, {5000, 1000000, 5000000000}, {5000, -1, 0}};
  for (unsigned i = 0; i < sizeof bad / sizeof *bad; i++) {
    memset(&a, 0, sizeof a);
    a.policy = 6;
    a.runtime = bad[i][0];
    a.deadline = bad[i][1];
    a.period = bad[i][2];
    printf("deadline %u: ", i);
    SHOW(set(0, &a, 0));
  }
}

// What a task may not do that is no superuser.
static void rights(void) {
  struct rlimit none = {0, 0};
  if (getuid() == 0 && setuid(65534) != 0)
    return;
  setrlimit(RLIMIT_NICE, &none);
  setrlimit(RLIMIT_RTPRIO, &none);
  SHOW(with(0, 0, 10, 0));
  state();
  SHOW(with(0, 0, 9, 0));
  SHOW(with(3, 0, 9, 0));
  SHOW(with(1, 0, 0, 1));
  SHOW(with(2, 0, 0, 99));
  memset(&a, 0, sizeof a);
  a.policy = 6;
  a.runtime = 1000000;
  a.deadline = 10000000;
  SHOW(set(0, &a, 0));
  SHOW(with(0, 1, 10, 0));
  SHOW(with(0, 0, 10, 0));
  SHOW(nice(1));
  SHOW(nice(-1));
  SHOW(nice(100));
  SHOW(setpriority(PRIO_PROCESS, 0, 5));
  SHOW(setpriority(PRIO_PROCESS, 0, 25));
  SHOW(setpriority(PRIO_PROCESS, 0, -25));
  SHOW(getpriority(PRIO_PROCESS, 0));
}

static void priorities(void) {
  SHOW(getpriority(-1, 0));
  SHOW(getpriority(3, 0));
  SHOW(getpriority(PRIO_PROCESS, 4194303));
  SHOW(getpriority(PRIO_PROCESS, -1));
  SHOW(getpriority(PRIO_PGRP, 4194303));
  SHOW(getpriority(PRIO_USER, 123456789));
  SHOW(setpriority(-1, 0, 0));
  SHOW(setpriority(3, 0, 0));
  SHOW(setpriority(PRIO_PROCESS, 4194303, 0));
  SHOW(setpriority(PRIO_PGRP, 4194303, 0));
  SHOW(setpriority(PRIO_USER, 123456789, 0));
}

static void affinity(void) {
  static const size_t sizes[] = {0, 1, 4, 7, 8, 12, 16, 128, 1024};
  unsigned char bits[1024];
  for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    memset(bits, 0xff, sizeof bits);
    printf("%u: ", (unsigned)sizes[i]);
    SHOW(sched_setaffinity(0, sizes[i], (cpu_set_t *)bits));
    // How many CPUs a kernel is made for at most is seen from 16 bytes on.
    if (sizes[i] % sizeof(long) != 0 || sizes[i] >= 128)
      SHOW(sched_getaffinity(0, sizes[i], (cpu_set_t *)bits));
  }
  memset(bits, 0, sizeof bits);
  SHOW(sched_setaffinity(0, 8, (cpu_set_t *)bits));
  SHOW(sched_setaffinity(-1, 8, (cpu_set_t *)bits));
  SHOW(sched_setaffinity(4194303, 8, (cpu_set_t *)bits));
  SHOW(sched_setaffinity(0, 8, (void *)8));
  SHOW(sched_getaffinity(-1, 128, (cpu_set_t *)bits));
  SHOW(sched_getaffinity(4194303, 128, (cpu_set_t *)bits));
  SHOW(sched_getaffinity(0, 128, (void *)8));
  SHOW(sched_getaffinity(4194303, 3, (void *)8));
  bits[0] = 1;
  SHOW(sched_setaffinity(0, 8, (cpu_set_t *)bits));
  memset(bits, 0x55, sizeof bits);
  SHOW(sched_getaffinity(0, 128, (cpu_set_t *)bits));
  printf("bits %x %x %x\n", bits[0], bits[1], bits[127]);
  memset(bits, 0, sizeof bits);
  bits[7] = 0x80;
  SHOW(sched_setaffinity(0, 8, (cpu_set_t *)bits));
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  sizes();
  values();
  priorities();
  affinity();
  if (fork() == 0) {
    rights();
    _exit(0);
  }
  wait(NULL);
  return 0;
}
