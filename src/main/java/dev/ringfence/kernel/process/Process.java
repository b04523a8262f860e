package dev.ringfence.kernel.process;

import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.user.UserSpace;
import java.util.ArrayList;
import java.util.List;

/// A process: an address space, descriptors, tasks, a parent and children.
public final class Process {
  /// The process that adopts orphans. It runs no program and reaps at once.
  public static final int INIT = 1;

  private final int pid;
  private final String name;
  private final UserSpace user;
  private final Descriptors descriptors;
  private AddressSpace memory;

  public int parent;

  /// Whether all tasks have ended, so that only the status is left to be waited for.
  public boolean zombie;

  /// The status of `wait(2)`, once it is a zombie.
  public int status;

  /// The signal that will end it, or 0.
  public int fatalSignal;

  /// Whether the shell holds its user side.
  public boolean lent;

  /// Tasks that have not ended.
  public final List<Task> tasks = new ArrayList<>(1);

  /// Children that have not been waited for, by age.
  public final List<Process> children = new ArrayList<>(0);

  /// Who waits for a child to end.
  public final WaitQueue childEnds = new WaitQueue();

  public Process(
      int pid,
      int parent,
      String name,
      AddressSpace memory,
      UserSpace user,
      Descriptors descriptors) {
    this.pid = pid;
    this.parent = parent;
    this.name = name;
    this.memory = memory;
    this.user = user;
    this.descriptors = descriptors;
    user.mmu().load(memory.root());
  }

  public int pid() {
    return pid;
  }

  public String name() {
    return name;
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

  public Descriptors descriptors() {
    return descriptors;
  }
}
