package dev.ringfence.replay;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.machine.Profile;
import dev.ringfence.recording.Checkpoint;
import dev.ringfence.recording.Checkpoints;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds a run against a recording, checkpoint by checkpoint.
final class Comparison {
  private static final Checkpoint START = new Checkpoint(0, 0, "");

  private final Recording.Ending ending;
  private final List<Checkpoint> expected;
  private final Profile profile;
  private Checkpoint same = START;
  private int next;
  private @Nullable Difference difference;

  Comparison(Recording recording, Profile profile) {
    this.ending = recording.ending();
    this.expected = new ArrayList<>(recording.checkpoints());
    this.expected.removeIf(checkpoint -> checkpoint.events() >= ending.last().events());
    this.expected.add(ending.last());
    this.profile = profile;
  }

  /// Begins with a kernel that has not been booted.
  void watch(Kernel kernel) {
    long reached = kernel.events().count();
    while (next < expected.size() && expected.get(next).events() <= reached) {
      next++;
    }
    if (difference != null) {
      next = ending.isInterrupted() ? Math.max(next, expected.size() - 1) : expected.size();
    }
    if (next < expected.size()) {
      kernel.events().mark(expected.get(next).events(), () -> compare(kernel));
    }
  }

  private void compare(Kernel kernel) {
    Checkpoint found = Checkpoints.now(kernel, profile);
    Checkpoint wanted = expected.get(next);
    if (found.digest().equals(wanted.digest())) {
      same = wanted;
    } else if (difference == null) {
      difference = new Difference(same, found, "the events differ");
    }
    if (wanted == ending.last() && ending.isInterrupted()) {
      kernel.stop(ending.stoppedBy());
    }
    watch(kernel);
  }

  /// The run is over, by itself.
  void finish(Kernel kernel) {
    Checkpoint last = Checkpoints.now(kernel, profile);
    if (difference != null || ending.isInterrupted() && same.events() == ending.last().events()) {
      return;
    }
    if (last.events() < ending.last().events()) {
      difference = new Difference(same, last, "the run ended early,");
    } else if (last.events() > ending.last().events()) {
      difference = new Difference(same, last, "the run went on,");
    } else if (!last.digest().equals(ending.last().digest())) {
      difference = new Difference(same, last, "the events differ");
    }
  }

  /// Up to where all was the same.
  Checkpoint same() {
    return same;
  }

  /// The first difference, or null if none is known.
  @Nullable Difference difference() {
    return difference;
  }
}
