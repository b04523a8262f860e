#include <errno.h>
#include <sched.h>
#include <string.h>

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

int sched_getscheduler(pid_t pid) { return SCHED_OTHER; }

/* A policy for real time is for the privileged. */
int sched_setscheduler(pid_t pid, int policy, const struct sched_param *param) {
  int kind = policy & ~SCHED_RESET_ON_FORK, least = priority(kind, 1), most = priority(kind, 99);
  if (least < 0 || param->sched_priority < least || param->sched_priority > most) {
    errno = EINVAL;
    return -1;
  }
  if (kind == SCHED_FIFO || kind == SCHED_RR) {
    errno = EPERM;
    return -1;
  }
  return 0;
}

int sched_setparam(pid_t pid, const struct sched_param *param) {
  return sched_setscheduler(pid, SCHED_OTHER, param);
}

int sched_getparam(pid_t pid, struct sched_param *param) {
  param->sched_priority = 0;
  return 0;
}

int sched_rr_get_interval(pid_t pid, struct timespec *interval) {
  interval->tv_sec = 0;
  interval->tv_nsec = 4000000;
  return 0;
}

int sched_getcpu(void) {
  unsigned cpu;
  return getcpu(&cpu, NULL) ? -1 : (int)cpu;
}
