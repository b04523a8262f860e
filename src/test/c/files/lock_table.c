// What /proc/locks says of the locks on a file, who waits for whom there, and how locks on ranges
// split and merge.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t pids[8];
static int count;
static char path[64];

static int lock(int fd, int command, int type, long start, long length) {
  struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
  return fcntl(fd, command, &lock);
}

// The lines of our file, with processes by the order in which they were made.
static void show(const char *what) {
  char line[200], wanted[40];
  struct stat st;
  stat(path, &st);
  sprintf(wanted, ":%lu ", (unsigned long)st.st_ino);
  FILE *f = fopen("/proc/locks", "r");
  printf("%s\n", what);
  while (fgets(line, sizeof line, f)) {
    char *inode = strstr(line, wanted), *rest = strchr(line, ':') + 1;
    if (!inode)
      continue;
    char type[20], advisory[20], mode[20], *at = rest + strspn(rest, " ");
    int depth = 0, pid, who = -1;
    if (*at == '-')
      depth = at - rest, at += 3;
    sscanf(at, "%s %s %s %d", type, advisory, mode, &pid);
    for (int i = 0; i < count; i++)
      if (pids[i] == pid)
        who = i;
    printf("  %d %s %s %s %d %s", depth, type, advisory, mode, who, inode + strlen(wanted));
  }
  fclose(f);
}

// Whoever is asleep each time that one looks is asleep in the call that waits.
static void wait_until_asleep(pid_t pid) {
  char name[40];
  int asleep = 0;
  sprintf(name, "/proc/%d/stat", pid);
  while (asleep < 30) {
    usleep(2000);
    FILE *f = fopen(name, "r");
    char state = '?';
    fscanf(f, "%*d %*s %c", &state);
    fclose(f);
    asleep = state == 'S' ? asleep + 1 : 0;
  }
}

static pid_t begin(void) {
  fflush(stdout);
  pid_t pid = fork();
  if (pid)
    pids[count++] = pid;
  return pid;
}

static void ranges(int fd) {
  lock(fd, F_SETLK, F_WRLCK, 10, 10);
  lock(fd, F_SETLK, F_RDLCK, 30, 10);
  show("two");
  lock(fd, F_SETLK, F_RDLCK, 13, 2);
  show("the first in three");
  lock(fd, F_SETLK, F_UNLCK, 33, 2);
  show("a hole in the second");
  lock(fd, F_SETLK, F_RDLCK, 20, 10);
  show("between them");
  lock(fd, F_SETLK, F_WRLCK, 0, 0);
  show("all");
  lock(fd, F_SETLK, F_UNLCK, 5, 0);
  lock(fd, F_SETLK, F_WRLCK, 5, 3);
  show("longer");
  lock(fd, F_SETLK, F_UNLCK, 0, 0);
  show("none");
}

static void waiters(int fd) {
  lock(fd, F_SETLK, F_WRLCK, 0, 10);
  lock(fd, F_SETLK, F_RDLCK, 100, 0);
  if (begin() == 0)
    exit(lock(fd, F_SETLKW, F_WRLCK, 5, 10));
  wait_until_asleep(pids[1]);
  if (begin() == 0)
    exit(lock(fd, F_SETLKW, F_WRLCK, 12, 1));
  waitpid(pids[2], NULL, 0);
  if (begin() == 0)
    exit(lock(fd, F_SETLKW, F_WRLCK, 5, 3));
  wait_until_asleep(pids[3]);
  if (begin() == 0)
    exit(lock(fd, F_SETLKW, F_RDLCK, 0, 2));
  wait_until_asleep(pids[4]);
  show("three wait");
  int other = open(path, O_RDWR);
  flock(other, LOCK_SH);
  if (begin() == 0) {
    close(other);
    exit(flock(open(path, O_RDWR), LOCK_EX));
  }
  wait_until_asleep(pids[5]);
  show("and one for all of it");
  lock(fd, F_SETLK, F_UNLCK, 0, 0);
  close(other);
  while (wait(NULL) > 0)
    ;
  show("none");
}

// Linux keeps a list of locks for each CPU on which they were taken, and shows one after another.
static void stay_on_one_cpu(void) {
  cpu_set_t all, one;
  int cpu = 0;
  sched_getaffinity(0, sizeof all, &all);
  while (!CPU_ISSET(cpu, &all))
    cpu++;
  CPU_ZERO(&one);
  CPU_SET(cpu, &one);
  sched_setaffinity(0, sizeof one, &one);
}

int main(void) {
  stay_on_one_cpu();
  sprintf(path, "/tmp/lock-table-%d", getpid());
  int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
  pids[count++] = getpid();
  ranges(fd);
  close(fd);
  fd = open(path, O_RDWR);
  waiters(fd);
  unlink(path);
  return 0;
}
