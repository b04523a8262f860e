// A call of syscall(2) by its name, by pointers, with all kinds of arguments and too many of them.
#define _GNU_SOURCE
#include <stdio.h>
#include <unistd.h>
#include <errno.h>
#include <sys/syscall.h>
static long (*pointer)(long, ...) = syscall;
struct big { long a[3]; };
int main(void){
  setvbuf(stdout, 0, _IONBF, 0);
  int n = SYS_write; unsigned char c = 4; 
  printf("%ld\n", syscall(n, 1, "one\n", c));
  printf("%ld\n", pointer(SYS_write, 1, "two\n", 4));
  printf("%ld\n", (*pointer)(SYS_write, 1, "six\n", 4));
  printf("%ld\n", syscall(SYS_write, 1, "ten\n", 4, 5, 6, 7, 8, 9));
  printf("%ld\n", (syscall)(SYS_write, 1, "paren\n", 6L));
  printf("%ld %d\n", syscall(999, 1.5), errno == ENOSYS);
  struct big b = {{1}};
  printf("%ld %d\n", syscall(999, b, 3), errno == ENOSYS);
  syscall(SYS_write, 2 - 1, 1 ? "cond\n" : (char *)0, (short)5);
  printf("%ld\n", (long)(syscall(SYS_getppid) == getppid()));
  printf("%ld %d\n", syscall(SYS_write, -1, "x", 1), errno);
  return 0;}
