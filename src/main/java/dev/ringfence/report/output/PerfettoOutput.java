package dev.ringfence.report.output;

import dev.ringfence.core.Nanos;
import dev.ringfence.core.Signal;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.event.ObjectEvent;
import dev.ringfence.event.ProgramEvent;
import dev.ringfence.machine.Profile;
import dev.ringfence.report.output.Packets.Track;
import dev.ringfence.report.output.PerfettoTask.State;
import dev.ringfence.scenario.Simulation;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A run as a trace for Perfetto (ui.perfetto.dev): who is on which CPU; of each thread the calls
/// and what it does otherwise; counters; and flows from who ends a wait to whose wait it was.
final class PerfettoOutput implements Output {
  private static final int INIT = 1;

  /// The most slices and instants; what comes after them is left out.
  static final int MOST = 1_000_000;

  private final Packets packets;
  private final PerfettoSlices slices;
  private final PerfettoCounters counters;
  private final Names names = new Names();
  private final Map<Integer, PerfettoTask> tasks = new HashMap<>();
  private final Map<Integer, Track> processes = new HashMap<>();
  private final Map<Integer, Track> cpus = new TreeMap<>();

  /// The CPUs on whose tracks a slice is open.
  private final Map<Integer, Track> busy = new TreeMap<>();

  private final Track machine;
  private volatile @Nullable Profile profile;
  private long lastFlow;

  PerfettoOutput(OutputStream out) {
    this(out, MOST);
  }

  PerfettoOutput(OutputStream out, int most) {
    packets = new Packets(out);
    slices = new PerfettoSlices(packets, most);
    machine = packets.named(null, "machine");
    counters = new PerfettoCounters(packets, slices, machine);
  }

  @Override
  public Steps steps() {
    return Steps.OF_OBJECTS;
  }

  @Override
  public boolean describesCalls() {
    return true;
  }

  @Override
  public void prepare(Simulation simulation) {
    profile = simulation.workload().profile();
    names.prepare(simulation);
    simulation.kernel().probes().watchFrames();
  }

  private long nanos(long cycles) {
    Profile known = profile;
    return known == null ? 0 : known.nanos(cycles);
  }

  @Override
  public void accept(Event event) {
    names.accept(event);
    long time = nanos(event.time());
    counters.pass(time);
    switch (event) {
      case Event.ProcessCreated created -> {
        created(created.pid(), created.pid());
        if (created.parent() == INIT) {
          enters(time, created.pid(), State.RUNNABLE, "runnable", null);
        }
      }
      case Event.ThreadCreated created -> created(created.tid(), created.pid());
      case Event.ProcessExited exited -> exited(time, exited);
      case Event.ThreadExited exited -> ends(time, exited.tid());
      case Event.CallEntered entered ->
          task(entered.tid()).entered(time, entered, names.place(entered.tid(), entered.line()));
      case Event.CallReturned returned ->
          task(returned.tid()).returned(nanos(returned.resumed()), returned);
      case Event.CallBlocked blocked -> blocked(time, blocked);
      case Event.Dispatched dispatched -> dispatched(time, dispatched);
      case Event.FaultRaised fault -> fault(time, fault);
      case Event.SignalSent sent -> signal(time, sent);
      case ProgramEvent.FramesUsed used -> counters.frames(used.frames());
      case Event.Stuck stuck -> stuck.tids().forEach(tid -> stuck(time, tid));
      case ObjectEvent.Left left -> left(time, left);
      case ObjectEvent.Woken woken ->
          readied(time, woken.tid(), woken.by(), nanos(woken.at()), woken.line(), "wakes");
      case ObjectEvent.Readied readied ->
          readied(time, readied.tid(), readied.by(), time, -1, "starts");
      case ObjectEvent.Paused paused ->
          enters(time, paused.tid(), State.BLOCKED, "blocked: " + paused.name(), null);
      case ObjectEvent.Level level -> counters.level(time, level);
      default -> {}
    }
  }

  private PerfettoTask created(int tid, int pid) {
    Track process = processes.computeIfAbsent(pid, _ -> packets.process(pid, names.label(pid)));
    String name = names.label(pid) + (tid == pid ? "" : " thread " + tid);
    Track calls = packets.thread(process, pid, tid, name);
    Track states = packets.named(calls, "state");
    PerfettoTask task = new PerfettoTask(names.task(tid), calls, states, slices);
    tasks.put(tid, task);
    return task;
  }

  private PerfettoTask task(int tid) {
    PerfettoTask known = tasks.get(tid);
    return known == null ? created(tid, names.pid(tid)) : known;
  }

  private void exited(long time, Event.ProcessExited exited) {
    names.threads(exited.pid()).forEach(tid -> ends(time, tid));
  }

  /// Who has ended may still be named as who has ended the wait of another.
  private void ends(long time, int tid) {
    PerfettoTask task = slices.hasRoom(2) ? tasks.get(tid) : tasks.remove(tid);
    if (task != null) {
      counters.changes(task.state, State.NONE);
      task.ends(time);
    }
  }

  private void blocked(long time, Event.CallBlocked blocked) {
    String place = names.place(blocked.tid(), blocked.line());
    enters(time, blocked.tid(), State.BLOCKED, "blocked: " + blocked.reason(), place);
  }

  private void dispatched(long time, Event.Dispatched dispatched) {
    PerfettoTask task = task(dispatched.tid());
    task.dispatched(time);
    int cpu = dispatched.cpu();
    Track track = cpus.computeIfAbsent(cpu, _ -> packets.named(machine, "CPU " + cpu));
    idle(time, cpu);
    if (slices.begin(track, time, task.label)) {
      packets.with("tid", dispatched.tid()).write();
      busy.put(cpu, track);
    }
    enters(time, dispatched.tid(), State.RUNNING, "running on CPU " + cpu, null);
  }

  private void left(long time, ObjectEvent.Left left) {
    idle(time, left.cpu());
    PerfettoTask task = task(left.tid());
    counters.changes(task.state, State.NONE);
    task.leaves(time);
  }

  private void idle(long time, int cpu) {
    Track track = busy.remove(cpu);
    if (track != null) {
      slices.end(track, time).write();
    }
  }

  /// A task can go on: if somebody else has brought that about, a flow leads from there.
  ///
  /// @param by whose act that was, or 0
  /// @param at when, in nanoseconds
  /// @param line where in its program, or -1 if that is not known
  private void readied(long time, int tid, int by, long at, int line, String how) {
    PerfettoTask task = task(tid);
    PerfettoTask waker = by == 0 || by == tid ? null : tasks.get(by);
    if (waker == null && task.state == State.RUNNABLE) {
      return;
    }
    long flow = 0;
    if (waker != null && slices.hasRoom(2)) {
      flow = ++lastFlow;
      waker.passes(at);
      slices.instant(waker.calls, at, how);
      packets.with("whom", task.label).flowFrom(flow);
      if (line >= 0) {
        packets.with("line", names.place(by, line));
      }
      packets.write();
    }
    Packets runnable = begins(time, task, State.RUNNABLE, "runnable");
    if (runnable != null) {
      if (waker != null) {
        runnable.with("by", waker.label);
      }
      (flow == 0 ? runnable : runnable.flowTo(flow)).write();
    }
  }

  private void enters(long time, int tid, State state, String name, @Nullable String place) {
    Packets begun = begins(time, task(tid), state, name);
    if (begun != null) {
      (place == null ? begun : begun.with("line", place)).write();
    }
  }

  private @Nullable Packets begins(long time, PerfettoTask task, State state, String name) {
    counters.changes(task.state, state);
    return task.enters(time, state, name);
  }

  private void fault(long time, Event.FaultRaised fault) {
    PerfettoTask task = task(fault.tid());
    task.passes(time);
    Signal signal = Signal.of(fault.signal());
    if (slices.instant(task.calls, time, "exception " + fault.vector())) {
      packets
          .withText("address", "0x" + Long.toHexString(fault.address()))
          .with("signal", signal == null ? "none" : signal.name())
          .with("line", names.place(fault.tid(), fault.line()))
          .write();
    }
  }

  private void signal(long time, Event.SignalSent sent) {
    PerfettoTask task = task(sent.pid());
    task.passes(time);
    Signal signal = Signal.of(sent.signal());
    String name = signal == null ? "signal " + sent.signal() : signal.name();
    if (slices.instant(task.calls, time, name)) {
      packets.with("sender", sent.sender()).write();
    }
  }

  private void stuck(long time, int tid) {
    if (tasks.containsKey(tid) && slices.instant(task(tid).states, time, "stuck")) {
      packets.write();
    }
  }

  @Override
  public void ended(Ended run) {
    long end = run.outcome().virtualNanos();
    counters.finish(end);
    List.copyOf(busy.keySet()).forEach(cpu -> idle(end, cpu));
    new TreeMap<>(tasks).values().forEach(task -> task.ends(end));
    for (String note : notes()) {
      packets.instant(packets.named(null, "left out"), slices.since(), note).write();
    }
  }

  @Override
  public List<String> notes() {
    return slices.leftOut() == 0
        ? List.of()
        : List.of(
            "%,d slices from %s on are left out"
                .formatted(slices.leftOut(), Nanos.text(slices.since())));
  }
}
