// Locks on ranges of a file between processes: who has what, waiting, what ends a lock, deadlock.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

static int go[2], done[2];

static int lock(int fd, int command, int type, off_t start, off_t length) {
  struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
  return fcntl(fd, command, &lock);
}

static void ask(int fd, int type, off_t start, off_t length, pid_t child) {
  struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
  fcntl(fd, F_GETLK, &lock);
  if (lock.l_type == F_UNLCK)
    puts("free");
  else
    printf("%s lock from %ld, %ld bytes, of the %s\n", lock.l_type == F_RDLCK ? "read" : "write",
           (long)lock.l_start, (long)lock.l_len, lock.l_pid == child ? "child" : "parent");
}

static void tell(int pipe[2]) { write(pipe[1], "x", 1); }
static void wait_for(int pipe[2]) {
  char c;
  read(pipe[0], &c, 1);
}

static void ranges(void) {
  int fd = open("data", O_RDWR | O_CREAT | O_TRUNC, 0600);
  ftruncate(fd, 100);
  pid_t child = fork();
  if (child == 0) {
    lock(fd, F_SETLK, F_WRLCK, 10, 20);
    lock(fd, F_SETLK, F_RDLCK, 15, 5);
    lock(fd, F_SETLK, F_RDLCK, 50, 0);
    tell(done);
    wait_for(go);
    lock(fd, F_SETLK, F_UNLCK, 12, 1);
    close(open("data", O_RDONLY));
    tell(done);
    wait_for(go);
    _exit(0);
  }
  wait_for(done);
  ask(fd, F_WRLCK, 0, 10, child);
  ask(fd, F_RDLCK, 0, 0, child);
  ask(fd, F_WRLCK, 16, 1, child);
  ask(fd, F_RDLCK, 16, 1, child);
  ask(fd, F_RDLCK, 22, 1, child);
  ask(fd, F_WRLCK, 99, 1, child);
  errno = 0;
  printf("%d", lock(fd, F_SETLK, F_WRLCK, 12, 1));
  printf(" %s\n", strerror(errno));
  printf("%d %d\n", lock(fd, F_SETLK, F_RDLCK, 60, 1), lock(fd, F_SETLK, F_WRLCK, 0, 5));
  tell(go);
  wait_for(done);
  puts("closed another descriptor of the file");
  ask(fd, F_WRLCK, 0, 0, child);
  tell(go);
  wait(NULL);
  int reads = open("data", O_RDONLY);
  printf("%d", lock(reads, F_SETLK, F_WRLCK, 0, 1));
  printf(" %s\n", strerror(errno));
  printf("%d", lock(fd, F_SETLK, 7, 0, 1));
  printf(" %s\n", strerror(errno));
}

static void waiting(void) {
  int fd = open("wait", O_RDWR | O_CREAT | O_TRUNC, 0600);
  lock(fd, F_SETLK, F_WRLCK, 0, 0);
  if (fork() == 0) {
    tell(done);
    printf("got it: %d\n", lock(fd, F_SETLKW, F_RDLCK, 0, 0));
    exit(0);
  }
  wait_for(done);
  usleep(20000);
  puts("letting go");
  fflush(stdout);
  lock(fd, F_SETLK, F_UNLCK, 0, 0);
  wait(NULL);
  lseek(fd, 10, SEEK_SET);
  printf("%d %d\n", lockf(fd, F_LOCK, 10), lockf(fd, F_TEST, 10));
  if (fork() == 0) {
    lseek(fd, 15, SEEK_SET);
    printf("%d", lockf(fd, F_TEST, 1));
    printf(" %d", lockf(fd, F_TLOCK, 1));
    lseek(fd, 20, SEEK_SET);
    printf(" %d\n", lockf(fd, F_TLOCK, 1));
    exit(0);
  }
  wait(NULL);
}

static void deadlock(void) {
  int fd = open("wait", O_RDWR);
  lock(fd, F_SETLK, F_WRLCK, 0, 1);
  if (fork() == 0) {
    lock(fd, F_SETLK, F_WRLCK, 1, 1);
    tell(done);
    exit(lock(fd, F_SETLKW, F_WRLCK, 0, 1));
  }
  wait_for(done);
  usleep(20000);
  printf("%d", lock(fd, F_SETLKW, F_WRLCK, 1, 1));
  printf(" %s\n", strerror(errno));
  lock(fd, F_SETLK, F_UNLCK, 0, 1);
  int status;
  wait(&status);
  printf("%d\n", status);
}

static void whole(void) {
  int one = open("whole", O_RDWR | O_CREAT, 0600), same = dup(one), other = open("whole", O_RDONLY);
  printf("%d\n", flock(one, LOCK_EX));
  printf("%d\n", flock(same, LOCK_EX | LOCK_NB));
  printf("%d", flock(other, LOCK_SH | LOCK_NB));
  printf(" %s\n", strerror(errno));
  printf("%d\n", flock(same, LOCK_SH));
  printf("%d\n", flock(other, LOCK_SH | LOCK_NB));
  printf("%d\n", flock(one, LOCK_EX | LOCK_NB));
  flock(other, LOCK_UN);
  flock(one, LOCK_EX);
  if (fork() == 0) {
    close(one);
    close(same);
    tell(done);
    flock(other, LOCK_EX);
    puts("child has it");
    exit(0);
  }
  wait_for(done);
  usleep(20000);
  close(one);
  puts("still held by the duplicate");
  fflush(stdout);
  close(same);
  wait(NULL);
  printf("%d", flock(99, LOCK_SH));
  printf(" %s\n", strerror(errno));
}

int main(void) {
  pipe(go);
  pipe(done);
  ranges();
  waiting();
  deadlock();
  whole();
  return 0;
}
