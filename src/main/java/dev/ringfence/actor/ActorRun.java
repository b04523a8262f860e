package dev.ringfence.actor;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.scenario.Simulation;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.typed.javadsl.ActorSource;

/// Runs a simulation under actors, in an actor system of its own.
public final class ActorRun {
  private final KernelActor.Factory factory;
  private final Consumer<Event> views;
  private final CompletableFuture<Simulation> made = new CompletableFuture<>();
  private final CompletableFuture<Done> done = new CompletableFuture<>();
  private final CompletableFuture<ActorRef<KernelActor.Command>> kernel = new CompletableFuture<>();

  private volatile long besides;

  /// Makes the simulation, from the effects and events that it is given.
  public interface Factory extends KernelActor.Factory {}

  /// @param views get all events, in order, on one thread
  public ActorRun(Factory factory, Consumer<Event> views) {
    this.factory = factory;
    this.views = views;
  }

  /// How processes enter the kernel.
  public enum Traps {
    /// One message for each trap: the reference.
    AS_MESSAGES,
    /// In place, which needs one thread for all.
    IN_PLACE;

    /// The quickest way for so many threads.
    public static Traps quickest(int threads) {
      return threads == 1 ? IN_PLACE : AS_MESSAGES;
    }
  }

  /// Runs to the end, in the quickest way for so many threads.
  ///
  /// @param threads how many threads kernel and processes share
  public Simulation run(int threads) {
    return run(threads, Traps.quickest(threads));
  }

  /// Runs to the end, that of the actor system included.
  public Simulation run(int threads, Traps traps) {
    ActorRuntime runtime = ActorRuntime.start(threads);
    try (runtime) {
      return run(runtime, traps);
    } finally {
      runtime.awaitEnd();
    }
  }

  /// Runs to the end in a runtime, which is good for one run.
  public Simulation run(ActorRuntime runtime, Traps traps) {
    runtime.tell(context -> start(context, dispatcher(runtime.threads()), traps));
    Exhaustion exhaustion = new Exhaustion();
    try {
      exhaustion.await(done);
      return made.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      if (exhaustion.isFound()) {
        runtime.abandon();
      }
    }
  }

  /// How many slices of processes that compute ran on other threads than the kernel's.
  public long besides() {
    return besides;
  }

  /// Ends the run soon, with what was found so far; even one that has not begun.
  public void stop(String reason) {
    kernel.thenAccept(actor -> actor.tell(new KernelActor.Stop(reason)));
  }

  /// One thread is an event loop; several share a pool.
  private static String dispatcher(int threads) {
    return threads == 1 ? "ringfence.loop-dispatcher" : "ringfence.pool-dispatcher";
  }

  private void start(ActorContext<?> context, String dispatcher, Traps traps) {
    kernel.complete(
        context.spawn(
            KernelActor.create(new Around(context), dispatcher, traps == Traps.IN_PLACE),
            "kernel",
            DispatcherSelector.fromConfig(dispatcher)));
  }

  /// What the kernel actor finds around itself.
  private final class Around implements KernelActor.Surroundings {
    private final ActorContext<?> context;

    Around(ActorContext<?> context) {
      this.context = context;
    }

    @Override
    public Simulation make(Kernel.Effects effects, Consumer<Event> events) {
      return factory.make(effects, events);
    }

    @Override
    public void made(Simulation simulation) {
      made.complete(simulation);
    }

    @Override
    public void ended(long count) {
      besides = count;
    }

    @Override
    public void failed(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public ActorRef<KernelActor.Batch> open(ActorRef<KernelActor.Command> self) {
      return stream(context, self);
    }
  }

  private ActorRef<KernelActor.Batch> stream(
      ActorContext<?> context, ActorRef<KernelActor.Command> self) {
    var source =
        ActorSource.<KernelActor.Batch, KernelActor.Command>actorRefWithBackpressure(
            self, KernelActor.Taken.TAKEN, _ -> Optional.empty(), _ -> Optional.empty());
    var stream =
        source
            .takeWhile(batch -> !batch.last(), true)
            .toMat(
                Sink.foreach((KernelActor.Batch batch) -> batch.events().forEach(views)),
                org.apache.pekko.stream.javadsl.Keep.both())
            .run(Materializer.createMaterializer(context.getSystem()));
    CompletionStage<Done> finished = stream.second();
    finished.whenComplete(
        (end, failure) -> {
          if (failure != null) {
            done.completeExceptionally(failure);
          } else {
            done.complete(end);
          }
        });
    return stream.first();
  }
}
