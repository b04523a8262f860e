// Writes of nothing at the end of files, offsets below 0, and what files without names refuse.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <unistd.h>

static void said(const char *what, long result) {
  printf("%s: %ld %s\n", what, result, result < 0 ? strerror(errno) : "");
}

int main(void) {
  char path[] = "/tmp/movedXXXXXX", bytes[64];
  int file = mkstemp(path), end = open(path, O_RDWR | O_APPEND), nameless = memfd_create("m", MFD_ALLOW_SEALING);
  said("write", write(file, "hello", 5));
  said("append nothing", write(end, "", 0));
  said("where", lseek(end, 0, SEEK_CUR));
  said("append to nowhere", write(end, (char *)8, 3));
  said("where", lseek(end, 0, SEEK_CUR));
  said("append", write(end, "!", 1));
  said("where", lseek(end, 0, SEEK_CUR));
  said("pread", pread(-1, bytes, 1, -1));
  said("pwrite", pwrite(999, bytes, 1, -1));
  said("pread", pread(-1, bytes, 1, 1));
  said("ftruncate", ftruncate(-1, -1));
  said("ftruncate", ftruncate(-1, 1));
  said("truncate", truncate("/nowhere", -1));
  said("copy to nameless", copy_file_range(file, 0, nameless, 0, 3, 0));
  said("copy from nameless", copy_file_range(nameless, 0, file, 0, 3, 0));
  said("zero range", fallocate(nameless, 0x10, 0, 10));
  said("allocate", fallocate(nameless, 0, 0, 10));
  said("copy", copy_file_range(nameless, 0, nameless, &(off_t){5}, 3, 0));
  int notices = inotify_init1(IN_NONBLOCK);
  inotify_add_watch(notices, path, IN_ALL_EVENTS);
  for (int i = 0; i < 2; i++) {
    close(open(path, O_TRUNC | O_RDWR));
    struct inotify_event *event = (struct inotify_event *)bytes;
    while (read(notices, bytes, 16) == 16) printf("%x ", event->mask);
    puts("");
  }
  unlink(path);
  return 0;
}
