/* Mappings of files: behind their end, of files that become shorter, and against their rights. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf back;
static volatile int signal_number, code;
static char *volatile address;
static char *base;

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
      printf("%s: signal %d, code %d, at %ld\n", what, signal_number, code,                        \
             (long)(address - base));                                                              \
  } while (0)

static volatile long sink;

int main(void) {
  struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &action, NULL);
  sigaction(SIGBUS, &action, NULL);
  int fd = open("mapped", O_RDWR | O_CREAT | O_TRUNC, 0600);
  char text[5000];
  memset(text, 't', sizeof text);
  write(fd, text, sizeof text);
  base = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  TRY("in the file", sink = base[4999]);
  TRY("in its last page", printf("%d\n", base[5001]));
  TRY("behind it", sink = base[8192 + 7]);
  TRY("behind it, write", base[8192 + 8] = 1);
  TRY("far behind it", sink = base[3 * 4096]);
  TRY("straddling", sink = *(volatile long *)(base + 8192 - 4));
  TRY("straddling, write", *(volatile long *)(base + 8192 - 4) = 1);
  TRY("behind the mapping", sink = base[-1]);
  int ends[2];
  pipe(ends);
  errno = 0;
  long written = write(ends[1], base + 8192, 4);
  printf("write: %ld %s\n", written, strerror(errno));
  base = mmap(base, 4096, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, 0);
  TRY("read-only mapping", base[1] = 1);
  TRY("read-only mapping, read", printf("%c\n", base[1]));
  TRY("read-only mapping, after a read", base[1] = 1);
  int readable = open("mapped", O_RDONLY);
  void *refused = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, readable, 0);
  printf("%s\n", refused == MAP_FAILED ? strerror(errno) : "mapped");
  base = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, readable, 0);
  TRY("private", base[1] = 'p');
  printf("%c\n", base[1]);
  base = mmap(NULL, 2 * 4096, PROT_READ, MAP_PRIVATE, readable, 4096);
  TRY("second page", printf("%c\n", base[1]));
  TRY("third page", sink = base[4096 + 1]);
  base = mmap(NULL, 4096, PROT_NONE, MAP_SHARED, readable, 0);
  TRY("none", sink = base[1]);
  base = mmap(NULL, 4096, PROT_READ, MAP_SHARED, readable, 0);
  TRY("shared, read-only", base[1] = 1);
  return 0;
}
