package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.HashMap;
import java.util.Map;

/// An open file description for a device of the scenario's. A write returns when the device is done
/// with it.
final class OpenPeripheral implements OpenFile {
  private static final int O_ACCMODE = 3;
  private static final int MOST = 1 << 20;

  private final Scheduler scheduler;
  private final Peripheral device;
  private int flags;

  /// When the device is done with what each of those writes who wait for that.
  private final Map<Task, Long> due = new HashMap<>();

  OpenPeripheral(Scheduler scheduler, Peripheral device, int flags) {
    this.scheduler = scheduler;
    this.device = device;
    this.flags = flags & (O_ACCMODE | O_NONBLOCK);
  }

  @Override
  public Inode inode() {
    return device;
  }

  @Override
  public String label() {
    return device.object.name();
  }

  @Override
  public int flags() {
    return flags;
  }

  @Override
  public void setFlags(int next) {
    flags = flags & O_ACCMODE | next & SETTABLE;
  }

  @Override
  public long read(Task task, long buffer, long count) {
    return (flags & O_ACCMODE) == O_WRONLY ? Errno.EBADF.result() : 0;
  }

  @Override
  public long write(Task task, long buffer, long count) {
    if ((flags & O_ACCMODE) == 0) {
      return Errno.EBADF.result();
    }
    byte[] bytes = new byte[(int) Math.min(count, MOST)];
    if (!UserMemory.read(task.process().memory(), buffer, bytes, 0, bytes.length)) {
      return Errno.EFAULT.result();
    }
    long now = Math.max(scheduler.now(), task.context().time);
    if (task.queue != device.writers) {
      long begin = Math.max(now, device.doneAt);
      if (begin > now && (flags & O_NONBLOCK) != 0) {
        return Errno.EAGAIN.result();
      }
      device.doneAt = begin + Math.round(bytes.length * device.cyclesPerByte);
      due.put(task, device.doneAt);
    }
    long done = due.getOrDefault(task, now);
    boolean waits = done > now && (flags & O_NONBLOCK) == 0;
    if (waits) {
      if (task.deadline != done) {
        scheduler.deadline(task, done);
      }
      scheduler.block(task, device.writers, label(), () -> Wait.TIMER);
      return Calls.BLOCKED;
    }
    due.remove(task);
    device.put(bytes);
    return bytes.length;
  }

  @Override
  public void closed() {
    if (device.holder() != null && device.holder().file() == this) {
      device.letGo();
      scheduler.wake(device.object.queue());
    }
  }
}
