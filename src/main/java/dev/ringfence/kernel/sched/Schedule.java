package dev.ringfence.kernel.sched;

import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.RankedQueue;
import java.util.ArrayList;
import java.util.List;

/// How a task is scheduled: what it has asked for (`sched(7)`), and what it inherits.
public final class Schedule {
  /// The policies by their numbers in Linux.
  public static final int OTHER = 0;

  public static final int FIFO = 1;
  public static final int RR = 2;
  public static final int BATCH = 3;
  public static final int IDLE = 5;
  public static final int MOST_PRIORITY = 99;

  /// The least nice that a task can be, and the most.
  public static final int LEAST_NICE = -20;

  public static final int MOST_NICE = 19;

  /// `sched_prio_to_weight` of Linux: the shares of the processor that those with a nice value of
  /// -20 and on have among each other. One step is a factor of about 1.25.
  private static final int[] WEIGHTS = {
    88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916,
    9548, 7620, 6100, 4904, 3906, 3121, 2501, 1991, 1586, 1277,
    1024, 820, 655, 526, 423, 335, 272, 215, 172, 137,
    110, 87, 70, 56, 45, 36, 29, 23, 18, 15
  };

  private static final int WEIGHT_OF_IDLE = 3;
  private static final int USUAL_WEIGHT = 1024;

  /// What a task asks for.
  ///
  /// @param priority 1 to 99 with a policy of real time, otherwise 0
  /// @param nice -20 to 19
  /// @param resetsOnFork whether children get the usual
  public record Wish(int policy, int priority, int nice, boolean resetsOnFork) {
    public static final Wish USUAL = new Wish(OTHER, 0, 0, false);

    public Wish {
      if (isOfRealTime(policy) ? priority < 1 || priority > MOST_PRIORITY : priority != 0) {
        throw new IllegalArgumentException("no priority of this policy: " + priority);
      }
    }

    /// What the child of a task gets that asks for this.
    Wish ofChild() {
      return resetsOnFork
          ? new Wish(isOfRealTime(policy) ? OTHER : policy, 0, Math.max(0, nice), false)
          : this;
    }

    private int weight() {
      return policy == IDLE ? WEIGHT_OF_IDLE : WEIGHTS[nice - LEAST_NICE];
    }
  }

  private Wish wish;

  /// The queues of those who wait for what it holds, and lend it their priority.
  private final List<RankedQueue> lenders = new ArrayList<>(0);

  private int inherited;

  /// The CPUs it has asked for (`sched_setaffinity(2)`), or 0 for all.
  public long affinity;

  /// What is left of its time slice if another task took its CPU, or 0, in cycles.
  long sliceLeft;

  /// Cycles that it has had, the more the less it weighs.
  long virtualTime;

  public Schedule(Wish wish) {
    this.wish = wish;
  }

  /// How a task is to be scheduled.
  public static Wish of(Task task) {
    return task.schedule == null ? Wish.USUAL : task.schedule.wish;
  }

  /// How it stands to others: from 1 to 99 above all that are not of real time, which have 0.
  public static int rank(Task task) {
    return task.schedule == null ? 0 : task.schedule.rank();
  }

  /// Its priority as `/proc/PID/stat` has it: from -100 for the highest of real time to 39.
  public static int shownPriority(Task task) {
    int rank = rank(task);
    return rank > 0 ? -1 - rank : 20 + of(task).nice();
  }

  /// Whether a policy is one for real time.
  public static boolean isOfRealTime(int policy) {
    return policy == FIFO || policy == RR;
  }

  private int rank() {
    return Math.max(wish.priority(), inherited);
  }

  void wish(Wish next) {
    wish = next;
  }

  /// How long a task may stay on its CPU that goes on it now: for what it had left of a slice, or
  /// for a whole one.
  static long slice(Task task, long whole) {
    Schedule own = task.schedule;
    if (own == null || own.sliceLeft == 0) {
      return whole;
    }
    long left = own.sliceLeft;
    own.sliceLeft = 0;
    return left;
  }

  void charge(long cycles) {
    virtualTime += cycles * USUAL_WEIGHT / wish.weight();
  }

  /// Has it inherit from a queue, from when [#inherit] is asked next.
  void borrow(RankedQueue queue) {
    if (!lenders.contains(queue)) {
      lenders.add(queue);
    }
  }

  void giveBack(RankedQueue queue) {
    lenders.remove(queue);
  }

  /// Inherits what its lenders have now. Whether that changes its rank.
  boolean inherit() {
    int before = rank();
    inherited = 0;
    for (RankedQueue queue : lenders) {
      inherited = Math.max(inherited, queue.lent());
    }
    return rank() != before;
  }

  /// The highest ceiling of the mutexes that it holds, or 0.
  public static int ceiling(Task task) {
    int most = 0;
    if (task.schedule != null) {
      for (RankedQueue queue : task.schedule.lenders) {
        most = Math.max(most, queue.ceiling);
      }
    }
    return most;
  }
}
