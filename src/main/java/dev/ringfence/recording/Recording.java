package dev.ringfence.recording;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run as a file holds it: all that is needed to run it again, and what came of it.
///
/// What a run does is decided by its scenario, the settings of the command line, the seed and the
/// version of Ringfence.
///
/// @param version of Ringfence that recorded it
/// @param scenario the path of the scenario's file, which is one of `files`
/// @param variant the one that ran, or null
/// @param settings "path=value" each, which override what the file says
/// @param seed of all random choices
/// @param sanitize whether accesses to the heap were checked
/// @param choices where the run was led another way than the scheduler's own; empty for a run
/// @param ending what came of it
/// @param checkpoints in order
/// @param files all that the scenario is made of, by path
public record Recording(
    Version version,
    String scenario,
    @Nullable String variant,
    List<String> settings,
    long seed,
    boolean sanitize,
    List<Choice> choices,
    Ending ending,
    List<Checkpoint> checkpoints,
    Map<String, byte[]> files) {

  /// A decision between tasks that were ready to run.
  ///
  /// @param event the number of the event that it comes before
  /// @param cpu the CPU that turned to a task
  /// @param tid the task
  public record Choice(long event, int cpu, int tid) {}

  /// How the run ended.
  ///
  /// @param outcome as in the JSON document
  /// @param stoppedBy what ended it before its time, or the empty string
  /// @param last where it was then
  public record Ending(String outcome, String stoppedBy, Checkpoint last) {
    /// Whether somebody ended it from outside, so that a replay has to end it at the same event.
    public boolean isInterrupted() {
      return outcome.equals("interrupted");
    }
  }
}
