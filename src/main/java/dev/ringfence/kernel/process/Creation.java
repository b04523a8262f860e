package dev.ringfence.kernel.process;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.access.Account;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.StandardStreams;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.memory.Image;
import dev.ringfence.kernel.process.fact.Holding;
import dev.ringfence.kernel.process.program.Loader;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.ProcessSignals;
import dev.ringfence.kernel.signal.TaskSignals;
import dev.ringfence.user.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How processes and threads come to be: the scenario's own processes, children of `fork(2)`, and
/// threads. All take their numbers from the same sequence.
public final class Creation {
  private final Processes processes;
  private final ProcessTable table;
  private final Frames frames;
  private final Scheduler scheduler;
  private final FileSystem files;
  private final StandardStreams streams;
  private final Consumer<Event> events;

  /// Shared by the processes that begin as the same user.
  private final Map<Account, Credentials> credentialsOf = new HashMap<>();

  private int lastPid = Process.INIT;

  Creation(
      Processes processes,
      ProcessTable table,
      Frames frames,
      Scheduler scheduler,
      FileSystem files,
      StandardStreams streams,
      Consumer<Event> events) {
    this.processes = processes;
    this.table = table;
    this.frames = frames;
    this.scheduler = scheduler;
    this.files = files;
    this.streams = streams;
    this.events = events;
  }

  /// How many processes and threads there have been.
  public int forks() {
    return lastPid - Process.INIT;
  }

  /// Sets what number the last process is taken to have had: the next gets the one behind it, as by
  /// `/proc/sys/kernel/ns_last_pid`.
  public void last(int pid) {
    lastPid = pid;
  }

  /// Starts a process of the scenario.
  ///
  /// @param path of an installed program
  /// @param index which replica it is, from 0
  /// @param count how many replicas there are
  public Process create(
      String name,
      String path,
      List<String> arguments,
      List<String> environment,
      int index,
      int count) {
    Image image = processes.programs().at(path);
    AddressSpace memory = image == null ? null : load(image);
    int pid = ++lastPid;
    Context context =
        image == null || memory == null
            ? null
            : Loader.start(image, memory, arguments, environment, index, count, pid);
    if (memory == null || context == null) {
      if (memory != null) {
        memory.release();
      }
      throw new IllegalArgumentException("no memory or no program for " + name);
    }
    Process process =
        new Process(
            pid,
            Process.INIT,
            name,
            index,
            count,
            memory,
            streams.descriptors(),
            new ProcessSignals(),
            files.home(0));
    process.executable = processes.programs().shared(path);
    if (frames.isUnprotected()) {
      process.rights = Rights.ALL;
      process.rights.applyTo(context);
    }
    processes.arguments().note(process, arguments, environment);
    add(process, context, new TaskSignals());
    if (table.size() > Residents.MOST) {
      processes.residents().rest(process);
    }
    return process;
  }

  /// Puts a process that is about to begin on a host, in the home there.
  public void place(Process process, int host) {
    process.host = host;
    process.enter(files.home(host));
  }

  /// Lets a process that is about to begin belong to somebody, and have rights, which mean nothing
  /// where there are no rings.
  public void grant(Process process, Account account, Rights rights) {
    process.credentials = credentialsOf.computeIfAbsent(account, Account::credentials);
    if (rights != Rights.NONE && process.rights != Rights.ALL) {
      process.rights = rights;
      rights.applyTo(process.tasks.getFirst().context());
      process.memory().supervised(rights.ring() < 3);
    }
  }

  public @Nullable AddressSpace load(Image image) {
    return AddressSpace.of(frames, image);
  }

  /// The child of a fork: its pid, or -1 when memory is out.
  public int fork(Task task) {
    Process parent = task.process();
    AddressSpace memory = parent.memory().fork();
    if (memory == null) {
      return -1;
    }
    Descriptors descriptors = parent.descriptors().fork();
    Process child =
        new Process(
            ++lastPid,
            parent.pid(),
            parent.name(),
            parent.index(),
            parent.count(),
            memory,
            descriptors,
            parent.signals.fork(),
            parent.directory());
    processes.oomAdjustment(child, processes.oomAdjustment(parent));
    processes.ownLimits().inherit(child, parent);
    child.umask = parent.umask;
    child.host = parent.host;
    child.credentials = parent.credentials;
    child.dumpable = parent.dumpable;
    child.withoutHugePages = parent.withoutHugePages;
    child.timerSlack = parent.timerSlack;
    child.executable = parent.executable;
    Context context = task.context().copy();
    context.complete(0);
    child.rights = parent.rights;
    child.group = parent.group;
    child.session = parent.session;
    parent.add(child);
    parent.waitObjects().forEach((address, object) -> child.put(address, object.forked(child)));
    Task first = add(child, context, task.signals.inherit(true)).tasks.getFirst();
    first.name = task.name;
    scheduler.facts().ordering().begins(first, task);
    scheduler.priorities().copy(task, first);
    inherit(task, first);
    return child.pid();
  }

  /// The child's thread has taken what its parent had: of private memory, its own copy.
  private static void inherit(Task parent, Task child) {
    Map<Long, WaitObject> before = parent.process().waitObjects();
    for (Holding holding : parent.holdings()) {
      for (Map.Entry<Long, WaitObject> entry : before.entrySet()) {
        WaitObject copy = child.process().waitObjects().get(entry.getKey());
        if (entry.getValue() == holding.object() && copy != null) {
          child.hold(new Holding(copy, holding.place(), holding.time()), false);
        }
      }
    }
  }

  private Process add(Process process, Context context, TaskSignals signals) {
    table.add(process);
    Task task = new Task(process.pid(), process, context, signals, scheduler.facts());
    process.add(task);
    events.accept(created(process, scheduler.now()));
    scheduler.facts().runs(process, context.program().name());
    scheduler.ready(task);
    return process;
  }

  /// That a process came into being.
  public static Event.ProcessCreated created(Process process, long time) {
    return new Event.ProcessCreated(
        time, process.pid(), process.parent, process.name(), process.index(), process.count());
  }

  /// The next number for a process or thread.
  public int nextTid() {
    return ++lastPid;
  }

  /// Starts a thread.
  public void add(Task task) {
    task.process().add(task);
    events.accept(new Event.ThreadCreated(scheduler.now(), task.tid(), task.process().pid()));
    scheduler.ready(task);
  }
}
