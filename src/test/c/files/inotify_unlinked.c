// IN_EXCL_UNLINK: what is done with a file by a descriptor after the name by which it was opened is
// gone is not told, neither to who watches the directory nor to who watches the file.
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

static int in;

static void show(const char *what) {
  char bytes[4096];
  ssize_t size = read(in, bytes, sizeof bytes);
  printf("%s:", what);
  for (char *at = bytes; at < bytes + size;) {
    struct inotify_event *event = (struct inotify_event *)at;
    printf(" %d %x %s", event->wd, event->mask, event->len ? event->name : "-");
    at += sizeof *event + event->len;
  }
  printf("\n");
}

static void use(int fd, const char *what) {
  char c;
  write(fd, "x", 1);
  pread(fd, &c, 1, 0);
  fchmod(fd, 0640);
  ftruncate(fd, 1);
  show(what);
}

int main(void) {
  unsigned all = IN_MODIFY | IN_ACCESS | IN_ATTRIB | IN_OPEN | IN_CLOSE | IN_DELETE_SELF | IN_DELETE;
  in = inotify_init1(IN_NONBLOCK);
  mkdir("watched", 0700);
  int fd = open("watched/one", O_CREAT | O_RDWR, 0600);
  int other = open("watched/two", O_CREAT | O_RDWR, 0600);
  inotify_add_watch(in, "watched", all | IN_EXCL_UNLINK);
  inotify_add_watch(in, "watched/one", all | IN_EXCL_UNLINK);
  inotify_add_watch(in, "watched/two", all);
  use(fd, "named");
  use(other, "named, too");
  unlink("watched/one");
  show("unlink");
  use(fd, "without a name");
  unlink("watched/two");
  show("unlink");
  use(other, "without a name, and watched without the flag");
  close(open("watched/one", O_CREAT | O_RDWR, 0600));
  show("another of the name");
  use(fd, "the first");
  rename("watched/one", "watched/three");
  link("watched/three", "watched/four");
  fd = open("watched/three", O_RDWR);
  show("moved");
  unlink("watched/three");
  show("unlink");
  use(fd, "with another name only");
  close(fd);
  show("close");
  close(other);
  show("close");
  return 0;
}
