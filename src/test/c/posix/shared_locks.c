// Robust mutexes, condition variables, read-write locks, barriers, spin locks and unnamed semaphores that
// processes share, in anonymous memory and in an object that each maps for itself.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct shared {
  pthread_mutex_t mutex, robust, recursive;
  pthread_cond_t cond;
  pthread_rwlock_t rwlock;
  pthread_barrier_t barrier;
  pthread_spinlock_t spin;
  sem_t semaphore;
  int count, serial, readers, most;
};

static struct shared *s;
static char name[64];

static void make(void) {
  pthread_mutexattr_t attr;
  pthread_mutexattr_init(&attr);
  pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&s->mutex, &attr);
  pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&s->robust, &attr);
  pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init(&s->recursive, &attr);
  pthread_condattr_t condattr;
  pthread_condattr_init(&condattr);
  pthread_condattr_setpshared(&condattr, PTHREAD_PROCESS_SHARED);
  pthread_condattr_setclock(&condattr, CLOCK_MONOTONIC);
  pthread_cond_init(&s->cond, &condattr);
  pthread_rwlockattr_t rwattr;
  pthread_rwlockattr_init(&rwattr);
  pthread_rwlockattr_setpshared(&rwattr, PTHREAD_PROCESS_SHARED);
  pthread_rwlock_init(&s->rwlock, &rwattr);
  pthread_barrierattr_t barrierattr;
  pthread_barrierattr_init(&barrierattr);
  pthread_barrierattr_setpshared(&barrierattr, PTHREAD_PROCESS_SHARED);
  pthread_barrier_init(&s->barrier, &barrierattr, 4);
  pthread_spin_init(&s->spin, PTHREAD_PROCESS_SHARED);
  sem_init(&s->semaphore, 1, 0);
}

// A child of its own mapping, if the memory has a name.
static pid_t start(void (*what)(int), int argument) {
  pid_t pid = fork();
  if (pid == 0) {
    if (name[0]) {
      int fd = shm_open(name, O_RDWR, 0);
      s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    }
    what(argument);
    fflush(stdout);
    _exit(0);
  }
  return pid;
}

static void all(int children, void (*what)(int)) {
  for (int i = 0; i < children; i++)
    start(what, i);
  while (wait(NULL) > 0)
    ;
}

static void add(int which) {
  for (int i = 0; i < 200; i++) {
    pthread_mutex_lock(&s->mutex);
    s->count++;
    pthread_mutex_unlock(&s->mutex);
    pthread_spin_lock(&s->spin);
    s->most++;
    pthread_spin_unlock(&s->spin);
  }
}

static void dies(int with) {
  pthread_mutex_lock(&s->robust);
  pthread_mutex_lock(&s->recursive);
  pthread_mutex_lock(&s->recursive);
  sem_post(&s->semaphore);
  usleep(20000);
  if (with)
    kill(getpid(), SIGKILL);
}

static void robust(int with) {
  pid_t child = start(dies, with);
  sem_wait(&s->semaphore);
  printf("try %d", pthread_mutex_trylock(&s->robust));
  printf(" lock %d", pthread_mutex_lock(&s->robust));
  printf(" recursive %d\n", pthread_mutex_lock(&s->recursive));
  waitpid(child, NULL, 0);
  printf("consistent %d", pthread_mutex_consistent(&s->robust));
  printf(" unlock %d", pthread_mutex_unlock(&s->robust));
  printf(" lock %d", pthread_mutex_lock(&s->robust));
  printf(" unlock %d\n", pthread_mutex_unlock(&s->robust));
  printf("again %d", pthread_mutex_lock(&s->recursive));
  printf(" consistent %d", pthread_mutex_consistent(&s->recursive));
  printf(" unlock %d", pthread_mutex_unlock(&s->recursive));
  printf(" unlock %d", pthread_mutex_unlock(&s->recursive));
  printf(" unlock %d\n", pthread_mutex_unlock(&s->recursive));
}

static void waits_for_mending(int which) {
  int error = pthread_mutex_lock(&s->robust);
  printf("waiter %d\n", error);
}

static void lost(void) {
  pid_t child = start(dies, 1);
  sem_wait(&s->semaphore);
  waitpid(child, NULL, 0);
  printf("lock %d\n", pthread_mutex_lock(&s->robust));
  child = start(waits_for_mending, 0);
  usleep(20000);
  // Nobody mends it.
  printf("unlock %d\n", pthread_mutex_unlock(&s->robust));
  waitpid(child, NULL, 0);
  printf("lock %d\n", pthread_mutex_lock(&s->robust));
}

static void passes(int which) {
  pthread_mutex_lock(&s->mutex);
  while (s->serial == 0)
    pthread_cond_wait(&s->cond, &s->mutex);
  s->readers++;
  pthread_mutex_unlock(&s->mutex);
}

static void conditions(void) {
  s->serial = s->readers = 0;
  for (int i = 0; i < 3; i++)
    start(passes, i);
  usleep(20000);
  struct timespec soon;
  clock_gettime(CLOCK_MONOTONIC, &soon);
  soon.tv_nsec += 5000000;
  soon.tv_sec += soon.tv_nsec / 1000000000;
  soon.tv_nsec %= 1000000000;
  pthread_mutex_lock(&s->mutex);
  int error = pthread_cond_timedwait(&s->cond, &s->mutex, &soon);
  printf("timed out %d passed %d\n", error == ETIMEDOUT, s->readers);
  s->serial = 1;
  pthread_cond_broadcast(&s->cond);
  pthread_mutex_unlock(&s->mutex);
  while (wait(NULL) > 0)
    ;
  printf("passed %d\n", s->readers);
}

static void reads(int which) {
  pthread_rwlock_rdlock(&s->rwlock);
  sem_post(&s->semaphore);
  usleep(20000);
  pthread_rwlock_unlock(&s->rwlock);
}

static void rwlocks(void) {
  struct timespec early = {1, 0};
  for (int i = 0; i < 3; i++)
    start(reads, i);
  for (int i = 0; i < 3; i++)
    sem_wait(&s->semaphore);
  printf("readers: %d", pthread_rwlock_trywrlock(&s->rwlock));
  printf(" %d", pthread_rwlock_tryrdlock(&s->rwlock));
  printf(" %d", pthread_rwlock_unlock(&s->rwlock));
  printf(" %d", pthread_rwlock_timedwrlock(&s->rwlock, &early));
  printf(" %d", pthread_rwlock_wrlock(&s->rwlock));
  printf(" %d", pthread_rwlock_rdlock(&s->rwlock));
  printf(" %d", pthread_rwlock_wrlock(&s->rwlock));
  printf(" %d\n", pthread_rwlock_unlock(&s->rwlock));
  while (wait(NULL) > 0)
    ;
}

static void comes(int which) {
  for (int round = 0; round < 3; round++)
    if (pthread_barrier_wait(&s->barrier) == PTHREAD_BARRIER_SERIAL_THREAD)
      s->serial++;
}

static void run(void) {
  memset(s, 0, sizeof *s);
  make();
  all(4, add);
  printf("count %d %d\n", s->count, s->most);
  robust(1);
  robust(0);
  conditions();
  rwlocks();
  s->serial = 0;
  all(4, comes);
  printf("rounds %d\n", s->serial);
  lost();
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  run();
  sprintf(name, "/posix-shared-locks-%d", getpid());
  int fd = shm_open(name, O_CREAT | O_EXCL | O_RDWR, 0600);
  ftruncate(fd, sizeof *s);
  s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  run();
  shm_unlink(name);
  return 0;
}
