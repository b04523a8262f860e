package dev.ringfence.trace.random;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The numbers of system calls on x86-64, with the names of the calls here that do the same.
final class Numbers {
  static final int READ = 0;
  static final int WRITE = 1;
  static final int OPEN = 2;
  static final int CLOSE = 3;
  static final int POLL = 7;
  static final int LSEEK = 8;
  static final int MMAP = 9;
  static final int SIGPROCMASK = 14;
  static final int IOCTL = 16;
  static final int PREAD = 17;
  static final int PWRITE = 18;
  static final int READV = 19;
  static final int WRITEV = 20;
  static final int PIPE = 22;
  static final int SHMGET = 29;
  static final int SHMAT = 30;
  static final int SHMCTL = 31;
  static final int DUP = 32;
  static final int DUP2 = 33;
  static final int PAUSE = 34;
  static final int NANOSLEEP = 35;
  static final int SETITIMER = 38;
  static final int GETPID = 39;
  static final int SENDFILE = 40;
  static final int SOCKET = 41;
  static final int CONNECT = 42;
  static final int ACCEPT = 43;
  static final int SENDTO = 44;
  static final int RECVFROM = 45;
  static final int SENDMSG = 46;
  static final int RECVMSG = 47;
  static final int SHUTDOWN = 48;
  static final int BIND = 49;
  static final int LISTEN = 50;
  static final int GETSOCKNAME = 51;
  static final int SOCKETPAIR = 53;
  static final int SETSOCKOPT = 54;
  static final int GETSOCKOPT = 55;
  static final int EXIT = 60;
  static final int WAIT4 = 61;
  static final int KILL = 62;
  static final int SEMGET = 64;
  static final int SEMOP = 65;
  static final int SEMCTL = 66;
  static final int SHMDT = 67;
  static final int MSGGET = 68;
  static final int MSGSND = 69;
  static final int MSGRCV = 70;
  static final int MSGCTL = 71;
  static final int FCNTL = 72;
  static final int FLOCK = 73;
  static final int TRUNCATE = 76;
  static final int FTRUNCATE = 77;
  static final int RENAME = 82;
  static final int MKDIR = 83;
  static final int RMDIR = 84;
  static final int LINK = 86;
  static final int UNLINK = 87;
  static final int CHMOD = 90;
  static final int SETPGID = 109;
  static final int SETSID = 112;
  static final int SETRESUID = 117;
  static final int SETRESGID = 119;
  static final int GETPGID = 121;
  static final int SIGPENDING = 127;
  static final int SIGTIMEDWAIT = 128;
  static final int SIGQUEUE = 129;
  static final int SIGSUSPEND = 130;
  static final int MKNOD = 133;
  static final int PRCTL = 157;
  static final int FUTEX = 202;
  static final int SEMTIMEDOP = 220;
  static final int TIMER_CREATE = 222;
  static final int TIMER_SETTIME = 223;
  static final int TIMER_OVERRUN = 225;
  static final int TIMER_DELETE = 226;
  static final int CLOCK_NANOSLEEP = 230;
  static final int EPOLL_WAIT = 232;
  static final int EPOLL_CTL = 233;
  static final int TGKILL = 234;
  static final int MQ_OPEN = 240;
  static final int MQ_UNLINK = 241;
  static final int MQ_SEND = 242;
  static final int MQ_RECEIVE = 243;
  static final int MQ_NOTIFY = 244;
  static final int MQ_ATTRIBUTES = 245;
  static final int WAITID = 247;
  static final int INOTIFY_ADD = 254;
  static final int INOTIFY_REMOVE = 255;
  static final int PPOLL = 271;
  static final int ROBUST_LIST = 273;
  static final int SPLICE = 275;
  static final int TEE = 276;
  static final int VMSPLICE = 278;
  static final int EPOLL_PWAIT = 281;
  static final int TIMERFD = 283;
  static final int FALLOCATE = 285;
  static final int TIMERFD_SET = 286;
  static final int TIMERFD_GET = 287;
  static final int SIGNALFD = 289;
  static final int EVENTFD = 290;
  static final int EPOLL_CREATE = 291;
  static final int PIPE2 = 293;
  static final int INOTIFY = 294;
  static final int RECEIVE_MANY = 299;
  static final int SEND_MANY = 307;
  static final int MEMFD = 319;
  static final int COPY_RANGE = 326;
  static final int PIDFD_SEND = 424;
  static final int PIDFD_OPEN = 434;
  static final int PIDFD_GET = 438;
  static final int FUTEX_WAITV = 449;

  private static final String NAMES =
      """
      0=read 1=write 2=openat 3=close 7=poll 8=lseek 9=mmap 14=sigprocmask 16=ioctl 17=pread
      18=pwrite 19=readv 20=writev 22=pipe 29=shmget 30=shmat 31=shmctl 32=dup 33=dup2 34=pause
      35=nanosleep 38=setitimer 39=getpid 40=sendfile 41=socket 42=connect 43=accept 44=sendto
      45=recvfrom 46=sendmsg 47=recvmsg 48=shutdown 49=bind 50=listen 51=getsockname 53=socketpair
      54=setsockopt 55=getsockopt 60=_exit 61=wait4 62=kill 64=semget 65=semop 66=semctl 67=shmdt
      68=msgget 69=msgsnd 70=msgrcv 71=msgctl 72=fcntl 73=flock 76=truncate 77=ftruncate
      82=renameat 83=mkdirat 84=unlinkat 86=linkat 87=unlinkat 90=fchmodat 109=setpgid 112=setsid
      117=setresuid 119=setresgid 121=getpgid 127=sigpending 128=sigtimedwait 129=__sigqueue
      130=sigsuspend 133=mknodat 157=prctl 202=futex 220=semtimedop 222=timer_create
      223=timer_settime 225=timer_getoverrun 226=timer_delete 230=clock_nanosleep 232=epoll_wait
      233=epoll_ctl 234=tgkill 240=mq_open 241=mq_unlink 242=mq_timedsend 243=mq_timedreceive
      244=mq_notify 245=mq_getsetattr 247=waitid 254=inotify_add_watch 255=inotify_rm_watch
      271=ppoll 273=set_robust_list 275=splice 276=tee 278=vmsplice 281=epoll_pwait
      283=timerfd_create 285=fallocate 286=timerfd_settime 287=timerfd_gettime 289=signalfd
      290=eventfd 291=epoll_create1 293=pipe2 294=inotify_init1 299=recvmmsg 307=sendmmsg
      319=memfd_create 326=copy_file_range 424=pidfd_send_signal 434=pidfd_open 438=pidfd_getfd
      449=futex_waitv
      """;

  private static final Map<Integer, String> BY_NUMBER = new HashMap<>();

  static {
    for (String pair : NAMES.strip().split("\\s+")) {
      String[] both = pair.split("=");
      BY_NUMBER.put(Integer.valueOf(both[0]), both[1]);
    }
  }

  private Numbers() {}

  /// The name of the call here.
  static String name(int number) {
    return Objects.requireNonNull(BY_NUMBER.get(number), () -> "call " + number);
  }
}
