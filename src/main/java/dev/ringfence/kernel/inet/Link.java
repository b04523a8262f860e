package dev.ringfence.kernel.inet;

import dev.ringfence.kernel.sched.Alarm;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The way from one host to another. Packets are put on it one after another, as fast as its
/// bandwidth allows, and do not overtake each other. Those that would wait behind too many others
/// are dropped.
final class Link {
  /// How long a packet waits at most: until so many bytes have been put on the link, 1000 frames of
  /// Ethernet (`txqueuelen` of Linux).
  private static final long QUEUE = 1000 * 1500;

  /// How many packets are on their way at most.
  private static final int MOST = 100_000;

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
  /// @return whether it is under way
  boolean take(int size, long jitter, @Nullable Runnable arrival) {
    long now = scheduler.now();
    if (free - now > cycles(QUEUE) || underWay.size() >= MOST) {
      return false;
    }
    free = Math.max(free, now) + cycles(size);
    if (arrival == null) {
      return false;
    }
    last = Math.max(last, Math.max(free + settings.latency() + jitter, now + 1));
    underWay.add(new Packet(last, arrival));
    if (underWay.size() == 1) {
      scheduler.set(alarm, last);
    }
    return true;
  }

  /// How long it takes to put bytes on the link.
  private long cycles(long bytes) {
    return bytes * settings.cyclesPerMegabyte() / 1_000_000;
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
