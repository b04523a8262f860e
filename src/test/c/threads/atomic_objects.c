// _Atomic structures and floating-point objects: stores, loads, exchanges and compare-and-exchange loops.
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

struct range {
  int low, high;
};

static _Atomic struct range shared;
static _Atomic double total;
static _Atomic float last;

static void *widen(void *argument) {
  int step = *(int *)argument;
  for (int i = 0; i < 200; i++) {
    struct range seen = atomic_load(&shared), made;
    do
      made = (struct range){seen.low - step, seen.high + step};
    while (!atomic_compare_exchange_weak(&shared, &seen, made));
    double old = total;
    while (!atomic_compare_exchange_weak(&total, &old, old + step))
      continue;
  }
  return NULL;
}

int main(void) {
  int steps[] = {1, 2, 3};
  pthread_t threads[3];
  shared = (struct range){0, 10};
  for (int i = 0; i < 3; i++)
    pthread_create(&threads[i], NULL, widen, &steps[i]);
  for (int i = 0; i < 3; i++)
    pthread_join(threads[i], NULL);
  struct range end = shared;
  printf("%d %d %g\n", end.low, end.high, total);
  last = 1.5f;
  float before = atomic_exchange(&last, 2.25f);
  struct range old = atomic_exchange(&shared, ((struct range){7, 8}));
  end = atomic_load(&shared);
  printf("%g %g %d %d\n", before, last, old.low, end.high);
  atomic_store(&total, -0.5);
  printf("%g\n", total);
  return 0;
}
