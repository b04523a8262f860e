package dev.ringfence.kernel.account;

import dev.ringfence.event.Events;
import dev.ringfence.event.ProgramEvent;
import dev.ringfence.kernel.memory.Frames;
import java.util.function.LongSupplier;

/// Tells how many frames of physical memory are in use, whenever that has changed
/// ([ProgramEvent.FramesUsed]).
public final class FrameGauge {
  private final Frames frames;
  private final Events events;
  private final LongSupplier now;
  private int last = -1;

  /// @param now tells the time of what is being handled
  public FrameGauge(Frames frames, Events events, LongSupplier now) {
    this.frames = frames;
    this.events = events;
    this.now = now;
  }

  /// A trap has been handled.
  public void handled() {
    int used = frames.inUse();
    if (used != last) {
      last = used;
      events.tell(new ProgramEvent.FramesUsed(now.getAsLong(), used));
    }
  }
}
