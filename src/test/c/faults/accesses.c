/* Accesses that the kernel refuses: which signal, with which code and address. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf back;
static volatile int signal_number, code;
static char *volatile address;

static void caught(int number, siginfo_t *info, void *context) {
  signal_number = number;
  code = info->si_code;
  address = info->si_addr;
  siglongjmp(back, 1);
}

static const char *base_name;
static char *base;

#define TRY(what, statement)                                                                      \
  do {                                                                                             \
    if (sigsetjmp(back, 1) == 0) {                                                                 \
      statement;                                                                                   \
      printf("%s: nothing\n", what);                                                              \
    } else if (base && address >= base && address < base + 16 * 4096)                              \
      printf("%s: signal %d, code %d, at %s + %ld\n", what, signal_number, code, base_name,        \
             (long)(address - base));                                                              \
    else                                                                                           \
      printf("%s: signal %d, code %d, at %p\n", what, signal_number, code, (void *)address);       \
  } while (0)

static volatile long sink;

int main(void) {
  struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &action, NULL);
  sigaction(SIGBUS, &action, NULL);
  sigaction(SIGILL, &action, NULL);
  volatile char *volatile null = 0;
  TRY("null read", sink = *null);
  TRY("null write", *null = 1);
  TRY("null + 8", sink = *(volatile long *)(null + 8));
  TRY("null - 1", sink = *(null - 1));
  TRY("near 4 GiB", sink = *(volatile char *)0xfffff000UL);
  TRY("write near 4 GiB", *(volatile int *)0xfffffff0UL = 1);
  TRY("low page", sink = *(volatile char *)0x1234);
  TRY("kernel half", sink = *(volatile char *)0xffff800000000000UL);
  TRY("kernel half, write", *(volatile char *)0xffff800000000000UL = 1);
  TRY("kernel text", sink = *(volatile char *)0xffffffff81000000UL);
  TRY("not canonical", sink = *(volatile char *)0x800000000000UL);
  TRY("not canonical, write", *(volatile char *)0x1234567812345678UL = 1);
  TRY("not canonical, long", sink = *(volatile long *)0xdeadbeefdeadbeefUL);
  TRY("not canonical, the last", sink = *(volatile char *)0xffff7fffffffffffUL);
  TRY("the last of the lower half", sink = *(volatile char *)0x7fffffffffffUL);

  base_name = "pages";
  base = mmap(NULL, 16 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  memset(base, 7, 16 * 4096);
  mprotect(base + 4096, 4096, PROT_NONE);
  mprotect(base + 2 * 4096, 4096, PROT_READ);
  munmap(base + 4 * 4096, 4096);
  TRY("PROT_NONE, read", sink = base[4096 + 5]);
  TRY("PROT_NONE, write", base[4096 + 6] = 1);
  TRY("read-only, read", sink = base[2 * 4096 + 5]);
  TRY("read-only, write", base[2 * 4096 + 6] = 1);
  TRY("unmapped, read", sink = base[4 * 4096 + 5]);
  TRY("unmapped, write", base[4 * 4096 + 6] = 1);
  TRY("straddling into PROT_NONE", sink = *(volatile long *)(base + 4096 - 4));
  TRY("straddling into PROT_NONE, write", *(volatile long *)(base + 4096 - 4) = 1);
  TRY("straddling from PROT_NONE", sink = *(volatile int *)(base + 2 * 4096 - 2));
  TRY("straddling into read-only, write", *(volatile int *)(base + 2 * 4096 - 2) = 1);
  TRY("straddling out of read-only, write", *(volatile int *)(base + 3 * 4096 - 2) = 1);
  TRY("straddling into unmapped", sink = *(volatile short *)(base + 4 * 4096 - 1));
  TRY("straddling, double", sink = *(volatile double *)(base + 4 * 4096 - 1));
  mprotect(base + 4096, 4096, PROT_READ | PROT_WRITE);
  TRY("allowed again", printf("%d\n", base[4096 + 5]));
  mprotect(base + 4096, 4096, PROT_READ);
  TRY("read-only then", base[4096] = 1);
  mprotect(base + 4096, 4096, PROT_NONE);
  TRY("none then", sink = base[4096 + 4095]);
  mprotect(base + 4096, 4096, PROT_WRITE);
  TRY("write-only, read", printf("%d\n", base[4096 + 5]));
  mprotect(base + 4096, 4096, PROT_EXEC);
  TRY("execute-only, write", base[4096 + 9] = 1);
  mprotect(base, 16 * 4096, PROT_READ);
  TRY("after a refused mprotect over a hole", base[5 * 4096] = 1);
  TRY("before the hole", base[3 * 4096] = 1);
  char *fresh = mmap(NULL, 3 * 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  base = fresh;
  TRY("fresh PROT_NONE, read", sink = base[1]);
  TRY("fresh PROT_NONE, write", base[2] = 1);
  mprotect(base, 4096, PROT_READ);
  TRY("fresh read-only, write", base[3] = 1);
  TRY("fresh read-only, read", printf("%d\n", base[3]));
  TRY("fresh read-only, write again", base[3] = 1);
  mprotect(base, 4096, PROT_READ | PROT_WRITE);
  TRY("fresh, write", base[3] = 1);
  munmap(base, 4096);
  TRY("gone", sink = base[3]);
  TRY("gone, write", base[3] = 3);
  munmap(base, 3 * 4096);
  TRY("all gone", sink = base[4096]);
  TRY("a wild one", sink = *(volatile char *)0x123456789abUL);
  return 0;
}
