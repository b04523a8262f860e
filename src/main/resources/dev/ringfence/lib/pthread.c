#include <errno.h>
#include <pthread.h>
#include <string.h>

/* Where a thread begins. */
static void run(void *(*start)(void *), void *arg) { pthread_exit(start(arg)); }

int pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*start)(void *),
                   void *arg) {
  return __clone(thread, run, start, arg, attr ? attr->__stack : 0, attr ? attr->__detached : 0);
}

/* The thread's number, from the thread control block. */
pthread_t pthread_self(void) { return *(pthread_t *)((char *)__builtin_thread_pointer() + 24); }

int pthread_equal(pthread_t one, pthread_t other) { return one == other; }

int pthread_once(pthread_once_t *control, void (*routine)(void)) {
  static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
  pthread_mutex_lock(&lock);
  if (!*control) {
    *control = 1;
    routine();
  }
  pthread_mutex_unlock(&lock);
  return 0;
}

int pthread_attr_init(pthread_attr_t *attr) {
  memset(attr, 0, sizeof *attr);
  return 0;
}

int pthread_attr_destroy(pthread_attr_t *attr) { return 0; }

int pthread_attr_setdetachstate(pthread_attr_t *attr, int state) {
  if (state != PTHREAD_CREATE_JOINABLE && state != PTHREAD_CREATE_DETACHED)
    return EINVAL;
  attr->__detached = state;
  return 0;
}

int pthread_attr_setstacksize(pthread_attr_t *attr, size_t size) {
  if (size < PTHREAD_STACK_MIN)
    return EINVAL;
  attr->__stack = size;
  return 0;
}

int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attr) {
  memset(mutex, 0, sizeof *mutex);
  mutex->__kind = attr ? attr->__kind : PTHREAD_MUTEX_NORMAL;
  return 0;
}

int pthread_mutex_destroy(pthread_mutex_t *mutex) { return mutex->__owner ? EBUSY : 0; }

int pthread_mutexattr_init(pthread_mutexattr_t *attr) {
  attr->__kind = PTHREAD_MUTEX_NORMAL;
  return 0;
}

int pthread_mutexattr_destroy(pthread_mutexattr_t *attr) { return 0; }

int pthread_mutexattr_settype(pthread_mutexattr_t *attr, int type) {
  if (type < PTHREAD_MUTEX_NORMAL || type > PTHREAD_MUTEX_ERRORCHECK)
    return EINVAL;
  attr->__kind = type;
  return 0;
}

int pthread_cond_init(pthread_cond_t *cond, const pthread_condattr_t *attr) {
  memset(cond, 0, sizeof *cond);
  return 0;
}

int pthread_cond_destroy(pthread_cond_t *cond) { return 0; }
