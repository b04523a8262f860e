package dev.ringfence.cli;

import dev.ringfence.core.Nanos;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.machine.Profile;
import dev.ringfence.report.observation.Observer;
import dev.ringfence.scenario.Simulation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One line on standard error that says how far a long run is: kept up to date on a terminal, a new
/// line every 30 seconds elsewhere. It looks at the kernel's clock from a thread of its own, which
/// changes nothing.
final class Progress implements Observer {
  private static final long SECOND = 1000;

  private final Profile profile;
  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private final long start = System.nanoTime();
  private final Supplier<String> more;
  private @Nullable Thread thread;

  Progress(Profile profile) {
    this(profile, () -> "");
  }

  /// @param more what the line ends with
  Progress(Profile profile, Supplier<String> more) {
    this.profile = profile;
    this.more = more;
  }

  @Override
  public void prepare(Simulation simulation) {
    watch(simulation.kernel());
  }

  /// Begins to tell of the kernel.
  void watch(Kernel kernel) {
    thread = Thread.ofPlatform().daemon().name("progress").start(() -> tell(kernel));
  }

  private void tell(Kernel kernel) {
    try {
      Thread.sleep((terminal ? 2 : 30) * SECOND);
      while (true) {
        String line =
            "%s of virtual time, %,d events, %d s%s"
                .formatted(
                    Nanos.text(profile.nanos(kernel.now())),
                    kernel.events().count(),
                    (System.nanoTime() - start) / 1_000_000_000,
                    more.get());
        if (terminal) {
          System.err.print("\r\u001b[K" + line);
        } else {
          System.err.println(line);
        }
        Thread.sleep(terminal ? SECOND / 4 : 30 * SECOND);
      }
    } catch (InterruptedException _) {
      if (terminal) {
        System.err.print("\r\u001b[K");
      }
    }
  }

  /// Ends, and leaves nothing on a terminal.
  @Override
  public void close() {
    Thread teller = thread;
    if (teller != null) {
      teller.interrupt();
      try {
        teller.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
