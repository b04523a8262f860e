package dev.ringfence.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Control-C: asks the run to stop, and lets it tell what was found so far before the process ends.
final class Interrupt {
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch told = new CountDownLatch(1);

  private Interrupt() {}

  /// @param stop asks the run to stop
  static Interrupt before(Runnable stop) {
    Interrupt interrupt = new Interrupt();
    Thread hook =
        new Thread(
            () -> {
              if (interrupt.told.getCount() == 0) {
                return;
              }
              stop.run();
              interrupt.await();
            });
    Runtime.getRuntime().addShutdownHook(hook);
    return interrupt;
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
  void done() {
    told.countDown();
  }
}
