#include <stdio.h>
#include <pthread.h>
#include <stdatomic.h>
int g = 7;
_Thread_local int a = 5;
static __thread char buf[100];
__thread int *p = &g;
atomic_int n; _Atomic long m = 3; _Atomic(short) sh; atomic_flag f = ATOMIC_FLAG_INIT;
int plain;
static void *run(void *x) {
  static _Thread_local int calls = 10;
  for (int i = 0; i < 1000; i++) { n++; m += 2; sh -= 1; __sync_fetch_and_add(&plain, 1); atomic_fetch_add(&m, 1); m *= 1; }
  a += (int)(long)x; calls++; snprintf(buf, sizeof buf, "t%d %d", (int)(long)x, calls); (*p)++;
  printf("%d %s %d\n", a, buf, *p == g);
  return 0;
}
int main(void) {
  pthread_t t[3];
  a = 100;
  for (long i = 0; i < 3; i++) { pthread_create(&t[i], 0, run, (void *)i); pthread_join(t[i], 0); }
  for (long i = 0; i < 2; i++) pthread_create(&t[i], 0, run, (void *)7);
  for (long i = 0; i < 2; i++) pthread_join(t[i], 0);
  printf("%d %d %ld %d %d %d '%s'\n", a, n, m, sh, plain, g, buf);
  int e = 4; long l = 9;
  printf("%d %d\n", atomic_compare_exchange_strong(&n, &e, 9), e);
  printf("%d %d\n", atomic_compare_exchange_strong(&n, &e, 9), n);
  printf("%ld %ld %ld\n", atomic_exchange(&m, 4), atomic_load(&m), m++);
  printf("%d %d\n", atomic_flag_test_and_set(&f), atomic_flag_test_and_set(&f)); atomic_flag_clear(&f);
  printf("%d\n", __sync_bool_compare_and_swap(&plain, 5000, 1)); printf("%d\n", __sync_val_compare_and_swap(&plain, 1, 2));
  printf("%d %d %d\n", __atomic_add_fetch(&plain, 5, __ATOMIC_SEQ_CST), __sync_or_and_fetch(&plain, 8), __atomic_fetch_nand(&plain, 3, 0)); printf("%d\n", plain);
  printf("%zu %zu\n", sizeof(atomic_llong), sizeof n);
  m <<= 2; m %= 7; printf("%ld\n", m);
  return 0;
}
