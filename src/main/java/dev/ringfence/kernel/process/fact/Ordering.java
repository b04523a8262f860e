package dev.ringfence.kernel.process.fact;

import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.user.AccessLog;
import org.jspecify.annotations.Nullable;

/// Is told what orders the acts of tasks: each release comes before the acquisitions that it lets
/// happen (*happens before*). Time orders nothing. Whoever is told changes nothing.
///
/// Objects are told apart by `equals`.
public interface Ordering {
  /// One of several things of an object, such as a semaphore of a set.
  record Part(Object of, long number) {}

  /// What a channel has room for, as tokens beside those that are in it.
  record Room(Object of) {}

  /// A message, which is one of its kind even if there are others like it.
  record Sent(Object message) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Sent(Object same) && same == message;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(message);
    }
  }

  /// Nobody asks.
  Ordering NONE =
      new Ordering() {
        @Override
        public void releases(Task task, Object at, boolean shared) {}

        @Override
        public void acquires(Task task, Object at, boolean shared) {}

        @Override
        public void puts(Task task, Object queue, long units) {}

        @Override
        public void takes(Task task, Object queue, long units) {}

        @Override
        public void holds(Object queue, long units) {}

        @Override
        public void begins(Task task, Task maker) {}

        @Override
        public void touches(Task task, long address, long size, boolean write, int place) {}

        @Override
        public boolean watches(Process process) {
          return false;
        }

        @Override
        public void accessed(Process process, AccessLog log) {}

        @Override
        public void renewed(AddressSpace space, long from, long to) {}
      };

  /// What the task has done comes before what those do that acquire the object later.
  ///
  /// @param shared whether only before those that acquire it for themselves alone
  void releases(Task task, Object at, boolean shared);

  /// What those have done who have released the object comes before what the task does now.
  ///
  /// @param shared whether the task leaves out those that had released it as shared
  void acquires(Task task, Object at, boolean shared);

  /// As [#releases], of an object that is not shared.
  default void releases(Task task, Object at) {
    releases(task, at, false);
  }

  /// As [#acquires], of an object that is not shared.
  default void acquires(Task task, Object at) {
    acquires(task, at, false);
  }

  /// The task puts so many units, such as bytes, into a queue: each of them is a release for who
  /// takes it.
  void puts(Task task, Object queue, long units);

  /// The task takes so many units out of a queue, those first that were put first.
  void takes(Task task, Object queue, long units);

  /// A queue has from now on so many units that nobody has put.
  void holds(Object queue, long units);

  /// A task begins, made by another.
  void begins(Task task, Task maker);

  /// The kernel reads or writes memory for a task whose call it carries out.
  ///
  /// @param place the call, as [dev.ringfence.c.Program#lines] packs it
  void touches(Task task, long address, long size, boolean write, int place);

  /// Whether the accesses of a process that is about to run are to be noted.
  boolean watches(Process process);

  /// The accesses of a process that has run.
  void accessed(Process process, AccessLog log);

  /// A process has other memory at these addresses than before.
  void renewed(AddressSpace space, long from, long to);
}
