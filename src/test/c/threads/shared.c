/* Locks of all kinds, alone and between processes that share memory. */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct common {
  sem_t turn, done;
  pthread_mutex_t mutex;
  pthread_cond_t condition;
  pthread_barrier_t barrier;
  pthread_rwlock_t lock;
  int count, next;
};

static void child(struct common *c, int number) {
  pthread_barrier_wait(&c->barrier);
  for (int i = 0; i < 100; i++) {
    pthread_mutex_lock(&c->mutex);
    c->count++;
    pthread_mutex_unlock(&c->mutex);
  }
  pthread_mutex_lock(&c->mutex);
  while (c->next != number)
    pthread_cond_wait(&c->condition, &c->mutex);
  c->next++;
  pthread_cond_broadcast(&c->condition);
  pthread_mutex_unlock(&c->mutex);
  sem_wait(&c->turn);
  sem_post(&c->done);
  sem_post(&c->turn);
  _exit(0);
}

int main(void) {
  struct common *c =
      mmap(NULL, sizeof *c, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_mutexattr_t mutex;
  pthread_condattr_t condition;
  pthread_barrierattr_t barrier;
  struct timespec soon;
  sem_init(&c->turn, 1, 1);
  sem_init(&c->done, 1, 0);
  pthread_mutexattr_init(&mutex);
  pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&mutex, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&c->mutex, &mutex);
  pthread_condattr_init(&condition);
  pthread_condattr_setpshared(&condition, PTHREAD_PROCESS_SHARED);
  pthread_cond_init(&c->condition, &condition);
  pthread_barrierattr_init(&barrier);
  pthread_barrierattr_setpshared(&barrier, PTHREAD_PROCESS_SHARED);
  pthread_barrier_init(&c->barrier, &barrier, 3);
  for (int i = 0; i < 2; i++)
    if (fork() == 0)
      child(c, i);
  pthread_barrier_wait(&c->barrier);
  sem_wait(&c->done);
  sem_wait(&c->done);
  while (wait(NULL) > 0)
    ;
  printf("count %d next %d\n", c->count, c->next);
  if (fork() == 0) {
    pthread_mutex_lock(&c->mutex);
    _exit(0);
  }
  wait(NULL);
  printf("%s\n", strerror(pthread_mutex_lock(&c->mutex)));
  pthread_mutex_unlock(&c->mutex);
  printf("%s\n", strerror(pthread_mutex_lock(&c->mutex)));

  pthread_rwlock_init(&c->lock, NULL);
  printf("%d\n", pthread_rwlock_rdlock(&c->lock));
  printf("%d\n", pthread_rwlock_tryrdlock(&c->lock));
  printf("%d\n", pthread_rwlock_trywrlock(&c->lock) == EBUSY);
  pthread_rwlock_unlock(&c->lock);
  pthread_rwlock_unlock(&c->lock);
  printf("%d\n", pthread_rwlock_wrlock(&c->lock));
  printf("%d\n", pthread_rwlock_rdlock(&c->lock) == EDEADLK);
  printf("%d\n", pthread_rwlock_tryrdlock(&c->lock) == EBUSY);
  clock_gettime(CLOCK_REALTIME, &soon);
  printf("%d\n", sem_timedwait(&c->done, &soon) < 0 && errno == ETIMEDOUT);
  return munmap(c, sizeof *c);
}
