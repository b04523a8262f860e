#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/futex.h>
#include <linux/sched.h>
#include <mqueue.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/fsuid.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/times.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The calls by their numbers on Linux: those of sys/syscall.h. */
#define CALLS(X) \
  X(SYS_read, read(a, (void *)b, c)) \
  X(SYS_write, write(a, (void *)b, c)) \
  X(SYS_open, open((char *)a, b, c)) \
  X(SYS_close, close(a)) \
  X(SYS_poll, poll((struct pollfd *)a, b, c)) \
  X(SYS_lseek, lseek(a, b, c)) \
  X(SYS_mmap, (long)mmap((void *)a, b, c, d, e, f)) \
  X(SYS_mprotect, mprotect((void *)a, b, c)) \
  X(SYS_munmap, munmap((void *)a, b)) \
  X(SYS_ioctl, ioctl(a, b, c)) \
  X(SYS_pread64, pread(a, (void *)b, c, d)) \
  X(SYS_pwrite64, pwrite(a, (void *)b, c, d)) \
  X(SYS_readv, readv(a, (struct iovec *)b, c)) \
  X(SYS_writev, writev(a, (struct iovec *)b, c)) \
  X(SYS_access, access((char *)a, b)) \
  X(SYS_pipe, pipe((int *)a)) \
  X(SYS_sched_yield, sched_yield()) \
  X(SYS_mremap, (long)mremap((void *)a, b, c, d, (void *)e)) \
  X(SYS_msync, msync((void *)a, b, c)) \
  X(SYS_madvise, madvise((void *)a, b, c)) \
  X(SYS_shmget, shmget(a, b, c)) \
  X(SYS_shmat, (long)shmat(a, (void *)b, c)) \
  X(SYS_shmctl, shmctl(a, b, (struct shmid_ds *)c)) \
  X(SYS_dup, dup(a)) \
  X(SYS_dup2, dup2(a, b)) \
  X(SYS_pause, pause()) \
  X(SYS_nanosleep, nanosleep((struct timespec *)a, (struct timespec *)b)) \
  X(SYS_alarm, alarm(a)) \
  X(SYS_getpid, getpid()) \
  X(SYS_sendfile, sendfile(a, b, (off_t *)c, d)) \
  X(SYS_socket, socket(a, b, c)) \
  X(SYS_connect, connect(a, (struct sockaddr *)b, c)) \
  X(SYS_accept, accept(a, (struct sockaddr *)b, (socklen_t *)c)) \
  X(SYS_sendto, sendto(a, (void *)b, c, d, (struct sockaddr *)e, f)) \
  X(SYS_recvfrom, recvfrom(a, (void *)b, c, d, (struct sockaddr *)e, (socklen_t *)f)) \
  X(SYS_sendmsg, sendmsg(a, (struct msghdr *)b, c)) \
  X(SYS_recvmsg, recvmsg(a, (struct msghdr *)b, c)) \
  X(SYS_shutdown, shutdown(a, b)) \
  X(SYS_bind, bind(a, (struct sockaddr *)b, c)) \
  X(SYS_listen, listen(a, b)) \
  X(SYS_getsockname, getsockname(a, (struct sockaddr *)b, (socklen_t *)c)) \
  X(SYS_getpeername, getpeername(a, (struct sockaddr *)b, (socklen_t *)c)) \
  X(SYS_socketpair, socketpair(a, b, c, (int *)d)) \
  X(SYS_setsockopt, setsockopt(a, b, c, (void *)d, e)) \
  X(SYS_getsockopt, getsockopt(a, b, c, (void *)d, (socklen_t *)e)) \
  X(SYS_fork, fork()) \
  X(SYS_execve, execve((char *)a, (char **)b, (char **)c)) \
  X(SYS_exit, (_exit(a), 0)) \
  X(SYS_wait4, wait4(a, (int *)b, c, (struct rusage *)d)) \
  X(SYS_kill, kill(a, b)) \
  X(SYS_uname, uname((struct utsname *)a)) \
  X(SYS_semget, semget(a, b, c)) \
  X(SYS_semop, semop(a, (struct sembuf *)b, c)) \
  X(SYS_semctl, semctl(a, b, c, d)) \
  X(SYS_shmdt, shmdt((void *)a)) \
  X(SYS_msgget, msgget(a, b)) \
  X(SYS_msgsnd, msgsnd(a, (void *)b, c, d)) \
  X(SYS_msgrcv, msgrcv(a, (void *)b, c, d, e)) \
  X(SYS_msgctl, msgctl(a, b, (struct msqid_ds *)c)) \
  X(SYS_fcntl, fcntl(a, b, c)) \
  X(SYS_flock, flock(a, b)) \
  X(SYS_fsync, fsync(a)) \
  X(SYS_fdatasync, fdatasync(a)) \
  X(SYS_truncate, truncate((char *)a, b)) \
  X(SYS_ftruncate, ftruncate(a, b)) \
  X(SYS_chdir, chdir((char *)a)) \
  X(SYS_fchdir, fchdir(a)) \
  X(SYS_rename, rename((char *)a, (char *)b)) \
  X(SYS_mkdir, mkdir((char *)a, b)) \
  X(SYS_rmdir, rmdir((char *)a)) \
  X(SYS_creat, creat((char *)a, b)) \
  X(SYS_link, link((char *)a, (char *)b)) \
  X(SYS_unlink, unlink((char *)a)) \
  X(SYS_symlink, symlink((char *)a, (char *)b)) \
  X(SYS_readlink, readlink((char *)a, (char *)b, c)) \
  X(SYS_chmod, chmod((char *)a, b)) \
  X(SYS_fchmod, fchmod(a, b)) \
  X(SYS_chown, chown((char *)a, b, c)) \
  X(SYS_fchown, fchown(a, b, c)) \
  X(SYS_umask, umask(a)) \
  X(SYS_gettimeofday, gettimeofday((struct timeval *)a, (void *)b)) \
  X(SYS_getrlimit, getrlimit(a, (struct rlimit *)b)) \
  X(SYS_getrusage, getrusage(a, (struct rusage *)b)) \
  X(SYS_sysinfo, sysinfo((struct sysinfo *)a)) \
  X(SYS_times, times((struct tms *)a)) \
  X(SYS_getuid, getuid()) \
  X(SYS_getgid, getgid()) \
  X(SYS_setuid, setuid(a)) \
  X(SYS_setgid, setgid(a)) \
  X(SYS_geteuid, geteuid()) \
  X(SYS_getegid, getegid()) \
  X(SYS_setpgid, setpgid(a, b)) \
  X(SYS_getppid, getppid()) \
  X(SYS_getpgrp, getpgrp()) \
  X(SYS_setsid, setsid()) \
  X(SYS_setreuid, setreuid(a, b)) \
  X(SYS_setregid, setregid(a, b)) \
  X(SYS_getgroups, getgroups(a, (gid_t *)b)) \
  X(SYS_setgroups, setgroups(a, (gid_t *)b)) \
  X(SYS_setresuid, setresuid(a, b, c)) \
  X(SYS_getresuid, getresuid((uid_t *)a, (uid_t *)b, (uid_t *)c)) \
  X(SYS_setresgid, setresgid(a, b, c)) \
  X(SYS_getresgid, getresgid((gid_t *)a, (gid_t *)b, (gid_t *)c)) \
  X(SYS_getpgid, getpgid(a)) \
  X(SYS_setfsuid, setfsuid(a)) \
  X(SYS_setfsgid, setfsgid(a)) \
  X(SYS_getsid, getsid(a)) \
  X(SYS_capget, __capget((void *)a, (void *)b)) \
  X(SYS_capset, __capset((void *)a, (void *)b)) \
  X(SYS_mknod, mknod((char *)a, b, c)) \
  X(SYS_mlock, mlock((void *)a, b)) \
  X(SYS_munlock, munlock((void *)a, b)) \
  X(SYS_mlockall, mlockall(a)) \
  X(SYS_munlockall, munlockall()) \
  X(SYS_prctl, prctl(a, b, c, d, e)) \
  X(SYS_setrlimit, setrlimit(a, (struct rlimit *)b)) \
  X(SYS_gettid, gettid()) \
  X(SYS_readahead, readahead(a, b, c)) \
  X(SYS_tkill, tgkill(getpid(), a, b)) \
  X(SYS_time, time((time_t *)a)) \
  X(SYS_futex, __futex((unsigned *)a, b, c, (const struct timespec *)d, (unsigned *)e, f)) \
  X(SYS_sched_setaffinity, sched_setaffinity(a, b, (cpu_set_t *)c)) \
  X(SYS_epoll_create, epoll_create(a)) \
  X(SYS_clock_gettime, clock_gettime(a, (struct timespec *)b)) \
  X(SYS_exit_group, (_exit(a), 0)) \
  X(SYS_epoll_wait, epoll_wait(a, (struct epoll_event *)b, c, d)) \
  X(SYS_epoll_ctl, epoll_ctl(a, b, c, (struct epoll_event *)d)) \
  X(SYS_tgkill, tgkill(a, b, c)) \
  X(SYS_mq_open, __mq_open((const char *)a, b, c, (struct mq_attr *)d)) \
  X(SYS_mq_unlink, __mq_unlink((const char *)a)) \
  X(SYS_mq_timedsend, mq_timedsend(a, (const char *)b, c, d, (const struct timespec *)e)) \
  X(SYS_mq_timedreceive, mq_timedreceive(a, (char *)b, c, (unsigned *)d, (const struct timespec *)e)) \
  X(SYS_mq_notify, __mq_notify(a, (const struct sigevent *)b)) \
  X(SYS_mq_getsetattr, __mq_getsetattr(a, (const struct mq_attr *)b, (struct mq_attr *)c)) \
  X(SYS_waitid, waitid(a, b, (siginfo_t *)c, d)) \
  X(SYS_inotify_init, inotify_init()) \
  X(SYS_inotify_add_watch, inotify_add_watch(a, (char *)b, c)) \
  X(SYS_inotify_rm_watch, inotify_rm_watch(a, b)) \
  X(SYS_openat, openat(a, (char *)b, c, d)) \
  X(SYS_mkdirat, mkdirat(a, (char *)b, c)) \
  X(SYS_unlinkat, unlinkat(a, (char *)b, c)) \
  X(SYS_renameat, renameat(a, (char *)b, c, (char *)d)) \
  X(SYS_linkat, linkat(a, (char *)b, c, (char *)d, e)) \
  X(SYS_symlinkat, symlinkat((char *)a, b, (char *)c)) \
  X(SYS_readlinkat, readlinkat(a, (char *)b, (char *)c, d)) \
  X(SYS_fchmodat, fchmodat(a, (char *)b, c, 0)) \
  X(SYS_faccessat, faccessat(a, (char *)b, c, 0)) \
  X(SYS_set_robust_list, __set_robust_list((struct robust_list_head *)a, b)) \
  X(SYS_get_robust_list, __get_robust_list(a, (struct robust_list_head **)b, (size_t *)c)) \
  X(SYS_splice, splice(a, (off_t *)b, c, (off_t *)d, e, f)) \
  X(SYS_tee, tee(a, b, c, d)) \
  X(SYS_sync_file_range, sync_file_range(a, b, c, d)) \
  X(SYS_vmsplice, vmsplice(a, (struct iovec *)b, c, d)) \
  X(SYS_timerfd_create, timerfd_create(a, b)) \
  X(SYS_fallocate, fallocate(a, b, c, d)) \
  X(SYS_timerfd_settime, timerfd_settime(a, b, (struct itimerspec *)c, (struct itimerspec *)d)) \
  X(SYS_timerfd_gettime, timerfd_gettime(a, (struct itimerspec *)b)) \
  X(SYS_accept4, accept4(a, (struct sockaddr *)b, (socklen_t *)c, d)) \
  X(SYS_eventfd2, eventfd(a, b)) \
  X(SYS_epoll_create1, epoll_create1(a)) \
  X(SYS_dup3, dup3(a, b, c)) \
  X(SYS_pipe2, pipe2((int *)a, b)) \
  X(SYS_inotify_init1, inotify_init1(a)) \
  X(SYS_preadv, preadv(a, (struct iovec *)b, c, d)) \
  X(SYS_pwritev, pwritev(a, (struct iovec *)b, c, d)) \
  X(SYS_prlimit64, prlimit(a, b, (struct rlimit *)c, (struct rlimit *)d)) \
  X(SYS_sched_setattr, __sched_setattr(a, (struct sched_attr *)b, c)) \
  X(SYS_sched_getattr, __sched_getattr(a, (struct sched_attr *)b, c, d)) \
  X(SYS_getrandom, getrandom((void *)a, b, c)) \
  X(SYS_memfd_create, memfd_create((char *)a, b)) \
  X(SYS_mlock2, mlock2((void *)a, b, c)) \
  X(SYS_pidfd_send_signal, pidfd_send_signal(a, b, (siginfo_t *)c, d)) \
  X(SYS_pidfd_open, pidfd_open(a, b)) \
  X(SYS_close_range, close_range(a, b, c)) \
  X(SYS_pidfd_getfd, pidfd_getfd(a, b, c)) \
  X(SYS_futex_waitv, __futex_waitv((struct futex_waitv *)a, b, c, (struct timespec *)d, e)) \
  X(SYS_futex_wake, __futex_wake((void *)a, b, c, d)) \
  X(SYS_futex_wait, __futex_wait((void *)a, b, c, d, (struct timespec *)e, f)) \
  X(SYS_futex_requeue, __futex_requeue((struct futex_waitv *)a, b, c, d))

/* Each is a function of its own, by its number, so that a program that says which one it makes has only that one. */
#define FUNCTION(number, call) \
  long __syscall_##number(long a, long b, long c, long d, long e, long f) { return call; }
#define DEFINE(number, call) FUNCTION(number, call)
CALLS(DEFINE)

/* Any of them. */
#define CASE(number) case number: return __syscall_##number(a, b, c, d, e, f);
#define CHOOSE(number, call) CASE(number)
long __syscall(long number, long a, long b, long c, long d, long e, long f) {
  switch (number) {
    CALLS(CHOOSE)
  }
  errno = ENOSYS;
  return -1;
}

long syscall(long number, ...) {
  va_list list;
  va_start(list, number);
  long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long);
  long d = va_arg(list, long), e = va_arg(list, long), f = va_arg(list, long);
  va_end(list);
  return __syscall(number, a, b, c, d, e, f);
}
