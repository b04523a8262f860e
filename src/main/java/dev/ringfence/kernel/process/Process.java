package dev.ringfence.kernel.process;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.paging.Occupant;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.ProcessSignals;
import dev.ringfence.machine.Mmu;
import dev.ringfence.user.UserSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A process: an address space, descriptors, tasks, a parent and children. Among processes that are
/// meant, it stands for itself alone.
public final class Process implements Occupant, Standing {
  /// The process that adopts orphans. It runs no program and reaps at once.
  public static final int INIT = 1;

  private static final List<Task> NOBODY = List.of();

  private final int pid;
  private final String name;
  private final int index;
  private final int count;
  private @Nullable UserSpace user;
  private final Descriptors descriptors;
  private AddressSpace memory;
  private Directory directory;

  /// What it has to do with signals.
  public final ProcessSignals signals;

  public int parent;

  /// Whether its parent has ended, so that init is it now.
  public boolean adopted;

  /// The host of the network that it is on, by its place.
  public int host;

  /// The process group: the pid of the process of the scenario that it descends from.
  public int group;

  /// Who it is.
  public Credentials credentials = Credentials.USER;

  /// Whether others of its user may look into it (`PR_SET_DUMPABLE` of `prctl(2)`).
  public boolean dumpable = true;

  /// The permissions that files it makes do not get.
  public short umask = 022;

  /// The path of the program that it runs.
  public String executable = "";

  /// What it may do beyond what all may.
  public Rights rights = Rights.NONE;

  /// The session: the pid of the process that made it.
  public int session;

  /// Whether it has run another program since the fork that made it.
  public boolean hasExecuted;

  /// Whether all tasks have ended, so that only the status is left to be waited for.
  public boolean zombie;

  /// Whether nobody can wait for it any more.
  public boolean reaped;

  private @Nullable Pollers ends;

  /// The status of `wait(2)`, once it is a zombie.
  public int status;

  /// Null while it has no ended threads and has waited for no child.
  private @Nullable PastTime past;

  /// Cycles that all its threads, ended or not, were in ring 3.
  public long userTime;

  /// The first instruction of the library's function that a thread enters before it ends, or -1.
  public int threadHook = -1;

  /// The signal that will end it, or 0.
  public byte fatalSignal;

  /// Whether something has happened to it that no wait formula foresees, such as that a thread let
  /// a mutex go that it did not hold.
  public boolean surprising;

  /// Whether another process has sent it a signal, of which [dev.ringfence.kernel.Watch] does not
  /// know yet.
  public boolean signalled;

  /// The shell's own handle of the process, of which the kernel knows nothing.
  public @Nullable Object shell;

  /// Whether its user side has been used since [Residents] last looked.
  boolean used;

  /// Whether the shell holds its user side.
  public boolean lent;

  /// Woken tasks whose calls are made again when the process is next at rest.
  private List<Task> toRetry = NOBODY;

  private Map<Long, WaitObject> waitObjects = Map.of();

  private @Nullable Threads threads;

  /// Tasks that have not ended.
  public List<Task> tasks = List.of();

  private @Nullable Children children;

  /// Its neighbours among its parent's children.
  @Nullable Process older;

  @Nullable Process younger;

  /// The oldest of those whose tasks rest on it, and all acts that any of them relies on.
  public @Nullable Reliance relied;

  public long reliedActs;

  public Process(
      int pid,
      int parent,
      String name,
      int index,
      int count,
      AddressSpace memory,
      Descriptors descriptors,
      ProcessSignals signals,
      Directory directory) {
    this.signals = signals;
    this.directory = directory;
    this.pid = pid;
    this.parent = parent;
    this.group = pid;
    this.session = pid;
    this.name = name;
    this.index = index;
    this.count = count;
    this.memory = memory;
    this.descriptors = descriptors;
    descriptors.owner = this;
    memory.occupant(this);
  }

  /// What there is to know of its threads beyond the first.
  public Threads threads() {
    Threads known = threads;
    if (known == null) {
      known = new Threads();
      threads = known;
    }
    return known;
  }

  /// Who polls for its end (`pidfd_open(2)`).
  public Pollers ends() {
    Pollers known = ends;
    if (known == null) {
      known = new Pollers();
      ends = known;
    }
    return known;
  }

  /// It has ended, or has been waited for.
  void tellEnd(Scheduler scheduler) {
    if (ends != null) {
      ends.wake(scheduler);
    }
    if (threads != null) {
      threads.wakePollers(scheduler);
    }
  }

  @Override
  public boolean has(Process process) {
    return process == this;
  }

  @Override
  public Iterator<Process> iterator() {
    return (zombie ? List.<Process>of() : List.of(this)).iterator();
  }

  /// Who waits for a child to end.
  public WaitQueue childEnds() {
    return ownChildren().ends;
  }

  private Children ownChildren() {
    Children known = children;
    if (known == null) {
      known = new Children();
      children = known;
    }
    return known;
  }

  /// Whether its descendants become its children when their parents end
  /// (`PR_SET_CHILD_SUBREAPER`).
  public boolean adoptsOrphans() {
    return children != null && children.adoptsOrphans;
  }

  public void adoptOrphans(boolean whether) {
    if (children != null || whether) {
      ownChildren().adoptsOrphans = whether;
    }
  }

  /// Children that have not been waited for, by age.
  public Iterable<Process> children() {
    return children == null ? List.of() : children;
  }

  void add(Task task) {
    if (tasks.isEmpty()) {
      tasks = List.of(task);
    } else {
      tasks = tasks.size() > 1 ? tasks : new ArrayList<>(tasks);
      tasks.add(task);
    }
  }

  void remove(Task task) {
    tasks.remove(task);
    tasks = tasks.size() == 1 ? List.of(tasks.getFirst()) : tasks;
  }

  void removeTasks() {
    tasks = List.of();
  }

  void add(Process child) {
    ownChildren().add(child);
  }

  void remove(Process child) {
    if (children != null) {
      children.remove(child);
    }
  }

  /// What its threads wait on in its private memory, by address.
  public Map<Long, WaitObject> waitObjects() {
    return waitObjects;
  }

  /// Has an object be at an address, in place of what may have been there.
  public void put(long address, WaitObject object) {
    if (waitObjects.isEmpty()) {
      waitObjects = new HashMap<>(0);
    }
    waitObjects.put(address, object);
  }

  /// Forgets what was at all addresses.
  void clearWaitObjects() {
    waitObjects = Map.of();
  }

  /// Has a woken task's call made again when the process is next at rest.
  public void retryLater(Task task) {
    if (toRetry == NOBODY) {
      toRetry = new ArrayList<>(1);
    }
    if (!toRetry.contains(task)) {
      toRetry.add(task);
    }
  }

  /// The next task whose call is to be made again, or null.
  public @Nullable Task pollRetry() {
    if (toRetry == NOBODY) {
      return null;
    }
    Task first = toRetry.getFirst();
    retryNever(first);
    return first;
  }

  /// Whether [#retryLater] was asked for any.
  public boolean willRetry() {
    return toRetry != NOBODY;
  }

  /// Whether [#retryLater] was asked to have this task's call made again.
  public boolean willRetry(Task task) {
    return toRetry != NOBODY && toRetry.contains(task);
  }

  void retryNever(Task task) {
    if (toRetry != NOBODY) {
      toRetry.remove(task);
      toRetry = toRetry.isEmpty() ? NOBODY : toRetry;
    }
  }

  void retryNone() {
    toRetry = NOBODY;
  }

  @Override
  public int pid() {
    return pid;
  }

  /// The name that the scenario gives it.
  public String name() {
    return name;
  }

  /// The name with the number of the replica, if there are several: `philosopher[2]`.
  public String label() {
    return count > 1 ? name + "[" + index + "]" : name;
  }

  /// Which replica it is, from 0.
  public int index() {
    return index;
  }

  /// How many replicas there are.
  public int count() {
    return count;
  }

  /// Whether its threads may come to functions that nothing in their code calls: the handlers of
  /// signals, and what is done when a thread ends.
  public boolean entersByItself() {
    return threadHook >= 0 || signals.catches();
  }

  @Override
  public long virtualTime() {
    long time = pastTime();
    for (Task task : tasks) {
      time += task.cpuTime;
    }
    return time;
  }

  @Override
  public @Nullable Mmu mmu() {
    return user == null ? null : user.mmu();
  }

  /// Whether one of its tasks is on a CPU, so that its memory is in use unless it has just trapped.
  @Override
  public boolean isRunning() {
    for (Task task : tasks) {
      if (task.state == Task.State.ON_CPU) {
        return true;
      }
    }
    return false;
  }

  public AddressSpace memory() {
    return memory;
  }

  /// Replaces the address space, as `execve(2)` does; the old one's frames go back.
  public void become(AddressSpace next) {
    AddressSpace old = memory;
    memory = next;
    old.occupant(null);
    next.occupant(this);
    if (user != null) {
      user.mmu().load(next.root());
    }
    old.release();
  }

  /// Has other credentials. Into whoever gets other rights so nobody may look, and it hears no more
  /// of its parent's end (`PR_SET_PDEATHSIG`).
  public void become(Credentials next) {
    if (next.differsInRights(credentials)) {
      dumpable = false;
      signals.ofParentsEnd = 0;
    }
    credentials = next;
  }

  /// The user side, which belongs to the shell while the process is lent. A process that rests has
  /// none.
  public UserSpace user() {
    return Objects.requireNonNull(user);
  }

  /// Whether it has no user side at the moment ([Residents]).
  public boolean isResting() {
    return user == null;
  }

  /// Gives it a user side, or takes it away.
  void user(@Nullable UserSpace next) {
    user = next;
  }

  /// The working directory, at which relative paths begin.
  public Directory directory() {
    return directory;
  }

  /// Makes another directory the working one.
  public void enter(Directory next) {
    directory = next;
  }

  public Descriptors descriptors() {
    return descriptors;
  }

  private PastTime past() {
    if (past == null) {
      past = new PastTime();
    }
    return past;
  }

  /// A thread ends, whose time on CPUs is kept.
  void keepTime(Task ending) {
    past().threads += ending.cpuTime;
  }

  /// A child was waited for, whose time on CPUs is kept.
  void keepTime(Process child) {
    past().children += child.pastTime() + child.childrenTime();
  }

  /// Cycles that its ended threads were on CPUs.
  public long pastTime() {
    return past == null ? 0 : past.threads;
  }

  /// The same of children that it has waited for, and of theirs.
  public long childrenTime() {
    return past == null ? 0 : past.children;
  }
}
