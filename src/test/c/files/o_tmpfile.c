// Files without a name, and how they get one.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char text[512];

static void tell(const char *what, long result) {
  int error = errno;
  if (result >= 0)
    printf("%s: %ld\n", what, result);
  else
    printf("%s: %s\n", what, strerror(error));
}

static void opened(const char *what, int fd) {
  int error = errno;
  if (fd < 0)
    printf("%s: %s\n", what, strerror(error));
  else {
    struct stat status;
    fstat(fd, &status);
    printf("%s: flags %o, mode %o, %ld links\n", what, (unsigned)(fcntl(fd, F_GETFL) & ~0100000), status.st_mode, (long)status.st_nlink);
    close(fd);
  }
}

static const char *of(int fd) {
  static char path[64];
  sprintf(path, "/proc/self/fd/%d", fd);
  return path;
}

static int name(int fd, const char *as) {
  return linkat(AT_FDCWD, of(fd), AT_FDCWD, as, AT_SYMLINK_FOLLOW);
}

static void links(const char *what, int fd) {
  struct stat status;
  fstat(fd, &status);
  printf("%s: %ld links\n", what, (long)status.st_nlink);
}

static void flags(void) {
  opened("to read and write", open("dir", O_TMPFILE | O_RDWR, 0666));
  opened("to write", open("dir", O_TMPFILE | O_WRONLY, 0604));
  opened("to read", open("dir", O_TMPFILE | O_RDONLY, 0600));
  opened("created", open("dir", O_TMPFILE | O_RDWR | O_CREAT, 0600));
  opened("exclusive", open("dir", O_TMPFILE | O_RDWR | O_EXCL, 0600));
  opened("more", open("dir", O_TMPFILE | O_RDWR | O_APPEND | O_TRUNC | O_NONBLOCK, 0600));
  opened("without O_DIRECTORY", open("dir", (O_TMPFILE & ~O_DIRECTORY) | O_RDWR, 0600));
  opened("no mode", open("dir", O_TMPFILE | O_RDWR, 0));
  opened("in a file", open("file", O_TMPFILE | O_RDWR, 0600));
  opened("nowhere", open("none", O_TMPFILE | O_RDWR, 0600));
  opened("slash", open("dir/", O_TMPFILE | O_RDWR, 0600));
  opened("through a link", open("link", O_TMPFILE | O_RDWR, 0600));
  opened("in a link", open("link", O_TMPFILE | O_RDWR | O_NOFOLLOW, 0600));
  opened("here", open(".", O_TMPFILE | O_RDWR, 0600));
  opened("mode 3", open("dir", O_TMPFILE | O_ACCMODE, 0600));
  opened("set group", open("dir", O_TMPFILE | O_RDWR, 07777));
}

static void used(void) {
  int fd = open("dir", O_TMPFILE | O_RDWR, 0600);
  tell("write", write(fd, "hello", 5));
  tell("pread", pread(fd, text, 10, 0));
  tell("empty", rmdir("dir"));
  mkdir("dir", 0700);
  struct stat status;
  fstat(fd, &status);
  printf("%ld bytes\n", (long)status.st_size);
  int again = open(of(fd), O_RDONLY);
  tell("read again", read(again, text, 10));
  close(again);
  close(fd);
}

static void named(void) {
  int fd = open("dir", O_TMPFILE | O_RDWR, 0644);
  write(fd, "hello", 5);
  ssize_t size = readlink(of(fd), text, sizeof text - 1);
  text[size > 0 ? size : 0] = 0;
  char expected[64];
  struct stat status;
  fstat(fd, &status);
  sprintf(expected, "/dir/#%lu (deleted)", (unsigned long)status.st_ino);
  printf("path: %d\n", strlen(text) > strlen(expected) && strcmp(text + strlen(text) - strlen(expected), expected) == 0);
  tell("without following", linkat(AT_FDCWD, of(fd), AT_FDCWD, "dir/name", 0));
  tell("over another", name(fd, "file"));
  tell("to nowhere", name(fd, "none/name"));
  tell("named", name(fd, "dir/name"));
  links("named", fd);
  tell("named twice", name(fd, "dir/second"));
  links("named twice", fd);
  unlink("dir/name");
  unlink("dir/second");
  links("removed", fd);
  tell("named again", name(fd, "dir/name"));
  close(fd);

  fd = open("dir", O_TMPFILE | O_RDWR | O_EXCL, 0644);
  tell("exclusive", name(fd, "dir/name"));
  tell("exclusive by descriptor", linkat(fd, "", AT_FDCWD, "dir/name", AT_EMPTY_PATH));
  close(fd);

  fd = open("dir", O_TMPFILE | O_RDWR, 0644);
  tell("no flag", linkat(fd, "", AT_FDCWD, "dir/name", 0));
  tell("by descriptor", linkat(fd, "", AT_FDCWD, "dir/name", AT_EMPTY_PATH));
  links("by descriptor", fd);
  tell("again", linkat(fd, "", AT_FDCWD, "dir/name", AT_EMPTY_PATH));
  tell("second", linkat(fd, "", AT_FDCWD, "dir/second", AT_EMPTY_PATH | AT_SYMLINK_FOLLOW));
  tell("path of a file", linkat(fd, "x", AT_FDCWD, "dir/third", AT_EMPTY_PATH));
  tell("no descriptor", linkat(300, "", AT_FDCWD, "dir/third", AT_EMPTY_PATH));
  tell("working directory", linkat(AT_FDCWD, "", AT_FDCWD, "dir/third", AT_EMPTY_PATH));
  unlink("dir/name");
  unlink("dir/second");
  close(fd);
}

// Who has opened a file himself may name it by its descriptor, or who has CAP_DAC_READ_SEARCH.
static void by_others(void) {
  int fd = open("dir", O_TMPFILE | O_RDWR, 0666), place = open("dir", O_RDONLY);
  int path = open("file", O_PATH | O_CLOEXEC);
  fchmod(place, 0777);
  fflush(stdout);
  if (fork() == 0) {
    if (setresgid(1000, 1000, 1000) || setresuid(1000, 1000, 1000))
      exit(1);
    tell("child by descriptor", linkat(fd, "", place, "child", AT_EMPTY_PATH));
    tell("child by path", linkat(path, "", place, "path", AT_EMPTY_PATH));
    int own = openat(place, ".", O_TMPFILE | O_RDWR, 0600);
    tell("child's own", linkat(own, "", place, "own", AT_EMPTY_PATH));
    tell("relative", linkat(place, "own", place, "relative", AT_EMPTY_PATH));
    tell("relative without", linkat(place, "own", place, "relative", 0));
    unlinkat(place, "own", 0);
    unlinkat(place, "relative", 0);
    setresuid(1000, 1000, 1000);
    tell("after setresuid", linkat(own, "", place, "own", AT_EMPTY_PATH));
    exit(0);
  }
  int status;
  wait(&status);
  printf("%d\n", WEXITSTATUS(status));
  tell("path", linkat(path, "", place, "path", AT_EMPTY_PATH));
  unlinkat(place, "path", 0);
  fchmod(place, 0700);
  close(fd);
  close(place);
  close(path);
}

static void others(void) {
  int fd = open("gone", O_CREAT | O_RDWR, 0600), ends[2];
  unlink("gone");
  tell("removed file", name(fd, "back"));
  tell("removed file by descriptor", linkat(fd, "", AT_FDCWD, "back", AT_EMPTY_PATH));
  pipe(ends);
  tell("pipe", name(ends[0], "back"));
  tell("pipe over another", name(ends[0], "file"));
  tell("pipe by descriptor", linkat(ends[0], "", AT_FDCWD, "back", AT_EMPTY_PATH));
  int directory = open("dir", O_RDONLY);
  tell("directory", linkat(directory, "", AT_FDCWD, "back", AT_EMPTY_PATH));
  int file = open("file", O_RDONLY);
  tell("file", linkat(file, "", AT_FDCWD, "back", AT_EMPTY_PATH));
  links("file", file);
  unlink("back");
  int link = open("link", O_PATH | O_NOFOLLOW);
  tell("symbolic link", linkat(link, "", AT_FDCWD, "back", AT_EMPTY_PATH));
  links("symbolic link", link);
}

static void watched(void) {
  char events[4096];
  int watch = inotify_init1(IN_NONBLOCK);
  inotify_add_watch(watch, "dir", IN_ALL_EVENTS);
  int fd = open("dir", O_TMPFILE | O_RDWR, 0600);
  write(fd, "x", 1);
  name(fd, "dir/name");
  write(fd, "x", 1);
  close(fd);
  ssize_t size = read(watch, events, sizeof events);
  if (size < 0)
    puts("no events");
  for (char *at = events; at < events + size;) {
    struct inotify_event *event = (struct inotify_event *)at;
    printf("event %x %s\n", event->mask, !event->len ? "" : event->name[0] == '#' ? "#" : event->name);
    at += sizeof *event + event->len;
  }
  unlink("dir/name");
}

int main(void) {
  umask(022);
  mkdir("dir", 0700);
  close(open("file", O_CREAT | O_RDWR, 0600));
  symlink("dir", "link");
  flags();
  used();
  named();
  by_others();
  others();
  watched();
  return 0;
}
