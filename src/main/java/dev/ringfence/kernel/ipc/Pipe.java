package dev.ringfence.kernel.ipc;

import static dev.ringfence.kernel.call.Calls.BLOCKED;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.event.Counters;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pipe or FIFO (`pipe(7)`): bytes in 16 slots of a page each, as Linux keeps them. A write goes
/// on in the last slot only when all of its odd rest fits there, so that the capacity in bytes
/// depends on the sizes of the writes.
public final class Pipe {
  /// The slots of a pipe: `PIPE_DEF_BUFFERS`.
  public static final int SLOTS = 16;

  private static final int PAGE = 4096;
  private static final int O_APPEND = 0x400;

  /// A page of the pipe, of which it has as much as was written.
  private static final class Slot {
    @Nullable Slot next;
    byte[] bytes;
    int from;
    int to;

    Slot(int size) {
      bytes = new byte[size];
    }

    void reserve(int size) {
      if (size > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(PAGE, Math.max(size, 2 * bytes.length)));
      }
    }
  }

  private final Scheduler scheduler;
  private final Processes processes;
  private final String name;
  private final @Nullable Inode inode;
  private final Counters counters;
  private @Nullable Pollers pollers;
  private final List<Descriptors.Reference> readEnds = new ArrayList<>(1);
  private final List<Descriptors.Reference> writeEnds = new ArrayList<>(1);
  private @Nullable Slot first;
  private @Nullable Slot last;
  private int slots;
  private final WaitQueue readers = new WaitQueue();
  private final WaitQueue writers = new WaitQueue();
  private Wait.@Nullable Held writtenTo;
  private Wait.@Nullable Held readFrom;
  private int readEndsOpened;
  private int writeEndsOpened;

  /// @param name as reports call it
  /// @param inode the FIFO, or null for a pipe without a name
  Pipe(
      Scheduler scheduler,
      Processes processes,
      String name,
      @Nullable Inode inode,
      Counters counters) {
    this.scheduler = scheduler;
    this.processes = processes;
    this.name = name;
    this.inode = inode;
    this.counters = counters;
  }

  /// Opens one end, or both.
  ///
  /// @param mode an access mode of `open(2)`
  /// @param status its status flags
  public Descriptors.Reference open(int mode, int status) {
    Descriptors.Reference end = new Descriptors.Reference(new End(mode, status));
    if (mode != OpenFile.O_WRONLY) {
      readEnds.add(end);
      readEndsOpened++;
    }
    if (mode != 0) {
      writeEnds.add(end);
      writeEndsOpened++;
    }
    return end;
  }

  /// Whether anybody has an end open.
  ///
  /// @param reads which one
  public boolean isOpen(boolean reads) {
    return !(reads ? readEnds : writeEnds).isEmpty();
  }

  /// How often an end has been opened.
  ///
  /// @param reads which one
  public int opened(boolean reads) {
    return reads ? readEndsOpened : writeEndsOpened;
  }

  /// One end, or both, with its status flags.
  private final class End implements OpenFile {
    private final int mode;
    private int status;

    End(int mode, int status) {
      this.mode = mode;
      this.status = status;
    }

    private boolean reads() {
      return mode != O_WRONLY;
    }

    private boolean writes() {
      return mode != 0;
    }

    @Override
    public @Nullable Inode inode() {
      return inode;
    }

    @Override
    public Mechanism mechanism() {
      return inode == null ? Mechanism.PIPE : Mechanism.FIFO;
    }

    @Override
    public int flags() {
      return mode | status;
    }

    @Override
    public void setFlags(int flags) {
      status = flags & (O_NONBLOCK | O_APPEND);
    }

    private boolean isNonblocking() {
      return (status & O_NONBLOCK) != 0;
    }

    @Override
    public long read(Task task, long buffer, long count) {
      return reads() ? Pipe.this.read(task, buffer, count, isNonblocking()) : Errno.EBADF.result();
    }

    @Override
    public long write(Task task, long buffer, long count) {
      return writes()
          ? Pipe.this.write(task, buffer, count, isNonblocking())
          : Errno.EBADF.result();
    }

    @Override
    public Pollers pollers() {
      Pollers known = pollers;
      if (known == null) {
        known = new Pollers();
        pollers = known;
      }
      return known;
    }

    @Override
    public int readiness() {
      int ready = 0;
      if (reads()) {
        // A FIFO that nobody has opened for writing yet has not been hung up.
        boolean hungUp = !isOpen(false) && writeEndsOpened > 0;
        ready |= (slots == 0 ? 0 : POLLIN | POLLRDNORM) | (hungUp ? POLLHUP : 0);
      }
      if (writes()) {
        ready |= (slots < SLOTS ? POLLOUT | POLLWRNORM : 0) | (isOpen(true) ? 0 : POLLERR);
      }
      return ready;
    }

    @Override
    public Wait mayBecomeReady() {
      Wait input = mayBeWritten().now();
      Wait output = mayBeRead().now();
      return reads() && writes() ? new Wait.Or(List.of(input, output)) : reads() ? input : output;
    }

    @Override
    public void closed() {
      readEnds.removeIf(end -> end.file() == this);
      writeEnds.removeIf(end -> end.file() == this);
      if (readEnds.isEmpty() && writeEnds.isEmpty()) {
        first = null;
        last = null;
        slots = 0;
      }
      scheduler.wake(readers);
      scheduler.wake(writers);
      wakePollers(0);
    }
  }

  /// Has the first of the readers look again, and those who poll. Whoever then finds more than it
  /// takes wakes the next.
  private void wakeReader() {
    scheduler.wakeFirst(readers);
    wakePollers(OpenFile.POLLIN | OpenFile.POLLRDNORM);
  }

  private void wakePollers(int events) {
    if (pollers != null) {
      pollers.wake(scheduler, events);
    }
  }

  private long read(Task task, long buffer, long count, boolean nonblocking) {
    if (count == 0) {
      return 0;
    }
    if (slots == 0) {
      if (writeEnds.isEmpty()) {
        return 0;
      }
      if (nonblocking) {
        return Errno.EAGAIN.result();
      }
      scheduler.block(task, readers, name, mayBeWritten());
      return BLOCKED;
    }
    long done = 0;
    for (Slot slot = first; done < count && slot != null; slot = first) {
      int part = (int) Math.min(count - done, slot.to - slot.from);
      if (!UserMemory.write(task.process().memory(), buffer + done, slot.bytes, slot.from, part)) {
        scheduler.wakeFirst(readers);
        return done > 0 ? done : Errno.EFAULT.result();
      }
      counters.bytesCopied += part;
      slot.from += part;
      done += part;
      if (slot.from == slot.to) {
        first = slot.next;
        last = first == null ? null : last;
        scheduler.wakeFirst(writers);
        if (slots-- == SLOTS) {
          wakePollers(OpenFile.POLLOUT | OpenFile.POLLWRNORM);
        }
      }
    }
    if (slots > 0) {
      scheduler.wakeFirst(readers);
    }
    return done;
  }

  private long write(Task task, long buffer, long count, boolean nonblocking) {
    if (readEnds.isEmpty()) {
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
      if (slots == SLOTS) {
        if (nonblocking) {
          return task.progress > 0 ? task.progress : Errno.EAGAIN.result();
        }
        scheduler.block(task, writers, name, mayBeRead());
        return BLOCKED;
      }
      int part = (int) Math.min(PAGE, count - task.progress);
      Slot slot = new Slot(part);
      long from = buffer + task.progress;
      if (!UserMemory.read(task.process().memory(), from, slot.bytes, 0, part)) {
        scheduler.wakeFirst(writers);
        return task.progress > 0 ? task.progress : Errno.EFAULT.result();
      }
      counters.bytesCopied += part;
      slot.to = part;
      add(slot);
      task.progress += part;
      wakeReader();
    }
    if (slots < SLOTS) {
      scheduler.wakeFirst(writers);
    }
    return count;
  }

  private void add(Slot slot) {
    if (last == null) {
      first = slot;
    } else {
      last.next = slot;
    }
    last = slot;
    slots++;
  }

  private Wait.Formula mayBeWritten() {
    Wait.Held held = writtenTo;
    if (held == null) {
      held = new Wait.Held(writeEnds, Act.WRITE);
      writtenTo = held;
    }
    return may(held);
  }

  private Wait.Formula mayBeRead() {
    Wait.Held held = readFrom;
    if (held == null) {
      held = new Wait.Held(readEnds, Act.READ);
      readFrom = held;
    }
    return may(held);
  }

  /// That a holder of the other end acts, or that all of them give it back; for a FIFO also that
  /// somebody opens it.
  private Wait.Formula may(Wait.Held held) {
    return inode == null ? held : () -> new Wait.Or(List.of(held, mayBeOpened()));
  }

  private Wait mayBeOpened() {
    List<Wait> any = new ArrayList<>();
    processes.all().forEach(p -> p.tasks.forEach(t -> any.add(new Wait.May(t, Act.OPEN))));
    return new Wait.Or(any);
  }

  /// Puts the odd bytes of a write behind those of the last slot, if there is room for all of them.
  ///
  /// @return false for `EFAULT`
  private boolean append(Task task, long buffer, int odd) {
    Slot slot = last;
    if (slot == null || odd == 0 || slot.to + odd > PAGE) {
      return true;
    }
    slot.reserve(slot.to + odd);
    if (!UserMemory.read(task.process().memory(), buffer, slot.bytes, slot.to, odd)) {
      return false;
    }
    counters.bytesCopied += odd;
    slot.to += odd;
    task.progress = odd;
    wakeReader();
    return true;
  }
}
