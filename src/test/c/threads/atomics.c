// Counters with atomic operations of C11 and of gcc lose nothing.
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static atomic_int counter;
static _Atomic long sum;
static int old_style;
static atomic_flag flag = ATOMIC_FLAG_INIT;
static long guarded;

static void *run(void *argument) {
  for (int i = 0; i < 500; i++) {
    atomic_fetch_add(&counter, 1);
    sum += i;
    __sync_fetch_and_add(&old_style, 2);
    while (atomic_flag_test_and_set(&flag));
    guarded++;
    atomic_flag_clear(&flag);
  }
  return NULL;
}

int main(void) {
  pthread_t t[4];
  for (int i = 0; i < 4; i++) pthread_create(&t[i], NULL, run, NULL);
  for (int i = 0; i < 4; i++) pthread_join(t[i], NULL);
  printf("%d %ld %d %ld\n", counter, sum, old_style, guarded);
  int expected = 5;
  atomic_int v = 7;
  printf("%d ", atomic_compare_exchange_strong(&v, &expected, 9));
  printf("%d ", expected);
  printf("%d ", atomic_compare_exchange_strong(&v, &expected, 9));
  printf("%d\n", atomic_load(&v));
  printf("%d ", atomic_exchange(&v, 1));
  printf("%d ", atomic_fetch_or(&v, 6));
  printf("%d ", atomic_fetch_sub_explicit(&v, 2, memory_order_relaxed));
  v++;
  v *= 3;
  printf("%d\n", v);
  int plain = 4;
  printf("%d ", __atomic_add_fetch(&plain, 3, __ATOMIC_SEQ_CST));
  printf("%d ", __sync_bool_compare_and_swap(&plain, 7, 8));
  printf("%d\n", __sync_val_compare_and_swap(&plain, 8, 9));
  return 0;
}
