package dev.ringfence.kernel.ipc;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.AnonymousFile;
import dev.ringfence.kernel.file.Listing;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.List;
import java.util.function.IntConsumer;

/// A counter that is raised by writing to it and taken by reading (`eventfd(2)`). As a [Channel]
/// it counts what was added, the value that it began with included.
final class EventCounter extends AnonymousFile implements Channel {
  private static final int SIZE = 8;
  private static final String NAME = "an event counter";

  private final Scheduler scheduler;
  private final boolean semaphore;
  private final int id;
  private final IntConsumer free;
  private final Reference reference = new Reference(this);
  private final WaitQueue readers = new WaitQueue();
  private final WaitQueue writers = new WaitQueue();

  /// From 0 to one less than the largest number of 64 bits, without a sign.
  private long count;

  private long sent;
  private long received;
  private long discarded;

  /// @param semaphore whether reading takes only one
  /// @param id the least that no other one has
  /// @param free is given the number back
  EventCounter(
      Scheduler scheduler, long count, boolean semaphore, int status, int id, IntConsumer free) {
    super(O_RDWR | status);
    this.scheduler = scheduler;
    this.id = id;
    this.free = free;
    this.count = count;
    this.sent = count;
    scheduler.facts().unite(readers, writers);
    this.semaphore = semaphore;
  }

  Reference reference() {
    return reference;
  }

  @Override
  public Mechanism mechanism() {
    return Mechanism.EVENT;
  }

  @Override
  public String label() {
    return "eventfd";
  }

  @Override
  public String details() {
    return "eventfd-count: %16x\neventfd-id: %d\neventfd-semaphore: %d\n"
        .formatted(count, id, semaphore ? 1 : 0);
  }

  @Override
  public Listing listing() {
    return Listing.anonymous("[eventfd]", "[eventfd:" + id + "]");
  }

  @Override
  public long read(Task task, long buffer, long size) {
    if (size < SIZE) {
      return Errno.EINVAL.result();
    }
    if (count == 0) {
      return block(task, readers, Act.WRITE);
    }
    long taken = semaphore ? 1 : count;
    scheduler.facts().ordering().acquires(task, this);
    boolean given = UserMemory.put(task.process().memory(), buffer, SIZE, taken);
    count -= taken;
    tellLevel();
    received += taken;
    pollers().wake(scheduler, POLLOUT);
    scheduler.wake(writers);
    return given ? SIZE : Errno.EFAULT.result();
  }

  @Override
  public long write(Task task, long buffer, long size) {
    Long added = size != SIZE ? null : UserMemory.getLong(task.process().memory(), buffer);
    if (added == null || added == -1) {
      return (size != SIZE || added != null ? Errno.EINVAL : Errno.EFAULT).result();
    }
    if (Long.compareUnsigned(added, -2 - count) > 0) {
      return block(task, writers, Act.READ);
    }
    count += added;
    scheduler.facts().ordering().releases(task, this);
    tellLevel();
    sent += added;
    if (added != 0) {
      pollers().wake(scheduler, POLLIN);
      scheduler.wake(readers);
    }
    return SIZE;
  }

  private void tellLevel() {
    if (scheduler.facts().areAsked()) {
      scheduler.facts().level(readers, NAME, count, -2, count == -2);
    }
  }

  private long block(Task task, WaitQueue queue, Act act) {
    // A call that waits does not look at that again.
    if (isNonblocking() && !task.waitsOn()) {
      return Errno.EAGAIN.result();
    }
    scheduler.block(task, queue, NAME, () -> reference.may(act));
    return Calls.BLOCKED;
  }

  @Override
  public int readiness() {
    return (count != 0 ? POLLIN : 0) | (count != -2 ? POLLOUT : 0);
  }

  @Override
  public Wait mayBecomeReady() {
    return new Wait.Or(List.of(reference.may(Act.WRITE), reference.may(Act.READ)));
  }

  @Override
  public Channel channel() {
    return this;
  }

  @Override
  public long sent() {
    return sent;
  }

  @Override
  public long received() {
    return received;
  }

  @Override
  public long queued() {
    return count;
  }

  @Override
  public long discarded() {
    return discarded;
  }

  @Override
  public void closed() {
    discarded += count;
    count = 0;
    free.accept(id);
  }
}
