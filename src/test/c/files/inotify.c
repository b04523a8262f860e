// inotify(7): what is told of which change, in which order.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int in, last;
static const char *NAMES[] = {"ACCESS", "MODIFY", "ATTRIB", "CLOSE_WRITE", "CLOSE_NOWRITE", "OPEN", "MOVED_FROM", "MOVED_TO",
                              "CREATE", "DELETE", "DELETE_SELF", "MOVE_SELF", "?", "UNMOUNT", "OVERFLOW", "IGNORED"};

static void events(const char *what) {
  char buffer[8192] __attribute__((aligned(8)));
  printf("%s:", what);
  ssize_t size;
  while ((size = read(in, buffer, sizeof buffer)) > 0)
    for (char *at = buffer; at < buffer + size;) {
      struct inotify_event *event = (struct inotify_event *)at;
      printf(" %d", event->wd);
      for (int i = 0; i < 16; i++)
        if (event->mask >> i & 1)
          printf(" %s", NAMES[i]);
      if (event->mask & IN_ISDIR)
        printf(" dir");
      if (event->cookie) {
        printf(last && last == event->cookie ? " same" : " cookie");
        last = event->cookie;
      }
      printf(event->len ? " %s %u;" : ";", event->name, event->len);
      at += sizeof *event + event->len;
    }
  printf("\n");
}

static void say(const char *what, long result) { printf("%s: %ld %s\n", what, result, result < 0 ? strerror(errno) : ""); }

static void files(void) {
  char text[10];
  int fd = open("d/file", O_RDWR | O_CREAT, 0600);
  events("create");
  write(fd, "hello", 5);
  events("write");
  write(fd, "a", 1), write(fd, "b", 1);
  events("two writes");
  write(fd, "", 0);
  events("no write");
  pread(fd, text, 3, 0), pread(fd, text, 3, 100);
  events("read");
  ftruncate(fd, 2);
  events("truncate");
  fchmod(fd, 0640), chmod("d/file", 0600);
  events("chmod");
  futimens(fd, NULL);
  events("times");
  close(fd);
  events("close");
  fd = open("d/file", O_RDONLY);
  int copy = dup(fd);
  close(fd);
  events("open");
  close(copy);
  events("close");
  fd = open("d/file", O_WRONLY | O_TRUNC);
  events("open and truncate");
  close(fd);
  truncate("d/file", 100);
  events("truncate");
  link("d/file", "d/other");
  events("link");
  symlink("file", "d/symbolic");
  events("symlink");
  mkfifo("d/fifo", 0600);
  events("fifo");
  unlink("d/other"), unlink("d/symbolic"), unlink("d/fifo");
  events("unlink");
}

static void names(void) {
  rename("d/file", "d/new");
  events("rename");
  rename("d/new", "e/away");
  events("away");
  rename("e/away", "d/back with a long name");
  events("back");
  mkdir("d/sub", 0700);
  events("mkdir");
  rename("d/sub", "d/bus");
  events("rename folder");
  rmdir("d/bus");
  events("rmdir");
  close(open("d/one", O_WRONLY | O_CREAT, 0600)), close(open("d/two", O_WRONLY | O_CREAT, 0600));
  events("two");
  rename("d/one", "d/two");
  events("replace");
  close(open("e/three", O_WRONLY | O_CREAT, 0600));
  renameat2(AT_FDCWD, "d/two", AT_FDCWD, "e/three", RENAME_EXCHANGE);
  events("exchange");
  unlink("d/two"), unlink("e/three"), unlink("d/back with a long name");
  events("unlink");
}

static void itself(void) {
  int fd = open("e/own", O_RDWR | O_CREAT, 0600);
  int wd = inotify_add_watch(in, "e/own", IN_ALL_EVENTS), other = inotify_add_watch(in, "e", IN_MODIFY | IN_DELETE);
  printf("%d %d\n", wd, other);
  write(fd, "x", 1);
  events("write");
  rename("e/own", "e/renamed");
  events("rename");
  link("e/renamed", "e/second"), unlink("e/second");
  events("links");
  unlink("e/renamed");
  events("unlink while open");
  write(fd, "x", 1);
  events("write");
  close(fd);
  events("close");
  say("gone", inotify_rm_watch(in, wd));
  close(open("e/own", O_RDWR | O_CREAT, 0600));
  wd = inotify_add_watch(in, "e/own", IN_DELETE_SELF);
  unlink("e/own");
  events("unlink");
  say("remove", inotify_rm_watch(in, other));
  events("remove");
  mkdir("e/sub", 0700);
  inotify_add_watch(in, "e/sub", IN_ALL_EVENTS | IN_ONLYDIR);
  rmdir("e/sub");
  events("rmdir");
}

static void masks(void) {
  int fd = open("f", O_RDWR | O_CREAT, 0600);
  int wd = inotify_add_watch(in, "f", IN_MODIFY | IN_ONESHOT);
  write(fd, "x", 1), write(fd, "x", 1);
  events("once");
  int again = inotify_add_watch(in, "f", IN_ATTRIB);
  say("another number", again - wd);
  say("the same", inotify_add_watch(in, "f", IN_MODIFY) - again);
  fchmod(fd, 0644), write(fd, "x", 1);
  events("replaced");
  say("added", inotify_add_watch(in, "f", IN_ATTRIB | IN_MASK_ADD) - again);
  fchmod(fd, 0644), write(fd, "x", 1);
  events("both");
  say("exists", inotify_add_watch(in, "f", IN_ATTRIB | IN_MASK_CREATE));
  say("both", inotify_add_watch(in, "f", IN_ATTRIB | IN_MASK_CREATE | IN_MASK_ADD));
  say("nothing", inotify_add_watch(in, "f", 0));
  say("no folder", inotify_add_watch(in, "f", IN_MODIFY | IN_ONLYDIR));
  say("none", inotify_add_watch(in, "none", IN_MODIFY));
  say("closed", inotify_add_watch(-1, "f", IN_MODIFY));
  say("another file", inotify_add_watch(fd, "f", IN_MODIFY));
  say("flags", inotify_init1(1));
  say("remove", inotify_rm_watch(in, 1000));
  say("write", write(in, "x", 1));
  write(fd, "x", 1);
  int bytes;
  ioctl(in, FIONREAD, &bytes);
  printf("%d %d\n", bytes, poll(&(struct pollfd){in, POLLIN}, 1, 0));
  char small[15];
  say("small", read(in, small, sizeof small));
  events("rest");
  say("nothing left", read(in, small, 15));
  unlink("f"), close(fd);
}

static void waits(void) {
  char buffer[200];
  int own = inotify_init();
  inotify_add_watch(own, "d", IN_CREATE);
  fflush(stdout);
  if (fork() == 0) {
    usleep(2000);
    close(open("d/late", O_WRONLY | O_CREAT, 0600));
    _exit(0);
  }
  printf("%zd\n", read(own, buffer, sizeof buffer));
  wait(NULL);
  unlink("d/late");
  close(own);
}

int main(void) {
  in = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  mkdir("d", 0700), mkdir("e", 0700);
  printf("%d\n", inotify_add_watch(in, "d", IN_ALL_EVENTS));
  files();
  names();
  itself();
  masks();
  waits();
  rmdir("d"), rmdir("e");
  events("end");
  return 0;
}
