package dev.ringfence.kernel.poll;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.file.AnonymousFile;
import dev.ringfence.kernel.file.Listing;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An epoll instance (`epoll(7)`): descriptors that it watches, and in their order those at which
/// something has happened. Whether they are ready is asked when a task collects events.
final class Epoll extends AnonymousFile {
  /// How deep instances may watch each other.
  private static final int EP_MAX_NESTS = 4;

  /// `struct epoll_event`, packed: events and 64 bits of the caller's.
  static final int SIZE = 12;

  private static final int DATA = 4;

  /// One descriptor may be watched for each open file that it has referred to.
  private record Key(Reference file, int fd) {}

  private final Scheduler scheduler;
  private final Reference reference = new Reference(this);
  private final WaitQueue waiters = new WaitQueue();
  private final Map<Key, EpollItem> items = new LinkedHashMap<>();
  private final SequencedSet<EpollItem> ready = new LinkedHashSet<>();
  private final List<Epoll> watchedBy = new ArrayList<>();

  Epoll(Scheduler scheduler) {
    super(O_RDWR);
    this.scheduler = scheduler;
  }

  @Override
  public String label() {
    return "eventpoll";
  }

  @Override
  public Listing listing() {
    String watched =
        items.keySet().stream()
            .map(Key::fd)
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(","));
    String name = watched.isEmpty() ? "[eventpoll]" : "[eventpoll:" + watched + "]";
    return Listing.anonymous("[eventpoll]", name);
  }

  @Override
  public String details() {
    StringBuilder lines = new StringBuilder();
    items.forEach((key, item) -> lines.append(item.description(key.fd())));
    return lines.toString();
  }

  Reference reference() {
    return reference;
  }

  WaitQueue waiters() {
    return waiters;
  }

  /// As `EPOLL_CTL_ADD` of `epoll_ctl(2)`.
  long add(Task task, Reference file, int fd, int events, long data) {
    Epoll nested = file.file() instanceof Epoll other ? other : null;
    if (nested != null && (nested.reaches(this) || depth(nested) > EP_MAX_NESTS)) {
      return Errno.ELOOP.result();
    }
    Key key = new Key(file, fd);
    if (items.containsKey(key)) {
      return Errno.EEXIST.result();
    }
    EpollItem item = new EpollItem(this, file, events, data, () -> remove(key));
    items.put(key, item);
    item.begin();
    if (nested != null) {
      nested.watchedBy.add(this);
    }
    tellIfReady(item, task);
    return 0;
  }

  /// As `EPOLL_CTL_MOD`.
  long change(Task task, Reference file, int fd, int events, long data) {
    EpollItem item = items.get(new Key(file, fd));
    if (item == null) {
      return Errno.ENOENT.result();
    }
    if (item.isExclusive()) {
      return Errno.EINVAL.result();
    }
    item.change(events, data);
    tellIfReady(item, task);
    return 0;
  }

  /// As `EPOLL_CTL_DEL`.
  long remove(Reference file, int fd) {
    return remove(new Key(file, fd)) ? 0 : Errno.ENOENT.result();
  }

  private boolean remove(Key key) {
    EpollItem item = items.remove(key);
    if (item == null) {
      return false;
    }
    ready.remove(item);
    item.end();
    Epoll nested = item.nested();
    if (nested != null) {
      nested.watchedBy.remove(this);
    }
    return true;
  }

  private boolean reaches(Epoll other) {
    if (this == other) {
      return true;
    }
    for (EpollItem item : items.values()) {
      Epoll nested = item.nested();
      if (nested != null && nested.reaches(other)) {
        return true;
      }
    }
    return false;
  }

  /// How many instances would watch each other in a row, less one.
  private int depth(Epoll nested) {
    return nested.depthBelow() + 1 + depthAbove();
  }

  private int depthBelow() {
    int most = 0;
    for (EpollItem item : items.values()) {
      Epoll nested = item.nested();
      most = nested == null ? most : Math.max(most, nested.depthBelow() + 1);
    }
    return most;
  }

  private int depthAbove() {
    int most = 0;
    for (Epoll watcher : watchedBy) {
      most = Math.max(most, watcher.depthAbove() + 1);
    }
    return most;
  }

  private void tellIfReady(EpollItem item, Task task) {
    if (item.readiness(task) != 0 && !ready.contains(item)) {
      makeReady(item);
    }
  }

  /// Something has happened to what is watched.
  ///
  /// @return whether a task was waiting for that
  boolean makeReady(EpollItem item) {
    if (!ready.contains(item)) {
      ready.addLast(item);
    }
    boolean slept = wakeLast(null);
    pollers().wake(scheduler, POLLIN | POLLRDNORM);
    return slept;
  }

  /// As on Linux whoever has begun to wait last goes on first.
  ///
  /// @param beside who collects events now, or null
  private boolean wakeLast(@Nullable Task beside) {
    Task task = waiters.lastAsleep(beside);
    if (task != null) {
      scheduler.wake(task);
    }
    return task != null;
  }

  /// What could happen to what is watched has changed.
  void lookAgain() {
    scheduler.wake(waiters);
    pollers().lookAgain(scheduler);
  }

  /// Writes the events of those that are ready; the others drop out.
  ///
  /// @return how many, or `EFAULT`
  long collect(Task task, long to, int most) {
    List<EpollItem> batch = List.copyOf(ready);
    ready.clear();
    long result = 0;
    int next = 0;
    for (; next < batch.size() && result < most; next++) {
      EpollItem item = batch.get(next);
      int events = item.readiness(task);
      if (events != 0 && !put(task.process().memory(), to + result * SIZE, events, item.data())) {
        result = result > 0 ? result : Errno.EFAULT.result();
        break;
      }
      if (events != 0) {
        result++;
        told(item);
      }
    }
    for (int i = batch.size() - 1; i >= next; i--) {
      ready.addFirst(batch.get(i));
    }
    if (!ready.isEmpty()) {
      wakeLast(task);
    }
    return result;
  }

  private void told(EpollItem item) {
    if (item.isOneShot()) {
      item.disable();
    } else if (!item.isEdgeTriggered()) {
      ready.addLast(item);
    }
  }

  private static boolean put(AddressSpace memory, long to, int events, long data) {
    return UserMemory.put(memory, to, DATA, events)
        && UserMemory.put(memory, to + DATA, Long.BYTES, data);
  }

  @Override
  public boolean hasReads() {
    return false;
  }

  @Override
  public boolean hasWrites() {
    return false;
  }

  @Override
  public long read(Task task, long buffer, long count) {
    return Errno.EINVAL.result();
  }

  @Override
  public long write(Task task, long buffer, long count) {
    return Errno.EINVAL.result();
  }

  @Override
  public long control(Task task, int request, long argument) {
    return Errno.EINVAL.result();
  }

  @Override
  public Mechanism mechanism() {
    return Mechanism.EVENT;
  }

  @Override
  public int readiness() {
    return ready.isEmpty() ? 0 : POLLIN | POLLRDNORM;
  }

  @Override
  public int readiness(Task task) {
    while (!ready.isEmpty()) {
      if (ready.getFirst().readiness(task) != 0) {
        return POLLIN | POLLRDNORM;
      }
      ready.removeFirst();
    }
    return 0;
  }

  /// That something happens at any of those that it watches, or that somebody changes them.
  @Override
  public Wait mayBecomeReady() {
    List<Wait> any = new ArrayList<>();
    for (EpollItem item : items.values()) {
      if (!item.isDisabled()) {
        any.add(item.file().mayBecomeReady());
      }
    }
    any.add(reference.may(Act.WATCH));
    return new Wait.Or(any);
  }

  @Override
  public void closed() {
    List.copyOf(items.keySet()).forEach(this::remove);
  }
}
