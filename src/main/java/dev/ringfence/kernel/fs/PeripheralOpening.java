package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayList;
import java.util.List;

/// How a device of the scenario's is opened: one that is exclusive only when nobody else has it.
public final class PeripheralOpening {
  private final Scheduler scheduler;

  public PeripheralOpening(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /// As `open(2)`: whoever finds an exclusive device taken waits for it, or gets `EBUSY` with
  /// `O_NONBLOCK`.
  public long open(Task task, Peripheral device, int flags) throws FileError {
    if (device.spec.exclusive() && device.holder() != null) {
      if ((flags & OpenFile.O_NONBLOCK) != 0) {
        throw new FileError(Errno.EBUSY);
      }
      scheduler.block(task, device.object.queue(), device.object.name(), () -> mayLetGo(device));
      return Calls.BLOCKED;
    }
    Reference reference = new Reference(new OpenPeripheral(scheduler, device, flags));
    int fd = task.process().descriptors().open(reference);
    if (fd < 0) {
      throw new FileError(Errno.EMFILE);
    }
    if (device.spec.exclusive()) {
      device.take(task, reference);
    }
    return fd;
  }

  /// That one of those who have it open goes on, and then closes it or ends.
  private static Wait mayLetGo(Peripheral device) {
    Reference holder = device.holder();
    if (holder == null) {
      return Wait.TIMER;
    }
    List<Wait> any = new ArrayList<>();
    for (Process process : holder.holders()) {
      process.tasks.forEach(task -> any.add(new Wait.MayLeave(task)));
    }
    return new Wait.Or(any);
  }
}
