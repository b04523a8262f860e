package dev.ringfence.kernel.sysv;

import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// System V's objects of all hosts, each of which has keys and ids of its own
/// (`ipc_namespaces(7)`), and as many objects as the limits allow.
public final class SysvNamespaces {
  final LongSupplier clock;
  private final long memory;
  private final List<SysvObjects> ofHosts = new ArrayList<>();

  /// @param hosts how many there are
  /// @param memory bytes of the machine's memory
  /// @param clock the time in seconds, as `time(2)` tells it
  public SysvNamespaces(int hosts, SysvLimits limits, long memory, LongSupplier clock) {
    this.clock = clock;
    this.memory = memory;
    for (int i = 0; i < hosts; i++) {
      ofHosts.add(new SysvObjects(limits, memory, clock));
    }
  }

  /// The objects of a host.
  public SysvObjects on(int host) {
    return ofHosts.get(host);
  }

  /// How many objects a task finds there may be.
  SysvLimits limits(Task task) {
    return of(task.process()).limits();
  }

  /// The objects that a process finds.
  SysvObjects of(Process process) {
    return ofHosts.get(process.host);
  }

  /// Whether the machine has memory for another message of so many bytes.
  boolean hasRoom(long size) {
    long taken = SysvObjects.taken(size);
    for (SysvObjects objects : ofHosts) {
      taken += objects.taken();
    }
    return taken <= memory;
  }

  /// Shows the message queues, which count messages.
  public void forEachChannel(Consumer<Channel> action) {
    ofHosts.forEach(objects -> objects.forEachChannel(action));
  }
}
