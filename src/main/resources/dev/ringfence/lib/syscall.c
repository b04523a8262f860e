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

/* The calls by their numbers on Linux: those of sys/syscall.h. Each is a function of its own, by its number, so that
   a program that says which one it makes has only that one. */
#define CALL(name, call) NUMBERED(SYS_##name, call)
#define NUMBERED(number, call) FUNCTION(number, call)
#define FUNCTION(number, call) \
  long __syscall_##number(long a, long b, long c, long d, long e, long f) { return call; }

CALL(read, read(a, (void *)b, c))
CALL(write, write(a, (void *)b, c))
CALL(open, open((char *)a, b, c))
CALL(close, close(a))
CALL(poll, poll((struct pollfd *)a, b, c))
CALL(lseek, lseek(a, b, c))
CALL(mmap, (long)mmap((void *)a, b, c, d, e, f))
CALL(mprotect, mprotect((void *)a, b, c))
CALL(munmap, munmap((void *)a, b))
CALL(ioctl, ioctl(a, b, c))
CALL(pread64, pread(a, (void *)b, c, d))
CALL(pwrite64, pwrite(a, (void *)b, c, d))
CALL(readv, readv(a, (struct iovec *)b, c))
CALL(writev, writev(a, (struct iovec *)b, c))
CALL(access, access((char *)a, b))
CALL(pipe, pipe((int *)a))
CALL(sched_yield, sched_yield())
CALL(mremap, (long)mremap((void *)a, b, c, d, (void *)e))
CALL(msync, msync((void *)a, b, c))
CALL(madvise, madvise((void *)a, b, c))
CALL(shmget, shmget(a, b, c))
CALL(shmat, (long)shmat(a, (void *)b, c))
CALL(shmctl, shmctl(a, b, (struct shmid_ds *)c))
CALL(dup, dup(a))
CALL(dup2, dup2(a, b))
CALL(pause, pause())
CALL(nanosleep, nanosleep((struct timespec *)a, (struct timespec *)b))
CALL(alarm, alarm(a))
CALL(getpid, getpid())
CALL(sendfile, sendfile(a, b, (off_t *)c, d))
CALL(socket, socket(a, b, c))
CALL(connect, connect(a, (struct sockaddr *)b, c))
CALL(accept, accept(a, (struct sockaddr *)b, (socklen_t *)c))
CALL(sendto, sendto(a, (void *)b, c, d, (struct sockaddr *)e, f))
CALL(recvfrom, recvfrom(a, (void *)b, c, d, (struct sockaddr *)e, (socklen_t *)f))
CALL(sendmsg, sendmsg(a, (struct msghdr *)b, c))
CALL(recvmsg, recvmsg(a, (struct msghdr *)b, c))
CALL(shutdown, shutdown(a, b))
CALL(bind, bind(a, (struct sockaddr *)b, c))
CALL(listen, listen(a, b))
CALL(getsockname, getsockname(a, (struct sockaddr *)b, (socklen_t *)c))
CALL(getpeername, getpeername(a, (struct sockaddr *)b, (socklen_t *)c))
CALL(socketpair, socketpair(a, b, c, (int *)d))
CALL(setsockopt, setsockopt(a, b, c, (void *)d, e))
CALL(getsockopt, getsockopt(a, b, c, (void *)d, (socklen_t *)e))
CALL(fork, fork())
CALL(execve, execve((char *)a, (char **)b, (char **)c))
CALL(exit, (_exit(a), 0))
CALL(wait4, wait4(a, (int *)b, c, (struct rusage *)d))
CALL(kill, kill(a, b))
CALL(uname, uname((struct utsname *)a))
CALL(semget, semget(a, b, c))
CALL(semop, semop(a, (struct sembuf *)b, c))
CALL(semctl, semctl(a, b, c, d))
CALL(shmdt, shmdt((void *)a))
CALL(msgget, msgget(a, b))
CALL(msgsnd, msgsnd(a, (void *)b, c, d))
CALL(msgrcv, msgrcv(a, (void *)b, c, d, e))
CALL(msgctl, msgctl(a, b, (struct msqid_ds *)c))
CALL(fcntl, fcntl(a, b, c))
CALL(flock, flock(a, b))
CALL(fsync, fsync(a))
CALL(fdatasync, fdatasync(a))
CALL(truncate, truncate((char *)a, b))
CALL(ftruncate, ftruncate(a, b))
CALL(chdir, chdir((char *)a))
CALL(fchdir, fchdir(a))
CALL(rename, rename((char *)a, (char *)b))
CALL(mkdir, mkdir((char *)a, b))
CALL(rmdir, rmdir((char *)a))
CALL(creat, creat((char *)a, b))
CALL(link, link((char *)a, (char *)b))
CALL(unlink, unlink((char *)a))
CALL(symlink, symlink((char *)a, (char *)b))
CALL(readlink, readlink((char *)a, (char *)b, c))
CALL(chmod, chmod((char *)a, b))
CALL(fchmod, fchmod(a, b))
CALL(chown, chown((char *)a, b, c))
CALL(fchown, fchown(a, b, c))
CALL(umask, umask(a))
CALL(gettimeofday, gettimeofday((struct timeval *)a, (void *)b))
CALL(getrlimit, getrlimit(a, (struct rlimit *)b))
CALL(getrusage, getrusage(a, (struct rusage *)b))
CALL(sysinfo, sysinfo((struct sysinfo *)a))
CALL(times, times((struct tms *)a))
CALL(getuid, getuid())
CALL(getgid, getgid())
CALL(setuid, setuid(a))
CALL(setgid, setgid(a))
CALL(geteuid, geteuid())
CALL(getegid, getegid())
CALL(setpgid, setpgid(a, b))
CALL(getppid, getppid())
CALL(getpgrp, getpgrp())
CALL(setsid, setsid())
CALL(setreuid, setreuid(a, b))
CALL(setregid, setregid(a, b))
CALL(getgroups, getgroups(a, (gid_t *)b))
CALL(setgroups, setgroups(a, (gid_t *)b))
CALL(setresuid, setresuid(a, b, c))
CALL(getresuid, getresuid((uid_t *)a, (uid_t *)b, (uid_t *)c))
CALL(setresgid, setresgid(a, b, c))
CALL(getresgid, getresgid((gid_t *)a, (gid_t *)b, (gid_t *)c))
CALL(getpgid, getpgid(a))
CALL(setfsuid, setfsuid(a))
CALL(setfsgid, setfsgid(a))
CALL(getsid, getsid(a))
CALL(capget, __capget((void *)a, (void *)b))
CALL(capset, __capset((void *)a, (void *)b))
CALL(mknod, mknod((char *)a, b, c))
CALL(mlock, mlock((void *)a, b))
CALL(munlock, munlock((void *)a, b))
CALL(mlockall, mlockall(a))
CALL(munlockall, munlockall())
CALL(prctl, prctl(a, b, c, d, e))
CALL(setrlimit, setrlimit(a, (struct rlimit *)b))
CALL(gettid, gettid())
CALL(readahead, readahead(a, b, c))
CALL(tkill, tgkill(getpid(), a, b))
CALL(time, time((time_t *)a))
CALL(futex, __futex((unsigned *)a, b, c, (const struct timespec *)d, (unsigned *)e, f))
CALL(sched_setaffinity, sched_setaffinity(a, b, (cpu_set_t *)c))
CALL(epoll_create, epoll_create(a))
CALL(clock_gettime, clock_gettime(a, (struct timespec *)b))
CALL(exit_group, (_exit(a), 0))
CALL(epoll_wait, epoll_wait(a, (struct epoll_event *)b, c, d))
CALL(epoll_ctl, epoll_ctl(a, b, c, (struct epoll_event *)d))
CALL(tgkill, tgkill(a, b, c))
CALL(mq_open, __mq_open((const char *)a, b, c, (struct mq_attr *)d))
CALL(mq_unlink, __mq_unlink((const char *)a))
CALL(mq_timedsend, mq_timedsend(a, (const char *)b, c, d, (const struct timespec *)e))
CALL(mq_timedreceive, mq_timedreceive(a, (char *)b, c, (unsigned *)d, (const struct timespec *)e))
CALL(mq_notify, __mq_notify(a, (const struct sigevent *)b))
CALL(mq_getsetattr, __mq_getsetattr(a, (const struct mq_attr *)b, (struct mq_attr *)c))
CALL(waitid, waitid(a, b, (siginfo_t *)c, d))
CALL(inotify_init, inotify_init())
CALL(inotify_add_watch, inotify_add_watch(a, (char *)b, c))
CALL(inotify_rm_watch, inotify_rm_watch(a, b))
CALL(openat, openat(a, (char *)b, c, d))
CALL(mkdirat, mkdirat(a, (char *)b, c))
CALL(unlinkat, unlinkat(a, (char *)b, c))
CALL(renameat, renameat(a, (char *)b, c, (char *)d))
CALL(linkat, linkat(a, (char *)b, c, (char *)d, e))
CALL(symlinkat, symlinkat((char *)a, b, (char *)c))
CALL(readlinkat, readlinkat(a, (char *)b, (char *)c, d))
CALL(fchmodat, fchmodat(a, (char *)b, c, 0))
CALL(faccessat, faccessat(a, (char *)b, c, 0))
CALL(set_robust_list, __set_robust_list((struct robust_list_head *)a, b))
CALL(get_robust_list, __get_robust_list(a, (struct robust_list_head **)b, (size_t *)c))
CALL(splice, splice(a, (off_t *)b, c, (off_t *)d, e, f))
CALL(tee, tee(a, b, c, d))
CALL(sync_file_range, sync_file_range(a, b, c, d))
CALL(vmsplice, vmsplice(a, (struct iovec *)b, c, d))
CALL(timerfd_create, timerfd_create(a, b))
CALL(fallocate, fallocate(a, b, c, d))
CALL(timerfd_settime, timerfd_settime(a, b, (struct itimerspec *)c, (struct itimerspec *)d))
CALL(timerfd_gettime, timerfd_gettime(a, (struct itimerspec *)b))
CALL(accept4, accept4(a, (struct sockaddr *)b, (socklen_t *)c, d))
CALL(eventfd2, eventfd(a, b))
CALL(epoll_create1, epoll_create1(a))
CALL(dup3, dup3(a, b, c))
CALL(pipe2, pipe2((int *)a, b))
CALL(inotify_init1, inotify_init1(a))
CALL(preadv, preadv(a, (struct iovec *)b, c, d))
CALL(pwritev, pwritev(a, (struct iovec *)b, c, d))
CALL(prlimit64, prlimit(a, b, (struct rlimit *)c, (struct rlimit *)d))
CALL(sched_setattr, __sched_setattr(a, (struct sched_attr *)b, c))
CALL(sched_getattr, __sched_getattr(a, (struct sched_attr *)b, c, d))
CALL(getrandom, getrandom((void *)a, b, c))
CALL(memfd_create, memfd_create((char *)a, b))
CALL(mlock2, mlock2((void *)a, b, c))
CALL(pidfd_send_signal, pidfd_send_signal(a, b, (siginfo_t *)c, d))
CALL(pidfd_open, pidfd_open(a, b))
CALL(close_range, close_range(a, b, c))
CALL(pidfd_getfd, pidfd_getfd(a, b, c))
CALL(futex_waitv, __futex_waitv((struct futex_waitv *)a, b, c, (struct timespec *)d, e))
CALL(futex_wake, __futex_wake((void *)a, b, c, d))
CALL(futex_wait, __futex_wait((void *)a, b, c, d, (struct timespec *)e, f))
CALL(futex_requeue, __futex_requeue((struct futex_waitv *)a, b, c, d))

/* Any of them. */
#define CASE(name) PICK(SYS_##name)
#define PICK(number) OF(number)
#define OF(number) case number: return __syscall_##number(a, b, c, d, e, f)

long __syscall(long number, long a, long b, long c, long d, long e, long f) {
  switch (number) {
    CASE(read);
    CASE(write);
    CASE(open);
    CASE(close);
    CASE(poll);
    CASE(lseek);
    CASE(mmap);
    CASE(mprotect);
    CASE(munmap);
    CASE(ioctl);
    CASE(pread64);
    CASE(pwrite64);
    CASE(readv);
    CASE(writev);
    CASE(access);
    CASE(pipe);
    CASE(sched_yield);
    CASE(mremap);
    CASE(msync);
    CASE(madvise);
    CASE(shmget);
    CASE(shmat);
    CASE(shmctl);
    CASE(dup);
    CASE(dup2);
    CASE(pause);
    CASE(nanosleep);
    CASE(alarm);
    CASE(getpid);
    CASE(sendfile);
    CASE(socket);
    CASE(connect);
    CASE(accept);
    CASE(sendto);
    CASE(recvfrom);
    CASE(sendmsg);
    CASE(recvmsg);
    CASE(shutdown);
    CASE(bind);
    CASE(listen);
    CASE(getsockname);
    CASE(getpeername);
    CASE(socketpair);
    CASE(setsockopt);
    CASE(getsockopt);
    CASE(fork);
    CASE(execve);
    CASE(exit);
    CASE(wait4);
    CASE(kill);
    CASE(uname);
    CASE(semget);
    CASE(semop);
    CASE(semctl);
    CASE(shmdt);
    CASE(msgget);
    CASE(msgsnd);
    CASE(msgrcv);
    CASE(msgctl);
    CASE(fcntl);
    CASE(flock);
    CASE(fsync);
    CASE(fdatasync);
    CASE(truncate);
    CASE(ftruncate);
    CASE(chdir);
    CASE(fchdir);
    CASE(rename);
    CASE(mkdir);
    CASE(rmdir);
    CASE(creat);
    CASE(link);
    CASE(unlink);
    CASE(symlink);
    CASE(readlink);
    CASE(chmod);
    CASE(fchmod);
    CASE(chown);
    CASE(fchown);
    CASE(umask);
    CASE(gettimeofday);
    CASE(getrlimit);
    CASE(getrusage);
    CASE(sysinfo);
    CASE(times);
    CASE(getuid);
    CASE(getgid);
    CASE(setuid);
    CASE(setgid);
    CASE(geteuid);
    CASE(getegid);
    CASE(setpgid);
    CASE(getppid);
    CASE(getpgrp);
    CASE(setsid);
    CASE(setreuid);
    CASE(setregid);
    CASE(getgroups);
    CASE(setgroups);
    CASE(setresuid);
    CASE(getresuid);
    CASE(setresgid);
    CASE(getresgid);
    CASE(getpgid);
    CASE(setfsuid);
    CASE(setfsgid);
    CASE(getsid);
    CASE(capget);
    CASE(capset);
    CASE(mknod);
    CASE(mlock);
    CASE(munlock);
    CASE(mlockall);
    CASE(munlockall);
    CASE(prctl);
    CASE(setrlimit);
    CASE(gettid);
    CASE(readahead);
    CASE(tkill);
    CASE(time);
    CASE(futex);
    CASE(sched_setaffinity);
    CASE(epoll_create);
    CASE(clock_gettime);
    CASE(exit_group);
    CASE(epoll_wait);
    CASE(epoll_ctl);
    CASE(tgkill);
    CASE(mq_open);
    CASE(mq_unlink);
    CASE(mq_timedsend);
    CASE(mq_timedreceive);
    CASE(mq_notify);
    CASE(mq_getsetattr);
    CASE(waitid);
    CASE(inotify_init);
    CASE(inotify_add_watch);
    CASE(inotify_rm_watch);
    CASE(openat);
    CASE(mkdirat);
    CASE(unlinkat);
    CASE(renameat);
    CASE(linkat);
    CASE(symlinkat);
    CASE(readlinkat);
    CASE(fchmodat);
    CASE(faccessat);
    CASE(set_robust_list);
    CASE(get_robust_list);
    CASE(splice);
    CASE(tee);
    CASE(sync_file_range);
    CASE(vmsplice);
    CASE(timerfd_create);
    CASE(fallocate);
    CASE(timerfd_settime);
    CASE(timerfd_gettime);
    CASE(accept4);
    CASE(eventfd2);
    CASE(epoll_create1);
    CASE(dup3);
    CASE(pipe2);
    CASE(inotify_init1);
    CASE(preadv);
    CASE(pwritev);
    CASE(prlimit64);
    CASE(sched_setattr);
    CASE(sched_getattr);
    CASE(getrandom);
    CASE(memfd_create);
    CASE(mlock2);
    CASE(pidfd_send_signal);
    CASE(pidfd_open);
    CASE(close_range);
    CASE(pidfd_getfd);
    CASE(futex_waitv);
    CASE(futex_wake);
    CASE(futex_wait);
    CASE(futex_requeue);
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
