// Faults of many kinds, each taken by a handler.
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf back;
static int table[100];
static volatile int zero;

static void caught(int number) { siglongjmp(back, number); }

#define TRY(access) \
  if (sigsetjmp(back, 1) == 0) access

int main(void) {
  volatile char c;
  signal(SIGSEGV, caught);
  signal(SIGFPE, caught);
  signal(SIGBUS, caught);
  TRY(*(volatile int *)0 = 1);
  TRY(*(volatile char *)"a literal" = 1);
  TRY(((void (*)(void))table)());
  TRY(*(volatile int *)0x1234567812345678 = 1);
  TRY(zero = 1 / zero);
  char *page = mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  c = page[3];
  TRY(page[10] = 1);
  mprotect(page, 4096, PROT_NONE);
  TRY(c = page[20]);
  int fd = open("empty", O_RDWR | O_CREAT, 0600);
  char *file = mmap(0, 8192, PROT_READ, MAP_PRIVATE, fd, 0);
  TRY(c = file[1]);
}
