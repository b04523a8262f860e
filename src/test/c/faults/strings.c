/* Functions of <string.h> and <stdio.h> that run into a page that nobody may use. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static sigjmp_buf back;
static volatile int signal_number, code;
static char *volatile address;
static char *guard;

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
      printf("%s: signal %d, code %d, in the %s page\n", what, signal_number, code,                \
             address >= guard && address < guard + 4096 ? "guard" : "other");                      \
  } while (0)

static volatile long sink;

int main(void) {
  struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &action, NULL);
  char *page = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char other[256];
  char *volatile end = page + 4096;
  guard = page + 4096;
  mprotect(guard, 4096, PROT_NONE);
  memset(page, 'x', 4096);
  memset(other, 'x', 256);
  other[255] = 0;
  TRY("strlen", sink = strlen(end - 16));
  TRY("strnlen", sink = strnlen(end - 16, 16));
  TRY("strcpy from", strcpy(other + 128, end - 16));
  memset(other, 'x', 255);
  TRY("strcpy to", strcpy(end - 16, other));
  TRY("strcat", strcat(end - 16, other));
  TRY("strcmp", sink = strcmp(end - 16, other));
  TRY("strchr", sink = (long)strchr(end - 16, 'y'));
  TRY("memchr", sink = (long)memchr(end - 16, 'x', 100));
  TRY("memcpy to", memcpy(end - 16, other, 32));
  TRY("memcpy from", memcpy(other, end - 16, 32));
  TRY("memmove", memmove(end - 16, end - 20, 32));
  TRY("memset", memset(end - 16, 0, 17));
  TRY("memset, fits", memset(end - 16, 'x', 16));
  TRY("memcmp", sink = memcmp(end - 16, other, 32));
  TRY("memcmp, differs before", sink = memcmp(end - 16, "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy", 16));
  TRY("strdup", sink = (long)strdup(end - 4));
  TRY("sprintf", sprintf(end - 4, "%d", 123456));
  TRY("sprintf, fits", sprintf(end - 4, "%d", 123));
  TRY("snprintf of", snprintf(other, 200, "%s", end - 4) );
  memset(page, 'x', 4096);
  TRY("snprintf of unended", snprintf(other, 200, "%s", end - 4));
  TRY("snprintf with precision", sink = snprintf(other, 200, "%.4s", end - 4));
  memset(page, '1', 4096);
  TRY("atoi", sink = atoi(end - 4));
  TRY("strtol", sink = strtol(end - 4, NULL, 10));
  TRY("null strlen", sink = strlen((char *)(end - guard)));
  TRY("null memset", memset((void *)(end - guard), 0, 4));
  return 0;
}
