// What can be done with a descriptor of O_PATH, and what cannot.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static char text[256];

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
  else
    printf("%s: flags %o, %s\n", what, (unsigned)fcntl(fd, F_GETFL), fcntl(fd, F_GETFD) ? "closed" : "kept");
}

static const char *of(int fd) {
  static char path[64];
  sprintf(path, "/proc/self/fd/%d", fd);
  return path;
}

static void make(const char *name, const char *content) {
  int fd = open(name, O_CREAT | O_TRUNC | O_WRONLY, 0600);
  write(fd, content, strlen(content));
  close(fd);
}

static void refused(int fd) {
  struct iovec part = {text, 1};
  struct flock range = {.l_type = F_RDLCK};
  struct pollfd polled = {fd, POLLIN | POLLOUT, 0};
  struct epoll_event event = {EPOLLIN, {0}};
  tell("read", read(fd, text, 1));
  tell("write", write(fd, "x", 1));
  tell("pread", pread(fd, text, 1, 0));
  tell("pwrite", pwrite(fd, "x", 1, 0));
  tell("readv", readv(fd, &part, 1));
  tell("writev", writev(fd, &part, 1));
  tell("lseek", lseek(fd, 0, SEEK_SET));
  tell("ioctl", ioctl(fd, FIONREAD, text));
  tell("FIOCLEX", ioctl(fd, FIOCLEX));
  tell("fchmod", fchmod(fd, 0700));
  tell("fchown", fchown(fd, -1, -1));
  tell("futimens", futimens(fd, NULL));
  tell("ftruncate", ftruncate(fd, 0));
  tell("fallocate", posix_fallocate(fd, 0, 1) == EBADF);
  tell("mmap", mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0) == MAP_FAILED ? -1 : 0);
  tell("flock", flock(fd, LOCK_SH));
  tell("F_SETLK", fcntl(fd, F_SETLK, &range));
  tell("F_SETFL", fcntl(fd, F_SETFL, O_APPEND));
  tell("F_GETOWN", fcntl(fd, F_GETOWN));
  tell("F_SETOWN", fcntl(fd, F_SETOWN, 0));
  tell("F_GETPIPE_SZ", fcntl(fd, F_GETPIPE_SZ));
  tell("F_GET_SEALS", fcntl(fd, F_GET_SEALS));
  tell("unknown command", fcntl(fd, 999));
  tell("poll", poll(&polled, 1, 0));
  printf("revents %x\n", polled.revents);
  int watcher = epoll_create1(0);
  tell("epoll_ctl", epoll_ctl(watcher, EPOLL_CTL_ADD, fd, &event));
  close(watcher);
  tell("fsync", fsync(fd));
  tell("isatty", isatty(fd) ? 0 : -1);
  tell("sendfile", sendfile(1, fd, NULL, 1));
}

static void taken(int fd) {
  struct stat status;
  tell("fstat", fstat(fd, &status));
  printf("%o %ld bytes, %ld links\n", status.st_mode, (long)status.st_size, (long)status.st_nlink);
  tell("fstatat", fstatat(fd, "", &status, AT_EMPTY_PATH));
  tell("F_SETFD", fcntl(fd, F_SETFD, FD_CLOEXEC));
  tell("F_GETFD", fcntl(fd, F_GETFD));
  int copies[] = {dup(fd), fcntl(fd, F_DUPFD, 50), fcntl(fd, F_DUPFD_CLOEXEC, 60), dup2(fd, 70), dup3(fd, 71, O_CLOEXEC)};
  for (int i = 0; i < 5; i++) {
    opened("copy", copies[i]);
    tell("read", read(copies[i], text, 1));
    tell("close", close(copies[i]));
  }
  tell("futimens by its path", utimensat(AT_FDCWD, of(fd), NULL, 0));
  tell("fchownat", fchownat(fd, "", -1, -1, AT_EMPTY_PATH));
  tell("faccessat", faccessat(fd, "", R_OK, AT_EMPTY_PATH));
  tell("access by its path", access(of(fd), R_OK));
  tell("chmod by its path", chmod(of(fd), 0640));
  fstat(fd, &status);
  printf("%o\n", status.st_mode);
}

static void links_in_proc(const char *what, int fd) {
  struct stat status;
  char here[4096];
  lstat(of(fd), &status);
  ssize_t size = readlink(of(fd), text, sizeof text - 1);
  text[size > 0 ? size : 0] = 0;
  getcwd(here, sizeof here);
  size_t length = strlen(here);
  printf("%s: link %o to %s\n", what, status.st_mode, strncmp(text, here, length) ? text : text + length);
}

static void information(int fd) {
  char path[64];
  sprintf(path, "/proc/self/fdinfo/%d", fd);
  FILE *file = fopen(path, "r");
  while (fgets(text, sizeof text, file))
    if (strncmp(text, "pos", 3) == 0 || strncmp(text, "flags", 5) == 0)
      fputs(text, stdout);
  fclose(file);
}

static void again(const char *what, int fd, int flags) {
  int reopened = open(of(fd), flags);
  int error = errno;
  if (reopened < 0)
    printf("%s: %s\n", what, strerror(error));
  else {
    ssize_t size = read(reopened, text, 5);
    printf("%s: %zd %.*s\n", what, size, size > 0 ? (int)size : 0, text);
    close(reopened);
  }
}

static void flags(void) {
  opened("file", open("file", O_PATH));
  opened("close on exec", open("file", O_PATH | O_CLOEXEC));
  opened("no such file", open("none", O_PATH | O_CREAT, 0600));
  opened("exclusive", open("file", O_PATH | O_CREAT | O_EXCL, 0600));
  opened("truncated", open("file", O_PATH | O_TRUNC | O_RDWR | O_APPEND | O_NONBLOCK));
  opened("directory", open("file", O_PATH | O_DIRECTORY));
  opened("slash", open("file/", O_PATH));
  opened("made directory", open("dir", O_PATH | O_DIRECTORY | O_CREAT, 0600));
  opened("temporary", open("dir", O_PATH | O_TMPFILE | O_RDWR, 0600));
  opened("to write", open("dir", O_PATH | O_WRONLY));
  opened("link", open("link", O_PATH));
  opened("link itself", open("link", O_PATH | O_NOFOLLOW));
  opened("link as directory", open("link", O_PATH | O_NOFOLLOW | O_DIRECTORY));
  opened("nothing", open("", O_PATH));
  opened("dangling", open("dangling", O_PATH));
  opened("dangling itself", open("dangling", O_PATH | O_NOFOLLOW));
  opened("FIFO", open("fifo", O_PATH));
  opened("device", open("/dev/null", O_PATH));
}

static void symbolic(void) {
  int fd = open("link", O_PATH | O_NOFOLLOW), file = open("file", O_PATH);
  struct stat status;
  fstat(fd, &status);
  printf("%d %ld\n", S_ISLNK(status.st_mode), (long)status.st_size);
  ssize_t size = readlinkat(fd, "", text, sizeof text);
  tell("readlinkat", size);
  printf("%.*s\n", (int)size, text);
  tell("readlinkat of a file", readlinkat(file, "", text, sizeof text));
  tell("readlinkat of nothing", readlinkat(200, "", text, sizeof text));
  tell("readlinkat of the working directory", readlinkat(AT_FDCWD, "", text, sizeof text));
  tell("readlinkat to nothing", readlinkat(fd, "", text, 0));
  links_in_proc("link", fd);
  again("link again", fd, O_RDONLY);
  again("link again as path", fd, O_PATH);
  tell("chmod by its path", chmod(of(fd), 0600));
  tell("below", openat(fd, "file", O_RDONLY));
  tell("fchdir", fchdir(fd));
  refused(fd);
  close(fd);
  close(file);
}

static void directories(void) {
  int fd = open("dir", O_PATH);
  struct stat status;
  make("dir/inner", "inner");
  tell("fstatat", fstatat(fd, "inner", &status, 0));
  int inner = openat(fd, "inner", O_RDONLY);
  tell("read", read(inner, text, 10));
  close(inner);
  tell("mkdirat", mkdirat(fd, "deep", 0700));
  tell("renameat", renameat(fd, "inner", fd, "other"));
  tell("linkat", linkat(fd, "other", fd, "more", 0));
  tell("symlinkat", symlinkat("other", fd, "symbolic"));
  tell("unlinkat", unlinkat(fd, "other", 0));
  tell("faccessat", faccessat(fd, "more", R_OK, 0));
  tell("getdents", lseek(fd, 0, SEEK_SET));
  int here = open(".", O_PATH);
  tell("fchdir", fchdir(fd));
  tell("access", access("more", F_OK));
  tell("back", fchdir(here));
  unlinkat(fd, "more", 0);
  unlinkat(fd, "symbolic", 0);
  unlinkat(fd, "deep", AT_REMOVEDIR);
  links_in_proc("directory", fd);
  again("directory again", fd, O_RDONLY | O_DIRECTORY);
  refused(fd);
  close(fd);
  close(here);
}

static void passed(void) {
  int ends[2], file = open("file", O_PATH);
  union {
    struct cmsghdr header;
    char room[CMSG_SPACE(sizeof(int))];
  } control = {0};
  struct iovec part = {"x", 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  control.header.cmsg_level = SOL_SOCKET;
  control.header.cmsg_type = SCM_RIGHTS;
  control.header.cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(&control.header), &file, sizeof file);
  tell("sent", sendmsg(ends[0], &message, 0));
  close(file);
  part.iov_base = text;
  tell("received", recvmsg(ends[1], &message, 0));
  memcpy(&file, CMSG_DATA(&control.header), sizeof file);
  opened("passed", file);
  tell("read", read(file, text, 1));
  again("again", file, O_RDONLY);
  close(file);
  close(ends[0]);
  close(ends[1]);
}

// Locks of a process do not end when it closes a descriptor of O_PATH.
static void locks(void) {
  int fd = open("file", O_RDWR), path = open("file", O_PATH);
  struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  fcntl(fd, F_SETLK, &range);
  close(path);
  fflush(stdout);
  if (fork() == 0) {
    fcntl(fd, F_GETLK, &range);
    printf("locked: %d\n", range.l_type == F_WRLCK);
    exit(0);
  }
  wait(NULL);
  close(fd);
}

static void nameless(void) {
  int ends[2];
  pipe(ends);
  int path = open(of(ends[0]), O_PATH);
  opened("pipe", path);
  tell("read", read(path, text, 1));
  write(ends[1], "pipe", 4);
  again("pipe again", path, O_RDONLY);
  struct stat one, other;
  fstat(path, &one);
  fstat(ends[0], &other);
  printf("the same: %d\n", one.st_ino == other.st_ino && one.st_mode == other.st_mode);
  close(path);
  close(ends[0]);
  close(ends[1]);
  int fd = open("gone", O_CREAT | O_RDWR, 0600);
  write(fd, "gone", 4);
  path = open("gone", O_PATH);
  unlink("gone");
  close(fd);
  again("removed", path, O_RDONLY);
  tell("linked again", linkat(AT_FDCWD, of(path), AT_FDCWD, "back", AT_SYMLINK_FOLLOW));
  close(path);
}

static void watched(void) {
  char events[4096];
  int watch = inotify_init1(IN_NONBLOCK);
  inotify_add_watch(watch, ".", IN_ALL_EVENTS);
  close(open("file", O_PATH));
  ssize_t size = read(watch, events, sizeof events);
  if (size < 0)
    puts("no events");
  for (char *at = events; at < events + size;) {
    struct inotify_event *event = (struct inotify_event *)at;
    printf("event %x %s\n", event->mask, event->len ? event->name : "");
    at += sizeof *event + event->len;
  }
  close(watch);
}

static void permissions(void) {
  chmod("file", 0);
  int fd = open("file", O_PATH);
  opened("unreadable", fd);
  close(fd);
  chmod("file", 0600);
}

int main(void) {
  umask(022);
  make("file", "hello");
  mkdir("dir", 0700);
  mkfifo("fifo", 0600);
  symlink("file", "link");
  symlink("nowhere", "dangling");
  flags();
  for (int fd = 3; fd < 100; fd++)
    close(fd);
  int fd = open("file", O_PATH);
  refused(fd);
  taken(fd);
  links_in_proc("file", fd);
  information(fd);
  again("file again", fd, O_RDONLY);
  again("file again to write", fd, O_WRONLY);
  tell("fchdir", fchdir(fd));
  tell("below", openat(fd, "x", O_RDONLY));
  tell("absolute", close(openat(fd, "/dev/null", O_RDONLY)));
  close(fd);
  symbolic();
  directories();
  passed();
  locks();
  nameless();
  watched();
  permissions();
  return 0;
}
