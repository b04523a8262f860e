// What readv(2) and writev(2) say of nothing to be moved, and sendfile(2) of devices without end.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
static void tell(const char *w, long r) { if (r < 0) printf("%s: %s\n", w, strerrorname_np(errno)); else printf("%s: %ld\n", w, r); }
int main(void) {
  struct mq_attr at = {.mq_maxmsg = 2, .mq_msgsize = 8};
  sigset_t set; sigemptyset(&set); sigaddset(&set, SIGUSR1);
  mqd_t mq = mq_open("/nothing", O_RDWR | O_CREAT | O_NONBLOCK, 0600, &at); mq_unlink("/nothing");
  int fds[] = {epoll_create1(0), signalfd(-1, &set, SFD_NONBLOCK), mq, eventfd(1, EFD_NONBLOCK), timerfd_create(0, TFD_NONBLOCK), inotify_init1(IN_NONBLOCK), memfd_create("x", 0), open("/dev/null", O_RDWR), open("/dev/zero", O_RDWR), open("/", O_RDONLY)};
  const char *names[] = {"epoll", "signalfd", "mq", "eventfd", "timerfd", "inotify", "memfd", "null", "zero", "dir"};
  char buf[100] = {0};
  for (int i = 0; i < 10; i++) {
    struct iovec v[3] = {{buf, 0}, {buf + 10, 0}, {buf, 8}};
    printf("%s\n", names[i]);
    tell(" read 0", read(fds[i], buf, 0));
    tell(" write 0", write(fds[i], buf, 0));
    tell(" readv none", readv(fds[i], v, 0));
    tell(" writev none", writev(fds[i], v, 0));
    tell(" readv 0", readv(fds[i], v, 1));
    tell(" writev 0", writev(fds[i], v, 1));
    tell(" readv 0 0", readv(fds[i], v, 2));
    tell(" writev 0 0", writev(fds[i], v, 2));
    if (i != 3) tell(" writev 0 0 8", writev(fds[i], v, 3)); tell(" readv 0 0 8", readv(fds[i], v, 3)); 
    tell(" readv bad", readv(fds[i], (void *)8, 1));
    tell(" writev bad", writev(fds[i], (void *)8, 1));
    tell(" readv -1", readv(fds[i], v, -1));
    tell(" readv 1025", readv(fds[i], v, 1025));
    if (i != 9) tell(" preadv", preadv(fds[i], v, 1, 0));
    if (i != 5) tell(" pwritev", pwritev(fds[i], v, 1, 0));
    tell(" preadv 3", preadv(fds[i], v, 3, 0));
    tell(" pwritev 3", pwritev(fds[i], v, 3, 0));
    tell(" preadv -", preadv(fds[i], v, 3, -5));
    tell(" pread 0", pread(fds[i], buf, 0, 0));
    tell(" pwrite 0", pwrite(fds[i], buf, 0, 0));
  }
  int zero = open("/dev/zero", O_RDWR), null = open("/dev/null", O_RDWR), p[2], m = memfd_create("y", 0), full = open("/dev/full", O_RDWR), rnd = open("/dev/urandom", O_RDONLY);
  pipe2(p, O_NONBLOCK);
  off_t o = 5;
  tell("sendfile zero->pipe", sendfile(p[1], zero, 0, 100));
  tell("sendfile zero->file", sendfile(m, zero, 0, 5000));
  tell("sendfile zero->null", sendfile(null, zero, 0, 100));
  tell("sendfile zero off", sendfile(m, zero, &o, 100)); printf("%ld\n", (long)o);
  tell("sendfile null->file", sendfile(m, null, 0, 100));
  tell("sendfile file->null", sendfile(null, m, &o, 100)); printf("%ld\n", (long)o);
  tell("sendfile file->zero", sendfile(zero, m, &o, 100));
  tell("sendfile file->full", sendfile(full, m, &o, 100));
  tell("sendfile full->file", sendfile(m, full, 0, 100));
  tell("sendfile rnd->file", sendfile(m, rnd, 0, 10));
  tell("splice zero->pipe", splice(zero, 0, p[1], 0, 100, SPLICE_F_NONBLOCK));
  tell("splice pipe->null", splice(p[0], 0, null, 0, 50, SPLICE_F_NONBLOCK));
  tell("splice pipe->zero", splice(p[0], 0, zero, 0, 50, SPLICE_F_NONBLOCK));
  tell("copy_file_range", copy_file_range(zero, 0, m, 0, 10, 0));
  return 0;
}
