/* Producers and a consumer around a buffer of few slots, with condition variables. */
#include <pthread.h>
#include <stdio.h>

#define SLOTS 3
#define ITEMS 8
#define PRODUCERS 2

static int buffer[SLOTS], in, out, used;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_full = PTHREAD_COND_INITIALIZER;
static pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER;

static void *produce(void *arg) {
  for (int i = 0; i < ITEMS; i++) {
    pthread_mutex_lock(&lock);
    while (used == SLOTS)
      pthread_cond_wait(&not_full, &lock);
    buffer[in] = 100 * (int)(long)arg + i;
    in = (in + 1) % SLOTS;
    used++;
    pthread_cond_signal(&not_empty);
    pthread_mutex_unlock(&lock);
  }
  return NULL;
}

int main(void) {
  pthread_t threads[PRODUCERS];
  int sum = 0;
  for (long i = 0; i < PRODUCERS; i++)
    pthread_create(&threads[i], NULL, produce, (void *)i);
  for (int i = 0; i < PRODUCERS * ITEMS; i++) {
    pthread_mutex_lock(&lock);
    while (used == 0)
      pthread_cond_wait(&not_empty, &lock);
    sum += buffer[out];
    out = (out + 1) % SLOTS;
    used--;
    pthread_cond_signal(&not_full);
    pthread_mutex_unlock(&lock);
  }
  for (int i = 0; i < PRODUCERS; i++)
    pthread_join(threads[i], NULL);
  printf("%d items, sum %d\n", PRODUCERS * ITEMS, sum);
  return 0;
}
