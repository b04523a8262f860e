/* System calls that are given the same bad pointers: EFAULT, and no signal. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void try(const char *what, const char *where, long result) {
  int error = errno;
  printf("%s %s: %ld %s\n", what, where, result < 0 ? -1 : result, result < 0 ? strerror(error) : "");
}

static void all(const char *where, char *bad) {
  int ends[2];
  char byte[16];
  pipe(ends);
  try("write", where, write(ends[1], bad, 8));
  write(ends[1], "12345678", 8);
  try("read", where, read(ends[0], bad, 4));
  try("read of rest", where, read(ends[0], byte, 16));
  try("open", where, open(bad, O_RDONLY));
  try("stat", where, stat(bad, (struct stat *)byte));
  try("fstat", where, fstat(ends[0], (struct stat *)bad));
  try("pipe", where, pipe((int *)bad));
  try("nanosleep", where, nanosleep((struct timespec *)bad, NULL));
  try("chdir", where, chdir(bad));
  try("unlink", where, unlink(bad));
  try("rename", where, rename("nothing", bad));
  try("poll", where, poll((struct pollfd *)bad, 1, 0));
  try("readv", where, readv(ends[0], (struct iovec *)bad, 1));
  struct iovec vector[2] = {{byte, 4}, {bad, 4}};
  write(ends[1], "12345678", 8);
  try("writev", where, writev(ends[1], vector, 2));
  if (fork() == 0)
    _exit(3);
  try("wait", where, wait((int *)bad) == -1 ? -1 : 0);
  try("wait again", where, wait(NULL) == -1 ? -1 : 0);
  close(ends[0]);
  close(ends[1]);
}

int main(void) {
  char *pages = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  memset(pages, '/', 4 * 4096);
  mprotect(pages + 4096, 4096, PROT_NONE);
  munmap(pages + 3 * 4096, 4096);
  all("null + 8", (char *)8);
  all("PROT_NONE", pages + 4096);
  all("unmapped", pages + 3 * 4096);
  all("kernel half", (char *)0xffff800000000000UL);
  all("not canonical", (char *)0x1234567812345678UL);
  all("low", (char *)0x1000);
  int ends[2];
  pipe(ends);
  errno = 0;
  try("write", "over the end", write(ends[1], pages + 4092, 8));
  write(ends[1], "12345678", 8);
  try("read", "over the end", read(ends[0], pages + 4092, 8));
  mprotect(pages + 2 * 4096, 4096, PROT_READ);
  write(ends[1], "12345678", 8);
  try("read", "into read-only", read(ends[0], pages + 2 * 4096, 8));
  try("write", "from read-only", write(ends[1], pages + 2 * 4096, 8));
  try("read", "into text", read(ends[0], (char *)(void *)main, 8));
  try("read", "into a literal", read(ends[0], "a literal", 8));
  return 0;
}
