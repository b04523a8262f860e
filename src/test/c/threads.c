/* Threads, mutexes, conditions and semaphores: what the textbooks do with them. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WORKERS 4
#define ROUNDS 1000
#define SLOTS 4
#define ITEMS 50

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long counter;

static void *count(void *arg) {
  long added = 0;
  for (int i = 0; i < ROUNDS; i++) {
    pthread_mutex_lock(&lock);
    counter++;
    added++;
    pthread_mutex_unlock(&lock);
  }
  return (void *)(added + (long)arg);
}

static void counting(void) {
  pthread_t threads[WORKERS];
  long total = 0;
  for (long i = 0; i < WORKERS; i++)
    if (pthread_create(&threads[i], NULL, count, (void *)i) != 0)
      abort();
  for (int i = 0; i < WORKERS; i++) {
    void *result;
    printf("join %d\n", pthread_join(threads[i], &result));
    total += (long)result;
  }
  printf("counter %ld total %ld\n", counter, total);
}

static int buffer[SLOTS], in, out, used;
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER, emptied = PTHREAD_COND_INITIALIZER;

static void *produce(void *arg) {
  for (int i = 0; i < ITEMS; i++) {
    pthread_mutex_lock(&guard);
    while (used == SLOTS)
      pthread_cond_wait(&emptied, &guard);
    buffer[in] = i;
    in = (in + 1) % SLOTS;
    used++;
    pthread_cond_signal(&filled);
    pthread_mutex_unlock(&guard);
  }
  return NULL;
}

static void bounded(void) {
  pthread_t producer;
  int sum = 0;
  pthread_create(&producer, NULL, produce, NULL);
  for (int i = 0; i < ITEMS; i++) {
    pthread_mutex_lock(&guard);
    while (used == 0)
      pthread_cond_wait(&filled, &guard);
    sum = sum * 3 % 10007 + buffer[out];
    out = (out + 1) % SLOTS;
    used--;
    pthread_cond_signal(&emptied);
    pthread_mutex_unlock(&guard);
  }
  pthread_join(producer, NULL);
  printf("sum %d\n", sum);
}

static void kinds(void) {
  pthread_mutexattr_t attr;
  pthread_mutex_t m;
  pthread_mutexattr_init(&attr);
  printf("wrong kind %d\n", pthread_mutexattr_settype(&attr, 77));
  pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&m, &attr);
  printf("unlock unheld %d\n", pthread_mutex_unlock(&m));
  printf("lock %d", pthread_mutex_lock(&m));
  printf(" again %d", pthread_mutex_lock(&m));
  printf(" try %d", pthread_mutex_trylock(&m));
  printf(" unlock %d\n", pthread_mutex_unlock(&m));
  pthread_mutex_destroy(&m);
  pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init(&m, &attr);
  printf("lock %d", pthread_mutex_lock(&m));
  printf(" again %d", pthread_mutex_lock(&m));
  printf(" try %d", pthread_mutex_trylock(&m));
  printf(" busy %d", pthread_mutex_destroy(&m));
  for (int i = 0; i < 4; i++)
    printf(" unlock %d", pthread_mutex_unlock(&m));
  printf("\n");
  struct timespec soon;
  clock_gettime(CLOCK_REALTIME, &soon);
  soon.tv_nsec += 2000000;
  if (soon.tv_nsec >= 1000000000) {
    soon.tv_sec++;
    soon.tv_nsec -= 1000000000;
  }
  pthread_cond_t c = PTHREAD_COND_INITIALIZER;
  pthread_mutex_t plain = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&plain);
  printf("timed out %d\n", pthread_cond_timedwait(&c, &plain, &soon) == ETIMEDOUT);
  printf("try held %d\n", pthread_mutex_trylock(&plain) == EBUSY);
  printf("timed lock %d\n", pthread_mutex_timedlock(&plain, &soon) == ETIMEDOUT);
  pthread_mutex_unlock(&plain);
}

static sem_t ready;

static void *post(void *arg) {
  for (int i = 0; i < 3; i++)
    sem_post(&ready);
  pthread_exit((void *)7);
}

static void semaphores(void) {
  pthread_t t;
  void *result;
  int value;
  sem_init(&ready, 0, 0);
  printf("try %d errno %d\n", sem_trywait(&ready), errno == EAGAIN);
  struct timespec past = {1, 0};
  printf("timed %d errno %d\n", sem_timedwait(&ready, &past), errno == ETIMEDOUT);
  pthread_create(&t, NULL, post, NULL);
  sem_wait(&ready);
  sem_wait(&ready);
  printf("join %d result", pthread_join(t, &result));
  printf(" %ld\n", (long)result);
  sem_getvalue(&ready, &value);
  printf("value %d\n", value);
  sem_destroy(&ready);
  printf("too big %d errno %d\n", sem_init(&ready, 0, 3000000000u), errno == EINVAL);
}

static void named(void) {
  sem_unlink("/ringfence-test");
  printf("missing %d errno %d\n", sem_open("/ringfence-test", 0) == SEM_FAILED, errno == ENOENT);
  sem_t *s = sem_open("/ringfence-test", O_CREAT, 0600, 0);
  printf("exclusive %d errno %d\n",
         sem_open("/ringfence-test", O_CREAT | O_EXCL, 0600, 0) == SEM_FAILED, errno == EEXIST);
  printf("same %d\n", s == sem_open("/ringfence-test", 0));
  fflush(stdout);
  int pid = fork();
  if (pid == 0) {
    sem_wait(s);
    printf("child goes on\n");
    exit(5);
  }
  sem_post(s);
  int status;
  waitpid(pid, &status, 0);
  printf("child %d\n", WEXITSTATUS(status));
  printf("close %d unlink %d", sem_close(s), sem_unlink("/ringfence-test"));
  printf(" again %d errno %d\n", sem_unlink("/ringfence-test"), errno == ENOENT);
}

static void nothing(void) { printf("once\n"); }

int main(void) {
  pthread_once_t once = PTHREAD_ONCE_INIT;
  counting();
  bounded();
  kinds();
  semaphores();
  named();
  pthread_once(&once, nothing);
  pthread_once(&once, nothing);
  printf("self join %d\n", pthread_join(pthread_self(), NULL) == EDEADLK);
  pthread_t t;
  pthread_create(&t, NULL, count, NULL);
  pthread_detach(t);
  return 9;
}
