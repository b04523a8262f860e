// What a stop and going on again make of a call that waits: signal(7), "Interruption of system calls by stop signals".
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/msg.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <linux/futex.h>
#include <sys/syscall.h>

#if __SIZEOF_LONG__ == 4 && defined SYS_futex_time64
#undef SYS_futex
#define SYS_futex SYS_futex_time64
#endif

static int ends[2], pair[2], set, msg, sem;
static char bytes[200000];
static sigset_t usr1;
static struct epoll_event event = {EPOLLIN};
static struct timeval second = {1, 0};

static long of_epoll(void) { return epoll_wait(set, &event, 1, 400); }
static long of_epoll_pwait(void) { return epoll_pwait(set, &event, 1, 400, &usr1); }
static long of_semop(void) { return semop(sem, &(struct sembuf){0, -1, 0}, 1); }
static long of_semtimedop(void) { return semtimedop(sem, &(struct sembuf){0, -1, 0}, 1, &(struct timespec){1, 0}); }
static long of_sigtimedwait(void) { return sigtimedwait(&usr1, NULL, &(struct timespec){0, 400000000}); }
static long of_poll(void) { return poll(&(struct pollfd){ends[0], POLLIN}, 1, 400); }
static long of_select(void) {
  fd_set reads;
  FD_ZERO(&reads);
  FD_SET(ends[0], &reads);
  return select(ends[0] + 1, &reads, NULL, NULL, &(struct timeval){0, 400000});
}
static long of_sleep(void) { return nanosleep(&(struct timespec){0, 400000000}, NULL); }
static long of_clock(void) { return clock_nanosleep(CLOCK_MONOTONIC, 0, &(struct timespec){0, 400000000}, NULL); }
static long of_futex(void) {
  int word = 0;
  return syscall(SYS_futex, &word, FUTEX_WAIT, 0, &(struct timespec){0, 400000000}, NULL, 0);
}
static long of_recv(void) { return recv(pair[0], bytes, 1, 0); }
static long of_timed_recv(void) {
  setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &second, sizeof second);
  return recv(pair[0], bytes, 1, 0);
}
static long of_timed_read(void) {
  setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &second, sizeof second);
  return read(pair[0], bytes, 1);
}
static long of_read(void) { return read(ends[0], bytes, 1); }
static long of_msgrcv(void) { return msgrcv(msg, bytes, 1, 1, 0); }
static long of_write(void) { return write(ends[1], bytes, sizeof bytes); }
static const struct { const char *name; long (*call)(void); int more; } CALLS[] = {
    {"epoll_wait", of_epoll}, {"epoll_pwait", of_epoll_pwait}, {"semop", of_semop}, {"semtimedop", of_semtimedop},
    {"sigtimedwait", of_sigtimedwait}, {"poll", of_poll}, {"select", of_select}, {"nanosleep", of_sleep},
    {"clock_nanosleep", of_clock}, {"futex", of_futex}, {"recv", of_recv, 1}, {"recv with a time", of_timed_recv},
    {"read with a time", of_timed_read}, {"read", of_read, 1}, {"msgrcv", of_msgrcv, 1}, {"write", of_write}, };

int main(void) {
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, NULL);
  for (size_t i = 0; i < sizeof CALLS / sizeof *CALLS; i++) {
    int status;
    pipe(ends);
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    set = epoll_create1(0);
    event.events = EPOLLIN;
    epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &event);
    msg = msgget(IPC_PRIVATE, 0600);
    sem = semget(IPC_PRIVATE, 1, 0600);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
      long result = CALLS[i].call();
      printf("%s: %ld %s\n", CALLS[i].name, result, result < 0 ? strerror(errno) : "");
      fflush(stdout);
      _exit(0);
    }
    usleep(100000);
    kill(child, SIGSTOP);
    waitpid(child, &status, WUNTRACED);
    usleep(50000);
    // What comes while it is stopped is too late for those that the stop has ended.
    semop(sem, &(struct sembuf){0, 1, 0}, 1);
    printf("%d ", semctl(sem, 0, GETVAL));
    printf("%d\n", semctl(sem, 0, GETNCNT));
    fflush(stdout);
    kill(child, SIGCONT);
    usleep(50000);
    if (CALLS[i].more) {
      write(ends[1], "x", 1);
      write(pair[1], "x", 1);
      msgsnd(msg, &(struct { long type; char text; }){1, 'm'}, 1, 0);
    }
    waitpid(child, &status, 0);
    printf("%d\n", status);
    msgctl(msg, IPC_RMID, NULL);
    semctl(sem, 0, IPC_RMID);
    close(ends[0]), close(ends[1]), close(pair[0]), close(pair[1]), close(set);
  }
  return 0;
}
