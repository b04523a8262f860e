// How programs are told of urgent data: SIGURG, select, poll, epoll, calls that wait.
#define _GNU_SOURCE
#include "urgent.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/wait.h>

static volatile int urged, from, code;
static volatile int socket_of_handler = -1;
static volatile char seen;

static void on_urgent(int sig, siginfo_t *info, void *context) {
  (void)sig;
  (void)context;
  urged++;
  from = info->si_pid;
  code = info->si_code;
  if (socket_of_handler >= 0) {
    char byte = '-';
    recv(socket_of_handler, &byte, 1, MSG_OOB);
    seen = byte;
  }
}

static void told(const char *what) {
  printf("%s: %d signals, from %d, code %d\n", what, urged, from, code);
  urged = 0;
}

static void signals(void (*make)(int[2])) {
  int pair[2], status;
  make(pair);
  send(pair[0], "X", 1, MSG_OOB);
  told("nobody's");
  printf("owner %d\n", fcntl(pair[1], F_SETOWN, getpid()));
  send(pair[0], "Y", 1, MSG_OOB);
  told("mine");
  send(pair[0], "a", 1, 0);
  told("not urgent");
  socket_of_handler = pair[1];
  send(pair[0], "bcZ", 3, MSG_OOB);
  told("received in the handler");
  printf("%c\n", seen);
  socket_of_handler = -1;
  fcntl(pair[1], F_SETOWN, -getpgrp());
  send(pair[0], "V", 1, MSG_OOB);
  told("the group's");
  pid_t child = fork();
  if (child == 0) {
    fcntl(pair[1], F_SETOWN, getpid());
    _exit(0);
  }
  waitpid(child, &status, 0);
  send(pair[0], "W", 1, MSG_OOB);
  told("of somebody who is gone");
  printf("owner %d\n", fcntl(pair[1], F_GETOWN));
  fcntl(pair[1], F_SETOWN, 0);
  send(pair[0], "U", 1, MSG_OOB);
  told("nobody's again");
  close(pair[0]);
  close(pair[1]);
}

static void selected(int fd) {
  fd_set in, out, error;
  struct timeval none = {0, 0};
  FD_ZERO(&in);
  FD_ZERO(&out);
  FD_ZERO(&error);
  FD_SET(fd, &in);
  FD_SET(fd, &out);
  FD_SET(fd, &error);
  int ready = select(fd + 1, &in, &out, &error, &none);
  printf("select %d: in %d out %d error %d\n", ready, FD_ISSET(fd, &in) != 0,
         FD_ISSET(fd, &out) != 0, FD_ISSET(fd, &error) != 0);
}

static void notices(void (*make)(int[2])) {
  int pair[2], set = epoll_create1(0), edges = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLPRI}, got;
  char text[10];
  make(pair);
  epoll_ctl(set, EPOLL_CTL_ADD, pair[1], &event);
  event.events = EPOLLIN | EPOLLPRI | EPOLLET;
  epoll_ctl(edges, EPOLL_CTL_ADD, pair[1], &event);
  selected(pair[1]);
  printf("epoll %d %d\n", epoll_wait(set, &got, 1, 0), epoll_wait(edges, &got, 1, 0));
  send(pair[0], "a", 1, 0);
  selected(pair[1]);
  printf("epoll %d", epoll_wait(set, &got, 1, 0));
  printf(" %d", epoll_wait(edges, &got, 1, 0));
  printf(" %x\n", got.events);
  send(pair[0], "X", 1, MSG_OOB);
  selected(pair[1]);
  printf("epoll %d", epoll_wait(set, &got, 1, 0));
  printf(" %x", got.events);
  printf(" %d", epoll_wait(edges, &got, 1, 0));
  printf(" %x\n", got.events);
  printf("again %d\n", epoll_wait(edges, &got, 1, 0));
  recv(pair[1], text, 1, MSG_OOB);
  selected(pair[1]);
  printf("epoll %d", epoll_wait(set, &got, 1, 0));
  printf(" %d\n", epoll_wait(edges, &got, 1, 0));
  close(set);
  close(edges);
  close(pair[0]);
  close(pair[1]);
}

// The child waits for urgent data, the parent sends some, and what is not urgent before.
static void waiting(void (*make)(int[2]), int how) {
  int pair[2], status, line[2];
  char text[20];
  make(pair);
  pipe(line);
  sigset_t urgent, old;
  sigemptyset(&urgent);
  sigaddset(&urgent, SIGURG);
  sigprocmask(SIG_BLOCK, &urgent, &old);
  pid_t child = fork();
  if (child == 0) {
    struct pollfd one = {pair[1], POLLPRI, 0};
    fd_set error;
    int result = 0;
    fcntl(pair[1], F_SETOWN, getpid());
    close(pair[0]);
    write(line[1], "", 1);
    if (how == 0)
      result = poll(&one, 1, -1);
    else if (how == 1) {
      FD_ZERO(&error);
      FD_SET(pair[1], &error);
      result = select(pair[1] + 1, NULL, NULL, &error, NULL);
    } else if (how == 2)
      sigsuspend(&old);
    else
      sigwait(&urgent, &result);
    printf("waited %d: %d", how, result);
    printf(" %c", recv(pair[1], text, 1, MSG_OOB) == 1 ? text[0] : '-');
    ssize_t size = recv(pair[1], text, 20, 0);
    printf(" %d %.*s %d\n", (int)size, (int)size, text, urged);
    exit(0);
  }
  read(line[0], text, 1);
  usleep(2000);
  send(pair[0], "early", 5, 0);
  usleep(2000);
  send(pair[0], "!", 1, MSG_OOB);
  waitpid(child, &status, 0);
  printf("status %x\n", status);
  sigprocmask(SIG_SETMASK, &old, NULL);
  close(pair[0]);
  close(pair[1]);
  close(line[0]);
  close(line[1]);
}

// Reads that wait stop at the mark.
static void stopping(void (*make)(int[2])) {
  int pair[2], status;
  char text[20];
  ssize_t size;
  make(pair);
  pid_t child = fork();
  if (child == 0) {
    close(pair[1]);
    usleep(2000);
    send(pair[0], "abc", 3, 0);
    usleep(2000);
    send(pair[0], "deF", 3, MSG_OOB);
    send(pair[0], "ghi", 3, 0);
    _exit(0);
  }
  close(pair[0]);
  size = recv(pair[1], text, 8, MSG_WAITALL);
  printf("%d %.*s mark %d\n", (int)size, (int)size, text, sockatmark(pair[1]));
  waitpid(child, &status, 0);
  size = recv(pair[1], text, 8, MSG_WAITALL);
  printf("%d %.*s mark %d\n", (int)size, (int)size, text, sockatmark(pair[1]));
  close(pair[1]);
}

static void not_for(const char *what, int domain, int type) {
  int pair[2];
  char byte;
  if (domain == AF_UNIX)
    socketpair(domain, type, 0, pair);
  else
    pair[0] = pair[1] = socket(domain, type, 0);
  printf("%s: send %d", what, (int)send(pair[0], "x", 1, MSG_OOB | MSG_NOSIGNAL));
  printf(" %d", errno);
  printf(" receive %d", (int)recv(pair[1], &byte, 1, MSG_OOB | MSG_DONTWAIT));
  printf(" %d\n", errno);
  close(pair[0]);
  close(pair[1]);
}

static void limits(void (*make)(int[2])) {
  int pair[2];
  char text[20];
  make(pair);
  errno = 0;
  printf("empty %d", (int)send(pair[0], "", 0, MSG_OOB));
  printf(" %d\n", errno);
  send(pair[0], "X", 1, MSG_OOB);
  printf("into nothing %d", (int)recv(pair[1], text, 0, MSG_OOB | MSG_PEEK));
  printf(" %d\n", errno);
  printf("into nowhere %d", (int)recv(pair[1], (char *)8, 1, MSG_OOB));
  printf(" %d\n", errno);
  printf("after that %d", (int)recv(pair[1], text, 1, MSG_OOB));
  printf(" %d\n", errno);
  send(pair[0], "Y", 1, MSG_OOB);
  shutdown(pair[1], SHUT_RD);
  printf("shut %d", (int)recv(pair[1], text, 1, MSG_OOB));
  printf(" %d\n", errno);
  close(pair[0]);
  close(pair[1]);
}

int main(void) {
  static void (*const kinds[])(int[2]) = {tcp_pair, unix_pair};
  struct sigaction action;
  setvbuf(stdout, NULL, _IONBF, 0);
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_urgent;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGURG, &action, NULL);
  setpgid(0, 0);
  for (int i = 0; i < 2; i++) {
    signals(kinds[i]);
    notices(kinds[i]);
    for (int how = 0; how < 4; how++)
      waiting(kinds[i], how);
    stopping(kinds[i]);
    limits(kinds[i]);
  }
  not_for("UNIX datagrams", AF_UNIX, SOCK_DGRAM);
  not_for("UNIX packets", AF_UNIX, SOCK_SEQPACKET);
  not_for("UDP", AF_INET, SOCK_DGRAM);
  not_for("unconnected", AF_INET, SOCK_STREAM);
  return 0;
}
