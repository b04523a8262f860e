package dev.ringfence.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Control-C: asks the run to stop, and lets it tell what was found so far before the process ends.
/// It may come before there is a run.
final class Interrupt implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch told = new CountDownLatch(1);
  private final CompletableFuture<Void> asked = new CompletableFuture<>();

  private Interrupt() {}

  /// Begins to listen.
  static Interrupt listen() {
    Interrupt interrupt = new Interrupt();
    Thread hook =
        new Thread(
            () -> {
              if (interrupt.told.getCount() == 0) {
                return;
              }
              interrupt.asked.complete(null);
              interrupt.await();
            });
    Runtime.getRuntime().addShutdownHook(hook);
    return interrupt;
  }

  /// @param stop asks the run to stop
  void stops(Runnable stop) {
    asked.thenRun(stop);
  }

  private void await() {
    try {
      if (told.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.out.flush();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The run has told all it has to tell.
  @Override
  public void close() {
    told.countDown();
  }
}
