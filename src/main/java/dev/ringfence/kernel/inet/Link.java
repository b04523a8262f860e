package dev.ringfence.kernel.inet;

import dev.ringfence.kernel.sched.Alarm;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The way from one host to another. Packets are put on it one after another, as fast as its
/// bandwidth allows, and do not overtake each other.
final class Link {
  private record Packet(long time, Runnable arrival) {}

  private final Scheduler scheduler;
  private final NetworkSettings settings;
  private final Deque<Packet> underWay = new ArrayDeque<>();
  private final Alarm alarm = new Alarm(0, this::arrived);
  private long free;
  private long last;

  Link(Scheduler scheduler, NetworkSettings settings) {
    this.scheduler = scheduler;
    this.settings = settings;
  }

  /// Sends a packet.
  ///
  /// @param jitter what it takes beyond the latency
  /// @param arrival what is done when it has come; null if it gets lost
  void take(int size, long jitter, @Nullable Runnable arrival) {
    free = Math.max(free, scheduler.now()) + size * settings.cyclesPerMegabyte() / 1_000_000;
    if (arrival != null) {
      last = Math.max(last, Math.max(free + settings.latency() + jitter, scheduler.now() + 1));
      underWay.add(new Packet(last, arrival));
      if (underWay.size() == 1) {
        scheduler.set(alarm, last);
      }
    }
  }

  private void arrived() {
    long now = scheduler.now();
    for (Packet next = underWay.peek(); next != null && next.time <= now; next = underWay.peek()) {
      underWay.remove();
      next.arrival.run();
    }
    Packet next = underWay.peek();
    if (next != null) {
      scheduler.set(alarm, next.time);
    }
  }
}
