package dev.ringfence.kernel.process;

import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.Directory;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.signal.ProcessSignals;
import dev.ringfence.user.UserSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A process: an address space, descriptors, tasks, a parent and children.
public final class Process {
  /// The process that adopts orphans. It runs no program and reaps at once.
  public static final int INIT = 1;

  private final int pid;
  private final String name;
  private final int index;
  private final int count;
  private final UserSpace user;
  private final Descriptors descriptors;
  private AddressSpace memory;
  private Directory directory;

  /// What it has to do with signals.
  public final ProcessSignals signals;

  public int parent;

  /// The process group: the pid of the process of the scenario that it descends from.
  public int group;

  /// The permissions that files it makes do not get.
  public int umask = 022;

  /// The path of the program that it runs.
  public String executable = "";

  /// The session: the pid of the process that made it.
  public int session;

  /// Whether it has run another program since the fork that made it.
  public boolean hasExecuted;

  /// The signal it is sent when its parent ends, or 0.
  public int parentDeathSignal;

  /// Whether all tasks have ended, so that only the status is left to be waited for.
  public boolean zombie;

  /// The status of `wait(2)`, once it is a zombie.
  public int status;

  /// Cycles that its ended threads were on CPUs, and those of children that it has waited for.
  public long cpuTime;

  public long childrenTime;

  /// The library's function that a thread enters before it ends, or 0.
  public long threadHook;

  /// The signal that will end it, or 0.
  public int fatalSignal;

  /// Whether something has happened to it that no wait formula foresees: that signal came from
  /// another process, or a thread let a mutex go that it did not hold.
  public boolean surprising;

  /// The shell's own handle of the process, of which the kernel knows nothing.
  public @Nullable Object shell;

  /// Whether the shell holds its user side.
  public boolean lent;

  /// Woken tasks whose calls are made again when the process is next at rest.
  public final List<Task> toRetry = new ArrayList<>(0);

  /// What its threads wait on in its private memory, by address.
  public final Map<Long, WaitObject> waitObjects = new HashMap<>(0);

  /// Threads that have ended and not been joined: their results, by thread number.
  public final Map<Integer, Long> results = new HashMap<>(0);

  /// The stacks of threads, by thread number.
  public final Map<Integer, Long> stacks = new HashMap<>(0);

  /// Who waits for a thread to end.
  public final WaitQueue threadEnds = new WaitQueue();

  /// Tasks that have not ended.
  public final List<Task> tasks = new ArrayList<>(1);

  /// Children that have not been waited for, by age.
  public final List<Process> children = new ArrayList<>(0);

  /// Who waits for a child to end.
  public final WaitQueue childEnds = new WaitQueue();

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
      UserSpace user,
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
    this.user = user;
    this.descriptors = descriptors;
    user.mmu().load(memory.root());
    descriptors.owner = this;
  }

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
    return threadHook != 0 || signals.catches();
  }

  /// Whether one of its tasks is on a CPU, so that its memory is in use unless it has just trapped.
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
    user.mmu().load(next.root());
    old.release();
  }

  /// The user side, which belongs to the shell while the process is lent.
  public UserSpace user() {
    return user;
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
}
