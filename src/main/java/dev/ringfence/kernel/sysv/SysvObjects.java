package dev.ringfence.kernel.sysv;

import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.process.Process;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// All of System V's objects of a host.
public final class SysvObjects {
  /// Bytes that Linux has for each message beside its text.
  private static final long MESSAGE = 48;

  private SysvLimits limits;
  final LongSupplier clock;

  /// Bytes of the machine's memory: as much as all objects may take.
  final long memory;

  final IpcTable<MessageQueue> queues;
  final IpcTable<SemaphoreSet> sets;
  final IpcTable<SharedMemory> segments;
  private final Map<Integer, LinkedList<Undo>> undos = new HashMap<>();

  SysvObjects(SysvLimits limits, long memory, LongSupplier clock) {
    this.limits = limits;
    this.memory = memory;
    this.clock = clock;
    queues = new IpcTable<>(limits.msgmni(), limits.msgNextId());
    sets = new IpcTable<>(limits.semmni(), limits.semNextId());
    segments = new IpcTable<>(limits.shmmni(), limits.shmNextId());
  }

  /// How many there may be, and how large.
  public SysvLimits limits() {
    return limits;
  }

  /// Sets one of these limits; what is there already stays.
  public void limit(SysvLimit which, long value) {
    limits = which.set(limits, value);
    queues.limit(limits.msgmni());
    sets.limit(limits.semmni());
    segments.limit(limits.shmmni());
  }

  /// The id that the next object of each kind gets, or -1 for the usual one: queues, sets and
  /// segments.
  public int[] nextIds() {
    return new int[] {queues.nextId(), sets.nextId(), segments.nextId()};
  }

  /// Bytes that another message takes.
  static long taken(long size) {
    return MESSAGE + size;
  }

  /// Bytes that all messages take.
  long taken() {
    long held = 0;
    for (MessageQueue queue : queues.all()) {
      held += queue.bytes() + queue.queued() * MESSAGE;
    }
    return held;
  }

  /// Shows the message queues, which count messages.
  public void forEachChannel(Consumer<Channel> action) {
    queues.all().forEach(action);
  }

  /// How many semaphores all sets have.
  long semaphores() {
    long count = 0;
    for (SemaphoreSet set : sets.all()) {
      count += set.size();
    }
    return count;
  }

  /// How many pages all shared memory has.
  long pages() {
    long pages = 0;
    for (SharedMemory shared : segments.all()) {
      pages += shared.pages();
    }
    return pages;
  }

  /// What a process has to take back of what it does to a set.
  ///
  /// @param emptied as [Undo] has it, if it has nothing to take back yet
  Undo undo(Process process, SemaphoreSet set, Consumer<Process> emptied) {
    Undo known = set.undo(process);
    if (known == null) {
      known = new Undo(process, set, emptied);
      set.undos().add(known);
      undos.computeIfAbsent(process.pid(), _ -> new LinkedList<>()).addFirst(known);
    }
    return known;
  }

  /// What a process that has ended had to take back, the latest set first.
  List<Undo> takeUndos(Process process) {
    List<Undo> taken = undos.remove(process.pid());
    return taken == null ? List.of() : taken;
  }

  /// Nothing is to be taken back in a set any more, which is gone.
  void forgetUndos(SemaphoreSet set) {
    for (Undo undo : set.undos()) {
      List<Undo> own = undos.get(undo.process.pid());
      if (own != null) {
        own.remove(undo);
      }
    }
    set.undos().clear();
  }
}
