package dev.ringfence.kernel.process.call;

import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.memory.LockCalls;
import dev.ringfence.kernel.memory.Regions;
import dev.ringfence.kernel.process.OwnLimits.Bound;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.signal.ProcessSignals;

/// The limits on what a process may use, by the numbers of `getrlimit(2)`.
///
/// @param queueBytes the usual `RLIMIT_MSGQUEUE`
public record ResourceLimits(Processes processes, int queueBytes) {
  static final int CPU = 0;
  static final int FSIZE = 1;
  static final int STACK = 3;
  static final int CORE = 4;
  static final int RSS = 5;
  static final int NPROC = 6;
  static final int NOFILE = 7;
  static final int MEMLOCK = 8;
  static final int AS = 9;
  static final int LOCKS = 10;
  static final int SIGPENDING = 11;
  static final int MSGQUEUE = 12;
  static final int NICE = 13;
  static final int RTPRIO = 14;

  /// How many there are.
  public static final int COUNT = 16;

  /// What stands for no limit.
  public static final long INFINITY = -1;

  /// One of a process.
  ///
  /// @param hard whether the hard one or the soft one
  public long of(Process process, int resource, boolean hard) {
    Bound bound = bound(process, resource);
    return hard ? bound.hard() : bound.soft();
  }

  Bound bound(Process process, int resource) {
    return processes.ownLimits().bound(process, resource, usual(resource));
  }

  /// What those have who have set nothing.
  Bound usual(int resource) {
    return switch (resource) {
      case NICE, RTPRIO -> new Bound(0, 0);
      case STACK -> new Bound(Regions.STACK_SIZE, INFINITY);
      case MSGQUEUE -> new Bound(queueBytes, queueBytes);
      case MEMLOCK -> new Bound(LockCalls.MEMLOCK, LockCalls.MEMLOCK);
      case SIGPENDING -> new Bound(ProcessSignals.SIGPENDING, ProcessSignals.SIGPENDING);
      case NOFILE -> new Bound(Descriptors.OPEN_MAX, Descriptors.OPEN_MAX);
      // No dumps of core are made before somebody asks for them.
      case CORE -> new Bound(0, INFINITY);
      default -> Bound.NONE;
    };
  }

  /// How large a process may make a file, as an unsigned number.
  public static long fileSize(Processes processes, Process process) {
    return processes.ownLimits().bound(process, FSIZE).soft();
  }

  /// Whether the user of a process may have no more processes (`RLIMIT_NPROC`).
  static boolean forbidsFork(Processes processes, Process process) {
    long most = processes.ownLimits().bound(process, NPROC).soft();
    int user = process.credentials.ruid();
    return most != INFINITY
        && user != 0
        && !process.credentials.has(Capability.SYS_RESOURCE)
        && processes.on(process.host).stream()
                .filter(other -> !other.zombie && other.credentials.ruid() == user)
                .mapToLong(other -> other.tasks.size())
                .sum()
            >= most;
  }
}
