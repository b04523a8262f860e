// readahead(2) and sync_file_range(2), which do nothing to files in memory but look at their arguments; flags of open(2).
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

static void tell(const char *what, int fd) {
  static const long long places[][2] = {{0, 0}, {0, 100}, {5000, 1}, {-1, 10}, {10, -1}, {0x7fffffffffffffff, 1}, {1, 0x7fffffffffffffff}};
  printf("%s:", what);
  for (int i = 0; i < 7; i++) {
    errno = 0;
    printf(" %d", (int)readahead(fd, places[i][0], places[i][1]));
    printf(" %s", errno ? strerror(errno) : "");
    for (int flags = 0; flags < 10; flags += 3) {
      errno = 0;
      printf("; %d", sync_file_range(fd, places[i][0], places[i][1], flags));
      printf(" %s", errno ? strerror(errno) : "");
    }
    printf("\n");
  }
}

int main(void) {
  int ends[2], file = open("some file", O_RDWR | O_CREAT, 0600);
  write(file, "text", 4);
  pipe(ends);
  tell("a file", file);
  tell("read only", open("some file", O_RDONLY));
  tell("write only", open("some file", O_WRONLY));
  tell("a path", open("some file", O_PATH));
  tell("memory", memfd_create("m", 0));
  tell("a directory", open(".", O_RDONLY));
  tell("a pipe", ends[0]);
  tell("the other end", ends[1]);
  tell("a device", open("/dev/null", O_RDWR));
  tell("an event counter", eventfd(0, 0));
  tell("none", 99);
  printf("%d %d %d\n", fcntl(open("some file", O_RDONLY | O_NOATIME), F_GETFL) & O_NOATIME, O_RSYNC == O_SYNC, O_FSYNC == O_SYNC);
  printf("%d %d %d\n", SYNC_FILE_RANGE_WAIT_BEFORE, SYNC_FILE_RANGE_WRITE, SYNC_FILE_RANGE_WRITE_AND_WAIT);
  unlink("some file");
  return 0;
}
