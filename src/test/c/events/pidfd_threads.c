// Threads as descriptors (PIDFD_THREAD): opening, signals, waiting, what is left when they are gone.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#ifndef P_PIDFD
#define P_PIDFD 3
#endif

// Of sys/pidfd.h and linux/pidfd.h, which do not go together everywhere.
int pidfd_open(pid_t pid, unsigned int flags);
int pidfd_getfd(int pidfd, int target, unsigned int flags);
int pidfd_send_signal(int pidfd, int sig, siginfo_t *info, unsigned int flags);
#define THREAD O_EXCL

static int line[2], go[2];
static volatile int tid, code, taker;

static void on_signal(int sig, siginfo_t *info, void *context) {
  (void)sig;
  (void)context;
  code = info->si_code;
  taker = (int)syscall(SYS_gettid);
  if (taker != getpid())
    write(line[1], "", 1);
}

static void try(const char *what, long result) { printf("%s: %s\n", what, result < 0 ? strerror(errno) : "ok"); }

static void *second(void *argument) {
  char c;
  (void)argument;
  tid = (int)syscall(SYS_gettid);
  write(line[1], "", 1);
  read(go[0], &c, 1);
  return NULL;
}

static void ready(const char *what, int fd) {
  struct pollfd one = {fd, POLLIN, 0};
  int count = poll(&one, 1, 0);
  printf("%s: %d %x\n", what, count, one.revents);
}

static void scopes(const char *what, int fd) {
  for (unsigned flags = 0; flags < 10; flags++) {
    printf("%s flags %u", what, flags);
    try("", pidfd_send_signal(fd, 0, NULL, flags));
  }
}

static void sent(const char *what, int fd, unsigned flags, siginfo_t *info) {
  char c;
  code = 99;
  taker = 0;
  int result = pidfd_send_signal(fd, SIGUSR1, info, flags);
  if (result < 0) {
    try(what, result);
    return;
  }
  if (taker != getpid())
    read(line[0], &c, 1);
  printf("%s: code %d, taken by the %s thread\n", what, code, taker == getpid() ? "first" : "second");
}

static void details(int fd) {
  char path[40], text[200];
  sprintf(path, "/proc/self/fdinfo/%d", fd);
  FILE *file = fopen(path, "r");
  while (fgets(text, sizeof text, file))
    if (strncmp(text, "flags", 5) == 0)
      printf("%s", text);
    else if (strncmp(text, "Pid", 3) == 0)
      printf("of the %s\n", atoi(text + 4) == tid ? "thread" : atoi(text + 4) == getpid() ? "process" : "nobody");
  fclose(file);
}

static int all(void) {
  pthread_t thread;
  char c;
  int status;
  siginfo_t info;
  struct sigaction action = {.sa_flags = SA_SIGINFO | SA_RESTART};
  action.sa_sigaction = on_signal;
  sigaction(SIGUSR1, &action, NULL);
  pipe(line);
  pipe(go);
  pthread_create(&thread, NULL, second, NULL);
  read(line[0], &c, 1);
  try("not asked for a thread", pidfd_open(tid, 0));
  try("another flag", pidfd_open(tid, 1));
  try("nobody", pidfd_open(99999999, THREAD));
  int fd = pidfd_open(tid, THREAD), first = pidfd_open(getpid(), THREAD), process = pidfd_open(getpid(), 0);
  printf("flags %x %x %x %x\n", fcntl(fd, F_GETFL), fcntl(first, F_GETFL), fcntl(process, F_GETFL),
         fcntl(pidfd_open(tid, THREAD | O_NONBLOCK), F_GETFL));
  fcntl(fd, F_SETFL, O_NONBLOCK);
  printf("set %x\n", fcntl(fd, F_GETFL));
  fcntl(fd, F_SETFL, 0);
  scopes("thread", fd);
  scopes("process", process);
  sent("thread", fd, 0, NULL);
  sent("first thread", first, 0, NULL);
  sent("process", process, 0, NULL);
  sent("process's thread", process, 1, NULL);
  sent("first thread's process", first, 2, NULL);
  memset(&info, 0, sizeof info);
  info.si_signo = SIGUSR1;
  info.si_code = SI_USER;
  sent("as a user to itself", first, 0, &info);
  sent("as a user to another thread", fd, 0, &info);
  info.si_code = SI_QUEUE;
  sent("queued", fd, 0, &info);
  ready("while it runs", fd);
  memset(&info, 0, sizeof info);
  try("waitid", waitid(P_PIDFD, fd, &info, WEXITED | WNOHANG));
  try("its descriptor", pidfd_getfd(fd, line[0], 0));
  details(fd);
  details(first);
  write(go[1], "", 1);
  struct pollfd one = {fd, POLLIN, 0};
  printf("waited: %d %x\n", poll(&one, 1, 10000), one.revents);
  pthread_join(thread, NULL);
  ready("when it is gone", fd);
  ready("the first", first);
  try("signal", pidfd_send_signal(fd, 0, NULL, 0));
  try("signal to its process", pidfd_send_signal(fd, 0, NULL, 2));
  try("opened again", pidfd_open(tid, THREAD));
  try("its descriptor", pidfd_getfd(fd, line[0], 0));
  try("waitid", waitid(P_PIDFD, fd, &info, WEXITED | WNOHANG));
  details(fd);
  pid_t child = fork();
  if (child == 0)
    _exit(5);
  fd = pidfd_open(child, THREAD);
  one.fd = fd;
  printf("a child: %d %x\n", poll(&one, 1, 10000), one.revents);
  try("opened", pidfd_open(child, THREAD));
  try("waitid", waitid(P_PIDFD, fd, &info, WEXITED));
  printf("status %d\n", info.si_status);
  ready("waited for", fd);
  try("signal", pidfd_send_signal(fd, 0, NULL, 0));
  return 0;
}

// By a process that is not the leader of its group.
int main(void) {
  int status;
  setvbuf(stdout, NULL, _IOLBF, 0);
  pid_t child = fork();
  if (child == 0)
    exit(all());
  waitpid(child, &status, 0);
  return status;
}
