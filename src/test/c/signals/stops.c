// Job control: what stops a process and what lets it go on, what its parent is told, and orphaned
// process groups.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t told;
static void count(int sig) { told++; }
static volatile siginfo_t last;
static void chld(int sig, siginfo_t *info, void *c) {
  told++;
  printf("SIGCHLD code %d status %d\n", info->si_code, info->si_status);
}

static const char *of(int status) {
  static char text[60];
  if (WIFSTOPPED(status))
    sprintf(text, "stopped by %d", WSTOPSIG(status));
  else if (WIFCONTINUED(status))
    sprintf(text, "continued");
  else if (WIFSIGNALED(status))
    sprintf(text, "killed by %d", WTERMSIG(status));
  else
    sprintf(text, "exit %d", WEXITSTATUS(status));
  return text;
}

static void next(pid_t pid, int options) {
  int status;
  pid_t got = waitpid(pid, &status, options);
  printf("%s\n", got == pid ? of(status) : got == 0 ? "no news" : strerror(errno));
}

static pid_t child(void (*work)(void)) {
  fflush(stdout);
  pid_t pid = fork();
  if (pid == 0) {
    signal(SIGCHLD, SIG_DFL);
    setpgid(0, 0);
    work();
    exit(0);
  }
  setpgid(pid, pid);
  return pid;
}

static void rest(void) {
  for (;;)
    pause();
}

static void each_stop(void) {
  int stops[] = {SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU};
  for (int i = 0; i < 4; i++) {
    pid_t pid = child(rest);
    kill(pid, stops[i]);
    next(pid, WUNTRACED);
    next(pid, WUNTRACED | WNOHANG);
    kill(pid, stops[i]);
    usleep(1000);
    next(pid, WUNTRACED | WNOHANG);
    kill(pid, SIGTERM);
    usleep(1000);
    next(pid, WUNTRACED | WNOHANG);
    kill(pid, SIGCONT);
    next(pid, 0);
    pid = child(rest);
    kill(pid, stops[i]);
    next(pid, WUNTRACED);
    kill(pid, SIGCONT);
    next(pid, WUNTRACED | WCONTINUED);
    next(pid, WCONTINUED | WNOHANG);
    kill(pid, SIGCONT);
    next(pid, WCONTINUED | WNOHANG);
    kill(pid, stops[i]);
    next(pid, WUNTRACED);
    kill(pid, SIGKILL);
    next(pid, WUNTRACED);
  }
}

static void caught(void) {
  signal(SIGTSTP, count);
  signal(SIGCONT, count);
  while (told < 2)
    pause();
  exit(40 + told);
}

static void blocked(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTSTP), sigaddset(&set, SIGCONT);
  sigprocmask(SIG_BLOCK, &set, NULL);
  kill(getpid(), SIGTSTP);
  kill(getpid(), SIGCONT);
  sigpending(&set);
  printf("after SIGCONT: %d %d\n", sigismember(&set, SIGTSTP), sigismember(&set, SIGCONT));
  signal(SIGCONT, count);
  kill(getpid(), SIGCONT);
  kill(getpid(), SIGTSTP);
  sigpending(&set);
  printf("after SIGTSTP: %d %d\n", sigismember(&set, SIGTSTP), sigismember(&set, SIGCONT));
  exit(0);
}

static void ignoring(void) {
  signal(SIGTSTP, SIG_IGN), signal(SIGTTIN, SIG_IGN);
  kill(getpid(), SIGTSTP), kill(getpid(), SIGTTIN);
  exit(9);
}

static void news(int flags) {
  struct sigaction act = {.sa_sigaction = chld, .sa_flags = flags | SA_SIGINFO};
  sigaction(SIGCHLD, &act, NULL);
  told = 0;
  sigset_t only, old;
  sigemptyset(&only), sigaddset(&only, SIGCHLD);
  sigprocmask(SIG_BLOCK, &only, &old);
  pid_t pid = child(rest);
  kill(pid, SIGSTOP);
  siginfo_t info;
  waitid(P_PID, pid, &info, WSTOPPED | WNOWAIT);
  sigprocmask(SIG_SETMASK, &old, NULL);
  printf("told %d, code %d status %d\n", told, info.si_code, info.si_status);
  waitid(P_PID, pid, &info, WSTOPPED);
  sigprocmask(SIG_BLOCK, &only, NULL);
  kill(pid, SIGCONT);
  waitid(P_PID, pid, &info, WCONTINUED);
  usleep(200000);
  sigprocmask(SIG_SETMASK, &old, NULL);
  printf("told %d, code %d status %d\n", told, info.si_code, info.si_status);
  sigprocmask(SIG_BLOCK, &only, NULL);
  kill(pid, SIGKILL);
  int result = waitid(P_PID, pid, &info, WEXITED | WNOWAIT);
  sigprocmask(SIG_SETMASK, &old, NULL);
  if (result == 0)
    printf("told %d, code %d status %d\n", told, info.si_code, info.si_status);
  else
    printf("told %d, %s\n", told, strerror(errno));
  next(pid, 0);
  signal(SIGCHLD, SIG_DFL);
}

// A group whose processes have no parent in another group of the session is not stopped from the
// terminal, and one that becomes so while stopped is hung up.
static void orphans(void) {
  int p[2];
  pipe(p);
  fflush(stdout);
  if (fork() == 0) {
    setsid();
    pid_t middle = fork();
    if (middle == 0) {
      setpgid(0, 0);
      if (fork() == 0) {
        told = 0;
        signal(SIGHUP, count);
        signal(SIGCONT, count);
        kill(getpid(), SIGSTOP);
        while (told < 2)
          usleep(100);
        printf("hung up and continued: %d\n", told);
        fflush(stdout);
        kill(getpid(), SIGTSTP);
        puts("an orphan is not stopped by SIGTSTP");
        fflush(stdout);
        kill(getpid(), SIGTTIN);
        puts("nor by SIGTTIN");
        fflush(stdout);
        write(p[1], "x", 1);
        exit(0);
      }
      usleep(300000);
      exit(0);
    }
    close(p[1]);
    waitpid(middle, NULL, 0);
    char c;
    read(p[0], &c, 1);
    exit(0);
  }
  wait(NULL);
}

int main(void) {
  each_stop();
  pid_t pid = child(caught);
  usleep(200000);
  kill(pid, SIGTSTP);
  usleep(200000);
  next(pid, WUNTRACED | WNOHANG);
  kill(pid, SIGSTOP);
  next(pid, WUNTRACED);
  kill(pid, SIGCONT);
  next(pid, WUNTRACED);
  next(child(blocked), WUNTRACED);
  next(child(ignoring), WUNTRACED);
  news(0);
  news(SA_NOCLDSTOP);
  news(SA_NOCLDWAIT);
  orphans();
  return 0;
}
