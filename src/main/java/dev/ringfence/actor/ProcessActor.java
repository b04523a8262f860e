package dev.ringfence.actor;

import dev.ringfence.kernel.memory.Shootdown;
import dev.ringfence.kernel.process.Process;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/// One simulated process. Between [Run] and the answer to it the process's user side is this
/// actor's alone; at all other times it is the kernel's.
final class ProcessActor extends AbstractBehavior<ProcessActor.Command> {
  sealed interface Command {}

  /// Execute until a thread traps or its slice ends, then answer [KernelActor.Returned].
  enum Run implements Command {
    RUN
  }

  /// Drop translations, then answer [KernelActor.Acknowledged].
  record Drop(Shootdown shootdown) implements Command {}

  /// The process has ended.
  enum Stop implements Command {
    STOP
  }

  private final Process process;
  private final ActorRef<KernelActor.Command> kernel;
  private final KernelActor.Returned returned;

  private ProcessActor(
      ActorContext<Command> context, Process process, ActorRef<KernelActor.Command> kernel) {
    super(context);
    this.process = process;
    this.kernel = kernel;
    this.returned = new KernelActor.Returned(process);
  }

  static Behavior<Command> create(Process process, ActorRef<KernelActor.Command> kernel) {
    return Behaviors.setup(context -> new ProcessActor(context, process, kernel));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessageEquals(Run.RUN, this::run)
        .onMessage(Drop.class, this::drop)
        .onMessageEquals(Stop.STOP, Behaviors::stopped)
        .build();
  }

  private Behavior<Command> run() {
    process.user().run();
    kernel.tell(returned);
    return this;
  }

  private Behavior<Command> drop(Drop drop) {
    drop.shootdown.apply(process.user().mmu());
    kernel.tell(new KernelActor.Acknowledged(process));
    return this;
  }
}
