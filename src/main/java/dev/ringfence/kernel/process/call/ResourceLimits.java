package dev.ringfence.kernel.process.call;

import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.memory.LockCalls;
import dev.ringfence.kernel.memory.Regions;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.signal.ProcessSignals;

/// The limits on what a process may use, by the numbers of `getrlimit(2)`.
///
/// @param queueBytes the usual `RLIMIT_MSGQUEUE`
public record ResourceLimits(Processes processes, int queueBytes) {
  static final int STACK = 3;
  static final int CORE = 4;
  static final int NOFILE = 7;
  static final int MEMLOCK = 8;
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
    return switch (resource) {
      case NICE -> processes.ownLimits().nice(process);
      case RTPRIO -> processes.ownLimits().realTime(process);
      case STACK -> hard ? INFINITY : Regions.STACK_SIZE;
      case MSGQUEUE -> hard ? queueBytes : processes.ownLimits().queueBytes(process, queueBytes);
      case MEMLOCK -> LockCalls.MEMLOCK;
      case SIGPENDING -> hard ? ProcessSignals.SIGPENDING : process.signals.mostPending;
      case CORE -> hard ? INFINITY : 0;
      case NOFILE -> hard ? Descriptors.OPEN_MAX : process.descriptors().limit;
      default -> INFINITY;
    };
  }
}
