// Behind the last page of a mapped file there is SIGBUS; locking, advising and asking about pages.
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf back;

static void handler(int sig, siginfo_t *info, void *context) {
  printf("%s, code %d\n", strsignal(sig), info->si_code);
  siglongjmp(back, 1);
}

int main(void) {
  struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
  sigaction(SIGBUS, &action, NULL);
  sigaction(SIGSEGV, &action, NULL);
  int fd = open("short", O_RDWR | O_CREAT | O_TRUNC, 0600);
  write(fd, "few bytes", 9);
  char *memory = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  printf("%d %d\n", memory[8], memory[4095]);
  if (sigsetjmp(back, 1) == 0)
    printf("never %d\n", memory[4096]);
  ftruncate(fd, 4097);
  memory[4096] = 'x';
  printf("now %c\n", memory[4096]);
  printf("%d %d\n", mlock(memory, 4096), munlock(memory, 4096));
  printf("%d %d\n", madvise(memory, 8192, MADV_SEQUENTIAL),
         posix_madvise(memory, 8192, POSIX_MADV_WILLNEED));
  printf("%d\n", mprotect(memory, 4096, PROT_READ));
  if (sigsetjmp(back, 1) == 0)
    memory[0] = 'x';
  munmap(memory, 3 * 4096);
  if (sigsetjmp(back, 1) == 0)
    memory[0] = 'x';
  printf("%d", msync(memory, 4096, MS_SYNC));
  printf(" %s\n", strerror(errno));
  int *zeros = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  *zeros = 5;
  madvise(zeros, 4096, MADV_DONTNEED);
  printf("%d\n", *zeros);
  return 0;
}
