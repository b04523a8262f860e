package dev.ringfence.event;

import dev.ringfence.core.Digest;
import java.util.List;

/// Something that happened. Times are in cycles of virtual time; a line is packed as in
/// [dev.ringfence.c.Program#lines].
public sealed interface Event {
  /// What is derived from the state of objects and tasks: told on demand only, and not part of the
  /// digest.
  sealed interface Derived extends Event permits ObjectEvent, ProgramEvent, PriorityChanged {
    @Override
    default void addTo(Digest digest) {}
  }

  long time();

  /// Adds all that the event says to a digest.
  void addTo(Digest digest);

  /// A process came into being, by the scenario (parent 1) or by `fork`.
  record ProcessCreated(long time, int pid, int parent, String name, int index, int count)
      implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 1, time, pid, parent, index, count);
      digest.add(named(name));
    }
  }

  /// A process ended; the status is that of `wait(2)`.
  ///
  /// @param uid its real user; derived, and not part of the digest
  record ProcessExited(long time, int pid, int status, int uid) implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 2, time, pid, status);
    }
  }

  /// A task trapped with a system call.
  ///
  /// @param shown the start of its line in `strace -f`, if calls are described; derived from the
  ///     rest, and not part of the digest, as in the following
  record CallEntered(
      long time,
      int tid,
      int cpu,
      String call,
      long a,
      long b,
      long c,
      long d,
      int line,
      String shown)
      implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, time, tid, cpu, call, a, b, c, d, line);
    }

    static void add(
        Digest digest,
        long time,
        int tid,
        int cpu,
        String call,
        long a,
        long b,
        long c,
        long d,
        int line) {
      digest.add(pair(3, cpu), time);
      digest.add(pair(tid, line), named(call));
      digest.add(a, b);
      digest.add(c, d);
    }
  }

  /// A system call ended with this raw result.
  ///
  /// @param resumed derived, too: when the program goes on, or 0 if the call had to wait: then it
  ///     goes on when a CPU next turns to it
  record CallReturned(long time, int tid, String call, long result, long resumed, String shown)
      implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, time, tid, call, result);
    }

    static void add(Digest digest, long time, int tid, String call, long result) {
      digest.add(pair(4, tid), time);
      digest.add(result, named(call));
    }
  }

  /// A system call could not go on, for this reason.
  ///
  /// @param object derived, as the following: what is waited for, as [ObjectEvent] has it, or 0
  ///     while nobody asks for facts about objects
  /// @param line where the call is, or 0 likewise
  record CallBlocked(
      long time, int tid, String call, String reason, String shown, int object, int line)
      implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, time, tid, call, reason);
    }

    static void add(Digest digest, long time, int tid, String call, String reason) {
      digest.add(pair(5, tid), time);
      digest.add(named(reason), named(call));
    }
  }

  /// The processor raised an exception that the kernel did not mend.
  ///
  /// @param ring derived, and not part of the digest, as in the following
  /// @param signal what the task is sent, and with which code (`si_code`)
  record FaultRaised(
      long time,
      int tid,
      int vector,
      int errorCode,
      long address,
      String program,
      int line,
      int ring,
      int signal,
      int code)
      implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 6, time, tid, vector, errorCode, address, line);
      digest.add(named(program));
    }
  }

  /// The machine crashed: from now on nothing happens any more.
  ///
  /// @param tid whose doing it was, or 0
  /// @param reason what became of the machine
  /// @param why what led to that, as a sentence
  record MachineCrashed(long time, int tid, String reason, String why, String program, int line)
      implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 17, time, tid, line);
      digest.add(reason);
      digest.add(why);
      digest.add(named(program));
    }
  }

  /// A task wrote to memory that is not its process's own, which nothing forbids in real mode.
  ///
  /// @param address in physical memory
  /// @param size bytes, 1 to 8, which held `before` and hold `after`
  /// @param destroyed what was there, in words
  record StrayWritten(
      long time,
      int tid,
      long address,
      int size,
      long before,
      long after,
      String destroyed,
      String program,
      int line)
      implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 24, time, tid, address, size, before, after, line);
      digest.add(destroyed);
      digest.add(named(program));
    }
  }

  /// The kernel gave a page a frame of its own: on first use, or as the copy of a shared one.
  record PageFilled(long time, int pid, long address, boolean copied) implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 7, time, pid, address, copied ? 1 : 0);
    }
  }

  /// A process was sent a signal.
  ///
  /// @param uid the sender's real user; derived, and not part of the digest
  record SignalSent(long time, int pid, int signal, int sender, int uid) implements Event {
    @Override
    public void addTo(Digest digest) {
      digest.add(8);
      digest.add(time);
      digest.add(pid);
      digest.add(signal);
      digest.add(sender);
    }
  }

  /// A CPU turned to a task.
  record Dispatched(long time, int cpu, int tid) implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, time, cpu, tid);
    }

    static void add(Digest digest, long time, int cpu, int tid) {
      digest.add(9L << 56 | pair(cpu, tid), time);
    }
  }

  /// A process wrote to the console, stream 1 or 2. The text has one character for each byte.
  record ConsoleWritten(long time, int pid, int stream, String text) implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 10, time, pid, stream);
      digest.add(text);
    }
  }

  /// A process started a thread.
  record ThreadCreated(long time, int tid, int pid) implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 11, time, tid, pid);
    }
  }

  /// A thread ended, but not its process.
  record ThreadExited(long time, int tid) implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 12, time, tid);
    }
  }

  /// The analysis found that nothing can wake these tasks any more, unless by a signal that ends a
  /// process if `unlessKilled` is set.
  record Stuck(long time, List<Integer> tids, boolean unlessKilled) implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 13, time, unlessKilled ? 1 : 0, tids.size());
      tids.forEach(digest::add);
    }
  }

  /// A task's time slice was used up: the timer interrupted it.
  record SliceEnded(long time, int cpu, int tid) implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, time, cpu, tid);
    }

    static void add(Digest digest, long time, int cpu, int tid) {
      digest.add(14L << 56 | pair(cpu, tid), time);
    }
  }

  /// A program began or ended a measurement (`ringfence.h`).
  record Measured(long time, int tid, String name, boolean begins) implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 15, time, tid, begins ? 1 : 0);
      digest.add(named(name));
    }
  }

  /// A load began a process.
  ///
  /// @param pid 0 if there was no memory for it
  /// @param intended when it should have begun
  record SessionStarted(long time, int pid, long intended) implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 16, time, pid, intended);
    }
  }

  /// A page was put away.
  ///
  /// @param pid a process that mapped it, or 0
  /// @param address where, or 0
  /// @param written whether it had to be written to the swap device or to its file
  record PagedOut(long time, int pid, long address, boolean written) implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 17, time, pid, address, written ? 1 : 0);
    }
  }

  /// A page that had been put into a slot of the swap device is in memory again.
  ///
  /// @param pid the process that needs it, or 0
  record PagedIn(long time, int pid, long address) implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 18, time, pid, address);
    }
  }

  /// Memory was out, and the kernel ends a process.
  ///
  /// @param mapped pages of its address space; the others say how many of them are in memory of its
  ///     own, of files, or shared, how many are in slots, and what its page tables take
  record OutOfMemory(
      long time,
      int pid,
      long mapped,
      long anonymous,
      long file,
      long shared,
      long swapped,
      long tables)
      implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 19, time, pid, mapped, anonymous, file, shared, swapped, tables);
    }
  }

  /// The policy denied a task to reach another process.
  ///
  /// @param from the process that wanted it, by its name in the scenario
  /// @param to the other one, or the one that has made what was to be reached
  /// @param way as the policy names it
  /// @param object what was to be reached, in words
  record AccessDenied(
      long time,
      int tid,
      String from,
      String to,
      String way,
      String object,
      String program,
      int line)
      implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 40, time, tid, line);
      digest.add(named(from), named(to));
      digest.add(named(way), named(program));
      digest.add(object);
    }
  }

  /// The scenario's deadlock policy did something.
  ///
  /// @param tid whom it concerns, or 0
  /// @param policy as the scenario names it
  /// @param action what it did: "victim", "restarted", "refused", "delayed" or "given up"
  /// @param object the lock, what a victim waits for, or the process that was started again
  /// @param reason why, in words
  record Intervened(
      long time,
      int tid,
      String policy,
      String action,
      String object,
      String reason,
      String program,
      int line)
      implements Event {
    @Override
    public void addTo(Digest digest) {
      add(digest, 57, time, tid, line);
      digest.add(named(policy), named(action));
      digest.add(named(object), named(program));
      digest.add(reason);
    }
  }

  /// A task is scheduled otherwise than before (`sched(7)`); told in any case.
  ///
  /// @param policy by its number in Linux
  /// @param priority 1 to 99 with a policy of real time, otherwise 0
  /// @param nice -20 to 19
  record PriorityChanged(long time, int tid, int policy, int priority, int nice)
      implements Derived {}

  private static long pair(int high, int low) {
    return (long) high << 32 | low & 0xFFFF_FFFFL;
  }

  /// Stands for one of the few names that occur again and again: strings keep their hash codes.
  private static long named(String name) {
    return pair(name.length(), name.hashCode());
  }

  private static void add(Digest digest, long... values) {
    for (long value : values) {
      digest.add(value);
    }
  }
}
