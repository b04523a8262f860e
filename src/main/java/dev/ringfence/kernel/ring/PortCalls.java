package dev.ringfence.kernel.ring;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Rights;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Flags;
import dev.ringfence.machine.Ports;
import dev.ringfence.user.Context;

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
    Context context = task.context();
    Ports ports = context.privilege.ports().with((int) from, (int) count, permit);
    context.privilege = context.privilege.with(ports);
    return 0;
  }

  private static long iopl(Task task) {
    int level = (int) task.argument(0);
    if (level < 0 || level > 3) {
      return Errno.EINVAL.result();
    }
    Context context = task.context();
    if (level > context.privilege.iopl() && level > task.process().rights.iopl()) {
      return Errno.EPERM.result();
    }
    int flags = Flags.withIopl(context.privilege.flags(), level);
    context.privilege = context.privilege.with(flags);
    return 0;
  }
}
