#include <errno.h>
#include <pthread.h>
#include <sched.h>

int pthread_setschedparam(pthread_t thread, int policy, const struct sched_param *param) {
  int saved = errno, failed = sched_setscheduler(thread, policy, param) ? errno : 0;
  errno = saved;
  return failed;
}

int pthread_getschedparam(pthread_t thread, int *policy, struct sched_param *param) {
  int saved = errno, found = sched_getscheduler(thread);
  int failed = found < 0 || sched_getparam(thread, param) ? errno : 0;
  if (!failed)
    *policy = found & ~SCHED_RESET_ON_FORK;
  errno = saved;
  return failed;
}

int pthread_setschedprio(pthread_t thread, int priority) {
  struct sched_param param = {priority};
  int saved = errno, failed = sched_setparam(thread, &param) ? errno : 0;
  errno = saved;
  return failed;
}

int pthread_setaffinity_np(pthread_t thread, size_t size, const cpu_set_t *set) {
  int saved = errno, failed = sched_setaffinity(thread, size, set) ? errno : 0;
  errno = saved;
  return failed;
}

int pthread_getaffinity_np(pthread_t thread, size_t size, cpu_set_t *set) {
  int saved = errno, failed = sched_getaffinity(thread, size, set) ? errno : 0;
  errno = saved;
  return failed;
}

int pthread_getcpuclockid(pthread_t thread, clockid_t *clock) {
  *clock = (clockid_t)(~(long)thread * 8 | 6);
  return 0;
}

/* A thread's stack is always the kernel's, of the size that was asked for. */
int pthread_attr_setstack(pthread_attr_t *attr, void *address, size_t size) {
  return pthread_attr_setstacksize(attr, size);
}

int pthread_yield(void) { return sched_yield(); }
