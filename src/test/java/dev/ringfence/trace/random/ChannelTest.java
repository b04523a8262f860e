package dev.ringfence.trace.random;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.trace.fuzz.Invariants;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What goes into channels comes out, is still there, or was discarded: after each event of random
/// traces, some of whose processes are killed.
///
/// `-Dchannels.count=10000` tries so many, `-Dchannels.seed` others.
class ChannelTest {
  @Test
  void channels_afterEachEvent_haveLostAndMadeUpNothing() {
    long seed = Long.getLong("channels.seed", 1);
    long count = Long.getLong("channels.count", 600);
    long received = 0;
    long discarded = 0;
    for (long i = seed; i < seed + count; i++) {
      Simulated simulated = new Simulated();
      Invariants invariants = new Invariants(simulated.stage());
      simulated.stage().listen(_ -> invariants.check());
      List<Move> moves = RandomTrace.of(i, RandomTrace.MECHANISMS);
      try {
        simulated.all(moves);
        simulated.end();
        invariants.check();
      } catch (AssertionError e) {
        throw new AssertionError("-Dchannels.seed=" + i + " " + e.getMessage(), e);
      }
      received += invariants.received();
      discarded += invariants.discarded();
    }
    assertTrue(received > 1000 && discarded > 1000, received + " received, " + discarded);
  }
}
