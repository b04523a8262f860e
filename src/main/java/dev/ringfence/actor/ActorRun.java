package dev.ringfence.actor;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.scenario.Simulation;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.typed.javadsl.ActorSource;
import org.slf4j.LoggerFactory;

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
    IN_PLACE
  }

  /// Runs to the end, in the quickest way for so many threads.
  ///
  /// @param threads how many threads kernel and processes share
  public Simulation run(int threads) {
    return run(threads, threads == 1 ? Traps.IN_PLACE : Traps.AS_MESSAGES);
  }

  /// Runs to the end.
  public Simulation run(int threads, Traps traps) {
    // Logback is set up first, so that no thread of Pekko meets it half made.
    LoggerFactory.getILoggerFactory();
    ActorSystem<Void> system =
        ActorSystem.create(guardian(threads, traps), "ringfence", config(threads));
    try {
      done.join();
      return made.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
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

  private static Config config(int threads) {
    String pool = "ringfence.pool-dispatcher.fork-join-executor.parallelism-";
    return ConfigFactory.parseMap(Map.of(pool + "min", threads, pool + "max", threads))
        .withFallback(ConfigFactory.parseResources("ringfence.conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }

  private Behavior<Void> guardian(int threads, Traps traps) {
    return Behaviors.setup(
        context -> {
          String dispatcher = dispatcher(threads);
          kernel.complete(
              context.spawn(
                  KernelActor.create(new Around(context), dispatcher, traps == Traps.IN_PLACE),
                  "kernel",
                  DispatcherSelector.fromConfig(dispatcher)));
          return Behaviors.empty();
        });
  }

  /// What the kernel actor finds around itself.
  private final class Around implements KernelActor.Surroundings {
    private final ActorContext<Void> context;

    Around(ActorContext<Void> context) {
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
      ActorContext<Void> context, ActorRef<KernelActor.Command> self) {
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
