package dev.ringfence.user;

import dev.ringfence.c.Program;
import dev.ringfence.machine.Profile;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The translated code of programs, which all machines of one profile that run them share.
///
/// It changes how fast programs run, and nothing else.
public final class Translations {
  private final @Nullable Timing timing;
  private final boolean eager;
  private final Map<Program, Translation> known = new IdentityHashMap<>();

  private Translations(@Nullable Timing timing, boolean eager) {
    this.timing = timing;
    this.eager = eager;
  }

  /// Translates what turns out to be hot.
  public static Translations of(Profile profile) {
    return new Translations(new Timing(profile.costs()), false);
  }

  /// Translates whatever is reached, which takes long and is good for tests.
  public static Translations eager(Profile profile) {
    return new Translations(new Timing(profile.costs()), true);
  }

  /// Translates nothing: everything is interpreted.
  public static Translations none() {
    return new Translations(null, false);
  }

  synchronized @Nullable Translation get(Program program) {
    return timing == null
        ? null
        : known.computeIfAbsent(program, p -> new Translation(p, timing, eager));
  }
}
