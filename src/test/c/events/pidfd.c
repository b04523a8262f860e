// pidfd: a child's end by poll, epoll and waitid, signals by descriptor, what is left of a process.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef P_PIDFD
#define P_PIDFD ((idtype_t)3)
#endif

static void said(const char *what, long result) {
  printf("%s: %ld %s\n", what, result, result < 0 ? strerror(errno) : "");
}

static int ready(int fd, int timeout) {
  struct pollfd one = {fd, POLLIN | POLLOUT};
  return poll(&one, 1, timeout) > 0 ? one.revents : 0;
}

int main(void) {
  int ends[2], got = 0;
  char c;
  siginfo_t info;
  struct epoll_event event = {EPOLLIN, {.fd = 9}};
  pipe(ends);
  pid_t child = fork();
  if (child == 0) {
    close(ends[1]);
    read(ends[0], &c, 1);
    _exit(5);
  }
  int fd = pidfd_open(child, 0), set = epoll_create1(0);
  printf("%d %d\n", fcntl(fd, F_GETFD), fcntl(fd, F_GETFL) & O_ACCMODE);
  epoll_ctl(set, EPOLL_CTL_ADD, fd, &event);
  printf("%x\n", ready(fd, 0));
  said("alive", pidfd_send_signal(fd, 0, NULL, 0));
  said("no news", waitid(P_PIDFD, fd, &info, WEXITED | WNOHANG));
  said("read", read(fd, &c, 1));
  said("write", write(fd, &c, 1));
  close(ends[1]);
  printf("%x\n", ready(fd, -1));
  said("epoll", epoll_wait(set, &event, 1, -1));
  said("zombie", pidfd_send_signal(fd, SIGTERM, NULL, 0));
  said("open a zombie", pidfd_open(child, 0) < 0 ? -1 : 0);
  said("look", waitid(P_PIDFD, fd, &info, WEXITED | WNOWAIT));
  said("take", waitid(P_PIDFD, fd, &info, WEXITED));
  printf("%d %d %d\n", info.si_pid == child, info.si_status, info.si_code);
  printf("%x\n", ready(fd, 0));
  said("gone", pidfd_send_signal(fd, SIGTERM, NULL, 0));
  said("open what is gone", pidfd_open(child, 0));
  said("wait again", waitid(P_PIDFD, fd, &info, WEXITED));

  child = fork();
  if (child == 0)
    for (;;)
      pause();
  fd = pidfd_open(child, PIDFD_NONBLOCK);
  said("not yet", waitid(P_PIDFD, fd, &info, WEXITED));
  memset(&info, 0, sizeof info);
  info.si_signo = SIGTERM;
  info.si_code = SI_USER;
  said("forged", pidfd_send_signal(fd, SIGTERM, &info, 0));
  info.si_code = SI_QUEUE;
  said("wrong number", pidfd_send_signal(fd, SIGUSR1, &info, 0));
  said("flags", pidfd_send_signal(fd, SIGTERM, NULL, 77));
  said("signal", pidfd_send_signal(fd, 99, NULL, 0));
  said("bad pointer", pidfd_send_signal(fd, SIGTERM, (siginfo_t *)8, 0));
  said("queue", pidfd_send_signal(fd, SIGTERM, &info, 0));
  printf("%x\n", ready(fd, -1) & POLLIN);
  waitpid(child, &got, 0);
  printf("%d %x\n", WTERMSIG(got), ready(fd, 0));

  said("self", pidfd_open(getpid(), 0) < 0 ? -1 : 0);
  said("zero", pidfd_open(0, 0));
  said("negative", pidfd_open(-1, 0));
  said("nobody", pidfd_open(0x7ffffff, 0));
  said("flags", pidfd_open(getpid(), 1));
  said("no pidfd", pidfd_send_signal(ends[0], 0, NULL, 0));
  said("no pidfd", waitid(P_PIDFD, ends[0], &info, WEXITED));
  said("closed", waitid(P_PIDFD, 999, &info, WEXITED));
  said("below", waitid(P_PIDFD, -1, &info, WEXITED));
  said("not a child", waitid(P_PIDFD, pidfd_open(getpid(), 0), &info, WEXITED));
  return 0;
}
