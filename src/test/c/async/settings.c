// Which files can tell by signals (O_ASYNC), and what is kept of who is told and how.
#include "async.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

static void flags(const char *what, int fd) { printf("%s: flags %x\n", what, fcntl(fd, F_GETFL) & (O_ASYNC | O_NONBLOCK)); }

static void kind(const char *what, int fd) {
  int on = 1, off = 0;
  printf("%s\n", what);
  if (fd < 0) {
    printf("not there: %s\n", strerror(errno));
    return;
  }
  flags("first", fd);
  try("F_SETFL", fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_ASYNC));
  flags("set", fd);
  try("FIOASYNC 1", ioctl(fd, FIOASYNC, &on));
  flags("by ioctl", fd);
  try("FIOASYNC 0", ioctl(fd, FIOASYNC, &off));
  flags("unset", fd);
  try("F_SETFL 0", fcntl(fd, F_SETFL, 0));
  flags("last", fd);
  try("F_GETOWN", fcntl(fd, F_GETOWN) == getpid());
  try("F_GETSIG", fcntl(fd, F_GETSIG));
  try("FIOASYNC wild", ioctl(fd, FIOASYNC, (void *)8));
  close(fd);
}

static void owner(const char *what, int fd) {
  struct f_owner_ex ex = {-1, -1};
  int got = fcntl(fd, F_GETOWN_EX, &ex);
  int number = fcntl(fd, F_GETOWN);
  printf("%s: %d type %d %s %s\n", what, got, ex.type,
         ex.pid == 0 ? "nobody" : ex.pid == getpid() ? "this" : ex.pid == getpgrp() ? "group" : "other",
         number == 0 ? "nobody" : number == getpid() ? "this" : number == -getpgrp() ? "group" : "other");
}

static void own(int fd, int type, int pid) {
  struct f_owner_ex ex = {type, pid};
  printf("%d %s: ", type, pid == getpid() ? "this" : pid == getpgrp() ? "group" : pid == 0 ? "0" : "other");
  try("F_SETOWN_EX", fcntl(fd, F_SETOWN_EX, &ex));
  owner("then", fd);
}

static void owners(int fd) {
  owner("at first", fd);
  own(fd, F_OWNER_TID, getpid());
  own(fd, F_OWNER_PID, getpid());
  own(fd, F_OWNER_PGRP, getpgrp());
  own(fd, F_OWNER_PGRP, 0);
  own(fd, F_OWNER_TID, 0);
  own(fd, F_OWNER_TID, 99999999);
  own(fd, 3, getpid());
  own(fd, -1, getpid());
  own(fd, F_OWNER_PID, -5);
  try("wild", fcntl(fd, F_SETOWN_EX, (void *)8));
  try("wild", fcntl(fd, F_GETOWN_EX, (void *)8));
  try("F_SETOWN", fcntl(fd, F_SETOWN, getpid()));
  owner("then", fd);
  try("F_SETOWN of a group", fcntl(fd, F_SETOWN, -getpgrp()));
  owner("then", fd);
  try("F_SETOWN of nobody", fcntl(fd, F_SETOWN, 0));
  owner("then", fd);
  try("F_SETOWN of who is not there", fcntl(fd, F_SETOWN, 99999999));
  try("F_SETOWN INT_MIN", fcntl(fd, F_SETOWN, -2147483647 - 1));
  owner("then", fd);
}

static void signals(int fd) {
  try("F_GETSIG", fcntl(fd, F_GETSIG));
  try("F_SETSIG 64", fcntl(fd, F_SETSIG, 64));
  try("F_GETSIG", fcntl(fd, F_GETSIG));
  try("F_SETSIG 65", fcntl(fd, F_SETSIG, 65));
  try("F_SETSIG -1", fcntl(fd, F_SETSIG, -1));
  try("F_GETSIG", fcntl(fd, F_GETSIG));
  try("F_SETSIG 0", fcntl(fd, F_SETSIG, 0));
  try("F_GETSIG", fcntl(fd, F_GETSIG));
}

static void requests(const char *what, int fd) {
  int number = -1, mine = getpid(), gone = 99999999, none = 0, group = -getpgrp();
  printf("%s\n", what);
  try("SIOCGPGRP", ioctl(fd, SIOCGPGRP, &number));
  try("SIOCSPGRP", ioctl(fd, SIOCSPGRP, &mine));
  try("FIOGETOWN", ioctl(fd, FIOGETOWN, &number));
  printf("%d\n", number == mine);
  try("FIOSETOWN", ioctl(fd, FIOSETOWN, &group));
  owner("group", fd);
  try("FIOSETOWN gone", ioctl(fd, FIOSETOWN, &gone));
  try("FIOSETOWN wild", ioctl(fd, FIOSETOWN, (void *)8));
  try("FIOGETOWN wild", ioctl(fd, FIOGETOWN, (void *)8));
  try("FIOSETOWN none", ioctl(fd, FIOSETOWN, &none));
  owner("none", fd);
}

static int all(void) {
  int ends[2], pair[2];
  char file[40], fifo[40];
  sigset_t none;
  setvbuf(stdout, NULL, _IOLBF, 0);
  sigemptyset(&none);
  sprintf(file, "/tmp/async-%d", getpid());
  sprintf(fifo, "/tmp/async-fifo-%d", getpid());
  mkfifo(fifo, 0600);
  kind("file", open(file, O_RDWR | O_CREAT, 0600));
  kind("file opened so", open(file, O_RDWR | O_ASYNC));
  kind("folder", open("/tmp", O_RDONLY));
  kind("fifo", open(fifo, O_RDWR));
  kind("fifo opened so", open(fifo, O_RDWR | O_ASYNC));
  kind("null", open("/dev/null", O_RDWR));
  kind("zero", open("/dev/zero", O_RDWR));
  kind("random", open("/dev/random", O_RDONLY));
  kind("urandom", open("/dev/urandom", O_RDONLY));
  kind("proc", open("/proc/self/status", O_RDONLY));
  pipe(ends);
  kind("pipe to read", ends[0]);
  kind("pipe to write", ends[1]);
  kind("unix stream", socket(AF_UNIX, SOCK_STREAM, 0));
  kind("unix datagram", socket(AF_UNIX, SOCK_DGRAM, 0));
  kind("tcp", socket(AF_INET, SOCK_STREAM, 0));
  kind("udp", socket(AF_INET, SOCK_DGRAM, 0));
  kind("eventfd", eventfd(0, 0));
  kind("timerfd", timerfd_create(CLOCK_MONOTONIC, 0));
  kind("signalfd", signalfd(-1, &none, 0));
  kind("epoll", epoll_create1(0));
  kind("inotify", inotify_init1(0));
  kind("memfd", memfd_create("x", 0));
  kind("ptmx", posix_openpt(O_RDWR | O_NOCTTY));
  pipe(ends);
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  int plain = open(file, O_RDWR);
  owners(ends[0]);
  signals(ends[0]);
  owners(plain);
  signals(plain);
  owners(pair[0]);
  signals(pair[0]);
  requests("pair", pair[0]);
  requests("pipe", ends[1]);
  requests("file", plain);
  // A copy of the descriptor is of the same open file.
  int copy = dup(ends[0]);
  fcntl(ends[0], F_SETFL, O_ASYNC);
  fcntl(ends[0], F_SETOWN, getpid());
  flags("copy", copy);
  owner("copy", copy);
  flags("other end", ends[1]);
  owner("other end", ends[1]);
  try("closed", fcntl(77, F_SETOWN, getpid()));
  unlink(file);
  unlink(fifo);
  return 0;
}

// By a process that is not the leader of its group.
int main(void) {
  int status;
  pid_t child = fork();
  if (child == 0)
    exit(all());
  waitpid(child, &status, 0);
  return status;
}
