#include <errno.h>
#include <sched.h>
#include <stddef.h>
#include <threads.h>

static int result(int error) {
  switch (error) {
  case 0:
    return thrd_success;
  case ENOMEM:
  case EAGAIN:
    return thrd_nomem;
  case ETIMEDOUT:
    return thrd_timedout;
  case EBUSY:
    return thrd_busy;
  }
  return thrd_error;
}

static void run(int (*start)(void *), void *arg) { pthread_exit((void *)(long)start(arg)); }

int thrd_create(thrd_t *thread, thrd_start_t start, void *arg) {
  return result(__clone(thread, (void (*)(void *(*)(void *), void *))run,
                        (void *(*)(void *))start, arg, 0, 0));
}

int thrd_equal(thrd_t one, thrd_t other) { return one == other; }

thrd_t thrd_current(void) { return pthread_self(); }

int thrd_sleep(const struct timespec *span, struct timespec *left) {
  return nanosleep(span, left) == 0 ? 0 : errno == EINTR ? -1 : -2;
}

void thrd_exit(int result) { pthread_exit((void *)(long)result); }

int thrd_detach(thrd_t thread) { return result(pthread_detach(thread)); }

int thrd_join(thrd_t thread, int *value) {
  void *got;
  int error = pthread_join(thread, &got);
  if (!error && value)
    *value = (int)(long)got;
  return result(error);
}

void thrd_yield(void) { sched_yield(); }

int mtx_init(mtx_t *mutex, int type) {
  pthread_mutexattr_t attr;
  if (type & ~(mtx_recursive | mtx_timed))
    return thrd_error;
  pthread_mutexattr_init(&attr);
  pthread_mutexattr_settype(&attr,
                            type & mtx_recursive ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL);
  return result(pthread_mutex_init(mutex, &attr));
}

int mtx_lock(mtx_t *mutex) { return result(pthread_mutex_lock(mutex)); }

int mtx_timedlock(mtx_t *mutex, const struct timespec *until) {
  return result(pthread_mutex_timedlock(mutex, until));
}

int mtx_trylock(mtx_t *mutex) { return result(pthread_mutex_trylock(mutex)); }

int mtx_unlock(mtx_t *mutex) { return result(pthread_mutex_unlock(mutex)); }

void mtx_destroy(mtx_t *mutex) { pthread_mutex_destroy(mutex); }

void call_once(once_flag *flag, void (*routine)(void)) { pthread_once(flag, routine); }

int cnd_init(cnd_t *cond) { return result(pthread_cond_init(cond, NULL)); }

int cnd_signal(cnd_t *cond) { return result(pthread_cond_signal(cond)); }

int cnd_broadcast(cnd_t *cond) { return result(pthread_cond_broadcast(cond)); }

int cnd_wait(cnd_t *cond, mtx_t *mutex) { return result(pthread_cond_wait(cond, mutex)); }

int cnd_timedwait(cnd_t *cond, mtx_t *mutex, const struct timespec *until) {
  return result(pthread_cond_timedwait(cond, mutex, until));
}

void cnd_destroy(cnd_t *cond) { pthread_cond_destroy(cond); }

int tss_create(tss_t *key, tss_dtor_t destructor) {
  return result(pthread_key_create(key, destructor));
}

void *tss_get(tss_t key) { return pthread_getspecific(key); }

int tss_set(tss_t key, void *value) { return result(pthread_setspecific(key, value)); }

void tss_delete(tss_t key) { pthread_key_delete(key); }
