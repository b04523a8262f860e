// Timers that start a thread when they expire: once, again and again, set anew, deleted.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int counts[2];
static pthread_t main_thread;
static int elsewhere;

static void expired(union sigval value) {
  int *count = value.sival_ptr;
  pthread_mutex_lock(&lock);
  ++*count;
  elsewhere = !pthread_equal(pthread_self(), main_thread);
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&lock);
}

static timer_t make(int *count) {
  struct sigevent event;
  timer_t timer;
  memset(&event, 0, sizeof event);
  event.sigev_notify = SIGEV_THREAD;
  event.sigev_notify_function = expired;
  event.sigev_notify_attributes = NULL;
  event.sigev_value.sival_ptr = count;
  printf("%d\n", timer_create(CLOCK_REALTIME, &event, &timer));
  return timer;
}

static void await(int *count, int least) {
  pthread_mutex_lock(&lock);
  while (*count < least)
    pthread_cond_wait(&changed, &lock);
  printf("expired %d\n", *count >= least);
  pthread_mutex_unlock(&lock);
}

int main(void) {
  main_thread = pthread_self();
  timer_t once = make(&counts[0]), often = make(&counts[1]);
  struct itimerspec value = {{0, 0}, {0, 50000000}}, old;
  printf("%d\n", timer_settime(once, 0, &value, NULL));
  await(&counts[0], 1);
  printf("in another thread %d\n", elsewhere);
  timer_gettime(once, &old);
  printf("%ld %ld\n", (long)old.it_value.tv_sec, old.it_value.tv_nsec);
  value.it_interval.tv_nsec = 20000000;
  timer_settime(often, 0, &value, NULL);
  await(&counts[1], 3);
  value.it_value.tv_nsec = 0;
  timer_settime(often, 0, &value, &old);
  printf("every %ld\n", old.it_interval.tv_nsec);
  usleep(300000);
  int before = counts[1];
  usleep(100000);
  printf("stopped %d\n", counts[1] == before);
  counts[0] = 0;
  value.it_interval.tv_nsec = 0;
  clock_gettime(CLOCK_REALTIME, &value.it_value);
  value.it_value.tv_sec++;
  timer_settime(once, TIMER_ABSTIME, &value, NULL);
  await(&counts[0], 1);
  value.it_value.tv_sec = 100;
  timer_settime(once, 0, &value, NULL);
  printf("%d %d\n", timer_delete(once), timer_delete(often));
  return 0;
}
