package dev.ringfence.kernel.inotify;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.AnonymousFile;
import dev.ringfence.kernel.file.AsyncFiles;
import dev.ringfence.kernel.file.Band;
import dev.ringfence.kernel.file.Listing;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An inotify instance (`inotify(7)`): watches, and what has happened to the files since the last
/// read.
public final class Inotify extends AnonymousFile {
  /// `struct inotify_event` without a name, and what names are filled up to a multiple of.
  private static final int SIZE = 16;

  private static final int FIONREAD = 0x541B;

  /// How many events wait at most: `fs.inotify.max_queued_events`.
  private static final int MAX_QUEUED_EVENTS = 16_384;

  /// One event.
  private record Entry(int descriptor, int mask, int cookie, byte[] name) {
    int size() {
      return name.length == 0 ? SIZE : SIZE + (name.length + SIZE) / SIZE * SIZE;
    }

    boolean isLike(Entry other) {
      return descriptor == other.descriptor
          && mask == other.mask
          && Arrays.equals(name, other.name);
    }

    byte[] image() {
      ByteBuffer bytes = ByteBuffer.allocate(size()).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putInt(descriptor).putInt(mask).putInt(cookie).putInt(size() - SIZE).put(name);
      return bytes.array();
    }
  }

  private final Scheduler scheduler;
  private final Processes processes;

  /// The host whose files it watches.
  private final int host;

  private final AsyncFiles async = new AsyncFiles();
  private final WaitQueue readers = new WaitQueue();
  private final Reference reference = new Reference(this);
  private final Map<Integer, FileWatch> watches = new TreeMap<>();
  private final Deque<Entry> events = new ArrayDeque<>();
  private int last;

  Inotify(Scheduler scheduler, Processes processes, int host, int status) {
    super(status);
    this.host = host;
    this.scheduler = scheduler;
    this.processes = processes;
  }

  Reference reference() {
    return reference;
  }

  /// Begins to watch a file.
  FileWatch watch(Inode inode, int mask) {
    FileWatch watch = new FileWatch(++last, inode, this, mask);
    watches.put(watch.descriptor, watch);
    inode.watch(watch);
    return watch;
  }

  /// As `inotify_rm_watch(2)`.
  long remove(int descriptor) {
    FileWatch watch = watches.get(descriptor);
    if (watch == null) {
      return Errno.EINVAL.result();
    }
    watch.end();
    return 0;
  }

  void forget(FileWatch watch) {
    watches.remove(watch.descriptor);
    watch.inode.unwatch(watch);
  }

  /// Has an event be read, unless the last one was the same.
  void queue(int descriptor, int mask, int cookie, String name) {
    Entry entry = new Entry(descriptor, mask, cookie, name.getBytes(StandardCharsets.UTF_8));
    Entry before = events.peekLast();
    if (before != null && before.isLike(entry)) {
      return;
    }
    if (events.size() >= MAX_QUEUED_EVENTS) {
      if (events.size() > MAX_QUEUED_EVENTS) {
        return;
      }
      entry = new Entry(-1, Happening.Q_OVERFLOW, 0, new byte[0]);
    }
    events.add(entry);
    pollers().wakeWith(scheduler, readers, POLLIN);
    async.tell(Band.IN);
  }

  @Override
  public long read(Task task, long buffer, long count) {
    Entry first = events.peek();
    if (first == null) {
      if (isNonblocking()) {
        return Errno.EAGAIN.result();
      }
      scheduler.blockFirst(task, readers, "a change of files", this::mayBecomeReady);
      return Calls.BLOCKED;
    }
    long done = 0;
    for (Entry entry = first; entry != null; entry = events.peek()) {
      if (entry.size() > count - done) {
        return done == 0 ? Errno.EINVAL.result() : done;
      }
      byte[] image = entry.image();
      events.remove();
      if (!UserMemory.write(task.process().memory(), buffer + done, image, 0, image.length)) {
        return Errno.EFAULT.result();
      }
      done += image.length;
    }
    return done;
  }

  @Override
  public long write(Task task, long buffer, long count) {
    return Errno.EBADF.result();
  }

  @Override
  public long control(Task task, int request, long argument) {
    if (request != FIONREAD) {
      return Errno.ENOTTY.result();
    }
    int bytes = events.stream().mapToInt(Entry::size).sum();
    return UserMemory.putInt(task.process().memory(), argument, bytes) ? 0 : Errno.EFAULT.result();
  }

  @Override
  public String label() {
    return "inotify";
  }

  @Override
  public Listing listing() {
    return Listing.anonymous("inotify");
  }

  @Override
  public String details() {
    StringBuilder lines = new StringBuilder();
    for (FileWatch watch : List.copyOf(watches.values()).reversed()) {
      lines.append(
          "inotify wd:%x ino:%x sdev:1 mask:%x ignored_mask:0\n"
              .formatted(watch.descriptor, watch.inode.number, watch.mask));
    }
    return lines.toString();
  }

  @Override
  public List<AsyncFiles> asyncFiles() {
    return List.of(async);
  }

  @Override
  public int readiness() {
    return events.isEmpty() ? 0 : POLLIN | POLLRDNORM;
  }

  /// That anybody else goes on: there is little that does not change or touch files.
  @Override
  public Wait mayBecomeReady() {
    return new Wait.AnyMayLeave(processes.on(host), _ -> true);
  }

  @Override
  public void closed() {
    for (FileWatch watch : List.copyOf(watches.values())) {
      forget(watch);
    }
    events.clear();
  }
}
