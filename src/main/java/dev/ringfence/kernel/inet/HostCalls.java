package dev.ringfence.kernel.inet;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import java.nio.charset.StandardCharsets;

/// The call by which the C library asks for hosts: that of the process, for `gethostname(2)`, and
/// all, for `getaddrinfo(3)`.
public final class HostCalls {
  private final Network network;

  public HostCalls(Network network) {
    this.network = network;
  }

  public void addTo(Calls calls) {
    calls.add(
        "bits/host.h",
        "int __host(int index, char name[64], unsigned char address[4])",
        this::host);
  }

  /// The host with a place, or that of the process for -1; its address is 0 if it has none.
  private long host(Task task) {
    int index = (int) task.argument(0);
    Host own = network.hostOf(task.process());
    if (index >= network.hosts().size()) {
      return Errno.ENOENT.result();
    }
    Host host = index < 0 ? own : network.hosts().get(index);
    AddressSpace memory = task.process().memory();
    byte[] name = (host.name() + "\0").getBytes(StandardCharsets.US_ASCII);
    int address = Integer.reverseBytes(host.address());
    return UserMemory.write(memory, task.argument(1), name, 0, name.length)
            && UserMemory.put(memory, task.argument(2), Integer.BYTES, address)
        ? 0
        : Errno.EFAULT.result();
  }
}
