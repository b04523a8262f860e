package dev.ringfence.actor;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.LoggerFactory;

/// An actor system for one run. It starts on a thread of its own, so that programs can be compiled
/// meanwhile.
public final class ActorRuntime implements AutoCloseable {
  /// What the system's first actor is to do.
  record Start(Consumer<ActorContext<Start>> how) {}

  private static final long PATIENCE_SECONDS = 10;

  private final int threads;
  private final CompletableFuture<ActorSystem<Start>> system = new CompletableFuture<>();

  private volatile boolean abandoned;

  private ActorRuntime(int threads) {
    this.threads = threads;
  }

  /// @param threads how many threads kernel and processes share
  public static ActorRuntime start(int threads) {
    ActorRuntime runtime = new ActorRuntime(threads);
    Thread.ofPlatform().daemon().name("actors").start(runtime::create);
    return runtime;
  }

  private void create() {
    try {
      // Logback is set up first, so that no thread of Pekko meets it half made.
      LoggerFactory.getILoggerFactory();
      system.complete(ActorSystem.create(guardian(), "ringfence", config(threads)));
    } catch (RuntimeException | Error e) {
      system.completeExceptionally(e);
    }
  }

  int threads() {
    return threads;
  }

  /// Has the first actor do something.
  void tell(Consumer<ActorContext<Start>> how) {
    try {
      system.join().tell(new Start(how));
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /// Says that the system may not be able to end, for want of memory.
  void abandon() {
    abandoned = true;
  }

  /// Has the system end soon, which takes long with a million actors: a JVM that is about to end
  /// need not wait for it.
  @Override
  public void close() {
    if (!abandoned) {
      system.thenAccept(ActorSystem::terminate);
    }
  }

  /// Waits until a system that was closed has ended; not for ever, since a thread that has failed
  /// may never end it.
  void awaitEnd() {
    if (!abandoned && system.isDone() && !system.isCompletedExceptionally()) {
      system
          .join()
          .getWhenTerminated()
          .toCompletableFuture()
          .completeOnTimeout(Done.getInstance(), PATIENCE_SECONDS, TimeUnit.SECONDS)
          .join();
    }
  }

  private static Behavior<Start> guardian() {
    return Behaviors.setup(
        context ->
            Behaviors.receiveMessage(
                start -> {
                  start.how.accept(context);
                  return Behaviors.same();
                }));
  }

  private static Config config(int threads) {
    String pool = "ringfence.pool-dispatcher.fork-join-executor.parallelism-";
    return ConfigFactory.parseMap(Map.of(pool + "min", threads, pool + "max", threads))
        .withFallback(ConfigFactory.parseResources("ringfence.conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }
}
