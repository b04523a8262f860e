// Calls by their numbers, also by one that is not known before the program runs.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void told(const char *what, long result) {
  printf("%s %ld%s\n", what, result, result < 0 ? strerror(errno) : "");
}

int main(void) {
  char text[64] = "";
  int ends[2];
  told("pipe2", syscall(SYS_pipe2, ends, O_NONBLOCK));
  told("read", syscall(SYS_read, ends[0], text, sizeof text));
  struct iovec parts[] = {{"one ", 4}, {"two", 3}};
  told("writev", syscall(SYS_writev, ends[1], parts, 2));
  struct pollfd waits = {.fd = ends[0], .events = POLLIN};
  told("poll", syscall(SYS_poll, &waits, 1, 0));
  told("read", syscall(SYS_read, ends[0], text, sizeof text));
  puts(text);
  told("fcntl", syscall(SYS_fcntl, ends[0], F_GETFL) & O_NONBLOCK);
  told("dup3", syscall(SYS_dup3, ends[0], ends[0], 0));
  told("close_range", syscall(SYS_close_range, ends[0], ends[1], 0));
  told("write", syscall(SYS_write, ends[1], "x", 1));
  long file = syscall(SYS_memfd_create, "some", 0);
  told("ftruncate", syscall(SYS_ftruncate, file, 5000));
  char *mapped = (char *)syscall(SYS_mmap, NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  strcpy(mapped, "in memory");
  told("pread64", syscall(SYS_pread64, file, text, 10, 0));
  puts(text);
  told("mlock2", syscall(SYS_mlock2, mapped, 4096, MLOCK_ONFAULT));
  told("munlock", syscall(SYS_munlock, mapped, 4096));
  mapped = (char *)syscall(SYS_mremap, mapped, 4096, 8192, MREMAP_MAYMOVE);
  puts(mapped);
  told("preadv", syscall(SYS_preadv, file, parts, 0, 0, 0));
  told("readahead", syscall(SYS_readahead, file, 0L, 100));
  told("sync_file_range", syscall(SYS_sync_file_range, file, 0L, 0L, 64));
  told("munmap", syscall(SYS_munmap, mapped, 8192));
  told("lseek", syscall(SYS_lseek, file, 0, SEEK_END));
  told("openat", syscall(SYS_openat, AT_FDCWD, "/no/such", O_RDONLY));
  told("mkdirat", syscall(SYS_mkdirat, AT_FDCWD, "/", 0700));
  told("readlinkat", syscall(SYS_readlinkat, AT_FDCWD, "/", text, 10));
  told("getrandom", syscall(SYS_getrandom, text, 16, 0));
  struct utsname name;
  told("uname", syscall(SYS_uname, &name));
  puts(name.sysname);
  struct rlimit limit = {0};
  told("prlimit64", syscall(SYS_prlimit64, 0, RLIMIT_CORE, NULL, &limit));
  long counter = syscall(SYS_eventfd2, 7, 0);
  unsigned long long count = 0;
  told("read", syscall(SYS_read, counter, &count, sizeof count));
  told("count", (long)count);
  long set = syscall(SYS_epoll_create1, 0);
  struct epoll_event event = {.events = EPOLLOUT, .data.u32 = 3};
  told("epoll_ctl", syscall(SYS_epoll_ctl, set, EPOLL_CTL_ADD, counter, &event));
  told("epoll_wait", syscall(SYS_epoll_wait, set, &event, 1, -1));
  int pair[2];
  told("socketpair", syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, pair));
  told("sendto", syscall(SYS_sendto, pair[0], "hello", 6, 0, NULL, 0));
  told("recvfrom", syscall(SYS_recvfrom, pair[1], text, sizeof text, MSG_DONTWAIT, NULL, NULL));
  puts(text);
  told("shutdown", syscall(SYS_shutdown, pair[0], SHUT_RDWR));
  long queue = syscall(SYS_msgget, IPC_PRIVATE, 0600);
  struct { long type; char text[8]; } message = {4, "queued"};
  told("msgsnd", syscall(SYS_msgsnd, queue, &message, 7, 0));
  told("msgrcv", syscall(SYS_msgrcv, queue, &message, 7, -9L, IPC_NOWAIT));
  told("msgctl", syscall(SYS_msgctl, queue, IPC_RMID, NULL));
  long semaphores = syscall(SYS_semget, IPC_PRIVATE, 1, 0600);
  struct sembuf up = {0, 2, 0};
  told("semop", syscall(SYS_semop, semaphores, &up, 1));
  told("semctl", syscall(SYS_semctl, semaphores, 0, GETVAL));
  told("semctl", syscall(SYS_semctl, semaphores, 0, IPC_RMID));
  fflush(stdout);
  long child = syscall(SYS_fork);
  if (child == 0) syscall(SYS_exit_group, 5);
  int status = 0;
  told("wait4", syscall(SYS_wait4, child, &status, 0, NULL) == child);
  told("status", WEXITSTATUS(status));
  told("kill", syscall(SYS_kill, getpid(), 0));
  told("tgkill", syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), 99));
  volatile long numbers[] = {SYS_getppid, SYS_umask, 9999};
  told("getppid", syscall(numbers[0]) == getppid());
  told("umask", syscall(numbers[1], 022) >= 0);
  told("none", syscall(numbers[2]));
  told("none", syscall(-1));
  return 0;
}
