#include <errno.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

#define SCHED_DEADLINE 6
#define SCHED_EXT 7

void __cpu_zero(cpu_set_t *set) { memset(set, 0, sizeof *set); }

int __cpu_count(const cpu_set_t *set) {
  int count = 0;
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
    count += CPU_ISSET(cpu, set);
  return count;
}

int __cpu_equal(const cpu_set_t *one, const cpu_set_t *other) {
  return memcmp(one, other, sizeof *one) == 0;
}

static int priority(int policy, int real) {
  switch (policy) {
  case SCHED_FIFO:
  case SCHED_RR:
    return real;
  case SCHED_OTHER:
  case SCHED_BATCH:
  case SCHED_IDLE:
  case SCHED_DEADLINE:
  case SCHED_EXT:
    return 0;
  }
  errno = EINVAL;
  return -1;
}

int sched_get_priority_min(int policy) { return priority(policy, 1); }

int sched_get_priority_max(int policy) { return priority(policy, 99); }

int sched_setaffinity(pid_t pid, size_t size, const cpu_set_t *set) {
  return __affinity(pid, size, (unsigned long *)set->__bits, 1);
}

int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set) {
  return __affinity(pid, size, set->__bits, 0);
}

int sched_rr_get_interval(pid_t pid, struct timespec *interval) {
  long long slice = __slice(pid);
  if (slice < 0 || __reach(interval, sizeof *interval, 1) < 0)
    return -1;
  interval->tv_sec = slice / 1000000000;
  interval->tv_nsec = slice % 1000000000;
  return 0;
}

int sched_getcpu(void) {
  unsigned cpu;
  return getcpu(&cpu, NULL) ? -1 : (int)cpu;
}
