package dev.ringfence.kernel.process;

import dev.ringfence.core.Errno;
import dev.ringfence.event.Counters;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.access.Account;
import dev.ringfence.kernel.access.Accounts;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.access.Policy;
import dev.ringfence.kernel.file.Console;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.Input;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Ownership;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.memory.Image;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.ProcessSignals;
import dev.ringfence.kernel.signal.SignalInfo;
import dev.ringfence.kernel.signal.Signals;
import dev.ringfence.kernel.signal.TaskSignals;
import dev.ringfence.user.Context;
import dev.ringfence.user.Translations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The process table: who lives, how processes come to be and how they end.
public final class Processes {
  /// Shared by the processes that begin as the same user.
  private final Map<Account, Credentials> credentialsOf = new HashMap<>();

  private final Frames frames;
  private final Residents residents;
  private final Scheduler scheduler;
  private final Consumer<Event> events;
  private final Counters counters;
  private final FileSystem files;
  private final Programs programs;
  private final ProcessTable table;

  /// The arguments of those that were given more than their program's name.
  private final Map<Integer, List<String>> arguments = new HashMap<>();
  private final Map<Integer, Integer> oomAdjustments = new HashMap<>();
  private final OwnLimits ownLimits = new OwnLimits();

  private final List<Consumer<Task>> ends = new ArrayList<>();
  private List<Process> losses = new ArrayList<>();
  private List<WaitObject> handedOn = List.of();
  private int lastPid = Process.INIT;
  private @Nullable Process current;
  private Accounts accounts = Accounts.USUAL;
  private final List<Consumer<Process>> processEnds = new ArrayList<>();
  private Input input = _ -> 0;
  private Console.Control terminal = (_, _, _) -> Errno.ENOTTY.result();

  private final Signals signals;
  private final Policy policy;
  private Hypothesis hypothesis = Hypothesis.NONE;

  /// What processes of the scenario begin with as their descriptors 0 to 2.
  private final List<Descriptors.Reference> streams;

  /// @param hosts how many there are
  public Processes(
      Frames frames,
      Residents residents,
      Scheduler scheduler,
      FileSystem files,
      Consumer<Event> events,
      Counters counters,
      int hosts) {
    this.files = files;
    table = new ProcessTable(hosts);
    programs = new Programs(files, frames);
    this.frames = frames;
    this.residents = residents;
    this.scheduler = scheduler;
    this.events = events;
    this.counters = counters;
    this.signals = new Signals(this, scheduler, events);
    this.policy = new Policy(scheduler::now, events);
    this.streams =
        IntStream.range(0, 3).mapToObj(s -> new Descriptors.Reference(console(s))).toList();
  }

  /// Sends signals.
  public Signals signals() {
    return signals;
  }

  /// Says which processes may reach which others.
  public Policy policy() {
    return policy;
  }

  /// What the run supposes of objects.
  public Hypothesis hypothesis() {
    return hypothesis;
  }

  /// Has the run suppose this, from its beginning on.
  public void suppose(Hypothesis what) {
    hypothesis = what;
  }

  /// The programs that can be run.
  public Programs programs() {
    return programs;
  }

  /// Puts a file where processes of all hosts begin.
  ///
  /// @param listed whether it is seen in the directory, too
  public void provide(String name, byte[] bytes, boolean listed, Ownership own) {
    files.provide(name, bytes, listed, own);
  }

  /// How many processes and threads there have been.
  public int forks() {
    return lastPid - Process.INIT;
  }

  FileSystem files() {
    return files;
  }

  public Collection<Process> all() {
    return table.all();
  }

  /// Those of all processes that have not ended.
  public List<AddressSpace> addressSpaces() {
    return all().stream().filter(process -> !process.zombie).map(Process::memory).toList();
  }

  /// The processes of a host, by rising number: always the same collection.
  public Collection<Process> on(int host) {
    return table.on(host);
  }

  /// The same as what wait formulas mean.
  public Standing standing(int host) {
    return table.standing(host);
  }

  public @Nullable Process get(int pid) {
    return table.get(pid);
  }

  /// The process with a number on a host, or null: numbers are not given twice on the machine, but
  /// hosts do not see each other's processes.
  public @Nullable Process on(int host, int pid) {
    Process found = table.get(pid);
    return found == null || found.host != host ? null : found;
  }

  /// Puts a process that is about to begin on a host, in the home there.
  public void place(Process process, int host) {
    process.host = host;
    process.enter(files.home(host));
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
    Image image = programs.at(path);
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
    Descriptors descriptors = new Descriptors();
    streams.forEach(descriptors::open);
    Process process =
        new Process(
            pid,
            Process.INIT,
            name,
            index,
            count,
            memory,
            descriptors,
            new ProcessSignals(),
            files.home(0));
    process.executable = programs.shared(path);
    if (frames.isUnprotected()) {
      process.rights = Rights.ALL;
      process.rights.applyTo(context);
    }
    note(process, arguments);
    add(process, context, new TaskSignals());
    if (table.size() > Residents.MOST) {
      residents.rest(process);
    }
    return process;
  }

  private Console console(int stream) {
    return new Console(
        stream,
        scheduler,
        events,
        bytes -> input.read(bytes),
        counters,
        (task, request, argument) -> terminal.control(task, request, argument));
  }

  /// The console as `/dev/tty` opens it.
  public Console console() {
    return console(1);
  }

  @Nullable AddressSpace load(Image image) {
    return AddressSpace.of(frames, image);
  }

  /// Sets how processes that are created from now on run.
  public void translate(Translations how) {
    residents.translate(how);
  }

  /// Those that have a user side.
  public Residents residents() {
    return residents;
  }

  /// Lets the machine have users.
  public void settle(Accounts accounts) {
    this.accounts = accounts;
    files.settle(accounts);
  }

  /// The users and groups of the machine.
  public Accounts accounts() {
    return accounts;
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

  /// The child of a fork: its pid, or -1 when memory is out.
  int fork(Task task) {
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
    oomAdjustment(child, oomAdjustment(parent));
    ownLimits.inherit(child, parent);
    child.umask = parent.umask;
    child.host = parent.host;
    child.credentials = parent.credentials;
    child.executable = parent.executable;
    Context context = task.context().copy();
    context.complete(0);
    child.rights = parent.rights;
    child.group = parent.group;
    child.session = parent.session;
    parent.add(child);
    parent.waitObjects().forEach((address, object) -> child.put(address, object.forked(child)));
    Task first = add(child, context, task.signals.inherit(true)).tasks.getFirst();
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

  /// Notes the arguments that a process's program was given.
  void note(Process process, List<String> given) {
    if (given.equals(List.of(baseName(process)))) {
      arguments.remove(process.pid());
    } else {
      arguments.put(process.pid(), given);
    }
  }

  /// The arguments that a process's program was given; a zombie has none. One that runs its
  /// parent's program has its parent's, or only the name once the parent has ended.
  public List<String> arguments(Process process) {
    Process from = process;
    while (!from.zombie && !arguments.containsKey(from.pid()) && !from.hasExecuted) {
      Process parent = table.get(from.parent);
      if (parent == null) {
        break;
      }
      from = parent;
    }
    return process.zombie
        ? List.of()
        : arguments.getOrDefault(from.pid(), List.of(baseName(process)));
  }

  /// A task has come to what others wait for in a way that is not seen in its program, such as a
  /// path that it has read: all who wait are judged anew.
  public void unforeseen(Task task) {
    for (Process process : all()) {
      if (process != task.process() && process.tasks.stream().anyMatch(t -> t.fate != null)) {
        process.surprising = true;
        lost(process);
      }
    }
  }

  /// Limits that few processes set.
  public OwnLimits ownLimits() {
    return ownLimits;
  }

  /// How much more a process seems to take when one is chosen to be ended because memory is out, in
  /// thousandths of memory and swap (`oom_score_adj` of `proc(5)`).
  public int oomAdjustment(Process process) {
    return oomAdjustments.getOrDefault(process.pid(), 0);
  }

  /// Sets what [#oomAdjustment] says; children have it, too.
  public void oomAdjustment(Process process, int thousandths) {
    if (thousandths == 0) {
      oomAdjustments.remove(process.pid());
      ownLimits.forget(process);
    } else {
      oomAdjustments.put(process.pid(), thousandths);
    }
  }

  private static String baseName(Process process) {
    return process.executable.substring(process.executable.lastIndexOf('/') + 1);
  }

  /// The process whose call is being carried out.
  public @Nullable Process current() {
    return current;
  }

  /// The credentials of the process whose call is being carried out.
  public Credentials callersCredentials() {
    return current == null ? Credentials.SYSTEM : current.credentials;
  }

  /// The name of that process, or the empty string.
  public String callersName() {
    return current == null ? "" : current.name();
  }

  /// Says whose call will be carried out next.
  public void current(Process process) {
    current = process;
  }

  /// The next number for a process or thread.
  public int nextTid() {
    return ++lastPid;
  }

  /// Adds something that is done when a process ends, before its files are closed.
  public void atEnd(Consumer<Process> action) {
    processEnds.add(action);
  }

  /// The process has given handles back, or has lost a task.
  public void lost(Process process) {
    if (!losses.contains(process)) {
      losses.add(process);
    }
  }

  /// Whether [#lost] has named any since they were taken last.
  public boolean hasLosses() {
    return !losses.isEmpty() || !handedOn.isEmpty();
  }

  /// Whoever had the object has let it go, and those in its queue depend on the next one.
  public void handOn(WaitObject object) {
    if (handedOn.isEmpty()) {
      handedOn = new ArrayList<>(1);
    }
    handedOn.add(object);
  }

  /// Those that [#handOn] named since they were taken last.
  public List<WaitObject> takeHandedOn() {
    List<WaitObject> taken = handedOn;
    handedOn = List.of();
    return taken;
  }

  /// Those that [#lost] named since they were taken last.
  public List<Process> takeLosses() {
    if (losses.isEmpty()) {
      return List.of();
    }
    List<Process> taken = losses;
    losses = new ArrayList<>(2);
    return taken;
  }

  /// Adds what is done when a task has ended, or is about to run another program, while its memory
  /// is still there.
  public void atTaskEnd(Consumer<Task> action) {
    ends.add(action);
  }

  /// A task leaves its memory.
  void leaves(Task task) {
    ends.forEach(action -> action.accept(task));
  }

  /// The task with this number, or null.
  public @Nullable Task task(int tid) {
    Process namesake = table.get(tid);
    Task first = namesake == null ? null : task(namesake, tid);
    for (Process process : first == null && tid > 0 ? all() : List.<Process>of()) {
      first = first == null ? task(process, tid) : first;
    }
    return first;
  }

  /// The task with this number if it is on a host, or null.
  public @Nullable Task task(int host, int tid) {
    Task found = task(tid);
    return found == null || found.process().host != host ? null : found;
  }

  private static @Nullable Task task(Process process, int tid) {
    for (Task task : process.tasks) {
      if (task.tid() == tid) {
        return task;
      }
    }
    return null;
  }

  /// What the console is as a terminal.
  public void terminal(Console.Control console) {
    terminal = console;
  }

  /// Where processes read what is typed.
  public void input(Input source) {
    input = source;
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

  /// A fatal signal that a process has brought on itself takes effect at once.
  ///
  /// @return whether the process has ended
  public boolean endIfDying(Process process) {
    if (process.fatalSignal != 0 && !process.zombie) {
      end(process, process.fatalSignal);
    }
    return process.zombie;
  }

  /// Ends a process that is at rest: closes its files, gives its memory back, hands its children to
  /// init and tells its parent.
  ///
  /// @param status as `wait(2)` gives it
  public void end(Process process, int status) {
    for (Task task : process.tasks) {
      scheduler.facts().ordering().releases(task, process);
      scheduler.remove(task);
      Reliance.leaveAll(task);
      task.holdings().forEach(holding -> scheduler.wake(holding.object().queue()));
      process.keepTime(task);
    }
    process.tasks.forEach(this::leaves);
    lost(process);
    signals.jobControl().ending(process);
    residents.leave(process);
    process.removeTasks();
    process.retryNone();
    leave(process);
    process.signals.stopTimers();
    process.zombie = true;
    arguments.remove(process.pid());
    oomAdjustments.remove(process.pid());
    ownLimits.forget(process);
    process.status = status;
    events.accept(
        new Event.ProcessExited(
            scheduler.now(), process.pid(), status, process.credentials.ruid()));
    Process before = current;
    current = process;
    processEnds.forEach(action -> action.accept(process));
    process.tellEnd(scheduler);
    process.descriptors().closeAll();
    process.memory().release();
    current = before;
    for (Process child : process.children()) {
      process.remove(child);
      child.parent = Process.INIT;
      child.adopted = true;
      if (child.signals.ofParentsEnd != 0 && !child.zombie) {
        int signal = child.signals.ofParentsEnd;
        signals.send(child, SignalInfo.from(process, signal, SignalInfo.SI_USER, 0));
      }
      if (child.zombie) {
        forget(child);
      }
    }
    tellParent(process);
  }

  private void tellParent(Process process) {
    int signal = process.status & 0x7F;
    int status = signal == 0 ? process.status >> 8 : signal;
    signals.tellParent(
        process, signal == 0 ? SignalInfo.CLD_EXITED : SignalInfo.CLD_KILLED, status);
    if (process.parent == Process.INIT) {
      forget(process);
      return;
    }
    Process parent = table.get(process.parent);
    if (parent != null && parent.signals.reapsByItself()) {
      reap(parent, process);
    }
  }

  /// Starts a thread.
  public void add(Task task) {
    task.process().add(task);
    events.accept(new Event.ThreadCreated(scheduler.now(), task.tid(), task.process().pid()));
    scheduler.ready(task);
  }

  /// Ends one thread of several. What it still held stays taken for ever.
  public void end(Task task) {
    Process process = task.process();
    Ordering ordering = scheduler.facts().ordering();
    ordering.releases(task, new Ordering.Part(process, task.tid()));
    ordering.releases(task, process);
    for (Holding holding : task.holdings()) {
      scheduler.wake(holding.object().queue());
      holding.object().abandoned = new WaitObject.Deed(task.tid(), holding.place(), holding.time());
    }
    scheduler.remove(task);
    leaves(task);
    Reliance.leaveAll(task);
    process.remove(task);
    process.retryNever(task);
    process.keepTime(task);
    signals.lookAgain(process);
    lost(process);
    events.accept(new Event.ThreadExited(scheduler.now(), task.tid()));
    scheduler.wake(process.threads().ends);
  }

  /// Ends all threads of a process but one, as `execve(2)` does. The process must be at rest.
  void endOtherThreads(Task survivor) {
    for (Task task : List.copyOf(survivor.process().tasks)) {
      if (task != survivor) {
        end(task);
      }
    }
  }

  /// Takes a process away from what it waited on by address.
  static void leave(Process process) {
    process.waitObjects().values().forEach(object -> object.left(process));
    process.clearWaitObjects();
  }

  /// Forgets a zombie that has been waited for.
  void reap(Process parent, Process child) {
    parent.remove(child);
    parent.keepTime(child);
    forget(child);
  }

  private void forget(Process zombie) {
    table.remove(zombie.pid());
    zombie.reaped = true;
    zombie.tellEnd(scheduler);
  }
}
