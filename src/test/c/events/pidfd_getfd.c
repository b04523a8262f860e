#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

/* Descriptors of other processes, taken through a descriptor of the process. */

static const char *told(int result)
{
  return result >= 0 ? "done" : strerror(errno);
}

int main(void)
{
  int own[2], back[2];
  pipe(own);
  pipe(back);
  pid_t child = fork();
  if (child == 0) {
    int secret[2];
    pipe(secret);
    dup2(secret[0], 50);
    write(secret[1], "secret", 6);
    lseek(open("/dev/null", O_RDWR), 0, SEEK_SET);
    write(back[1], "x", 1);
    char byte;
    read(own[0], &byte, 1);
    _exit(3);
  }
  char text[16] = "";
  read(back[0], text, 1);
  int process = pidfd_open(child, 0);
  int taken = pidfd_getfd(process, 50, 0);
  printf("taken: %s, flags %d\n", told(taken), fcntl(taken, F_GETFD));
  printf("read %zd: %.6s\n", read(taken, text, 6), text);
  printf("flags 1: %s\n", told(pidfd_getfd(process, 50, 1)));
  printf("not open: %s\n", told(pidfd_getfd(process, 99, 0)));
  printf("negative: %s\n", told(pidfd_getfd(process, -1, 0)));
  printf("no process: %s\n", told(pidfd_getfd(taken, 50, 0)));
  printf("no descriptor: %s\n", told(pidfd_getfd(-1, 50, 0)));
  printf("no descriptor, flags: %s\n", told(pidfd_getfd(-1, 50, 4)));
  int self = pidfd_open(getpid(), 0);
  int copy = pidfd_getfd(self, taken, 0);
  printf("own: %s, another number: %d\n", told(copy), copy != taken);
  write(own[1], "x", 1);
  siginfo_t info;
  waitid(P_PID, child, &info, WEXITED | WNOWAIT);
  printf("of a zombie: %s\n", told(pidfd_getfd(process, 50, 0)));
  waitpid(child, NULL, 0);
  printf("of nobody: %s\n", told(pidfd_getfd(process, 50, 0)));
  printf("end of file: %zd\n", read(taken, text, 6));
  return 0;
}
