package dev.ringfence.kernel.process;

import dev.ringfence.kernel.file.Reference;
import java.util.List;
import java.util.function.Predicate;

/// What could end a wait: a monotone formula over what other tasks could still do.
///
/// A task counts as able to act when it is runnable or can be woken; whether it is, is decided by
/// the analysis, which looks for the tasks that nothing can wake any more.
public sealed interface Wait {
  /// Something that is already on its way, such as a timer.
  record Certain() implements Wait {}

  /// The task could still make a call that acts so.
  record May(Task task, Act act) implements Wait {}

  /// The task could still end, or give a handle back: whoever goes on may do that.
  record MayLeave(Task task) implements Wait {}

  /// The task could still end.
  record MayEnd(Task task) implements Wait {}

  /// All processes that have the handles open could give them back.
  record Left(List<Reference> handles) implements Wait {}

  /// A task of one of the processes that are meant could still end.
  record AnyMayLeave(Iterable<Process> processes, Predicate<Process> meant)
      implements Wait, Formula {
    @Override
    public Wait now() {
      return this;
    }
  }

  /// A task of one of the processes could still make a call that acts so.
  record AnyMay(Iterable<Process> processes, Act act) implements Wait {}

  /// A task of one of the processes could still make calls that act so, one after the other.
  record AnyMayThen(Iterable<Process> processes, Act first, Act then) implements Wait {}

  /// So many tasks of the processes, besides those that wait in a queue, could each still make
  /// calls that act in all of these ways.
  ///
  /// @param acts bits of [Act]
  record EnoughMay(int count, Standing processes, long acts, WaitQueue besides) implements Wait {}

  /// A thread of a process that has the handle open could still act so; or could pass it on; or one
  /// that can take it out of the queue of a socket does that.
  record Open(Reference handle, Act act) implements Wait {}

  /// A thread of a process that has one of the handles open could still act so, as in [Open], or
  /// all of those processes could give them back.
  record Held(List<Reference> handles, Act act) implements Wait, Formula {
    @Override
    public Wait now() {
      return this;
    }

    /// Equal to itself alone: what it lists changes.
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /// What a formula says, made only if it comes to that.
  record Deferred(Formula formula) implements Wait {}

  record And(List<Wait> all) implements Wait {}

  record Or(List<Wait> any) implements Wait {}

  /// At least so many of them.
  record AtLeast(int count, List<Wait> of) implements Wait {}

  /// Makes the formula, from the state of the object at the moment of asking.
  interface Formula {
    Wait now();
  }

  /// As another formula, for a task that does not wait exclusively (`prepare_to_wait` on Linux).
  record Nonexclusive(Formula formula) implements Formula {
    @Override
    public Wait now() {
      return formula.now();
    }
  }

  /// Nothing can end the wait.
  Wait NEVER = new Or(List.of());

  /// Ends by itself.
  Wait TIMER = new Certain();
}
