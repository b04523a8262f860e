package dev.ringfence.recording;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.machine.Profile;
import java.util.ArrayList;
import java.util.List;

/// Takes checkpoints of a run, so many that they are close together and never more than some
/// hundreds: when there are too many, every other one is dropped, and the distance doubled.
public final class Checkpoints {
  private static final int MOST = 1024;
  private static final long FIRST_DISTANCE = 16;

  private final Profile profile;
  private final List<Checkpoint> taken = new ArrayList<>();
  private long distance = FIRST_DISTANCE;

  public Checkpoints(Profile profile) {
    this.profile = profile;
  }

  /// Begins with a kernel that has not been booted.
  public void watch(Kernel kernel) {
    kernel.events().mark(kernel.events().count() + distance, () -> take(kernel));
  }

  private void take(Kernel kernel) {
    taken.add(now(kernel, profile));
    if (taken.size() == MOST) {
      List<Checkpoint> kept = new ArrayList<>();
      for (int i = 1; i < MOST; i += 2) {
        kept.add(taken.get(i));
      }
      taken.clear();
      taken.addAll(kept);
      distance *= 2;
    }
    watch(kernel);
  }

  /// How far a kernel is.
  public static Checkpoint now(Kernel kernel, Profile profile) {
    return new Checkpoint(
        kernel.events().count(), profile.nanos(kernel.now()), kernel.events().digest());
  }

  /// Those that there are, in order.
  public List<Checkpoint> all() {
    return List.copyOf(taken);
  }
}
