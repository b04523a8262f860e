package dev.ringfence.kernel.file;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.signal.SignalSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The open files of which somebody is told by signals, and the requests of `fcntl(2)` and
/// `ioctl(2)` about that.
public final class FileOwners {
  static final int F_SETOWN = 8;
  static final int F_GETOWN = 9;
  static final int F_SETSIG = 10;
  static final int F_GETSIG = 11;
  static final int F_SETOWN_EX = 15;
  static final int F_GETOWN_EX = 16;

  private final Processes processes;
  private final Set<Reference> owned = new LinkedHashSet<>();

  public FileOwners(Processes processes) {
    this.processes = processes;
    processes.signals().alsoSentBy(this::maySignal);
  }

  /// As `fcntl(2)` with a command that is about owners and their signals.
  long fcntl(Task task, Reference reference, int command) {
    long argument = task.argument(2);
    return switch (command) {
      case F_SETOWN -> set(task, reference, (int) argument);
      case F_GETOWN -> get(reference);
      case F_SETSIG -> signal(task, reference, argument);
      case F_GETSIG -> reference.signalOwner == null ? 0 : reference.signalOwner.signal();
      case F_SETOWN_EX -> setByType(task, reference, argument);
      default -> getWithType(task, reference, argument);
    };
  }

  private long setByType(Task task, Reference reference, long from) {
    AddressSpace memory = task.process().memory();
    long type = UserMemory.getInt(memory, from);
    long number = UserMemory.getInt(memory, from + memory.regions().intSize());
    if (type < 0 || number < 0) {
      return Errno.EFAULT.result();
    }
    return type > SignalOwner.GROUP
        ? Errno.EINVAL.result()
        : set(task, reference, (int) type, (int) number);
  }

  private long getWithType(Task task, Reference reference, long to) {
    AddressSpace memory = task.process().memory();
    SignalOwner owner = reference.signalOwner;
    int number = owner == null ? 0 : owner.numberNow(processes);
    boolean put =
        UserMemory.putInt(memory, to, owner == null ? 0 : owner.type())
            && UserMemory.putInt(memory, to + memory.regions().intSize(), number);
    return put ? 0 : Errno.EFAULT.result();
  }

  /// Names an owner.
  ///
  /// @param who a process, a group as a negative number, or 0 for nobody
  public long set(Task task, Reference reference, int who) {
    if (who == Integer.MIN_VALUE) {
      return Errno.EINVAL.result();
    }
    int type = who < 0 ? SignalOwner.GROUP : SignalOwner.PROCESS;
    return set(task, reference, type, Math.abs(who));
  }

  /// Whether a number is still that of a group or a session, if no more of a process.
  private boolean isNumberOfMany(Task task, int number) {
    int host = task.process().host;
    return processes.all().stream()
        .filter(process -> process.host == host)
        .anyMatch(process -> process.group == number || process.session == number);
  }

  private long set(Task task, Reference reference, int type, int number) {
    SignalOwner before = reference.signalOwner;
    SignalOwner owner =
        new SignalOwner(
            type, number, task.process().credentials, before == null ? 0 : before.signal());
    if (number != 0 && owner.numberNow(processes) == 0 && !isNumberOfMany(task, number)) {
      return Errno.ESRCH.result();
    }
    name(reference, owner);
    return 0;
  }

  private void name(Reference reference, SignalOwner owner) {
    reference.signalOwner = owner;
    if (owned.add(reference)) {
      reference.mourn(() -> owned.remove(reference));
    }
  }

  /// Who is the owner: a process, or a group as a negative number; 0 for nobody.
  public int get(Reference reference) {
    SignalOwner owner = reference.signalOwner;
    int number = owner == null ? 0 : owner.numberNow(processes);
    return owner != null && owner.type() == SignalOwner.GROUP ? -number : number;
  }

  private long signal(Task task, Reference reference, long signal) {
    if (signal < 0 || signal > SignalSet.MOST) {
      return Errno.EINVAL.result();
    }
    SignalOwner owner = reference.signalOwner;
    SignalOwner known =
        owner == null ? new SignalOwner(0, 0, task.process().credentials, 0) : owner;
    reference.signalOwner = known.with((int) signal);
    return 0;
  }

  /// Has the owner be told of what happens to a file from now on, or no more.
  ///
  /// @param fd the descriptor by which that is asked for
  /// @return false if the file has nothing to tell by signals
  boolean async(Task task, Reference reference, int fd, boolean whether) {
    List<AsyncFiles> sources = reference.file().asyncFiles();
    boolean changed = false;
    for (AsyncFiles source : sources) {
      changed |= whether ? source.add(reference, fd, processes) : source.remove(reference);
    }
    if (changed) {
      reference.isAsync = whether;
    }
    if (changed && whether) {
      reference.mourn(() -> sources.forEach(source -> source.remove(reference)));
      SignalOwner usual = reference.file().usualOwner(task);
      SignalOwner owner = reference.signalOwner;
      if (usual != null && (owner == null || owner.number() == 0)) {
        name(reference, usual.with(owner == null ? 0 : owner.signal()));
      }
    }
    return !sources.isEmpty();
  }

  /// That something happens to a file of which a process is told by a signal, or that somebody has
  /// it told of one.
  private Wait maySignal(Process process) {
    List<Wait> any = new ArrayList<>();
    for (Reference reference : owned) {
      SignalOwner owner = reference.signalOwner;
      if (owner != null && owner.isOwner(process)) {
        any.add(reference.file().mayBecomeReady());
      }
    }
    any.add(new Wait.AnyMay(processes.on(process.host), Act.CONTROL));
    return new Wait.Or(any);
  }
}
