// Who has a mutex or a semaphore that somebody waits for and that is given back and asked for again at
// once, on one CPU: whoever asks, but for a mutex that lends priority, which is handed over.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t mutex;
static sem_t semaphore;
static volatile pid_t waiter;
static const char *who;

static void *lock(void *unused) {
  waiter = syscall(SYS_gettid);
  pthread_mutex_lock(&mutex);
  who = "the one who waited";
  pthread_mutex_unlock(&mutex);
  return unused;
}

static void *lower(void *unused) {
  waiter = syscall(SYS_gettid);
  sem_wait(&semaphore);
  who = "the one who waited";
  sem_post(&semaphore);
  return unused;
}

// Waits until the other thread sleeps.
static void until_asleep(void) {
  char path[64], state = 'R';
  while (waiter == 0)
    sched_yield();
  sprintf(path, "/proc/self/task/%d/stat", (int)waiter);
  while (state != 'S') {
    usleep(1000);
    FILE *stat = fopen(path, "r");
    fscanf(stat, "%*d (%*[^)]) %c", &state);
    fclose(stat);
  }
}

static void mutex_of(const char *name, int type, int protocol) {
  pthread_mutexattr_t attributes;
  pthread_t thread;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, type);
  pthread_mutexattr_setprotocol(&attributes, protocol);
  pthread_mutex_init(&mutex, &attributes);
  waiter = 0;
  who = "nobody";
  pthread_mutex_lock(&mutex);
  pthread_create(&thread, NULL, lock, NULL);
  until_asleep();
  pthread_mutex_unlock(&mutex);
  int error = pthread_mutex_trylock(&mutex);
  printf("%s: %s, had by %s\n", name, strerror(error), who);
  if (error == 0)
    pthread_mutex_unlock(&mutex);
  pthread_join(thread, NULL);
  printf("then by %s\n", who);
}

int main(void) {
  cpu_set_t one;
  struct sched_param none = {0};
  pthread_t thread;
  sched_getaffinity(0, sizeof one, &one);
  int cpu = 0;
  while (!CPU_ISSET(cpu, &one))
    cpu++;
  CPU_ZERO(&one);
  CPU_SET(cpu, &one);
  sched_setaffinity(0, sizeof one, &one);
  // Whoever is woken then preempts nobody.
  sched_setscheduler(0, SCHED_BATCH, &none);
  mutex_of("normal", PTHREAD_MUTEX_NORMAL, PTHREAD_PRIO_NONE);
  mutex_of("recursive", PTHREAD_MUTEX_RECURSIVE, PTHREAD_PRIO_NONE);
  mutex_of("checking", PTHREAD_MUTEX_ERRORCHECK, PTHREAD_PRIO_NONE);
  mutex_of("lending", PTHREAD_MUTEX_NORMAL, PTHREAD_PRIO_INHERIT);
  waiter = 0;
  who = "nobody";
  sem_init(&semaphore, 0, 0);
  pthread_create(&thread, NULL, lower, NULL);
  until_asleep();
  sem_post(&semaphore);
  int result = sem_trywait(&semaphore);
  printf("semaphore: %s, had by %s\n", result == 0 ? "taken" : strerror(errno), who);
  if (result == 0)
    sem_post(&semaphore);
  pthread_join(thread, NULL);
  printf("then by %s\n", who);
  return 0;
}
