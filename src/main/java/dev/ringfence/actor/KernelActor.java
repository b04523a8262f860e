package dev.ringfence.actor;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.memory.Shootdown;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.user.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/// The kernel. Each message is one trap; what the kernel wants done goes to the [ProcessActor]s.
///
/// On an event loop a process may be lent the kernel's [Gate] with its slice: its traps are then
/// handled in place, as a real system call runs on the caller's CPU. If the kernel turns to another
/// process, whose actor rests, that one runs in the same turn, as after a context switch. Messages
/// are for when several are lent, and for now and then, so that others get their turn. The kernel
/// decides by virtual time alone, so the events are the same.
///
/// Events leave in batches, the next one when the reader has taken the last. While too many wait,
/// traps are put off: a slow reader slows the simulation, but changes and loses nothing.
final class KernelActor extends ExtensibleBehavior<KernelActor.Command> implements Kernel.Effects {
  sealed interface Command {}

  /// The process's slice has ended.
  ///
  /// @param beside whether it ran beside the loop
  record Returned(Process process, boolean beside) implements Command {}

  /// The process has dropped the translations that it was told to.
  record Acknowledged(Process process) implements Command {}

  /// The reader of events can take the next batch.
  enum Taken implements Command {
    TAKEN
  }

  /// A process has passed the gate in place, and no other is lent.
  enum Passed implements Command {
    PASSED
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

  /// Traps that a process may make in place before others get their turn.
  private static final int PASSES = 1024;

  /// Events that are worth a wake-up of their reader, and so many that the second-level cache still
  /// has them when it comes to them.
  private static final int USUAL_BATCH = 1024;

  private static final int LARGEST_BATCH = 2048;
  private static final long PATIENCE_NANOS = 50_000_000;

  private final Simulation simulation;
  private final Kernel kernel;
  private final ActorRef<Batch> reader;
  private final ActorRef<Command> self;
  private final Consumer<Throwable> failed;
  private final LongConsumer ended;
  private final ProcessActors actors;
  private final Deque<Returned> putOff = new ArrayDeque<>();
  private List<Event> batch = new ArrayList<>();
  private boolean readerIsBusy;
  private int lent;
  private int handled;
  private int passes;
  private final boolean usesOthers;
  private final List<Process> computing = new ArrayList<>();
  private int beside;
  private long besides;

  /// Whether a trap is being handled in place, and who is to run then in the same turn.
  private boolean passing;

  private @Nullable Process next;
  private long sent;

  private KernelActor(
      ActorContext<Command> context, Surroundings around, String dispatcher, boolean lendsGate) {
    this.self = context.getSelf();
    this.failed = around::failed;
    this.ended = around::ended;
    this.actors = new ProcessActors(Adapter.toClassic(context), new Gate(lendsGate), dispatcher);
    this.reader = around.open(self);
    this.simulation = around.make(this, event -> batch.add(event));
    this.kernel = simulation.kernel();
    this.usesOthers =
        lendsGate
            && simulation.workload().machine().cpus() > 1
            && Runtime.getRuntime().availableProcessors() > 1;
    around.made(simulation);
    kernel.boot();
    begin();
  }

  /// What is around the actor: whoever wants the simulation to run.
  interface Surroundings extends Factory {
    /// Opens the stream of events.
    ///
    /// @param kernel is told when the reader has taken a batch
    ActorRef<Batch> open(ActorRef<Command> kernel);

    /// The simulation is there, and about to boot.
    void made(Simulation simulation);

    /// The run has ended, and so many slices ran beside the loop, on other threads.
    void ended(long besides);

    /// The kernel or a process has failed; the actor stops.
    void failed(Throwable failure);
  }

  /// @param lendsGate whether processes, which then must share the kernel's thread, pass the gate
  ///     in place
  static Behavior<Command> create(Surroundings around, String dispatcher, boolean lendsGate) {
    return Behaviors.setup(
        context -> {
          try {
            return new KernelActor(context, around, dispatcher, lendsGate);
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
        case Passed _ -> goOn();
        case Stop stop -> stop(stop);
      };
    } catch (RuntimeException | Error e) {
      failed.accept(e);
      throw e;
    }
  }

  @Override
  public Behavior<Command> receiveSignal(TypedActorContext<Command> context, Signal signal) {
    return this;
  }

  /// Where processes enter the kernel. A failure of a process is ours: the kernel fails as well,
  /// and is never restarted, since that would lose the simulated memory without a word.
  private final class Gate implements ProcessActor.Gate {
    private final boolean inPlace;

    Gate(boolean inPlace) {
      this.inPlace = inPlace;
    }

    @Override
    public boolean isOpen(Context context) {
      return inPlace && !isBehind() && ++passes < PASSES && kernel.isOpen(context);
    }

    @Override
    public boolean pass(Context context) {
      boolean goesOn = kernel.pass(context);
      flush(false);
      return goesOn;
    }

    @Override
    public @Nullable Process pass(Process process) {
      if (inPlace && !isBehind() && ++passes < PASSES) {
        return KernelActor.this.pass(process);
      }
      passes = 0;
      self.tell(new Returned(process, false));
      return null;
    }

    @Override
    public void runBeside(Process process) {
      EventLoop.current()
          .beside(
              () -> {
                try {
                  process.user().run(CLOSED);
                  self.tell(new Returned(process, true));
                } catch (RuntimeException | Error e) {
                  fail(e);
                }
              });
    }

    @Override
    public void acknowledge(Process process) {
      self.tell(new Acknowledged(process));
    }

    @Override
    public void fail(Throwable failure) {
      failed.accept(failure);
    }
  }

  private @Nullable Process pass(Process process) {
    lent--;
    passing = true;
    kernel.returned(process);
    begin();
    passing = false;
    Process following = next;
    next = null;
    if (lent == 0) {
      self.tell(Passed.PASSED);
    } else {
      flush(false);
    }
    return following;
  }

  private Behavior<Command> returned(Returned message) {
    if (isBehind()) {
      putOff.add(message);
      return this;
    }
    takeBack(message);
    return goOn();
  }

  private void takeBack(Returned message) {
    lent--;
    beside -= message.beside ? 1 : 0;
    kernel.returned(message.process);
    begin();
  }

  /// Whether the reader of events has to catch up first.
  private boolean isBehind() {
    return readerIsBusy && batch.size() >= LARGEST_BATCH;
  }

  private Behavior<Command> acknowledged(Acknowledged message) {
    lent--;
    kernel.acknowledged(message.process);
    begin();
    return goOn();
  }

  private Behavior<Command> taken() {
    readerIsBusy = false;
    while (!putOff.isEmpty() && !isBehind()) {
      takeBack(putOff.remove());
    }
    return goOn();
  }

  private Behavior<Command> stop(Stop message) {
    kernel.stop(message.reason);
    return goOn();
  }

  private Behavior<Command> goOn() {
    boolean last = lent == 0 && putOff.isEmpty();
    if (flush(last) && last) {
      ended.accept(besides);
      return Behaviors.stopped();
    }
    return this;
  }

  /// Sends what has happened, if the reader is ready and there is enough of it.
  private boolean flush(boolean last) {
    if (readerIsBusy || !last && batch.size() < USUAL_BATCH && !isLate()) {
      return false;
    }
    sent = System.nanoTime();
    reader.tell(new Batch(batch, last));
    batch = new ArrayList<>(batch.size());
    readerIsBusy = true;
    return true;
  }

  /// Whether events have waited for so long that somebody who watches would miss them. The clock is
  /// looked at now and then only.
  private boolean isLate() {
    return (++handled & 15) == 0 && !batch.isEmpty() && System.nanoTime() - sent > PATIENCE_NANOS;
  }

  @Override
  public void run(Process process) {
    lent++;
    if (usesOthers && process.user().isComputing()) {
      computing.add(process);
    } else {
      begin(process);
    }
  }

  private void begin(Process process) {
    if (passing && next == null && actors.have(process)) {
      next = process;
    } else {
      actors.tell(process, ProcessActor.Run.RUN);
    }
  }

  /// Has those begin that were lent to compute. When there are several of them other cores help:
  /// it pays for long slices only, since a wake-up on another core costs as much as many traps.
  private void begin() {
    if (computing.isEmpty()) {
      return;
    }
    boolean several = computing.size() + beside > 1;
    for (Process process : computing) {
      if (several) {
        beside++;
        besides++;
        actors.tell(process, ProcessActor.Run.BESIDE);
      } else {
        begin(process);
      }
    }
    computing.clear();
  }

  @Override
  public void shootdown(Process process, Shootdown shootdown) {
    if (passing) {
      shootdown.apply(process.user().mmu());
      kernel.acknowledged(process);
      return;
    }
    lent++;
    actors.tell(process, new ProcessActor.Drop(shootdown));
  }

  @Override
  public void ended(Process process) {
    actors.ended(process);
  }
}
