package dev.ringfence.report.output;

import dev.ringfence.event.Event;
import dev.ringfence.event.ProgramEvent;
import dev.ringfence.scenario.Simulation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/// Where processes were while they were on CPUs, as stacks for flame graphs: a line for each stack,
/// with cycles. What the kernel spent is a function of its own on top, `call_[k]`, by the call's
/// stack, to the cycle. What the program spent between two traps is charged to its stack at the
/// second; so all of it is charged, to functions as exactly as they trap.
final class FoldedOutput implements Output {
  /// What was charged for a task's last trap, and what it had spent till then.
  private record Last(long cpuTime, long inKernel) {}

  private final OutputStream out;
  private final Names names = new Names();
  private final Map<Integer, Last> lasts = new HashMap<>();
  private final Weights weights = new Weights();

  FoldedOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void prepare(Simulation simulation) {
    names.prepare(simulation);
    simulation.kernel().probes().sampleStacks();
  }

  @Override
  public void accept(Event event) {
    names.accept(event);
    if (event instanceof ProgramEvent.Sampled sampled) {
      Last last = lasts.getOrDefault(sampled.tid(), new Last(0, 0));
      long user = sampled.cpuTime() - last.cpuTime - last.inKernel;
      String stack = names.label(names.pid(sampled.tid())) + ";" + sampled.stack();
      weights.add(stack, user);
      weights.add(stack + ";" + sampled.what() + "_[k]", sampled.inKernel());
      lasts.put(sampled.tid(), new Last(sampled.cpuTime(), sampled.inKernel()));
    }
  }

  @Override
  public void ended(Ended run) throws IOException {
    weights.write(out);
  }
}
