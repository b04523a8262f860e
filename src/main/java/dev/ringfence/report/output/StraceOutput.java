package dev.ringfence.report.output;

import dev.ringfence.event.Event;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.report.observation.StraceView;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The system calls of a run in the form of `strace -f`.
final class StraceOutput implements Output {
  /// Characters that are written together.
  private static final int BUFFER = 1 << 13;

  private final StraceView view;

  StraceOutput(OutputStream out) {
    view = new StraceView(new PrintStream(out, false, StandardCharsets.UTF_8), BUFFER);
  }

  @Override
  public Steps steps() {
    return Steps.OF_CALLS;
  }

  @Override
  public boolean describesCalls() {
    return true;
  }

  @Override
  public void accept(Event event) {
    view.accept(event);
  }

  @Override
  public void ended(Ended run) {
    view.finish();
  }
}
