// What calls for files of one kind say of descriptors of all other kinds.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mqueue.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <unistd.h>

#define NOWHERE ((void *)8)
#define SHOW(call) show(#call, call)

static const char *kind;

static void show(const char *call, long result) {
  printf("%s %s: %ld %s\n", kind, call, result, result == -1 ? strerrorname_np(errno) : "");
}

static void vectors(int fd) {
  char byte = 0;
  struct iovec part = {&byte, 1};
  SHOW(readv(fd, &part, 0));
  SHOW(readv(fd, NOWHERE, 1));
  SHOW(writev(fd, &part, 0));
  SHOW(writev(fd, NOWHERE, 1));
  SHOW(writev(fd, &part, -1));
}

static void positions(int fd, int is_directory) {
  char byte = 0;
  SHOW(lseek(fd, 0, SEEK_CUR));
  SHOW(lseek(fd, 0, 99));
  SHOW(lseek(fd, -1, SEEK_SET));
  if (!is_directory)
    SHOW(lseek(fd, 0, SEEK_END));
  SHOW(read(fd, &byte, 0));
  SHOW(read(fd, NOWHERE, 8));
  SHOW(pread(fd, &byte, 1, 0));
  SHOW(pread(fd, &byte, 1, -1));
  SHOW(write(fd, NOWHERE, 8));
  SHOW(pwrite(fd, &byte, 1, 0));
}

static void contents(int fd, int is_file) {
  SHOW(ftruncate(fd, -1));
  if (!is_file)
    SHOW(ftruncate(fd, 0));
  SHOW(fallocate(fd, 0, 0, 0));
  SHOW(fallocate(fd, 0, 0, 1));
  SHOW(fallocate(fd, 0x100, 0, 1));
  SHOW(posix_fadvise(fd, 0, 0, 99));
  SHOW(fsync(fd));
  SHOW(fdatasync(fd));
  SHOW(mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 1) == MAP_FAILED ? -1 : 0);
  SHOW(mmap(NULL, 0, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED ? -1 : 0);
}

static void attributes(int fd) {
  struct stat stat;
  SHOW(fstat(fd, &stat));
  if (fd == 999)
    return;
  printf("%s mode %o\n", kind, stat.st_mode);
  SHOW(fchmod(fd, 0640));
  fstat(fd, &stat);
  printf("%s mode %o\n", kind, stat.st_mode);
  SHOW(fchmod(fd, 0600));
  SHOW(fchown(fd, -1, -1));
  SHOW(futimens(fd, NULL));
}

static void flags(int fd) {
  const int all[] = {O_APPEND, 01000000 | O_SYNC | O_CREAT | O_RDWR, O_DIRECT, O_ASYNC};
  int before = fcntl(fd, F_GETFL);
  for (int i = 0; i < 4; i++) {
    SHOW(fcntl(fd, F_SETFL, all[i] | O_NONBLOCK));
    SHOW(fcntl(fd, F_GETFL) & ~0100000);
  }
  fcntl(fd, F_SETFL, before);
  SHOW(fcntl(fd, F_GETPIPE_SZ));
  SHOW(fcntl(fd, F_SETSIG, 65));
  SHOW(fcntl(fd, 1025));
  SHOW(fcntl(fd, 9999));
  SHOW(fcntl(fd, F_DUPFD, -1));
  SHOW(flock(fd, 99));
}

int main(void) {
  char name[32];
  int pipes[2], sockets[2];
  sigset_t none;
  sigemptyset(&none);
  signal(SIGPIPE, SIG_IGN);
  sprintf(name, "/kinds%d", (int)getpid());
  mq_unlink(name);
  mkdir("directory", 0700);
  mkfifo("fifo", 0600);
  pipe2(pipes, O_NONBLOCK);
  socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, sockets);
  const struct {
    const char *name;
    int fd;
  } kinds[] = {{"file", open("file", O_CREAT | O_RDWR, 0600)},
               {"directory", open("directory", O_RDONLY)},
               {"pipe to read", pipes[0]},
               {"pipe to write", pipes[1]},
               {"fifo", open("fifo", O_RDWR | O_NONBLOCK)},
               {"unix", sockets[0]},
               {"tcp", socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)},
               {"udp", socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0)},
               {"event", eventfd(0, EFD_NONBLOCK)},
               {"epoll", epoll_create1(0)},
               {"inotify", inotify_init1(IN_NONBLOCK)},
               {"signal", signalfd(-1, &none, SFD_NONBLOCK)},
               {"timer", timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK)},
               {"queue", mq_open(name, O_CREAT | O_RDWR | O_NONBLOCK, 0600, NULL)},
               {"none", 999},
               {"process", pidfd_open(getpid(), 0)}};
  for (int i = 0; i < (int)(sizeof kinds / sizeof *kinds); i++) {
    kind = kinds[i].name;
    positions(kinds[i].fd, i == 1);
    if (i < 8 || i == 14)
      vectors(kinds[i].fd);
    contents(kinds[i].fd, i == 0);
    attributes(kinds[i].fd);
    flags(kinds[i].fd);
  }
  mq_unlink(name);
  return 0;
}
