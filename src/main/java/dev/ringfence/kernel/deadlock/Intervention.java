package dev.ringfence.kernel.deadlock;

import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// What a deadlock policy may do, as events call it.
public final class Intervention {
  /// A process was ended, and its locks were given back.
  public static final String VICTIM = "victim";

  /// A process that was a victim was started again.
  public static final String RESTARTED = "restarted";

  /// A call for a lock failed, since it could lead to a deadlock.
  public static final String REFUSED = "refused";

  /// A request for a lock that is free has to wait.
  public static final String DELAYED = "delayed";

  /// A wait for a lock ended without it.
  public static final String GIVEN_UP = "given up";

  private Intervention() {}

  /// Tells of it.
  interface Teller {
    /// @param task whom it concerns, or null
    void tell(@Nullable Task task, String action, String object, String reason);
  }
}
