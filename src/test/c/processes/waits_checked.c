// What wait4, waitid and pidfd_send_signal say to bad arguments, two at once included.
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define NOWHERE ((void *)8)

static pid_t child(int ends) {
  pid_t pid = fork();
  if (pid == 0) {
    while (!ends)
      pause();
    _exit(3);
  }
  return pid;
}

static const char *text(long result) { return result < 0 ? strerror(errno) : "ok"; }

static void identities(const int pids[], int fd, int gone) {
  const int types[] = {P_ALL, P_PID, P_PGID, P_PIDFD, 4, -1};
  const int options[] = {0,
                         WNOHANG,
                         WEXITED | WNOHANG | WNOWAIT,
                         WSTOPPED | WNOHANG,
                         WCONTINUED | WNOHANG,
                         WEXITED | WSTOPPED | WCONTINUED | WNOHANG | WNOWAIT,
                         WEXITED | WNOHANG | WNOWAIT | __WALL,
                         WEXITED | WNOHANG | WNOWAIT | __WCLONE,
                         WEXITED | WNOHANG | WNOWAIT | __WNOTHREAD,
                         WEXITED | WNOHANG | WNOWAIT | __WALL | __WCLONE,
                         WEXITED | WNOHANG | 16,
                         -1};
  const int ids[] = {pids[0], pids[1], 0, -1, INT_MAX, INT_MIN, fd, gone, 999};
  for (size_t type = 0; type < COUNT(types); type++)
    for (size_t id = 0; id < COUNT(ids); id++)
      for (size_t i = 0; i < COUNT(options); i++)
        for (int to = 0; to < 3; to++) {
          if (types[type] == P_PIDFD ? id < 2 : (types[type] == P_PID || types[type] == P_PGID) && id > 5)
            continue;
          siginfo_t info;
          memset(&info, 7, sizeof info);
          errno = 0;
          int result = waitid(types[type], ids[id], to == 0 ? &info : to == 1 ? NULL : NOWHERE, options[i]);
          printf("waitid %d %zu %x %d: %s %d %d\n", types[type], id, options[i], to, text(result), info.si_signo,
                 info.si_code);
        }
}

static void statuses(const int pids[]) {
  const int options[] = {WNOHANG | WUNTRACED | WCONTINUED, WNOHANG | __WALL, WNOHANG | __WCLONE,
                         WNOHANG | __WNOTHREAD, WNOHANG | WEXITED, WNOHANG | WNOWAIT, -1};
  const int ids[] = {pids[0], INT_MIN, INT_MAX, -INT_MAX};
  for (size_t id = 0; id < COUNT(ids); id++)
    for (size_t i = 0; i < COUNT(options); i++)
      for (int to = 0; to < 3; to++) {
        int status = -7;
        int result = wait4(ids[id], to == 0 ? &status : to == 1 ? NULL : NOWHERE, options[i], NULL);
        printf("wait4 %zu %x %d: %s %d\n", id, options[i], to, text(result), status);
      }
}

static void signals(const int fds[], int count) {
  const int numbers[] = {0, SIGUSR1, -1, 65, INT_MAX};
  const unsigned flags[] = {0, 1, 2, 4, 8, 3, 5, -1};
  for (int fd = 0; fd < count; fd++)
    for (size_t number = 0; number < COUNT(numbers); number++)
      for (size_t i = 0; i < COUNT(flags); i++)
        for (int kind = 0; kind < 6; kind++) {
          const int codes[] = {0, SI_QUEUE, SI_USER, SI_TKILL, SI_QUEUE, 0};
          siginfo_t info = {.si_signo = kind == 4 ? 7 : numbers[number], .si_code = codes[kind]};
          int result =
              pidfd_send_signal(fds[fd], numbers[number], kind == 0 ? NULL : kind == 5 ? NOWHERE : &info, flags[i]);
          printf("send %d %d %x %d: %s\n", fd, numbers[number], flags[i], kind, text(result));
        }
}

int main(void) {
  setpgid(0, 0);
  signal(SIGUSR1, SIG_IGN);
  int pids[] = {child(0), child(1)};
  siginfo_t info;
  waitid(P_PID, pids[1], &info, WEXITED | WNOWAIT);
  int ended = child(1), gone = pidfd_open(ended, 0);
  waitpid(ended, NULL, 0);
  int fds[] = {pidfd_open(getpid(), 0), pidfd_open(pids[0], 0), pidfd_open(pids[1], 0), gone, 0, -1};
  printf("%s\n", text(tgkill(pids[1], pids[1], 0)));
  printf("%s\n", text(tgkill(pids[1], pids[1], SIGUSR1)));
  printf("%s\n", text(tgkill(pids[1], pids[1], 65)));
  identities(pids, fds[1], gone);
  statuses(pids);
  signals(fds, COUNT(fds));
  kill(pids[0], SIGKILL);
}
