package dev.ringfence.cli;

import dev.ringfence.core.Nanos;
import dev.ringfence.event.Event;
import dev.ringfence.machine.Profile;
import java.util.function.Consumer;

/// One line on standard error that says how far a long run is: kept up to date on a terminal, a new
/// line every 30 seconds elsewhere.
final class Progress implements Consumer<Event> {
  private static final long SECOND = 1_000_000_000;
  private static final int LOOK = 0xFFF;

  private final Profile profile;
  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private final long start = System.nanoTime();
  private long next = start + (terminal ? 2 : 30) * SECOND;
  private long count;
  private boolean shown;

  Progress(Profile profile) {
    this.profile = profile;
  }

  @Override
  public void accept(Event event) {
    if ((++count & LOOK) != 0 && !(event instanceof Event.SliceEnded)) {
      return;
    }
    long now = System.nanoTime();
    if (now < next) {
      return;
    }
    next = now + (terminal ? SECOND / 4 : 30 * SECOND);
    String line =
        "%s of virtual time, %,d events, %d s"
            .formatted(Nanos.text(profile.nanos(event.time())), count, (now - start) / SECOND);
    if (terminal) {
      System.err.print("\r\u001b[K" + line);
      shown = true;
    } else {
      System.err.println(line);
    }
  }

  void finish() {
    if (shown) {
      System.err.print("\r\u001b[K");
    }
  }
}
