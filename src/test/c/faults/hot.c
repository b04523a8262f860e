/* Faults in loops that have run long: the same access, the same registers. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static sigjmp_buf back;
static volatile int signal_number, code;
static char *volatile address;

static void caught(int number, siginfo_t *info, void *context) {
  signal_number = number;
  code = info->si_code;
  address = info->si_addr;
  siglongjmp(back, 1);
}

static long sum(const int *from, long step, long count) {
  long total = 0;
  for (long i = 0; i < count; i++)
    total += *(const int *)((const char *)from + i * step);
  return total;
}

static void fill(long *to, long count) {
  for (long i = 0; i < count; i++)
    to[i] = i;
}

static int quotients(int from) {
  int total = 0;
  for (int i = from; i >= 0; i--)
    total += 1000000 / i;
  return total;
}

static long links(long **at) {
  long count = 0;
  for (; count < 10000000; count++)
    at = (long **)*at;
  return count + (long)at;
}

int main(void) {
  struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &action, NULL);
  sigaction(SIGFPE, &action, NULL);
  char *pages =
      mmap(NULL, 64 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  mprotect(pages + 63 * 4096, 4096, PROT_NONE);
  for (int step = 4; step <= 7; step++)
    if (sigsetjmp(back, 1) == 0)
      printf("%ld\n", sum((int *)pages, step, 1000000));
    else
      printf("read: signal %d, code %d, at %ld\n", signal_number, code, (long)(address - pages));
  for (int odd = 0; odd < 4; odd++)
    if (sigsetjmp(back, 1) == 0)
      fill((long *)(pages + odd), 1000000);
    else
      printf("write: signal %d, code %d, at %ld\n", signal_number, code, (long)(address - pages));
  printf("%d\n", pages[63 * 4096 - 1]);
  if (sigsetjmp(back, 1) == 0)
    printf("%d\n", quotients(100000));
  else
    printf("division: signal %d, code %d\n", signal_number, code);
  for (int i = 0; i < 1000; i++)
    ((long **)pages)[i] = (long *)((long **)pages + i + 1);
  ((long **)pages)[1000] = (long *)0x1234567812345678;
  if (sigsetjmp(back, 1) == 0)
    printf("%ld\n", links((long **)pages));
  else
    printf("links: signal %d, code %d, at %p\n", signal_number, code, (void *)address);
  ((long **)pages)[1000] = (long *)((char *)(&pages[5000]));
  *(long **)&pages[5000] = (long *)pages;
  printf("%d\n", links((long **)pages) > 10000000);
  return 0;
}
