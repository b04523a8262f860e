// Which blocking calls are made again after a handler that was set with SA_RESTART, and which fail.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t handled;
static void handler(int sig) { handled++; }
static int pipe_fds[2], full[2], counter, fifo_made, file_one, file_two;
static char page[4096], path[64];
static sem_t sem;

static long do_read(void) { return read(pipe_fds[0], page, 1); }
static long do_readv(void) { struct iovec v = {page, 1}; return readv(pipe_fds[0], &v, 1); }
static long do_write(void) { return write(full[1], page, 1); }
static long do_splice(void) { return splice(pipe_fds[0], NULL, full[1], NULL, 1, 0); }
static long do_tee(void) { return tee(pipe_fds[0], full[1], 1, 0); }
static long do_eventfd(void) { unsigned long long n; return read(counter, &n, 8); }
static long do_open(void) { return open(path, O_RDONLY) >= 0 ? 0 : -1; }
static long do_wait(void) { return wait(NULL) > 0 ? 0 : -1; }
static long do_waitid(void) { siginfo_t i; return waitid(P_ALL, 0, &i, WEXITED); }
static long do_flock(void) { return flock(file_two, LOCK_EX); }
static long do_fcntl(void) {
  struct flock l = {.l_type = F_WRLCK};
  return fcntl(file_two, F_OFD_SETLKW, &l);
}
static long do_sem(void) { return sem_wait(&sem); }
static long do_pause(void) { return pause(); }
static long do_sigsuspend(void) { sigset_t s; sigemptyset(&s); return sigsuspend(&s); }
static long do_sigwaitinfo(void) { sigset_t s; sigemptyset(&s); sigaddset(&s, SIGUSR2); return sigwaitinfo(&s, NULL); }
static long do_sigtimedwait(void) { sigset_t s; struct timespec t = {60, 0}; sigemptyset(&s); sigaddset(&s, SIGUSR2); return sigtimedwait(&s, NULL, &t); }
static long do_nanosleep(void) { struct timespec t = {60, 0}; return nanosleep(&t, NULL); }
static long do_clock(void) { struct timespec t = {60, 0}; int e = clock_nanosleep(CLOCK_MONOTONIC, 0, &t, NULL); errno = e; return e ? -1 : 0; }
static long do_poll(void) { struct pollfd p = {pipe_fds[0], POLLIN}; return poll(&p, 1, 60000); }
static long do_ppoll(void) { struct pollfd p = {pipe_fds[0], POLLIN}; return ppoll(&p, 1, NULL, NULL); }
static long do_select(void) { fd_set s; FD_ZERO(&s); FD_SET(pipe_fds[0], &s); return select(pipe_fds[0] + 1, &s, NULL, NULL, NULL); }
static long do_pselect(void) { fd_set s; FD_ZERO(&s); FD_SET(pipe_fds[0], &s); return pselect(pipe_fds[0] + 1, &s, NULL, NULL, NULL, NULL); }

static struct {
  const char *name;
  long (*call)(void);
} all[] = {{"read", do_read}, {"readv", do_readv}, {"write", do_write}, {"splice", do_splice},
           {"tee", do_tee}, {"read eventfd", do_eventfd}, {"open", do_open}, {"wait", do_wait},
           {"waitid", do_waitid}, {"flock", do_flock}, {"fcntl", do_fcntl}, {"sem_wait", do_sem},
           {"pause", do_pause}, {"sigsuspend", do_sigsuspend}, {"sigwaitinfo", do_sigwaitinfo},
           {"sigtimedwait", do_sigtimedwait}, {"nanosleep", do_nanosleep}, {"clock_nanosleep", do_clock},
           {"poll", do_poll}, {"ppoll", do_ppoll}, {"select", do_select}, {"pselect", do_pselect}};

static char state(pid_t pid) {
  char name[40], s = '?';
  sprintf(name, "/proc/%d/stat", pid);
  FILE *f = fopen(name, "r");
  if (f) {
    fscanf(f, "%*d %*s %c", &s);
    fclose(f);
  }
  return s;
}

static void await_sleep(pid_t pid) {
  while (state(pid) != 'S' && state(pid) != 'Z')
    usleep(500);
  usleep(3000);
}

static void try(int i, int flags) {
  fflush(stdout);
  pid_t pid = fork();
  if (pid == 0) {
    struct sigaction act = {.sa_handler = handler, .sa_flags = flags};
    sigaction(SIGUSR1, &act, NULL);
    pid_t child = fork();
    if (child == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      pause();
      _exit(0);
    }
    long result = all[i].call();
    int error = errno;
    kill(child, SIGKILL);
    _exit(result < 0 ? error : 0);
  }
  await_sleep(pid);
  kill(pid, SIGUSR1);
  usleep(3000);
  await_sleep(pid);
  int status;
  if (waitpid(pid, &status, WNOHANG) == 0) {
    printf("%s ", "again");
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
  } else
    printf("%s ", WIFEXITED(status) ? WEXITSTATUS(status) == EINTR ? "EINTR" : "other" : "killed");
}

int main(void) {
  sprintf(path, "/tmp/restart-%d", getpid());
  mkfifo(path, 0600);
  pipe(pipe_fds), pipe(full);
  fcntl(full[1], F_SETFL, O_NONBLOCK);
  while (write(full[1], page, sizeof page) > 0)
    ;
  fcntl(full[1], F_SETFL, 0);
  counter = eventfd(0, 0);
  file_one = open("file", O_RDWR | O_CREAT, 0600);
  file_two = open("file", O_RDWR);
  flock(file_one, LOCK_EX);
  struct flock l = {.l_type = F_WRLCK};
  fcntl(file_one, F_OFD_SETLK, &l);
  sem_init(&sem, 0, 0);
  for (unsigned i = 0; i < sizeof all / sizeof *all; i++) {
    printf("%-16s", all[i].name);
    try(i, 0);
    try(i, SA_RESTART);
    printf("\n");
  }
  unlink(path);
  return 0;
}
