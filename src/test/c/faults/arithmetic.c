/* Exceptions of instructions that touch no memory. */
#define _GNU_SOURCE
#include <limits.h>
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

int main(void) {
  struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
  sigaction(SIGFPE, &action, NULL);
  sigaction(SIGILL, &action, NULL);
  sigaction(SIGTRAP, &action, NULL);
  sigaction(SIGSEGV, &action, NULL);
  volatile int zero = 0, minus = -1, least = INT_MIN;
  volatile long wide_zero = 0, wide_minus = -1, wide_least = LONG_MIN;
  volatile unsigned u = 7;
  volatile unsigned long ul = 7;
  volatile char small = 0;
  TRY("/ 0", sink = 5 / zero);
  TRY("% 0", sink = 1 % zero);
  TRY("INT_MIN / -1", sink = least / minus);
  TRY("INT_MIN % -1", sink = least % minus);
  TRY("long / 0", sink = 5 / wide_zero);
  TRY("long % 0", sink = 1 % wide_zero);
  TRY("LONG_MIN / -1", sink = wide_least / wide_minus);
  TRY("LONG_MIN % -1", sink = wide_least % wide_minus);
  TRY("unsigned / 0", sink = u / (unsigned)zero);
  TRY("unsigned long % 0", sink = ul % (unsigned long)wide_zero);
  TRY("char / 0", sink = small / small);
  TRY("INT_MIN / -1 in long", sink = (long)least / minus);
  TRY("double / 0", sink = 1.0 / zero > 1);
  TRY("__builtin_trap", __builtin_trap());
  return 0;
}
