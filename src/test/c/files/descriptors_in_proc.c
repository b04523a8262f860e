// What /proc/self/fd and /proc/self/fdinfo say of descriptors.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static void link_of(int fd) {
  char name[40], target[200];
  sprintf(name, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(name, target, sizeof target - 1);
  target[n < 0 ? 0 : n] = 0;
  char *end = strrchr(target, '/');
  char *number = strchr(target, '[');
  printf("%d -> %s %.*s\n", fd, n < 0 ? "none" : *target == '/' ? end + 1 : "",
         number && !strncmp(target, "anon", 4) ? 20 : number ? (int)(number - target) : 0, target);
}

static void information(int fd) {
  char name[40], line[200];
  sprintf(name, "/proc/self/fdinfo/%d", fd);
  FILE *f = fopen(name, "r");
  while (f && fgets(line, sizeof line, f))
    if (!strncmp(line, "pos", 3))
      printf("  %s", line);
    else if (!strncmp(line, "flags", 5))
      printf("  flags %lo\n", strtoul(line + 7, NULL, 8) & ~0100000UL);
    else if (!strncmp(line, "eventfd-count", 13))
      printf("  %s", line);
    else if (!strncmp(line, "lock", 4)) {
      int number;
      char type[20], what[20], mode[20];
      sscanf(line, "lock:\t%d: %s %s %s", &number, type, what, mode);
      printf("  %d %s %s %s%s", number, type, what, mode, strchr(strrchr(line, ':'), ' '));
    }
  if (f)
    fclose(f);
  else
    puts("  none");
}

int main(void) {
  char path[64];
  int p[2];
  sprintf(path, "/tmp/fd-%d", getpid());
  int plain = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
  int end = open(path, O_WRONLY | O_APPEND | O_NONBLOCK);
  int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  int counter = eventfd(7, 0);
  pipe2(p, O_NONBLOCK);
  write(plain, "hello", 5);
  struct flock lock = {.l_type = F_WRLCK, .l_start = 2, .l_len = 2};
  fcntl(plain, F_SETLK, &lock);
  flock(end, LOCK_SH);
  int all[] = {null, counter, p[0], p[1], 99};
  for (unsigned i = 0; i < sizeof all / sizeof *all; i++) {
    link_of(all[i]);
    information(all[i]);
  }
  information(plain);
  information(end);
  char name[40], target[100] = "";
  sprintf(name, "/proc/self/fd/%d", plain);
  readlink(name, target, sizeof target);
  printf("%d\n", !strcmp(target, path));
  unlink(path);
  memset(target, 0, sizeof target);
  readlink(name, target, sizeof target);
  printf("%d %s\n", !strncmp(target, path, strlen(path)), target + strlen(path));
  return 0;
}
