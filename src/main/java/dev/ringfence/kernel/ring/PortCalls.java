package dev.ringfence.kernel.ring;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Rights;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Flags;
import dev.ringfence.machine.Ports;

/// The calls by which a thread asks for I/O ports: `ioperm(2)`, `iopl(2)`. It gets what the
/// scenario lets its process have, which takes the place of a capability, and may give it back.
public final class PortCalls {
  public void addTo(Calls calls) {
    calls.add(
        "sys/io.h",
        "int ioperm(unsigned long from, unsigned long num, int turn_on)",
        PortCalls::ioperm);
    calls.add("sys/io.h", "int iopl(int level)", PortCalls::iopl);
  }

  private static long ioperm(Task task) {
    long from = task.argument(0);
    long count = task.argument(1);
    boolean permit = (int) task.argument(2) != 0;
    if (from < 0 || count < 1 || from + count > Ports.COUNT || from + count < from) {
      return Errno.EINVAL.result();
    }
    Rights rights = task.process().rights;
    if (permit && rights.iopl() < 3 && !rights.ports().permits((int) from, (int) count)) {
      return Errno.EPERM.result();
    }
    task.context().ports = task.context().ports.with((int) from, (int) count, permit);
    return 0;
  }

  private static long iopl(Task task) {
    int level = (int) task.argument(0);
    if (level < 0 || level > 3) {
      return Errno.EINVAL.result();
    }
    int now = Flags.iopl(task.context().flags);
    if (level > now && level > task.process().rights.iopl()) {
      return Errno.EPERM.result();
    }
    task.context().flags = Flags.withIopl(task.context().flags, level);
    return 0;
  }
}
