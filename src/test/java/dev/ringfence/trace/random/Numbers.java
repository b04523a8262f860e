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
  static final int MMAP = 9;
  static final int SIGPROCMASK = 14;
  static final int IOCTL = 16;
  static final int PIPE = 22;
  static final int SHMGET = 29;
  static final int SHMAT = 30;
  static final int SHMCTL = 31;
  static final int DUP = 32;
  static final int PAUSE = 34;
  static final int GETPID = 39;
  static final int SENDTO = 44;
  static final int RECVFROM = 45;
  static final int SHUTDOWN = 48;
  static final int SOCKETPAIR = 53;
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
  static final int UNLINK = 87;
  static final int SIGPENDING = 127;
  static final int FUTEX = 202;
  static final int MQ_OPEN = 240;
  static final int MQ_UNLINK = 241;
  static final int MQ_SEND = 242;
  static final int MQ_RECEIVE = 243;
  static final int MQ_NOTIFY = 244;
  static final int MQ_ATTRIBUTES = 245;
  static final int EVENTFD = 290;
  static final int PIPE2 = 293;

  private static final String NAMES =
      """
      0=read 1=write 2=openat 3=close 7=poll 9=mmap 14=sigprocmask 16=ioctl 22=pipe 29=shmget
      30=shmat 31=shmctl 32=dup 34=pause 39=getpid 44=sendto 45=recvfrom 48=shutdown 53=socketpair
      60=_exit 61=wait4 62=kill 64=semget 65=semop 66=semctl 67=shmdt 68=msgget 69=msgsnd 70=msgrcv
      71=msgctl 72=fcntl 73=flock 87=unlinkat 127=sigpending 202=futex 240=mq_open 241=mq_unlink
      242=mq_timedsend 243=mq_timedreceive 244=mq_notify
      245=mq_getsetattr 290=eventfd 293=pipe2
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
