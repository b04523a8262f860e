package dev.ringfence.kernel.process;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something that tasks wait for at an address, with a queue of those who do.
public class WaitObject {
  /// What a task did, and where and when.
  ///
  /// @param place in its program, as [dev.ringfence.c.Program#lines] packs it
  /// @param time in cycles
  public record Deed(int tid, int place, long time) {
    /// What the task does now.
    public static Deed of(Task task) {
      return new Deed(task.tid(), task.context().userLine(), task.context().time);
    }

    static final Deed NONE = new Deed(0, 0, 0);
  }

  private static final int FEW = 16;

  private final String name;
  private final RankedQueue queue = new RankedQueue();

  /// The last signal to this object, a condition, for which nobody waited; its task is 0 for none.
  public Deed lostSignal = Deed.NONE;

  /// How the last task that ended while it held the object had taken it; its task is 0 for none.
  public Deed abandoned = Deed.NONE;

  /// Whether somebody raised it, a semaphore, who had not taken it: then it carries news and is no
  /// lock, and nobody holds it.
  public boolean signals;

  /// Whether it is a semaphore, which others than its holders may raise.
  public boolean counts;

  /// What those who wait for it rely on its holder to do, as [Act#bit]; 0 if to go on is enough.
  public long givenBackBy = Act.UNLOCK.bit();

  private Set<Task> later = Set.of();
  private int enoughLater = FEW;
  private int holders;

  /// Whoever took it last, until they give it back.
  private @Nullable Task holder;

  /// @param name as reports call it
  public WaitObject(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  public WaitQueue queue() {
    return queue;
  }

  /// The same queue, for who holds what is waited for.
  public final RankedQueue ranks() {
    return queue;
  }

  void taken(Task by) {
    holders++;
    holder = by;
  }

  void givenBack(Task by) {
    holders--;
    if (holder == by) {
      holder = null;
    }
  }

  /// Whether any task holds it.
  public boolean isHeld() {
    return holders > 0;
  }

  /// The task that alone holds it, if that is known without a search; otherwise null.
  public @Nullable Task onlyHolder() {
    return holders == 1 ? holder : null;
  }

  /// Those who wait for a condition, and then need this, a mutex.
  public Set<Task> neededLater() {
    return later;
  }

  /// A task begins to wait for a condition with it.
  public void addNeededLater(Task task) {
    if (later.isEmpty()) {
      later = new LinkedHashSet<>();
    }
    if (later.size() >= enoughLater) {
      later.removeIf(each -> each.state == Task.State.DEAD);
      enoughLater = 2 * later.size() + FEW;
    }
    later.add(task);
  }

  /// A task has waited for a condition with it.
  public void removeNeededLater(Task task) {
    if (!later.isEmpty()) {
      later.remove(task);
    }
  }

  /// Whether those who wait for it wait for whoever holds it.
  public boolean isLock() {
    return !counts;
  }

  /// Whether others wait in its queue for other objects, so that only their formulas say who waits
  /// for this one.
  public boolean isPartOfQueue() {
    return false;
  }

  /// The object that the child of a fork finds at the same address: its own, in private memory.
  protected WaitObject forked(Process child) {
    WaitObject copy = new WaitObject(name);
    copy.signals = signals;
    copy.counts = counts;
    return copy;
  }

  /// The process has ended or runs another program.
  protected void left(Process process) {}
}
