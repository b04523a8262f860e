package dev.ringfence.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The names of numbers that traces use, with their values on x86-64.
final class Constants {
  private static final String NAMES =
      """
      IPC_CREAT=01000 IPC_EXCL=02000 IPC_NOWAIT=04000 IPC_PRIVATE=0 IPC_RMID=0 IPC_SET=1 IPC_STAT=2
      IPC_INFO=3 MSG_NOERROR=010000 MSG_EXCEPT=020000 MSG_COPY=040000 MSG_STAT=11 MSG_INFO=12
      SEM_UNDO=0x1000 GETPID=11 GETVAL=12 GETALL=13 GETNCNT=14 GETZCNT=15 SETVAL=16 SETALL=17
      SEM_STAT=18 SEM_INFO=19 SHM_RDONLY=010000 SHM_RND=020000 SHM_REMAP=040000 SHM_EXEC=0100000
      SHM_LOCK=11 SHM_UNLOCK=12 SHM_HUGETLB=04000 SHM_STAT=13 SHM_INFO=14
      O_RDONLY=0 O_WRONLY=1 O_RDWR=2 O_CREAT=0100 O_EXCL=0200 O_TRUNC=01000 O_APPEND=02000
      O_NONBLOCK=04000 O_DIRECT=040000 O_CLOEXEC=02000000
      F_DUPFD=0 F_GETFD=1 F_SETFD=2 F_GETFL=3 F_SETFL=4 F_GETLK=5 F_SETLK=6 F_SETLKW=7
      F_SETPIPE_SZ=1031 F_GETPIPE_SZ=1032 FD_CLOEXEC=1 F_RDLCK=0 F_WRLCK=1 F_UNLCK=2
      LOCK_SH=1 LOCK_EX=2 LOCK_NB=4 LOCK_UN=8
      PROT_NONE=0 PROT_READ=1 PROT_WRITE=2 PROT_EXEC=4 MAP_SHARED=1 MAP_PRIVATE=2 MAP_FIXED=16
      MAP_ANONYMOUS=32 MAP_NORESERVE=0x4000 MADV_DONTNEED=4 MADV_PAGEOUT=21
      AF_UNIX=1 AF_INET=2 PF_UNIX=1 PF_INET=2 SOCK_STREAM=1 SOCK_DGRAM=2 SOCK_RAW=3 SOCK_SEQPACKET=5
      SOCK_NONBLOCK=04000 SOCK_CLOEXEC=02000000 SHUT_RD=0 SHUT_WR=1 SHUT_RDWR=2
      MSG_OOB=1 MSG_PEEK=2 MSG_TRUNC=0x20 MSG_DONTWAIT=0x40 MSG_EOR=0x80 MSG_WAITALL=0x100
      MSG_NOSIGNAL=0x4000 SOL_SOCKET=1 SO_REUSEADDR=2 SO_TYPE=3 SO_ERROR=4 SO_SNDBUF=7 SO_RCVBUF=8
      WNOHANG=1 WUNTRACED=2 WCONTINUED=8 WEXITED=4 WNOWAIT=0x1000000 P_ALL=0 P_PID=1 P_PGID=2
      FUTEX_WAIT=0 FUTEX_WAKE=1 FUTEX_REQUEUE=3 FUTEX_CMP_REQUEUE=4 FUTEX_WAKE_OP=5 FUTEX_LOCK_PI=6
      FUTEX_UNLOCK_PI=7 FUTEX_TRYLOCK_PI=8 FUTEX_WAIT_BITSET=9 FUTEX_WAKE_BITSET=10
      FUTEX_PRIVATE_FLAG=128 POLLIN=1 POLLPRI=2 POLLOUT=4 POLLERR=8 POLLHUP=16 POLLNVAL=32
      POLLRDHUP=0x2000 EFD_SEMAPHORE=1 EFD_NONBLOCK=04000 RLIMIT_NOFILE=7 RLIMIT_MSGQUEUE=12
      RLIMIT_MEMLOCK=8 RLIMIT_NPROC=6 SIGEV_SIGNAL=0 SIGEV_NONE=1 S_IFIFO=0010000
      INT_MAX=2147483647 INT_MIN=-2147483648 PAGE=4096 EPOLLIN=1 EPOLLOUT=4 EPOLLET=0x80000000
      EPOLL_CTL_ADD=1 NULL=0 SA_RESTART=0x10000000 SA_NODEFER=0x40000000
      SIG_BLOCK=0 SIG_UNBLOCK=1 SIG_SETMASK=2 BADPTR=0x10
      SIGHUP=1 SIGINT=2 SIGQUIT=3 SIGILL=4 SIGTRAP=5 SIGABRT=6 SIGBUS=7 SIGFPE=8 SIGKILL=9 SIGUSR1=10
      SIGSEGV=11 SIGUSR2=12 SIGPIPE=13 SIGALRM=14 SIGTERM=15 SIGSTKFLT=16 SIGCHLD=17 SIGCONT=18
      SIGSTOP=19 SIGTSTP=20 SIGTTIN=21 SIGTTOU=22 SIGURG=23 SIGXCPU=24 SIGXFSZ=25 SIGVTALRM=26
      SIGPROF=27 SIGWINCH=28 SIGIO=29 SIGPWR=30 SIGSYS=31 SIGRTMIN=34 SIGRTMAX=64
      """;

  private static final Map<String, Long> VALUES = new HashMap<>();
  private static final Map<Integer, String> SIGNALS = new TreeMap<>();

  static {
    for (String pair : NAMES.strip().split("\\s+")) {
      String name = pair.substring(0, pair.indexOf('='));
      long value = number(pair.substring(pair.indexOf('=') + 1));
      VALUES.put(name, value);
      if (name.matches("SIG[A-Z0-9]+")) {
        SIGNALS.put((int) value, name);
      }
    }
  }

  private Constants() {}

  static @Nullable Long get(String name) {
    return VALUES.get(name);
  }

  /// A number as C writes it: decimal, octal or hexadecimal.
  static long number(String text) {
    boolean octal = text.matches("-?0[0-7]+");
    return octal ? Long.parseLong(text, 8) : Long.decode(text);
  }

  static String signal(int number) {
    return SIGNALS.getOrDefault(number, Integer.toString(number));
  }

  /// A status of `wait(2)` in words.
  static String status(int status) {
    if (status == 0xFFFF) {
      return "continued";
    }
    if ((status & 0xFF) == 0x7F) {
      return "stopped:" + signal(status >> 8 & 0xFF);
    }
    return (status & 0x7F) == 0
        ? "exit:" + (status >> 8 & 0xFF)
        : "signal:" + signal(status & 0x7F);
  }
}
