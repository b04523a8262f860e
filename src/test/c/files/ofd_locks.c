// Locks of open file descriptions, and where the kernel sees a deadlock between locks on ranges.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int try(int fd, int command, int type, long start, long length, int pid) {
  struct flock lock = {
      .l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length, .l_pid = pid};
  errno = 0;
  int result = fcntl(fd, command, &lock);
  printf("%d %s", result, result < 0 ? strerror(errno) : "");
  if (command == F_GETLK || command == F_OFD_GETLK)
    printf(" type %d, %ld +%ld, owner %d", lock.l_type, (long)lock.l_start, (long)lock.l_len,
           lock.l_pid > 0 ? 1 : (int)lock.l_pid);
  printf("\n");
  return result;
}

static void descriptions(void) {
  int one = open("ofd", O_RDWR | O_CREAT | O_TRUNC, 0600), two = open("ofd", O_RDWR), dup1 = dup(one);
  try(one, F_OFD_SETLK, F_WRLCK, 0, 10, 0);
  try(two, F_OFD_SETLK, F_RDLCK, 5, 10, 0);
  try(dup1, F_OFD_SETLK, F_RDLCK, 5, 10, 0);
  try(two, F_OFD_GETLK, F_WRLCK, 0, 0, 0);
  try(two, F_GETLK, F_WRLCK, 0, 0, 0);
  try(one, F_SETLK, F_WRLCK, 0, 1, 0);
  try(one, F_SETLK, F_WRLCK, 50, 10, 0);
  try(one, F_OFD_SETLK, F_WRLCK, 50, 1, 0);
  try(one, F_OFD_GETLK, F_WRLCK, 50, 1, 0);
  try(one, F_OFD_SETLK, F_WRLCK, 90, 1, 7);
  close(two);
  close(dup1);
  int three = open("ofd", O_RDONLY);
  try(three, F_OFD_SETLK, F_RDLCK, 0, 5, 0);
  try(three, F_OFD_SETLK, F_WRLCK, 200, 5, 0);
  if (fork() == 0) {
    close(three);
    exit(0);
  }
  wait(NULL);
  try(three, F_GETLK, F_WRLCK, 0, 5, 0);
  close(one);
  try(three, F_OFD_SETLK, F_RDLCK, 0, 5, 0);
}

static void bad(void) {
  int fd = open("ofd", O_RDWR), p[2];
  struct flock over = {.l_type = F_WRLCK, .l_whence = SEEK_END, .l_start = 1, .l_len = 0};
  ftruncate(fd, 100);
  try(fd, F_SETLK, F_WRLCK, -1, 1, 0);
  try(fd, F_SETLK, F_WRLCK, 5, -5, 0);
  try(fd, F_SETLK, F_WRLCK, 5, -6, 0);
  try(fd, F_GETLK, F_UNLCK, 0, 0, 0);
  try(fd, F_SETLK, 9, 0, 0, 0);
  printf("%d\n", fcntl(fd, F_SETLK, &over));
  printf("%d", fcntl(fd, F_SETLK, (void *)16));
  printf(" %s\n", strerror(errno));
  printf("%d", fcntl(99, F_SETLK, &over));
  printf(" %s\n", strerror(errno));
}

// Each of a ring of processes has a byte of its own, and wants the next one's.
static void ring(int size) {
  int fd = open("ring", O_RDWR | O_CREAT, 0600), ready[2], go[2];
  char c;
  pipe(ready), pipe(go);
  for (int i = 0; i < size; i++) {
    if (fork() == 0) {
      struct flock lock = {.l_type = F_WRLCK, .l_start = i, .l_len = 1};
      fcntl(fd, F_SETLK, &lock);
      write(ready[1], "x", 1);
      read(go[0], &c, 1);
      lock.l_start = (i + 1) % size;
      exit(fcntl(fd, F_SETLKW, &lock) < 0 && errno == EDEADLK);
    }
    read(ready[0], &c, 1);
  }
  for (int i = 0; i < size; i++)
    write(go[1], "x", 1);
  int status, found = 0;
  while (wait(&status) > 0)
    found += WEXITSTATUS(status);
  printf("ring of %d: %d told of a deadlock\n", size, found);
}

int main(void) {
  descriptions();
  bad();
  fflush(stdout);
  ring(2);
  fflush(stdout);
  ring(3);
  fflush(stdout);
  ring(11);
  return 0;
}
