// Inline assembly as system programs have it: exchanges, counters with lock, bits, calls, registers.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

static volatile unsigned held;
static int counted;
static volatile int hits;

static void lock(void) {
  unsigned before;
  do {
    asm volatile("movl $1, %%eax\n\txchgl %%eax, %1\n\tmovl %%eax, %0"
                 : "=r"(before), "+m"(held)
                 :
                 : "eax", "memory");
  } while (before);
}

static void unlock(void) { asm volatile("movl $0, %0" : "=m"(held) : : "memory"); }

static void *work(void *unused) {
  for (int i = 0; i < 1000; i++) {
    lock();
    counted++;
    unlock();
    asm volatile("lock addl $1,%0" : "+m"(hits));
  }
  return NULL;
}

static int exchange(volatile int *p, int value) {
  int before;
  asm volatile("lock; xchgl %0, %1" : "+m"(*p), "=a"(before) : "1"(value) : "cc");
  return before;
}

static int compare_and_swap(volatile int *p, int old, int value) {
  int before;
  asm volatile("lock cmpxchgl %2,%1" : "=a"(before), "+m"(*p) : "r"(value), "0"(old) : "memory");
  return before;
}

static char swapped(int *p, int old, int value) {
  unsigned char result;
  __asm__ __volatile__("  lock\n  cmpxchgl %2,%1\n  sete %0\n"
                       : "=q"(result), "=m"(*p)
                       : "r"(value), "m"(*p), "a"(old)
                       : "memory");
  return result;
}

static int fetch_and_add(volatile int *p, int by) {
  asm volatile("lock; xaddl %0,%1" : "+r"(by), "+m"(*p) : : "memory");
  return by;
}

static int decrement_and_test(volatile int *p) {
  unsigned char zero;
  asm volatile("lock; decl %0; sete %1" : "+m"(*p), "=qm"(zero) : : "memory");
  return zero;
}

static int test_and_set_bit(long number, volatile unsigned long *bits) {
  unsigned char before;
  asm volatile("lock; btsq %2,%1; setc %0" : "=r"(before), "+m"(*bits) : "r"(number) : "memory");
  return before;
}

static uint64_t time_stamp(void) {
  uint32_t low, high;
  asm volatile("rdtsc" : "=a"(low), "=d"(high));
  return (uint64_t)high << 32 | low;
}

static long system_call(long number, long a, long b, long c) {
  long result;
  asm volatile("syscall"
               : "=a"(result)
               : "a"(number), "D"(a), "S"(b), "d"(c)
               : "rcx", "r11", "memory");
  return result;
}

int main(void) {
  pthread_t threads[4];
  for (int i = 0; i < 4; i++)
    pthread_create(&threads[i], NULL, work, NULL);
  for (int i = 0; i < 4; i++)
    pthread_join(threads[i], NULL);
  printf("%d %d\n", counted, hits);

  int a = 5;
  int before = exchange(&a, 9);
  printf("%d %d\n", before, a);
  before = compare_and_swap(&a, 9, 3);
  printf("%d %d\n", before, a);
  before = compare_and_swap(&a, 7, 8);
  printf("%d %d\n", before, a);
  before = swapped(&a, 3, 4) * 10 + swapped(&a, 3, 5);
  printf("%d %d\n", before, a);
  before = fetch_and_add(&a, 4);
  printf("%d %d\n", before, a);
  int count = 2, first = decrement_and_test(&count), second = decrement_and_test(&count);
  printf("%d %d %d\n", first, second, count);
  unsigned long bits = 0;
  first = test_and_set_bit(5, &bits);
  second = test_and_set_bit(5, &bits);
  printf("%d %d %lx\n", first, second, bits);

  uint32_t lowest, highest, turned = 0x12345678;
  asm("bsfl %1,%0" : "=r"(lowest) : "rm"(40));
  asm("bsrl %1,%0" : "=r"(highest) : "r"(40));
  asm("bswap %0" : "+r"(turned));
  printf("%u %u %x\n", lowest, highest, turned);
  int x = 10, y = 3, difference;
  asm("movl %1, %0\n\tsubl %2, %0" : "=&r"(difference) : "r"(x), "r"(y));
  asm("addl %[by], %[sum]" : [sum] "+r"(x) : [by] "r"(y));
  asm("shll $2, %0; notl %0; negl %0" : "+r"(y));
  printf("%d %d %d\n", difference, x, y);
  int *p = &x;
  asm volatile("movl $77, (%0)" : : "r"(p) : "memory");
  printf("%d\n", x);
  uint64_t then = time_stamp();
  printf("%d\n", time_stamp() >= then);
  fflush(stdout);
  long written = system_call(1, 1, (long)"by hand\n", 8);
  printf("%ld %ld\n", written, system_call(3, -1, 0, 0));
  return 0;
}
