// To whom signals of files go, with which signal, and what becomes of them when too many are pending.
#include "async.h"
#include <pthread.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>

static volatile int handled, code, fd_of, numbered;
static volatile long band;

static void handler(int sig, siginfo_t *info, void *context) {
  (void)context;
  handled++;
  numbered = sig;
  code = info->si_code;
  band = info->si_band;
  fd_of = info->si_fd;
}

static void by_number(int ends[2], const char *what, int sig) {
  struct sigaction act = {.sa_flags = SA_SIGINFO};
  act.sa_sigaction = handler;
  sigaction(sig, &act, NULL);
  fcntl(ends[0], F_SETSIG, sig);
  write(ends[1], "a", 1);
  printf("%s: %d handled, code %d band %lx %s\n", what, handled, code, (unsigned long)band,
         fd_of == ends[0] ? "reader" : "?");
  handled = 0;
  signal(sig, SIG_DFL);
}

static void numbers(void) {
  int ends[2];
  pipe(ends);
  fcntl(ends[0], F_SETOWN, getpid());
  fcntl(ends[0], F_SETFL, O_ASYNC);
  by_number(ends, "SIGUSR1", SIGUSR1);
  by_number(ends, "SIGCHLD", SIGCHLD);
  by_number(ends, "SIGTRAP", SIGTRAP);
  by_number(ends, "SIGFPE", SIGFPE);
  by_number(ends, "SIGSEGV", SIGSEGV);
  by_number(ends, "SIGTERM", SIGTERM);
  by_number(ends, "SIGWINCH", SIGWINCH);
  by_number(ends, "SIGRTMAX", SIGRTMAX);
  close(ends[0]);
  close(ends[1]);
}

static void ends_a_process(int sig) {
  int status, ends[2];
  pid_t child = fork();
  if (child == 0) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    pipe(ends);
    fcntl(ends[0], F_SETOWN, getpid());
    fcntl(ends[0], F_SETSIG, sig);
    fcntl(ends[0], F_SETFL, O_ASYNC);
    write(ends[1], "a", 1);
    _exit(7);
  }
  waitpid(child, &status, 0);
  printf("status %x\n", status);
}

static void too_many(void) {
  struct rlimit limit;
  int ends[2];
  getrlimit(RLIMIT_SIGPENDING, &limit);
  limit.rlim_cur = 0;
  setrlimit(RLIMIT_SIGPENDING, &limit);
  known = 0;
  pipe(ends);
  tell(ends[0], "reader");
  write(ends[1], "a", 1);
  write(ends[1], "a", 1);
  told("none may be pending");
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_SIGPENDING, &limit);
  write(ends[1], "a", 1);
  write(ends[1], "a", 1);
  told("many may be pending");
  close(ends[0]);
  close(ends[1]);
}

static int line[2];

static void *second(void *argument) {
  struct f_owner_ex owner = {F_OWNER_TID, (int)syscall(SYS_gettid)};
  sigset_t set;
  siginfo_t info;
  int *ends = argument;
  fcntl(ends[0], F_SETOWN_EX, &owner);
  write(line[1], "a", 1);
  sigemptyset(&set);
  sigaddset(&set, TOLD);
  int got = sigwaitinfo(&set, &info);
  printf("the thread: %d code %d\n", got == TOLD, info.si_code);
  return NULL;
}

static void threads(void) {
  int ends[2];
  char c;
  pthread_t thread;
  known = 0;
  pipe(ends);
  pipe(line);
  tell(ends[0], "reader");
  pthread_create(&thread, NULL, second, ends);
  read(line[0], &c, 1);
  write(ends[1], "a", 1);
  pthread_join(thread, NULL);
  told("the main thread");
  write(ends[1], "a", 1);
  told("the thread is gone");
  printf("owner %d\n", fcntl(ends[0], F_GETOWN));
  close(ends[0]);
  close(ends[1]);
  close(line[0]);
  close(line[1]);
}

static void group(void) {
  int ends[2], out[2], status, go[2];
  char c;
  fflush(stdout);
  known = 0;
  pipe(ends);
  pipe(out);
  pipe(go);
  name(ends[0], "reader");
  fcntl(ends[0], F_SETSIG, TOLD);
  fcntl(ends[0], F_SETFL, O_ASYNC);
  pid_t first = fork();
  if (first == 0) {
    setpgid(0, 0);
    pid_t other = fork();
    write(out[1], "a", 1);
    close(go[1]);
    read(go[0], &c, 1);
    if (other == 0)
      usleep(20000);
    told(other == 0 ? "second of the group" : "first of the group");
    if (other != 0)
      waitpid(other, &status, 0);
    _exit(0);
  }
  read(out[0], &c, 1);
  read(out[0], &c, 1);
  try("F_SETOWN", fcntl(ends[0], F_SETOWN, -first));
  write(ends[1], "a", 1);
  close(go[1]);
  waitpid(first, &status, 0);
  told("not of the group");
  printf("owner %d\n", fcntl(ends[0], F_GETOWN));
  close(ends[0]);
  close(ends[1]);
  close(out[0]);
  close(out[1]);
  close(go[0]);
}

static void as_file(void) {
  int ends[2];
  sigset_t set;
  struct signalfd_siginfo info;
  pipe(ends);
  known = 0;
  tell(ends[0], "reader");
  sigemptyset(&set);
  sigaddset(&set, TOLD);
  int fd = signalfd(-1, &set, 0);
  write(ends[1], "a", 1);
  printf("%d", (int)read(fd, &info, sizeof info));
  printf(" %d %d %x %d %d %s\n", info.ssi_signo == (unsigned)TOLD, info.ssi_code, info.ssi_band, info.ssi_pid,
         info.ssi_uid, name_of(info.ssi_fd));
  close(ends[0]);
  close(ends[1]);
  close(fd);
}

static void inherited(void) {
  int ends[2], status;
  pipe(ends);
  known = 0;
  tell(ends[0], "reader");
  pid_t child = fork();
  if (child == 0) {
    write(ends[1], "a", 1);
    told("the child");
    exit(0);
  }
  waitpid(child, &status, 0);
  told("the parent");
  close(ends[0]);
  close(ends[1]);
}

int main(void) {
  keep_signals();
  numbers();
  ends_a_process(0);
  ends_a_process(SIGKILL);
  ends_a_process(SIGRTMIN);
  ends_a_process(SIGCHLD);
  too_many();
  threads();
  group();
  as_file();
  inherited();
  return 0;
}
