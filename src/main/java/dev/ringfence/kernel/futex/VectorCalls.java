package dev.ringfence.kernel.futex;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Profile;
import java.util.ArrayList;
import java.util.List;

/// The calls on futexes that say the size of each: `futex_waitv(2)`, `futex_wait`, `futex_wake` and
/// `futex_requeue` of Linux 6.7. Futexes have 32 bits; those of a node of memory (`FUTEX2_NUMA`,
/// `FUTEX2_MPOL`) there are not.
final class VectorCalls {
  private static final int SIZE_OF_ENTRY = 24;
  private static final int ADDRESS = 8;
  private static final int FLAGS = 16;
  private static final int RESERVED = 20;

  /// `FUTEX2_SIZE_U32`, and the bit of `FUTEX2_PRIVATE`.
  private static final int U32 = 2;

  private static final int PRIVATE = 128;

  private final Futexes futexes;
  private final PlainFutexes plain;
  private final Profile profile;

  /// One of a vector: where it is, and what its word must be.
  private record Entry(FutexPlace place, int value) {}

  VectorCalls(Futexes futexes, PlainFutexes plain, Profile profile) {
    this.futexes = futexes;
    this.plain = plain;
    this.profile = profile;
  }

  void addTo(Calls calls) {
    calls
        .add(
            "linux/futex.h",
            "long __futex_waitv(struct futex_waitv *waiters, unsigned nr_futexes, unsigned flags,"
                + " struct timespec *timeout, int clockid)",
            this::waitForAny)
        .waits()
        .interrupted(this::interrupted);
    calls
        .add(
            "linux/futex.h",
            "long __futex_wake(void *uaddr, unsigned long mask, int nr, unsigned flags)",
            this::wake)
        .acts(Act.WAKE);
    calls
        .add(
            "linux/futex.h",
            "long __futex_wait(void *uaddr, unsigned long val, unsigned long mask, unsigned flags,"
                + " struct timespec *timeout, int clockid)",
            this::wait)
        .waits()
        .interrupted(this::interrupted);
    calls
        .add(
            "linux/futex.h",
            "long __futex_requeue(struct futex_waitv *waiters, unsigned flags, int nr_wake,"
                + " int nr_requeue)",
            this::requeue)
        .acts(Act.WAKE);
  }

  /// Made again if the handler asks for it: its timeout is a moment.
  private long interrupted(Task task) {
    futexes.remove(task);
    task.progress = 0;
    return Calls.BLOCKED;
  }

  private static boolean areFlags(long flags) {
    return ((int) flags & ~PRIVATE) == U32;
  }

  private static boolean fits(Task task, long value) {
    return task.process().memory().regions().word() < Long.BYTES || value >>> Integer.SIZE == 0;
  }

  private FutexPlace place(Task task, long address, long flags) {
    return futexes.place(task, address, (flags & PRIVATE) == 0);
  }

  /// When a wait is to end by itself, or a negative error number.
  private long until(Task task, int argument) {
    int clock = (int) task.argument(argument + 1);
    if (task.argument(argument) == 0) {
      return Long.MAX_VALUE;
    }
    if (clock != Timespec.REALTIME && clock != 1) {
      return Errno.EINVAL.result();
    }
    return Timespec.until(task, task.argument(argument), clock, profile);
  }

  private long wait(Task task) {
    long until = Long.MAX_VALUE;
    if (task.progress == 0) {
      if (!areFlags(task.argument(3))
          || !fits(task, task.argument(1))
          || !fits(task, task.argument(2))) {
        return Errno.EINVAL.result();
      }
      until = until(task, 4);
    }
    FutexPlace place = place(task, task.argument(0), task.argument(3));
    int mask = (int) task.argument(2);
    return until < 0 ? until : plain.wait(place, (int) task.argument(1), until, mask);
  }

  private long wake(Task task) {
    if (!areFlags(task.argument(3)) || !fits(task, task.argument(1))) {
      return Errno.EINVAL.result();
    }
    FutexPlace place = place(task, task.argument(0), task.argument(3));
    int mask = (int) task.argument(1);
    int most = (int) task.argument(2);
    long refusal = mask == 0 ? Errno.EINVAL.result() : place.refusal(false);
    return refusal != 0 || most == 0 ? refusal : plain.wake(place, most, mask);
  }

  private long requeue(Task task) {
    if (task.argument(1) != 0 || task.argument(0) == 0) {
      return Errno.EINVAL.result();
    }
    List<Entry> entries = new ArrayList<>();
    long refusal = read(task, 2, entries);
    if (refusal != 0) {
      return refusal;
    }
    Entry from = entries.getFirst();
    Entry to = entries.getLast();
    if (from.place.shared() != to.place.shared()) {
      return Errno.EINVAL.result();
    }
    int wakes = (int) task.argument(2);
    int moves = (int) task.argument(3);
    return plain.requeue(from.place, to.place, wakes, moves, from.value);
  }

  /// Reads a vector. A negative error number, or 0.
  private long read(Task task, int count, List<Entry> entries) {
    AddressSpace memory = task.process().memory();
    for (int i = 0; i < count; i++) {
      long at = task.argument(0) + (long) i * SIZE_OF_ENTRY;
      boolean reachable = UserMemory.isReachable(memory, at, SIZE_OF_ENTRY, false);
      Long value = reachable ? UserMemory.getLong(memory, at) : null;
      Long address = reachable ? UserMemory.getLong(memory, at + ADDRESS) : null;
      if (value == null || address == null) {
        return Errno.EFAULT.result();
      }
      long flags = UserMemory.getInt(memory, at + FLAGS);
      boolean clean = UserMemory.getInt(memory, at + RESERVED) == 0;
      if (!clean || !areFlags(flags) || value >>> Integer.SIZE != 0) {
        return Errno.EINVAL.result();
      }
      entries.add(new Entry(place(task, address, flags), value.intValue()));
    }
    return 0;
  }

  /// Waits until it is woken at one of them: at which.
  private long waitForAny(Task task) {
    FutexVector vector = futexes.vector(task);
    int count = (int) task.argument(1);
    List<Entry> entries = new ArrayList<>();
    if (vector == null) {
      boolean some = count > 0 && count <= FutexVector.MOST && task.argument(0) != 0;
      if (task.argument(2) != 0 || !some) {
        return Errno.EINVAL.result();
      }
      long until = until(task, 3);
      long refusal = until < 0 ? until : read(task, count, entries);
      if (refusal != 0) {
        return refusal;
      }
      vector = new FutexVector();
      refusal = enter(task, vector, until, entries);
      if (refusal != 0) {
        return refusal;
      }
    }
    if (vector.woken >= 0) {
      futexes.remove(task);
      return vector.woken;
    }
    boolean over = plain.isOver(task, vector.until());
    if (over || task.progress != 0 && !task.signals.notified && !vector.isAsItWas()) {
      futexes.remove(task);
      return (over ? Errno.ETIMEDOUT : Errno.EAGAIN).result();
    }
    return futexes.block(task, vector);
  }

  private long enter(Task task, FutexVector vector, long until, List<Entry> entries) {
    for (Entry entry : entries) {
      long refusal = entry.place.refusal(false);
      if (refusal != 0) {
        return refusal;
      }
    }
    for (Entry entry : entries) {
      Integer word = FutexWord.get(task, entry.place.address());
      if (word == null || word != entry.value) {
        return (word == null ? Errno.EFAULT : Errno.EAGAIN).result();
      }
      vector.add(entry.place, entry.value, until);
    }
    return 0;
  }
}
