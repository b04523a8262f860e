// Files whose size is larger than anything that lies in them.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST 0x7fffffffffffffffll

static void try(const char *what, long long result) {
  printf("%s: %lld", what, result);
  if (result < 0)
    printf(" %s", strerror(errno));
  printf("\n");
}

static void size(int fd) {
  struct stat status;
  fstat(fd, &status);
  printf("size %lld, end %lld\n", (long long)status.st_size, (long long)lseek(fd, 0, SEEK_END));
}

int main(void) {
  char text[20];
  int fd = memfd_create("huge", 0);
  write(fd, "hello", 5);
  try("the most", ftruncate(fd, MOST));
  size(fd);
  try("less", ftruncate(fd, MOST - 4095));
  size(fd);
  try("2^62", ftruncate(fd, 1ll << 62));
  size(fd);
  try("negative", ftruncate(fd, -1));
  memset(text, 'x', sizeof text);
  try("read near the end", pread(fd, text, sizeof text, (1ll << 62) - 10));
  printf("%d %d %c\n", text[0], text[9], text[10]);
  try("read behind the end", pread(fd, text, sizeof text, 1ll << 62));
  try("read beyond all", pread(fd, text, sizeof text, MOST - 10));
  try("write beyond all", pwrite(fd, text, sizeof text, MOST - 10));
  try("read at the beginning", pread(fd, text, sizeof text, 0));
  printf("%.5s %d\n", text, text[5]);
  char *map = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  printf("%.5s %d\n", map, map[8000]);
  map[8000] = 'y';
  try("read what was mapped", pread(fd, text, 1, 8000));
  printf("%c\n", text[0]);
  try("position", lseek(fd, MOST, SEEK_SET));
  try("too far", lseek(fd, 1, SEEK_CUR));
  try("short", ftruncate(fd, 3));
  try("long", ftruncate(fd, MOST));
  try("read at the beginning", pread(fd, text, 5, 0));
  printf("%.3s %d %d\n", text, text[3], text[4]);
  try("read what was cut off", pread(fd, text, 1, 8000));
  printf("%d\n", text[0]);
  try("by its name", truncate("/proc/self/exe", -1));
  return 0;
}
