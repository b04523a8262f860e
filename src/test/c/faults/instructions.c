/* Instructions that ring 3 may not execute, and such that are there to trap. */
#define _GNU_SOURCE
#include <ringfence.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static sigjmp_buf back;
static volatile int signal_number, code;
static char *volatile address;

static void caught(int number, siginfo_t *info, void *context) {
  signal_number = number;
  code = info->si_code;
  address = info->si_addr;
  siglongjmp(back, 1);
}

static void passed(int number, siginfo_t *info, void *context) {
  printf("signal %d, code %d, %s\n", number, info->si_code, info->si_addr ? "somewhere" : "null");
}

#define TRY(what, statement)                                                                       \
  do {                                                                                             \
    if (sigsetjmp(back, 1) == 0) {                                                                 \
      statement;                                                                                   \
      printf("%s: nothing\n", what);                                                               \
    } else                                                                                         \
      printf("%s: signal %d, code %d, %s\n", what, signal_number, code,                            \
             address == NULL ? "at null" : "at an instruction");                                   \
  } while (0)

static volatile long sink;
static _Alignas(8) char bytes[16];

int main(void) {
  struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
  sigaction(SIGILL, &action, NULL);
  sigaction(SIGSEGV, &action, NULL);
  sigaction(SIGBUS, &action, NULL);
  sigaction(SIGTRAP, &action, NULL);
  TRY("cli", cli());
  TRY("sti", sti());
  TRY("hlt", hlt());
  TRY("in", sink = inb(0x64));
  TRY("out", outb(1, 0x80));
  TRY("mov cr0", write_cr0(0));
  TRY("mov cr3", write_cr3(0));
  TRY("invlpg", invlpg(bytes));
  TRY("ltr", ltr(0x40));
  TRY("rdmsr", sink = rdmsr(0xc0000080));
  TRY("ud2", ud2());
  TRY("int3", int3());
  action.sa_sigaction = passed;
  sigaction(SIGTRAP, &action, NULL);
  int3();
  printf("behind int3\n");
  if (sigsetjmp(back, 1) == 0) {
    volatile int *odd = (volatile int *)(bytes + 1);
    volatile int *even = (volatile int *)(bytes + 4);
    alignment_check(1);
    sink = *even;
    sink = *odd;
    alignment_check(0);
    printf("never\n");
  } else {
    alignment_check(0);
    printf("alignment: signal %d, code %d, %s\n", signal_number, code, address ? "there" : "null");
  }
  sink = *(volatile int *)(bytes + 3);
  return 0;
}
