package dev.ringfence.actor;

import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;

/// Passes what an actor throws on to whoever waits for the run.
final class Failures extends BehaviorInterceptor<KernelActor.Command, KernelActor.Command> {
  private final CompletableFuture<Done> done;

  Failures(CompletableFuture<Done> done) {
    super(KernelActor.Command.class);
    this.done = done;
  }

  @Override
  public Behavior<KernelActor.Command> aroundStart(
      TypedActorContext<KernelActor.Command> context, PreStartTarget<KernelActor.Command> target) {
    try {
      return target.start(context);
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
      throw e;
    }
  }

  @Override
  public Behavior<KernelActor.Command> aroundReceive(
      TypedActorContext<KernelActor.Command> context,
      KernelActor.Command message,
      ReceiveTarget<KernelActor.Command> target) {
    try {
      return target.apply(context, message);
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
      throw e;
    }
  }
}
