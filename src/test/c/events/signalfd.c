// signalfd: what is read, how much at a time, with poll and epoll, the mask, a child, errors.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void said(const char *what, long result) {
  printf("%s: %ld %s\n", what, result, result < 0 ? strerror(errno) : "");
}

static int ready(int fd) {
  struct pollfd one = {fd, POLLIN | POLLOUT};
  return poll(&one, 1, 0) > 0 ? one.revents : 0;
}

static void take(int fd) {
  struct signalfd_siginfo info;
  memset(&info, 0x55, sizeof info);
  ssize_t size = read(fd, &info, sizeof info);
  if (size < 0)
    printf("%s\n", strerror(errno));
  else
    printf("%d: %d code %d pid %s uid %s status %d int %d ptr %d errno %d\n", (int)size,
           (int)info.ssi_signo, (int)info.ssi_code,
           info.ssi_pid == (unsigned)getpid() ? "own" : info.ssi_pid ? "other" : "none",
           info.ssi_pid == 0 || info.ssi_uid == getuid() ? "own" : "other", (int)info.ssi_status, (int)info.ssi_int,
           (int)info.ssi_ptr, (int)info.ssi_errno);
}

int main(void) {
  sigset_t set, other;
  struct signalfd_siginfo many[4];
  union sigval value;
  struct epoll_event event = {EPOLLIN | EPOLLET, {.fd = 1}};
  printf("%d\n", (int)sizeof many[0]);
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGUSR2);
  sigaddset(&set, SIGRTMIN);
  sigaddset(&set, SIGKILL);
  sigprocmask(SIG_BLOCK, &set, NULL);
  int fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC), poller = epoll_create1(0);
  epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
  take(fd);
  printf("%x\n", ready(fd));
  kill(getpid(), SIGUSR2);
  raise(SIGUSR1);
  printf("%x\n", ready(fd));
  said("epoll", epoll_wait(poller, &event, 1, 0));
  said("epoll", epoll_wait(poller, &event, 1, 0));
  take(fd);
  take(fd);
  take(fd);
  value.sival_int = 7;
  sigqueue(getpid(), SIGRTMIN, value);
  value.sival_int = 8;
  sigqueue(getpid(), SIGRTMIN, value);
  kill(getpid(), SIGUSR1);
  said("epoll", epoll_wait(poller, &event, 1, 0));
  take(fd);
  said("the rest", read(fd, many, sizeof many) / (long)sizeof many[0]);
  printf("%d %d %d %d\n", (int)many[0].ssi_int, (int)many[1].ssi_int, (int)many[0].ssi_signo,
         (int)many[0].ssi_code);
  said("too small", read(fd, many, sizeof many[0] - 1));
  said("write", write(fd, many, sizeof many[0]));
  raise(SIGUSR1);
  said("bad pointer", read(fd, (void *)8, sizeof many[0]));
  sigemptyset(&other);
  sigaddset(&other, SIGUSR2);
  said("another set", signalfd(fd, &other, 0) == fd ? 0 : 1);
  raise(SIGUSR1);
  take(fd);
  signalfd(fd, &set, 0);
  take(fd);
  sigpending(&other);
  printf("%d\n", sigismember(&other, SIGUSR1));

  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGALRM);
  sigprocmask(SIG_BLOCK, &set, NULL);
  signalfd(fd, &set, 0);
  fflush(stdout);
  if (fork() == 0)
    _exit(3);
  wait(NULL);
  take(fd);
  alarm(1);
  said("alarm", poll(&(struct pollfd){fd, POLLIN}, 1, -1));
  take(fd);
  struct sigevent notify = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  notify.sigev_value.sival_int = 21;
  struct itimerspec soon = {{0, 0}, {0, 1000000}};
  timer_t timer;
  timer_create(CLOCK_MONOTONIC, &notify, &timer);
  timer_settime(timer, 0, &soon, NULL);
  int waits = signalfd(-1, &set, 0);
  said("timer", read(waits, many, sizeof many[0]));
  printf("%d %d %d\n", (int)many[0].ssi_code, (int)many[0].ssi_int, (int)many[0].ssi_overrun);
  fflush(stdout);
  pid_t parent = getpid();
  if (fork() == 0) {
    printf("child has %x\n", ready(waits));
    fflush(stdout);
    kill(getpid(), SIGUSR1);
    printf("child has %x\n", ready(waits));
    take(waits);
    usleep(10000);
    fflush(stdout);
    kill(parent, SIGUSR2);
    _exit(0);
  }
  said("blocks", read(waits, many, sizeof many[0]));
  printf("%d\n", (int)many[0].ssi_signo);
  wait(NULL);
  said("flags", signalfd(-1, &set, 1));
  said("set", signalfd(-1, NULL, 0));
  said("closed", signalfd(999, &set, 0));
  said("console", signalfd(poller, &set, 0));
  return 0;
}
