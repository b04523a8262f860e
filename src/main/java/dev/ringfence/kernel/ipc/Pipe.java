package dev.ringfence.kernel.ipc;

import static dev.ringfence.kernel.call.Calls.BLOCKED;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.event.Counters;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;

/// A pipe (`pipe(7)`): bytes in 16 slots of a page each, as Linux keeps them. A write goes on in
/// the last slot only when all of its odd rest fits there, so that the capacity in bytes depends on
/// the sizes of the writes.
public final class Pipe {
  /// The slots of a pipe: `PIPE_DEF_BUFFERS`.
  public static final int SLOTS = 16;

  private static final int PAGE = 4096;
  private static final int O_APPEND = 0x400;

  private static final class Slot {
    final byte[] bytes = new byte[PAGE];
    int from;
    int to;
  }

  private final Scheduler scheduler;
  private final Processes processes;
  private final int number;
  private final Counters counters;
  private final Descriptors.Reference readEnd;
  private final Descriptors.Reference writeEnd;
  private final WaitQueue pollers;
  private final Deque<Slot> slots = new ArrayDeque<>();
  private final WaitQueue readers = new WaitQueue();
  private final WaitQueue writers = new WaitQueue();
  private boolean readable = true;
  private boolean writable = true;

  /// @param number the inode number, as in `pipe:[NUMBER]`
  /// @param status the flags of both ends
  /// @param pollers is woken whenever an end may have become ready
  public Pipe(
      Scheduler scheduler,
      Processes processes,
      int number,
      Counters counters,
      int status,
      WaitQueue pollers) {
    this.pollers = pollers;
    readEnd = new Descriptors.Reference(new Reader(status));
    writeEnd = new Descriptors.Reference(new Writer(status));
    this.scheduler = scheduler;
    this.processes = processes;
    this.number = number;
    this.counters = counters;
  }

  /// The end to read from.
  public Descriptors.Reference readEnd() {
    return readEnd;
  }

  /// The end to write to.
  public Descriptors.Reference writeEnd() {
    return writeEnd;
  }

  /// One end, with its status flags.
  private abstract class End implements OpenFile {
    private final int mode;
    private int status;

    End(int mode, int status) {
      this.mode = mode;
      this.status = status;
    }

    @Override
    public int flags() {
      return mode | status;
    }

    @Override
    public void setFlags(int flags) {
      status = flags & (O_NONBLOCK | O_APPEND);
    }

    boolean isNonblocking() {
      return (status & O_NONBLOCK) != 0;
    }
  }

  private final class Reader extends End {
    Reader(int status) {
      super(0, status);
    }

    @Override
    public long read(Task task, long buffer, long count) {
      return Pipe.this.read(task, buffer, count, isNonblocking());
    }

    @Override
    public long write(Task task, long buffer, long count) {
      return Errno.EBADF.result();
    }

    @Override
    public int readiness() {
      return (slots.isEmpty() ? 0 : POLLIN) | (writable ? 0 : POLLHUP);
    }

    @Override
    public Wait mayBecomeReady() {
      return may(writeEnd, Act.WRITE);
    }

    @Override
    public void closed() {
      readable = false;
      wake(writers);
    }
  }

  private final class Writer extends End {
    Writer(int status) {
      super(O_WRONLY, status);
    }

    @Override
    public long read(Task task, long buffer, long count) {
      return Errno.EBADF.result();
    }

    @Override
    public long write(Task task, long buffer, long count) {
      return Pipe.this.write(task, buffer, count, isNonblocking());
    }

    @Override
    public int readiness() {
      return (slots.size() < SLOTS ? POLLOUT : 0) | (readable ? 0 : POLLERR);
    }

    @Override
    public Wait mayBecomeReady() {
      return may(readEnd, Act.READ);
    }

    @Override
    public void closed() {
      writable = false;
      wake(readers);
    }
  }

  /// Has those look again who wait at that side, and those who poll.
  private void wake(WaitQueue side) {
    scheduler.wake(side);
    scheduler.wake(pollers);
  }

  private long read(Task task, long buffer, long count, boolean nonblocking) {
    if (count == 0) {
      return 0;
    }
    if (slots.isEmpty()) {
      if (!writable) {
        return 0;
      }
      if (nonblocking) {
        return Errno.EAGAIN.result();
      }
      scheduler.block(task, readers, "pipe:[" + number + "]", () -> may(writeEnd, Act.WRITE));
      return BLOCKED;
    }
    long done = 0;
    while (done < count && !slots.isEmpty()) {
      Slot slot = slots.getFirst();
      int part = (int) Math.min(count - done, slot.to - slot.from);
      if (!UserMemory.write(task.process().memory(), buffer + done, slot.bytes, slot.from, part)) {
        return done > 0 ? done : Errno.EFAULT.result();
      }
      counters.bytesCopied += part;
      slot.from += part;
      done += part;
      if (slot.from == slot.to) {
        slots.removeFirst();
        wake(writers);
      }
    }
    return done;
  }

  private long write(Task task, long buffer, long count, boolean nonblocking) {
    if (!readable) {
      int pid = task.process().pid();
      int signal = Signal.SIGPIPE.number();
      processes.signals().send(task, new SignalInfo(signal, SignalInfo.SI_USER, pid, 0));
      return task.progress > 0 ? task.progress : Errno.EPIPE.result();
    }
    if (count == 0) {
      return 0;
    }
    if (task.progress == 0 && !append(task, buffer, (int) (count & PAGE - 1))) {
      return Errno.EFAULT.result();
    }
    while (task.progress < count) {
      if (slots.size() == SLOTS) {
        if (nonblocking) {
          return task.progress > 0 ? task.progress : Errno.EAGAIN.result();
        }
        scheduler.block(task, writers, "pipe:[" + number + "]", () -> may(readEnd, Act.READ));
        return BLOCKED;
      }
      Slot slot = new Slot();
      int part = (int) Math.min(PAGE, count - task.progress);
      long from = buffer + task.progress;
      if (!UserMemory.read(task.process().memory(), from, slot.bytes, 0, part)) {
        return task.progress > 0 ? task.progress : Errno.EFAULT.result();
      }
      counters.bytesCopied += part;
      slot.to = part;
      slots.add(slot);
      task.progress += part;
      wake(readers);
    }
    return count;
  }

  /// That a holder of the other end acts, or that all of them give it back.
  private static Wait may(Descriptors.Reference end, Act act) {
    List<Wait> any = new ArrayList<>();
    List<Wait> all = new ArrayList<>();
    for (Process holder : new LinkedHashSet<>(end.holders())) {
      List<Wait> leave = new ArrayList<>();
      for (Task task : holder.tasks) {
        any.add(new Wait.May(task, act));
        leave.add(new Wait.MayLeave(task));
      }
      all.add(new Wait.Or(leave));
    }
    any.add(new Wait.And(all));
    return new Wait.Or(any);
  }

  /// Puts the odd bytes of a write behind those of the last slot, if there is room for all of them.
  ///
  /// @return false for `EFAULT`
  private boolean append(Task task, long buffer, int odd) {
    Slot last = slots.peekLast();
    if (last == null || odd == 0 || last.to + odd > PAGE) {
      return true;
    }
    if (!UserMemory.read(task.process().memory(), buffer, last.bytes, last.to, odd)) {
      return false;
    }
    counters.bytesCopied += odd;
    last.to += odd;
    task.progress = odd;
    wake(readers);
    return true;
  }
}
