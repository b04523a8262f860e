// Files that tell by signals that something can be done with them. The signals are blocked, and
// those that have come are told of one by one.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define TOLD (SIGRTMIN + 3)

static int files[8];
static const char *names[8];
static int known;

static inline void name(int fd, const char *as) {
  files[known] = fd;
  names[known++] = as;
}

static inline const char *name_of(int fd) {
  for (int i = 0; i < known; i++)
    if (files[i] == fd)
      return names[i];
  return "?";
}

static inline void keep_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, TOLD);
  sigaddset(&set, SIGIO);
  sigaddset(&set, SIGURG);
  sigprocmask(SIG_BLOCK, &set, NULL);
  setvbuf(stdout, NULL, _IOLBF, 0);
}

// Tells what has come since the last time.
static inline void told(const char *what) {
  static const struct timespec none = {0, 0};
  sigset_t set;
  siginfo_t info;
  sigemptyset(&set);
  sigaddset(&set, TOLD);
  sigaddset(&set, SIGIO);
  sigaddset(&set, SIGURG);
  printf("%s:", what);
  for (;;) {
    memset(&info, 0, sizeof info);
    int signal = sigtimedwait(&set, &info, &none);
    if (signal < 0)
      break;
    if (info.si_code == SI_KERNEL || info.si_code == SI_USER)
      printf(" [%s %s]", signal == SIGIO ? "SIGIO" : signal == SIGURG ? "SIGURG" : "TOLD",
             info.si_code == SI_USER ? "of a user" : "of the kernel");
    else
      printf(" [%s%s %d %lx]", signal == SIGIO ? "SIGIO " : signal == SIGURG ? "SIGURG " : "",
             name_of(info.si_fd), info.si_code, (unsigned long)info.si_band);
  }
  printf("\n");
}

// Drops what has come, however much that is.
static inline void drain(void) {
  static const struct timespec none = {0, 0};
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, TOLD);
  while (sigtimedwait(&set, NULL, &none) > 0)
    ;
}

// Has this process be told of a file.
static inline void tell(int fd, const char *as) {
  name(fd, as);
  fcntl(fd, F_SETSIG, TOLD);
  fcntl(fd, F_SETOWN, getpid());
  if (fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_ASYNC) < 0)
    printf("%s: %s\n", as, strerror(errno));
}

static inline void nonblocking(int fd) { fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); }

static inline void try(const char *what, long result) {
  printf("%s: %ld", what, result);
  if (result < 0)
    printf(" %s", strerror(errno));
  printf("\n");
}
