#include <errno.h>
#include <pthread.h>
#include <string.h>

#define DEFAULT_STACK (8UL << 20)
extern int __threaded;

/* Where a thread begins. */
static void run(void *(*start)(void *), void *arg) { pthread_exit(start(arg)); }

int pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*start)(void *),
                   void *arg) {
  __threaded = 1;
  return __clone(thread, run, start, arg, attr ? attr->__stack : 0, attr ? attr->__detached : 0);
}

/* The thread's number, from the thread control block. */
pthread_t pthread_self(void) { return *(pthread_t *)((char *)__builtin_thread_pointer() + 24); }

int pthread_equal(pthread_t one, pthread_t other) { return one == other; }

int pthread_once(pthread_once_t *control, void (*routine)(void)) {
  if (__once_begin(control)) {
    routine();
    __once_end(control);
  }
  return 0;
}

static int set(int *to, int value, int most) {
  if (value < 0 || value > most)
    return EINVAL;
  *to = value;
  return 0;
}

static int get(int *to, int value) {
  *to = value;
  return 0;
}

int pthread_attr_init(pthread_attr_t *attr) {
  memset(attr, 0, sizeof *attr);
  attr->__guard = 4096;
  return 0;
}

int pthread_attr_destroy(pthread_attr_t *attr) { return 0; }

int pthread_attr_setdetachstate(pthread_attr_t *attr, int state) {
  if (state < 0 || state > PTHREAD_CREATE_DETACHED)
    return EINVAL;
  attr->__detached = attr->__detached & ~1 | state;
  return 0;
}

int pthread_attr_getdetachstate(const pthread_attr_t *attr, int *state) {
  return get(state, attr->__detached & 1);
}

int pthread_attr_setstacksize(pthread_attr_t *attr, size_t size) {
  if (size < PTHREAD_STACK_MIN)
    return EINVAL;
  attr->__stack = size;
  return 0;
}

int pthread_attr_getstacksize(const pthread_attr_t *attr, size_t *size) {
  *size = attr->__stack ? attr->__stack : DEFAULT_STACK;
  return 0;
}

int pthread_attr_getstack(const pthread_attr_t *attr, void **address, size_t *size) {
  *address = attr->__address;
  return pthread_attr_getstacksize(attr, size);
}

int pthread_attr_setguardsize(pthread_attr_t *attr, size_t size) {
  attr->__guard = size;
  return 0;
}

int pthread_attr_getguardsize(const pthread_attr_t *attr, size_t *size) {
  *size = attr->__guard;
  return 0;
}

int pthread_attr_setscope(pthread_attr_t *attr, int scope) {
  return scope == PTHREAD_SCOPE_PROCESS ? ENOTSUP : set(&attr->__scope, scope, 0);
}

int pthread_attr_getscope(const pthread_attr_t *attr, int *scope) {
  return get(scope, attr->__scope);
}

/* How a thread is to be scheduled goes with its detach state, as the kernel takes it. */
static int schedule(pthread_attr_t *attr) {
  int own = attr->__inherit == PTHREAD_EXPLICIT_SCHED;
  attr->__detached &= 1;
  if (own)
    attr->__detached |= (attr->__policy | 8 | attr->__priority << 4) << 1;
  return 0;
}

int pthread_attr_setinheritsched(pthread_attr_t *attr, int inherit) {
  int error = set(&attr->__inherit, inherit, PTHREAD_EXPLICIT_SCHED);
  return error ? error : schedule(attr);
}

int pthread_attr_getinheritsched(const pthread_attr_t *attr, int *inherit) {
  return get(inherit, attr->__inherit);
}

int pthread_attr_setschedpolicy(pthread_attr_t *attr, int policy) {
  int error = set(&attr->__policy, policy, SCHED_RR);
  return error ? error : schedule(attr);
}

int pthread_attr_getschedpolicy(const pthread_attr_t *attr, int *policy) {
  return get(policy, attr->__policy);
}

int pthread_attr_setschedparam(pthread_attr_t *attr, const struct sched_param *param) {
  if (param->sched_priority < sched_get_priority_min(attr->__policy) ||
      param->sched_priority > sched_get_priority_max(attr->__policy))
    return EINVAL;
  attr->__priority = param->sched_priority;
  return schedule(attr);
}

int pthread_attr_getschedparam(const pthread_attr_t *attr, struct sched_param *param) {
  param->sched_priority = attr->__priority;
  return 0;
}

int pthread_getattr_np(pthread_t thread, pthread_attr_t *attr) {
  size_t bounds[2];
  int error = __thread_stack(thread, bounds);
  if (error)
    return error;
  pthread_attr_init(attr);
  attr->__address = (void *)bounds[0];
  attr->__stack = bounds[1];
  return 0;
}

static int concurrency;

int pthread_getconcurrency(void) { return concurrency; }

int pthread_setconcurrency(int level) {
  if (level < 0)
    return EINVAL;
  concurrency = level;
  return 0;
}

/* The kind of a mutex: its type in the lowest bits, 16 for a robust one, 32 for one whose owner
   inherits priority, 64 for one whose owner has that of its ceiling, 128 for one that processes
   share. In attributes the ceiling is above. */
static int ceiling(int kind) { return kind >> 12 ? kind >> 12 : sched_get_priority_min(SCHED_FIFO); }

static int is_no_ceiling(int ceiling) {
  return ceiling < sched_get_priority_min(SCHED_FIFO) || ceiling > sched_get_priority_max(SCHED_FIFO);
}

int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attr) {
  memset(mutex, 0, sizeof *mutex);
  int kind = attr ? attr->__kind : PTHREAD_MUTEX_NORMAL;
  if (kind & 16 && kind & 64)
    return ENOTSUP;
  mutex->__kind = kind & 0xff;
  mutex->__ceiling = ceiling(kind);
  return 0;
}

/* A mutex that is no more has no kind. */
int pthread_mutex_destroy(pthread_mutex_t *mutex) {
  if (mutex->__owner && !(mutex->__kind & 16))
    return EBUSY;
  mutex->__kind = -1;
  return 0;
}

int pthread_mutex_getprioceiling(const pthread_mutex_t *mutex, int *ceiling) {
  return mutex->__kind & 64 ? get(ceiling, mutex->__ceiling) : EINVAL;
}

int pthread_mutex_setprioceiling(pthread_mutex_t *mutex, int ceiling, int *old) {
  if (!(mutex->__kind & 64) || is_no_ceiling(ceiling))
    return EINVAL;
  int error = pthread_mutex_lock(mutex);
  if (error)
    return error;
  if (old)
    *old = mutex->__ceiling;
  mutex->__ceiling = ceiling;
  return pthread_mutex_unlock(mutex);
}

int pthread_mutexattr_init(pthread_mutexattr_t *attr) {
  attr->__kind = PTHREAD_MUTEX_NORMAL;
  return 0;
}

int pthread_mutexattr_destroy(pthread_mutexattr_t *attr) { return 0; }

int pthread_mutexattr_settype(pthread_mutexattr_t *attr, int type) {
  if (type < PTHREAD_MUTEX_NORMAL || type > PTHREAD_MUTEX_ADAPTIVE_NP)
    return EINVAL;
  attr->__kind = (attr->__kind & ~3) | type;
  return 0;
}

int pthread_mutexattr_gettype(const pthread_mutexattr_t *attr, int *type) {
  return get(type, attr->__kind & 3);
}

static int flag(int *kind, int bit, int value) {
  if (value != 0 && value != 1)
    return EINVAL;
  *kind = value ? *kind | bit : *kind & ~bit;
  return 0;
}

int pthread_mutexattr_setpshared(pthread_mutexattr_t *attr, int shared) {
  return flag(&attr->__kind, 128, shared);
}

int pthread_mutexattr_getpshared(const pthread_mutexattr_t *attr, int *shared) {
  return get(shared, (attr->__kind & 128) != 0);
}

int pthread_mutexattr_setrobust(pthread_mutexattr_t *attr, int robust) {
  return flag(&attr->__kind, 16, robust);
}

int pthread_mutexattr_getrobust(const pthread_mutexattr_t *attr, int *robust) {
  return get(robust, (attr->__kind & 16) != 0);
}

int pthread_mutexattr_setprotocol(pthread_mutexattr_t *attr, int protocol) {
  if (protocol < PTHREAD_PRIO_NONE || protocol > PTHREAD_PRIO_PROTECT)
    return EINVAL;
  attr->__kind = attr->__kind & ~(32 | 64) | protocol * 32;
  return 0;
}

int pthread_mutexattr_getprotocol(const pthread_mutexattr_t *attr, int *protocol) {
  return get(protocol, attr->__kind / 32 & 3);
}

int pthread_mutexattr_setprioceiling(pthread_mutexattr_t *attr, int ceiling) {
  if (is_no_ceiling(ceiling))
    return EINVAL;
  attr->__kind = attr->__kind & 0xfff | ceiling << 12;
  return 0;
}

int pthread_mutexattr_getprioceiling(const pthread_mutexattr_t *attr, int *value) {
  return get(value, ceiling(attr->__kind));
}

int pthread_cond_init(pthread_cond_t *cond, const pthread_condattr_t *attr) {
  memset(cond, 0, sizeof *cond);
  if (attr)
    cond->__clock = attr->__clock & 1;
  return 0;
}

int pthread_cond_destroy(pthread_cond_t *cond) { return 0; }

int pthread_condattr_init(pthread_condattr_t *attr) {
  attr->__clock = CLOCK_REALTIME;
  return 0;
}

int pthread_condattr_destroy(pthread_condattr_t *attr) { return 0; }

int pthread_condattr_setclock(pthread_condattr_t *attr, clockid_t clock) {
  return flag(&attr->__clock, 1, clock);
}

int pthread_condattr_getclock(const pthread_condattr_t *attr, clockid_t *clock) {
  return get(clock, attr->__clock & 1);
}

int pthread_condattr_setpshared(pthread_condattr_t *attr, int shared) {
  return flag(&attr->__clock, 2, shared);
}

int pthread_condattr_getpshared(const pthread_condattr_t *attr, int *shared) {
  return get(shared, (attr->__clock & 2) != 0);
}

int pthread_rwlock_init(pthread_rwlock_t *lock, const pthread_rwlockattr_t *attr) {
  memset(lock, 0, sizeof *lock);
  if (attr)
    lock->__kind = attr->__kind;
  return 0;
}

int pthread_rwlock_destroy(pthread_rwlock_t *lock) { return 0; }

int pthread_rwlockattr_init(pthread_rwlockattr_t *attr) {
  memset(attr, 0, sizeof *attr);
  return 0;
}

int pthread_rwlockattr_destroy(pthread_rwlockattr_t *attr) { return 0; }

int pthread_rwlockattr_setpshared(pthread_rwlockattr_t *attr, int shared) {
  return set(&attr->__shared, shared, 1);
}

int pthread_rwlockattr_getpshared(const pthread_rwlockattr_t *attr, int *shared) {
  return get(shared, attr->__shared);
}

int pthread_rwlockattr_setkind_np(pthread_rwlockattr_t *attr, int kind) {
  return set(&attr->__kind, kind, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
}

int pthread_rwlockattr_getkind_np(const pthread_rwlockattr_t *attr, int *kind) {
  return get(kind, attr->__kind);
}

int pthread_barrier_init(pthread_barrier_t *barrier, const pthread_barrierattr_t *attr,
                         unsigned count) {
  if (count == 0 || count >= 0x7fffffff)
    return EINVAL;
  memset(barrier, 0, sizeof *barrier);
  barrier->__needed = count;
  return 0;
}

int pthread_barrier_destroy(pthread_barrier_t *barrier) { return 0; }

int pthread_barrier_wait(pthread_barrier_t *barrier) {
  return __barrier_wait(barrier) ? PTHREAD_BARRIER_SERIAL_THREAD : 0;
}

int pthread_barrierattr_init(pthread_barrierattr_t *attr) {
  attr->__shared = 0;
  return 0;
}

int pthread_barrierattr_destroy(pthread_barrierattr_t *attr) { return 0; }

int pthread_barrierattr_setpshared(pthread_barrierattr_t *attr, int shared) {
  return set(&attr->__shared, shared, 1);
}

int pthread_barrierattr_getpshared(const pthread_barrierattr_t *attr, int *shared) {
  return get(shared, attr->__shared);
}

int pthread_spin_init(pthread_spinlock_t *lock, int shared) {
  *lock = 0;
  return 0;
}

int pthread_spin_destroy(pthread_spinlock_t *lock) { return 0; }
