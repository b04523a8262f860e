package dev.ringfence.kernel.ipc;

import static dev.ringfence.kernel.call.Calls.BLOCKED;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.event.Counters;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.ipc.PipeSlots.Slot;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalInfo;
import org.jspecify.annotations.Nullable;

/// A pipe or FIFO (`pipe(7)`): what is in it, and who waits. As a channel it counts bytes.
public final class Pipe extends PipeEnds implements Channel {
  private static final int PAGE = PipeSlots.PAGE;

  private final Scheduler scheduler;
  private final Counters counters;
  private @Nullable Pollers pollers;

  /// Null until somebody asks to be told by signals.
  private @Nullable PipeSignals signals;

  /// Null until something is put in or asked.
  private @Nullable PipeSlots slots;

  private final WaitQueue readers = new WaitQueue();
  private final WaitQueue writers = new WaitQueue();

  /// What `fstat(2)` tells of one without a name.
  short permissions = 0600;

  /// @param name as reports call it
  /// @param inode the FIFO, or null for a pipe without a name
  /// @param host where its name is seen
  Pipe(
      Scheduler scheduler,
      Processes processes,
      String name,
      @Nullable Inode inode,
      int host,
      Counters counters) {
    super(processes, name, inode, host);
    this.scheduler = scheduler;
    this.counters = counters;
    scheduler.facts().unite(readers, writers);
  }

  /// Opens one end, or both.
  ///
  /// @param mode an access mode of `open(2)`
  /// @param status its status flags
  public Reference open(int mode, int status) {
    int opened = isOpen(false) ? 0 : opened(false);
    PipeEnd made =
        inode() == null
            ? new PipeEnd(this, mode, status, opened)
            : new FifoEnd(this, mode, status, opened);
    Reference end = new Reference(made);
    add(end, mode);
    return end;
  }

  /// How many bytes go in if all its slots are filled.
  public long capacity() {
    return (long) slots().most() * PAGE;
  }

  PipeSlots slots() {
    PipeSlots known = slots;
    if (known == null) {
      known = new PipeSlots();
      scheduler.facts().ordering().holds(new Ordering.Room(this), known.most());
      slots = known;
    }
    return known;
  }

  private boolean isEmpty() {
    return slots == null || slots.isEmpty();
  }

  Pollers pollers() {
    Pollers known = pollers;
    if (known == null) {
      known = new Pollers();
      pollers = known;
    }
    return known;
  }

  PipeSignals signals() {
    PipeSignals known = signals;
    PipeSignals all = known == null ? new PipeSignals() : known;
    signals = all;
    return all;
  }

  /// Tells the owners of a side.
  private void tellBySignal(boolean reads) {
    if (signals != null) {
      signals.tell(reads);
    }
  }

  /// The last descriptor of an end was closed.
  void closed(PipeEnd ending) {
    scheduler.facts().releases(this);
    remove(ending);
    boolean read = isOpen(true);
    boolean written = isOpen(false);
    if (!read && !written) {
      slots().clear();
      tellLevel();
    }
    if (!read || !written) {
      wakePollers(0);
      scheduler.wake(readers);
      scheduler.wake(writers);
    }
    if (read != written) {
      tellBySignal(true);
      tellBySignal(false);
    }
  }

  /// A call has put bytes in, or not: those who poll look again, and the first of the readers if
  /// there were none before, for which others are awake. Whoever then finds more than it takes
  /// wakes the next.
  private void filled(boolean wasEmpty, boolean changed) {
    if (changed) {
      tellLevel();
      wakePollers(OpenFile.POLLIN | OpenFile.POLLRDNORM);
      if (wasEmpty) {
        scheduler.wakeFirst(readers);
      }
    }
  }

  /// Tells how full it is, to whoever asks.
  private void tellLevel() {
    if (scheduler.facts().areAsked()) {
      scheduler.facts().level(readers, name(), queued(), capacity(), slots().isFull());
    }
  }

  private void wakePollers(int events) {
    if (pollers != null) {
      pollers.wake(scheduler, events);
    }
  }

  /// Waits for bytes to move elsewhere: 1 when there are some, 0 when none will come, a negative
  /// error number, or [dev.ringfence.kernel.call.Calls#BLOCKED]. Whoever moves bytes comes before
  /// those who read and write, the last one first, and does not keep them from being woken.
  long awaitBytes(Task task, boolean nonblocking) {
    return awaitBytes(task, nonblocking, false);
  }

  private long awaitBytes(Task task, boolean nonblocking, boolean exclusive) {
    if (!isEmpty() || !isOpen(false)) {
      return isEmpty() ? 0 : 1;
    }
    if (nonblocking && !task.waitsOn()) {
      return Errno.EAGAIN.result();
    }
    return block(task, readers, mayBeWritten(), exclusive);
  }

  private long block(Task task, WaitQueue queue, Wait.Formula formula, boolean exclusive) {
    if (exclusive) {
      scheduler.blockLast(task, queue, name(), formula);
    } else {
      scheduler.blockNonexclusive(task, queue, name(), formula);
    }
    return BLOCKED;
  }

  /// Waits for a free slot to move bytes to: 1 when there is one, or as [#awaitBytes]; with nobody
  /// to read it sends SIGPIPE.
  long awaitRoom(Task task, boolean nonblocking) {
    return awaitRoom(task, nonblocking, false);
  }

  private long awaitRoom(Task task, boolean nonblocking, boolean exclusive) {
    if (!isOpen(true)) {
      return broken(task);
    }
    if (!slots().isFull()) {
      return 1;
    }
    if (nonblocking) {
      return Errno.EAGAIN.result();
    }
    return block(task, writers, mayBeRead(), exclusive);
  }

  private long broken(Task task) {
    int signal = Signal.SIGPIPE.number();
    SignalInfo info = SignalInfo.from(task.process(), signal, SignalInfo.SI_USER, 0);
    processes().signals().send(task, info);
    return Errno.EPIPE.result();
  }

  /// Bytes have been moved here: whoever waits for that looks again.
  void filled() {
    filled(true, true);
    tellBySignal(true);
  }

  /// Bytes have been moved from here: if that has freed slots, whoever waits for them looks again.
  ///
  /// @param free how many were free before
  void emptied(int free) {
    tellLevel();
    if (slots().free() > free) {
      hasRoom(0);
      tellBySignal(false);
    }
  }

  /// It has another number of slots. Linux has a writer look in any case, which then waits behind
  /// others.
  void resized() {
    tellLevel();
    hasRoom(0);
  }

  /// There may be more room: the first of the writers looks again, and those who poll.
  ///
  /// @param events as bits of `poll(2)`; 0 if that is not known
  private void hasRoom(int events) {
    wakePollers(events);
    scheduler.wakeFirst(writers);
  }

  /// A read or a write has done its part: if there is more for others of its side, the next one
  /// looks.
  private void passOn(boolean reads) {
    if (reads && !isEmpty()) {
      scheduler.wakeFirst(readers);
    } else if (!reads && !slots().isFull()) {
      scheduler.wakeFirst(writers);
    }
  }

  long read(Task task, long buffer, long count, boolean nonblocking) {
    if (count == 0) {
      return 0;
    }
    long ready = begin(task, nonblocking, true);
    if (ready == 1) {
      boolean wasFull = slots().isFull();
      ready = takeOut(task, buffer, count);
      if (wasFull && !slots().isFull()) {
        hasRoom(OpenFile.POLLOUT | OpenFile.POLLWRNORM);
      }
      tellLevel();
      passOn(true);
    }
    if (ready != BLOCKED) {
      tellBySignal(false);
    }
    return ready;
  }

  /// As [#read] for a call that moves the bytes (`vmsplice(2)`).
  long move(Task task, long buffer, long count, boolean nonblocking) {
    long ready = begin(task, nonblocking, false);
    if (ready == 1) {
      int free = slots().free();
      ready = takeOut(task, buffer, count);
      emptied(free);
    }
    return ready;
  }

  private long begin(Task task, boolean nonblocking, boolean exclusive) {
    long ready = awaitBytes(task, nonblocking, exclusive);
    if (ready == 0) {
      scheduler.facts().ordering().acquires(task, this);
    }
    return ready;
  }

  private long takeOut(Task task, long buffer, long count) {
    Ordering ordering = scheduler.facts().ordering();
    long done = 0;
    for (Slot slot = slots().first(); done < count && slot != null; slot = slots().first()) {
      int part = (int) Math.min(count - done, slot.size());
      ordering.takes(task, this, part);
      if (!UserMemory.write(task.process().memory(), buffer + done, slot.bytes, slot.from, part)) {
        return done > 0 ? done : Errno.EFAULT.result();
      }
      counters.bytesCopied += part;
      done += part;
      if (slots().take(slot, part)) {
        ordering.puts(task, new Ordering.Room(this), 1);
      }
      if (slot.isPacket) {
        break;
      }
    }
    return done;
  }

  /// @param packets whether each page of it is a message of its own
  long write(Task task, long buffer, long count, boolean nonblocking, boolean packets) {
    if (count == 0) {
      return 0;
    }
    boolean waits = task.state == Task.State.BLOCKED;
    long before = task.progress;
    long result = putIn(task, buffer, count, nonblocking, packets);
    if (result != BLOCKED || !waits || task.progress > before) {
      tellBySignal(true);
    }
    return result;
  }

  private long putIn(Task task, long buffer, long count, boolean nonblocking, boolean packets) {
    if (!isOpen(true)) {
      long refused = broken(task);
      return task.progress > 0 ? task.progress : refused;
    }
    boolean begins = task.progress == 0 && task.state != Task.State.BLOCKED;
    if (begins && !append(task, buffer, (int) (count & PAGE - 1))) {
      return Errno.EFAULT.result();
    }
    boolean wasEmpty = isEmpty();
    long before = task.progress;
    while (task.progress < count) {
      boolean waits = task.progress == before && task.waitsOn();
      long ready = awaitRoom(task, nonblocking && !waits, true);
      if (ready != 1) {
        filled(wasEmpty, task.progress > before);
        return ready != BLOCKED && task.progress > 0 ? task.progress : ready;
      }
      int part = (int) Math.min(PAGE, count - task.progress);
      Slot slot = new Slot(part);
      long from = buffer + task.progress;
      if (!UserMemory.read(task.process().memory(), from, slot.bytes, 0, part)) {
        filled(wasEmpty, task.progress > before);
        scheduler.wakeFirst(writers);
        return task.progress > 0 ? task.progress : Errno.EFAULT.result();
      }
      counters.bytesCopied += part;
      slot.to = part;
      slot.isPacket = packets;
      slot.isOpen = !packets;
      slots().add(slot);
      task.progress += part;
      Ordering ordering = scheduler.facts().ordering();
      ordering.takes(task, new Ordering.Room(this), 1);
      ordering.puts(task, this, part);
    }
    filled(wasEmpty, task.progress > before);
    passOn(false);
    return count;
  }

  /// Puts the odd bytes of a write behind those of the last slot, if there is room for all of them.
  ///
  /// @return false for `EFAULT`
  private boolean append(Task task, long buffer, int odd) {
    Slot slot = slots().open(odd);
    if (slot == null) {
      return true;
    }
    slot.reserve(slot.to + odd);
    if (!UserMemory.read(task.process().memory(), buffer, slot.bytes, slot.to, odd)) {
      return false;
    }
    counters.bytesCopied += odd;
    slots().extended(slot, odd);
    scheduler.facts().ordering().puts(task, this, odd);
    task.progress = odd;
    filled(false, true);
    return true;
  }

  @Override
  public long sent() {
    return slots().in();
  }

  @Override
  public long received() {
    return slots().out();
  }

  @Override
  public long queued() {
    return slots().queued();
  }

  @Override
  public long discarded() {
    return slots().dropped();
  }
}
