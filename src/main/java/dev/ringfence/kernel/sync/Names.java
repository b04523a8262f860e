package dev.ringfence.kernel.sync;

import dev.ringfence.c.Program;
import dev.ringfence.kernel.deadlock.LockGuard;
import dev.ringfence.kernel.deadlock.LockRequest;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Segment;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Standing;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what a task's pointer means, and names it as the program does where it can. What lies in
/// memory that processes share is one object for all of them.
public final class Names {
  /// An object in shared memory, and which.
  private static final class SharedObject extends WaitObject {
    final Segment segment;

    SharedObject(String name, Segment segment) {
      super(name);
      this.segment = segment;
    }
  }

  /// What an address means in all memories with the same areas.
  private record Found(Object mapping, long address, SharedObject object) {}

  /// What a semaphore is called.
  static final String SEMAPHORE = "semaphore";

  /// A power of two.
  private static final int FOUND = 64;

  private final Processes processes;
  private final LockGuard guard;
  private final Map<Segment, Map<Long, SharedObject>> shared = new HashMap<>();

  /// What was found last, so that most objects are found without a search.
  private final @Nullable Found[] found = new Found[FOUND];

  public Names(Processes processes, LockGuard guard) {
    this.processes = processes;
    this.guard = guard;
  }

  /// Who is asked about locks.
  LockGuard guard() {
    return guard;
  }

  /// As [LockGuard#ask], if there is a policy at all.
  ///
  /// @param free units of the lock that nobody has
  long ask(LockRequest request, long free) {
    WaitObject lock = request.lock();
    boolean common = lock instanceof SharedObject || lock instanceof NamedSemaphore;
    return guard.ask(request, (int) free, common);
  }

  /// The tasks that can reach the object, which one of them waits for.
  List<Task> sharers(Task waiter, WaitObject object) {
    if (!(object instanceof SharedObject common)) {
      return waiter.process().tasks;
    }
    List<Task> all = new ArrayList<>();
    for (Process process : common.segment.mappers()) {
      all.addAll(process.tasks);
    }
    return all;
  }

  /// The processes whose tasks can reach the object, which one of them waits for: always the same
  /// ones.
  Standing reachers(Task waiter, WaitObject object) {
    return object instanceof SharedObject common ? common.segment.mappers() : waiter.process();
  }

  /// Whether a task is one of [#sharers].
  boolean reaches(Task task, Task waiter, WaitObject object) {
    if (task.state == Task.State.DEAD || task.process().zombie) {
      return false;
    }
    return object instanceof SharedObject common
        ? task.process().memory().maps(common.segment)
        : task.process() == waiter.process();
  }

  /// That a task acts which can reach the object, or which can still map the file in which it lies.
  Wait may(Task waiter, WaitObject object, Act act) {
    Process process = waiter.process();
    return object instanceof SharedObject common
        ? may(processes.on(process.host), common.segment, act)
        : new Wait.AnyMay(List.of(process), act);
  }

  /// That a task acts which maps the segment, or which can still map the file that it belongs to.
  ///
  /// @param host the processes that may find the file
  public static Wait may(Iterable<Process> host, Segment segment, Act act) {
    Wait may = new Wait.AnyMay(segment.mappers(), act);
    return segment.isNamed()
        ? new Wait.Or(List.of(may, new Wait.AnyMayThen(host, Act.MAP, act)))
        : may;
  }

  /// That a task can still map the file in which the object lies, and acts then.
  Wait mayMap(Task waiter, WaitObject object, Act act) {
    return object instanceof SharedObject common && common.segment.isNamed()
        ? new Wait.AnyMayThen(processes.on(waiter.process().host), Act.MAP, act)
        : Wait.NEVER;
  }

  /// Whether a thread with this number lives.
  boolean isAlive(long tid) {
    for (Process process : processes.all()) {
      for (Task task : process.tasks) {
        if (task.tid() == tid) {
          return true;
        }
      }
    }
    return false;
  }

  /// The object at an address of the task's memory.
  ///
  /// @param kind what it is called, such as "mutex"
  WaitObject object(Task task, long address, String kind) {
    AddressSpace memory = task.process().memory();
    int slot = (int) (address >>> 2) & FOUND - 1;
    Found last = found[slot];
    if (last != null && last.address == address && last.mapping == memory.mapping()) {
      return last.object;
    }
    Segment segment = memory.segment(address);
    if (segment != null) {
      SharedObject common = shared.getOrDefault(segment, Map.of()).get(memory.offset(address));
      if (common == null) {
        return fresh(task, address, kind);
      }
      found[slot] = new Found(memory.mapping(), address, common);
      return common;
    }
    WaitObject known = task.process().waitObjects().get(address);
    return known != null ? known : fresh(task, address, kind);
  }

  /// Whether all are supposed to take the object, a lock, at once.
  boolean isFree(WaitObject lock) {
    return processes.hypothesis().frees(lock.name());
  }

  /// A new object at an address, in place of what may have been there.
  WaitObject fresh(Task task, long address, String kind) {
    Segment segment = task.process().memory().segment(address);
    if (segment != null) {
      long offset = task.process().memory().offset(address);
      SharedObject made = new SharedObject(label(task, address, kind), segment);
      made.counts = kind.equals(SEMAPHORE);
      shared.computeIfAbsent(segment, _ -> new HashMap<>()).put(offset, made);
      Arrays.fill(found, null);
      return made;
    }
    WaitObject made = new WaitObject(label(task, address, kind));
    made.counts = kind.equals(SEMAPHORE);
    task.process().put(address, made);
    return made;
  }

  /// That another task that waits for the object, too, is to take it and lets it go again.
  static Wait othersMayUnlock(Task waiter, WaitObject object) {
    List<Wait> any = new ArrayList<>();
    for (Task other : object.queue().tasks()) {
      if (other != waiter) {
        any.add(new Wait.May(other, Act.UNLOCK));
      }
    }
    return new Wait.Or(any);
  }

  /// What reports call something of that kind at an address.
  public static String label(Task task, long address, String kind) {
    AddressSpace memory = task.process().memory();
    return memory.segment(address) == null
        ? kind + " " + name(task, address)
        : kind + " at " + memory.offset(address) + " in shared memory";
  }

  private static String name(Task task, long address) {
    Program.DataObject global = task.context().program().objectAt(address);
    if (global != null) {
      return global.path(address);
    }
    String area = task.process().memory().areaName(address);
    return "0x" + Long.toHexString(address) + (area.startsWith("[") ? " in " + area : "");
  }
}
