package dev.ringfence.kernel.sysv;

import java.util.function.LongSupplier;

/// All of System V's objects of a machine.
public final class SysvObjects {
  final SysvLimits limits;
  final LongSupplier clock;
  final IpcTable<MessageQueue> queues;

  /// @param clock the time in seconds, as `time(2)` tells it
  public SysvObjects(SysvLimits limits, LongSupplier clock) {
    this.limits = limits;
    this.clock = clock;
    queues = new IpcTable<>(limits.msgmni());
  }
}
