package dev.ringfence.actor;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.memory.Shootdown;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.scenario.Simulation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/// The kernel. Each message is one trap; what the kernel wants done goes to the [ProcessActor]s.
///
/// Events leave in batches, the next one when the reader has taken the last. While too many wait,
/// traps are put off: a slow reader slows the simulation, but changes and loses nothing.
final class KernelActor extends ExtensibleBehavior<KernelActor.Command> implements Kernel.Effects {
  sealed interface Command {}

  /// The process's slice has ended.
  record Returned(Process process) implements Command {}

  /// The process has dropped the translations that it was told to.
  record Acknowledged(Process process) implements Command {}

  /// The reader of events can take the next batch.
  enum Taken implements Command {
    TAKEN
  }

  /// End the run as soon as all processes are back.
  record Stop(String reason) implements Command {}

  /// What goes to the reader of events.
  ///
  /// @param last whether the stream ends behind it
  record Batch(List<Event> events, boolean last) {}

  /// Makes the simulation whose kernel uses these effects and tells these events.
  interface Factory {
    Simulation make(Kernel.Effects effects, Consumer<Event> events);
  }

  private static final int USUAL_BATCH = 256;
  private static final int LARGEST_BATCH = 8192;
  private static final long PATIENCE_NANOS = 50_000_000;

  private final Simulation simulation;
  private final Kernel kernel;
  private final ActorRef<Batch> reader;
  private final ActorContext<Command> context;
  private final DispatcherSelector dispatcher;
  private final Consumer<Throwable> failed;
  private final Map<Process, ActorRef<ProcessActor.Command>> actors = new HashMap<>();
  private final Deque<Returned> putOff = new ArrayDeque<>();
  private List<Event> batch = new ArrayList<>();
  private boolean readerIsBusy;
  private int lent;
  private int handled;
  private long sent;

  private KernelActor(
      ActorContext<Command> context, Surroundings around, DispatcherSelector dispatcher) {
    this.context = context;
    this.dispatcher = dispatcher;
    this.failed = around::failed;
    this.reader = around.open(context.getSelf());
    this.simulation = around.make(this, event -> batch.add(event));
    this.kernel = simulation.kernel();
    around.made(simulation);
    kernel.boot();
  }

  /// What is around the actor: whoever wants the simulation to run.
  interface Surroundings extends Factory {
    /// Opens the stream of events.
    ///
    /// @param kernel is told when the reader has taken a batch
    ActorRef<Batch> open(ActorRef<Command> kernel);

    /// The simulation is there, and about to boot.
    void made(Simulation simulation);

    /// The kernel or a process has failed; the actor stops.
    void failed(Throwable failure);
  }

  static Behavior<Command> create(Surroundings around, DispatcherSelector dispatcher) {
    return Behaviors.setup(
        context -> {
          try {
            return new KernelActor(context, around, dispatcher);
          } catch (RuntimeException | Error e) {
            around.failed(e);
            throw e;
          }
        });
  }

  @Override
  public Behavior<Command> receive(TypedActorContext<Command> context, Command message) {
    try {
      return switch (message) {
        case Returned returned -> returned(returned);
        case Acknowledged acknowledged -> acknowledged(acknowledged);
        case Taken _ -> taken();
        case Stop stop -> stop(stop);
      };
    } catch (RuntimeException | Error e) {
      failed.accept(e);
      throw e;
    }
  }

  /// A process actor that ended of itself was told to; one that failed fails the kernel as well,
  /// which is never restarted: that would lose the simulated memory without a word.
  @Override
  public Behavior<Command> receiveSignal(TypedActorContext<Command> context, Signal signal) {
    if (signal instanceof ChildFailed child) {
      failed.accept(child.cause());
      return Behaviors.stopped();
    }
    return this;
  }

  private Behavior<Command> returned(Returned message) {
    if (batch.size() >= LARGEST_BATCH && readerIsBusy) {
      putOff.add(message);
      return this;
    }
    lent--;
    kernel.returned(message.process);
    return goOn();
  }

  private Behavior<Command> acknowledged(Acknowledged message) {
    lent--;
    kernel.acknowledged(message.process);
    return goOn();
  }

  private Behavior<Command> taken() {
    readerIsBusy = false;
    while (!putOff.isEmpty() && batch.size() < LARGEST_BATCH) {
      lent--;
      kernel.returned(putOff.remove().process);
    }
    return goOn();
  }

  private Behavior<Command> stop(Stop message) {
    kernel.stop(message.reason);
    return goOn();
  }

  private Behavior<Command> goOn() {
    boolean last = lent == 0 && putOff.isEmpty();
    if (!readerIsBusy && (last || batch.size() >= USUAL_BATCH || isLate())) {
      sent = System.nanoTime();
      reader.tell(new Batch(batch, last));
      batch = new ArrayList<>(batch.size());
      readerIsBusy = true;
      if (last) {
        return Behaviors.stopped();
      }
    }
    return this;
  }

  /// Whether events have waited for so long that somebody who watches would miss them. The clock is
  /// looked at now and then only.
  private boolean isLate() {
    return (++handled & 15) == 0 && !batch.isEmpty() && System.nanoTime() - sent > PATIENCE_NANOS;
  }

  @Override
  public void run(Process process) {
    lent++;
    actor(process).tell(ProcessActor.Run.RUN);
  }

  @Override
  public void shootdown(Process process, Shootdown shootdown) {
    lent++;
    actor(process).tell(new ProcessActor.Drop(shootdown));
  }

  @Override
  public void ended(Process process) {
    ActorRef<ProcessActor.Command> actor = actors.remove(process);
    if (actor != null) {
      actor.tell(ProcessActor.Stop.STOP);
    }
  }

  private ActorRef<ProcessActor.Command> actor(Process process) {
    return actors.computeIfAbsent(process, this::spawn);
  }

  private ActorRef<ProcessActor.Command> spawn(Process process) {
    ActorRef<ProcessActor.Command> actor =
        context.spawn(
            ProcessActor.create(process, context.getSelf()),
            "process-" + process.pid(),
            dispatcher);
    // A failure of a process actor is ours: it ends the kernel actor, too.
    context.watch(actor);
    return actor;
  }
}
