#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

/* A timer that starts a thread when it expires. While it is set, another thread waits for that. The
   kernel's timers are small numbers; these are addresses. */
struct timer {
  pthread_mutex_t lock;
  pthread_cond_t changed;
  clockid_t clock;
  void (*function)(union sigval);
  union sigval value;
  struct timespec next, interval;
  int set, waiting, deleted;
};

enum { MOST_OF_KERNEL = 65536 };

static struct timer *own(timer_t id) {
  return (uintptr_t)id < MOST_OF_KERNEL ? NULL : (struct timer *)id;
}

static int is_zero(const struct timespec *time) { return time->tv_sec == 0 && time->tv_nsec == 0; }

static struct timespec sum(struct timespec a, struct timespec b) {
  struct timespec sum = {a.tv_sec + b.tv_sec, a.tv_nsec + b.tv_nsec};
  if (sum.tv_nsec >= 1000000000) {
    sum.tv_sec++;
    sum.tv_nsec -= 1000000000;
  }
  return sum;
}

static void *notify(void *argument) {
  struct timer *timer = argument;
  timer->function(timer->value);
  return NULL;
}

static void start(void *(*routine)(void *), struct timer *timer) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, routine, timer) == 0)
    pthread_detach(thread);
}

static void *await(void *argument) {
  struct timer *timer = argument;
  pthread_mutex_lock(&timer->lock);
  while (timer->set) {
    struct timespec next = timer->next;
    int result = pthread_cond_clockwait(&timer->changed, &timer->lock, timer->clock, &next);
    if (result != ETIMEDOUT || !timer->set || timer->next.tv_sec != next.tv_sec ||
        timer->next.tv_nsec != next.tv_nsec)
      continue;
    timer->set = !is_zero(&timer->interval);
    timer->next = sum(timer->next, timer->interval);
    start(notify, timer);
  }
  timer->waiting = 0;
  pthread_mutex_unlock(&timer->lock);
  if (timer->deleted)
    free(timer);
  return NULL;
}

int timer_create(clockid_t clock, struct sigevent *event, timer_t *to) {
  if (!event || event->sigev_notify != SIGEV_THREAD)
    return __timer_create(clock, event, to);
  if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC) {
    errno = EINVAL;
    return -1;
  }
  struct timer *timer = calloc(1, sizeof *timer);
  if (!timer)
    return -1;
  pthread_mutex_init(&timer->lock, NULL);
  pthread_cond_init(&timer->changed, NULL);
  timer->clock = clock;
  timer->function = event->sigev_notify_function;
  timer->value = event->sigev_value;
  *to = timer;
  return 0;
}

static void tell(struct timer *timer, struct itimerspec *to) {
  struct timespec now;
  clock_gettime(timer->clock, &now);
  to->it_interval = timer->interval;
  to->it_value.tv_sec = to->it_value.tv_nsec = 0;
  if (timer->set) {
    int64_t left = (timer->next.tv_sec - now.tv_sec) * 1000000000 + timer->next.tv_nsec - now.tv_nsec;
    if (left < 1)
      left = 1;
    to->it_value.tv_sec = left / 1000000000;
    to->it_value.tv_nsec = left % 1000000000;
  }
}

static int bad(const struct timespec *time) {
  return time->tv_sec < 0 || time->tv_nsec < 0 || time->tv_nsec >= 1000000000;
}

int timer_settime(timer_t id, int flags, const struct itimerspec *value, struct itimerspec *old) {
  struct timer *timer = own(id);
  if (!timer)
    return __timer_settime(id, flags, value, old);
  if (bad(&value->it_value) || bad(&value->it_interval)) {
    errno = EINVAL;
    return -1;
  }
  struct timespec now;
  pthread_mutex_lock(&timer->lock);
  if (old)
    tell(timer, old);
  clock_gettime(timer->clock, &now);
  timer->set = !is_zero(&value->it_value);
  timer->next = flags & TIMER_ABSTIME ? value->it_value : sum(now, value->it_value);
  timer->interval = value->it_interval;
  int first = timer->set && !timer->waiting;
  timer->waiting |= timer->set;
  pthread_cond_signal(&timer->changed);
  pthread_mutex_unlock(&timer->lock);
  if (first)
    start(await, timer);
  return 0;
}

int timer_gettime(timer_t id, struct itimerspec *value) {
  struct timer *timer = own(id);
  if (!timer)
    return __timer_gettime(id, value);
  pthread_mutex_lock(&timer->lock);
  tell(timer, value);
  pthread_mutex_unlock(&timer->lock);
  return 0;
}

int timer_delete(timer_t id) {
  struct timer *timer = own(id);
  if (!timer)
    return __timer_delete(id);
  pthread_mutex_lock(&timer->lock);
  timer->set = 0;
  timer->deleted = 1;
  int waiting = timer->waiting;
  pthread_cond_signal(&timer->changed);
  pthread_mutex_unlock(&timer->lock);
  if (!waiting)
    free(timer);
  return 0;
}

int timer_getoverrun(timer_t id) { return own(id) ? 0 : __timer_getoverrun(id); }
