package dev.ringfence.actor;

import dev.ringfence.kernel.memory.Shootdown;
import dev.ringfence.kernel.process.Process;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/// One simulated process. Between [Run] and the answer to it the process's user side is this
/// actor's alone; at all other times it is the kernel's.
final class ProcessActor extends ExtensibleBehavior<ProcessActor.Command> {
  sealed interface Command {}

  /// Execute until a thread traps or its slice ends, then pass the kernel's gate.
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
  private final KernelActor.Gate gate;

  private ProcessActor(
      Process process, ActorRef<KernelActor.Command> kernel, KernelActor.Gate gate) {
    this.process = process;
    this.kernel = kernel;
    this.gate = gate;
  }

  static Behavior<Command> create(
      Process process, ActorRef<KernelActor.Command> kernel, KernelActor.Gate gate) {
    return new ProcessActor(process, kernel, gate);
  }

  @Override
  public Behavior<Command> receive(TypedActorContext<Command> context, Command message) {
    switch (message) {
      case Run _ -> {
        do {
          process.user().run();
        } while (gate.pass(process));
      }
      case Drop drop -> {
        drop.shootdown.apply(process.user().mmu());
        kernel.tell(new KernelActor.Acknowledged(process));
      }
      case Stop _ -> {
        return Behaviors.stopped();
      }
    }
    return this;
  }

  @Override
  public Behavior<Command> receiveSignal(TypedActorContext<Command> context, Signal signal) {
    return this;
  }
}
