package dev.ringfence.report.output;

import dev.ringfence.event.Event;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.event.ObjectEvent;
import dev.ringfence.event.ProgramEvent;
import dev.ringfence.scenario.Simulation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Where processes were while they were not on CPUs, as stacks for flame graphs, with cycles. The
/// stack is that of the trap with which a task left its CPU, and exact; on top of it is what the
/// task waited for, or that it could go on and there was no CPU.
final class OffCpuOutput implements Output {
  private static final String RUNNABLE = "[runnable]";

  /// A task that is on no CPU.
  private static final class Absent {
    long since;
    String why;

    Absent(long since, String why) {
      this.since = since;
      this.why = why;
    }
  }

  private final OutputStream out;
  private final Names names = new Names();
  private final Map<Integer, String> stacks = new HashMap<>();
  private final Map<Integer, Absent> absent = new TreeMap<>();
  private final Weights weights = new Weights();

  OffCpuOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public Steps steps() {
    return Steps.OF_OBJECTS;
  }

  @Override
  public void prepare(Simulation simulation) {
    names.prepare(simulation);
    simulation.kernel().probes().sampleStacks();
  }

  @Override
  public void accept(Event event) {
    names.accept(event);
    switch (event) {
      case ProgramEvent.Sampled sampled -> stacks.put(sampled.tid(), sampled.stack());
      case Event.ProcessCreated created -> becomes(created.time(), created.pid(), RUNNABLE);
      case ObjectEvent.Left left -> becomes(left.time(), left.tid(), RUNNABLE);
      case Event.CallBlocked blocked ->
          becomes(blocked.time(), blocked.tid(), "[" + blocked.reason() + "]");
      case ObjectEvent.Paused paused ->
          becomes(paused.time(), paused.tid(), "[" + paused.name() + "]");
      case ObjectEvent.Woken woken -> becomes(woken.time(), woken.tid(), RUNNABLE);
      case ObjectEvent.Readied readied -> becomes(readied.time(), readied.tid(), RUNNABLE);
      case Event.Dispatched dispatched -> ends(dispatched.time(), dispatched.tid());
      case Event.ThreadExited exited -> ends(exited.time(), exited.tid());
      case Event.ProcessExited exited ->
          names.threads(exited.pid()).forEach(tid -> ends(exited.time(), tid));
      default -> {}
    }
  }

  private void becomes(long time, int tid, String why) {
    Absent now = absent.get(tid);
    if (now == null) {
      absent.put(tid, new Absent(time, why));
      return;
    }
    charge(time, tid, now);
    now.why = why;
  }

  private void ends(long time, int tid) {
    Absent now = absent.remove(tid);
    if (now != null) {
      charge(time, tid, now);
    }
  }

  private void charge(long time, int tid, Absent now) {
    if (time > now.since) {
      String stack = stacks.get(tid);
      String task = names.label(names.pid(tid)) + (stack == null ? "" : ";" + stack);
      weights.add(task + ";" + now.why, time - now.since);
      now.since = time;
    }
  }

  @Override
  public void ended(Ended run) throws IOException {
    Simulation simulation = run.simulation();
    long end = simulation == null ? 0 : simulation.kernel().now();
    absent.forEach((tid, now) -> charge(end, tid, now));
    weights.write(out);
  }
}
