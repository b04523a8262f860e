package dev.ringfence.kernel.process;

import dev.ringfence.event.Counters;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.access.Accounts;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.access.Policy;
import dev.ringfence.kernel.file.StandardStreams;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Ownership;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.process.program.Programs;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.Signals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The processes of the machine: who lives, whose call is being carried out, who has given
/// something back; with those who make them ([Creation]), end them ([Termination]) and send them
/// signals.
public final class Processes {
  private final Residents residents;
  private final FileSystem files;
  private final Programs programs;
  private final ProcessTable table;
  private final StandardStreams streams;
  private final Creation creation;
  private final Termination termination;
  private final Signals signals;
  private final Policy policy;

  private final Arguments arguments;
  private final Map<Integer, Integer> oomAdjustments = new HashMap<>();
  private final OwnLimits ownLimits = new OwnLimits();

  private final List<Process> losses = new ArrayList<>(2);
  private final List<WaitObject> handedOn = new ArrayList<>(2);
  private @Nullable Process current;
  private Accounts accounts = Accounts.USUAL;
  private Hypothesis hypothesis = Hypothesis.NONE;

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
    this.residents = residents;
    table = new ProcessTable(hosts);
    programs = new Programs(files, frames);
    arguments = new Arguments(table);
    streams = new StandardStreams(scheduler, events, counters);
    creation = new Creation(this, table, frames, scheduler, files, streams, events);
    termination = new Termination(this, table, scheduler, events);
    signals = new Signals(this, scheduler, events);
    policy = new Policy(scheduler::now, events);
  }

  /// Makes processes and threads.
  public Creation creation() {
    return creation;
  }

  /// Ends processes and threads.
  public Termination termination() {
    return termination;
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

  /// The console that the scenario's processes begin with.
  public StandardStreams streams() {
    return streams;
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

  public FileSystem files() {
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

  /// What programs were given.
  public Arguments arguments() {
    return arguments;
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
    } else {
      oomAdjustments.put(process.pid(), thousandths);
    }
  }

  /// A process has ended, and what is kept here for few is of no more use.
  void forget(Process process) {
    arguments.forget(process);
    oomAdjustments.remove(process.pid());
    ownLimits.forget(process);
  }

  /// The process whose call is being carried out, or null.
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
  public void current(@Nullable Process process) {
    current = process;
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
    handedOn.add(object);
  }

  /// Moves those that [#handOn] and [#lost] have named since to lists.
  public void takeLosses(List<WaitObject> objects, List<Process> lost) {
    for (int i = 0; i < handedOn.size(); i++) {
      objects.add(handedOn.get(i));
    }
    handedOn.clear();
    for (int i = 0; i < losses.size(); i++) {
      lost.add(losses.get(i));
    }
    losses.clear();
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
}
