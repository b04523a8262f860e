package dev.ringfence.event;

/// A fact about the objects that tasks take and wait for, or about where tasks stand.
///
/// Objects have numbers, since their names are not unique; a task that waits for nothing that has a
/// state of its own, such as a timer, waits for the object of its queue. Times are those of what
/// the kernel handles, in the order of which facts are told, unless a fact says otherwise. A line
/// is 0 where it is not known.
public sealed interface ObjectEvent extends Event.Derived {
  /// A task has taken a lock: a mutex, spin lock, read-write lock, semaphore or lock on a file, or
  /// an exclusive device.
  ///
  /// @param shared whether others may have it at the same time, as readers do
  record Taken(long time, int tid, int object, String name, int line, boolean shared)
      implements ObjectEvent {}

  /// What a task had taken was given back.
  ///
  /// @param tid who had taken it
  /// @param line where that was done, by whoever did it
  record Given(long time, int tid, int object, int line) implements ObjectEvent {}

  /// A semaphore was raised by somebody who had not taken it: it carries news, and from now on
  /// nobody holds it.
  record Signalled(long time, int tid, int object, String name) implements ObjectEvent {}

  /// A task's wait is over: it can go on as soon as there is a CPU, unless it is told to
  /// wait again.
  ///
  /// @param by whose act ended it, or 0 for timers, devices and networks
  /// @param at when it acted, which may be before
  /// @param line where it acted
  record Woken(long time, int tid, int by, long at, int line, int object) implements ObjectEvent {}

  /// A task can go on as soon as there is a CPU: one that is new, has given its CPU up or has
  /// waited outside of a call.
  ///
  /// @param by whose act it comes from, itself included, or 0 likewise
  record Readied(long time, int tid, int by) implements ObjectEvent {}

  /// A process runs a program from now on, to which lines of its threads belong.
  record Runs(long time, int pid, String program) implements ObjectEvent {}

  /// A task has left its CPU; what follows says why.
  ///
  /// @param time the CPU's own, which may be later than that of what is told next
  record Left(long time, int cpu, int tid) implements ObjectEvent {}

  /// A task waits outside of a call: for a page, or to be continued after a stop; or its call has
  /// done a part of its work, as [Woken] has told, and waits again.
  record Paused(long time, int tid, int object, String name) implements ObjectEvent {}

  /// How full something is from which tasks read: a pipe, a queue, the incoming side of a socket.
  ///
  /// @param queued what is in it, in bytes or, for queues of messages, messages
  /// @param capacity how much goes in, or 0 if that is not known
  /// @param full whether nothing more goes in
  /// @param by who put something in or took something out, or 0 for devices and networks
  record Level(long time, int object, String name, long queued, long capacity, boolean full, int by)
      implements ObjectEvent {}
}
