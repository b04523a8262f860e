package dev.ringfence.kernel;

/// When a run is ended although it could go on.
///
/// @param time cycles of virtual time
/// @param busy cycles that all CPUs together may have executed
/// @param events how many events
public record Limits(long time, long busy, long events) {
  public Limits {
    if (time < 1 || busy < 1 || events < 1) {
      throw new IllegalArgumentException("a limit must be positive");
    }
  }

  /// The limit that has been passed, by the name of its key in a scenario, or the empty string.
  String exceededBy(long now, long executed, long count) {
    return now > time
        ? "limit.time"
        : executed > busy ? "limit.cpu" : count > events ? "limit.events" : "";
  }
}
