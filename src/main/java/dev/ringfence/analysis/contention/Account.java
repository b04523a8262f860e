package dev.ringfence.analysis.contention;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run's tasks waited for and because of whom. All times are nanoseconds of virtual time.
///
/// @param makespan how long the run was
/// @param objects those that were taken or waited for, what was waited for longest first
/// @param criticalPath what the makespan is made of, the largest part first, or null if that was
///     not asked for or the run had too many turns
public record Account(
    long makespan,
    List<OfObject> objects,
    List<OfProcess> processes,
    @Nullable List<Step> criticalPath,
    List<Finding> findings) {

  /// How long something took, each time.
  public record Times(long count, long total, long mean, long p50, long p99, long max) {
    static Times of(Spread spread) {
      return new Times(
          spread.count(),
          spread.total(),
          spread.mean(),
          spread.percentile(50),
          spread.percentile(99),
          spread.max());
    }
  }

  /// @param number tells objects of the same name apart
  /// @param acquisitions how often it was taken, or, of what is no lock, waited for
  /// @param contended how often whoever took it had to wait
  /// @param handOffs how often it was taken by somebody who had waited for it
  /// @param overtakes how often somebody was served after another who had come later
  /// @param channel null for what carries nothing
  /// @param blame because of whom it was waited for; adds up to the total of the waits
  public record OfObject(
      int number,
      String object,
      long acquisitions,
      long contended,
      long handOffs,
      long overtakes,
      int longestQueue,
      Times waits,
      Times holds,
      @Nullable Channel channel,
      List<BlameOn> blame) {}

  /// How full a pipe, queue or socket was, since it was first used.
  ///
  /// @param capacity in the unit of `mostQueued`, or 0 if that is not known
  public record Channel(long capacity, long mostQueued, long timeFull, long timeEmpty) {}

  /// For how long those at one place waited because of somebody at another.
  ///
  /// @param waiter file:line, or the empty string where it is not known
  /// @param culprit where a lock had been taken, or where the act was that ended the wait; or in
  ///     words
  /// @param times waits that ended there
  public record BlameOn(String waiter, String culprit, long nanos, long times) {}

  /// What the threads of a process did with their lives: running, runnable and the values of
  /// blocked add up to the lifetime.
  ///
  /// @param onPath how much of its running is on the critical path
  /// @param slack by how much some turn of it could have come later, at the least, without making
  ///     the run longer; -1 if that is not known
  public record OfProcess(
      int pid,
      String name,
      long lifetime,
      long running,
      long runnable,
      Map<String, Long> blocked,
      long onPath,
      long slack) {}

  /// A part of the critical path: all steps that are alike.
  ///
  /// @param kind "running", "holding" (running with a lock that the path goes on to wait for),
  ///     "waiting" (for what nobody's act ended), "switching" (a CPU turns to the process),
  ///     "handing over" (it was let go on and could not look yet) or "idle"
  /// @param share of the makespan
  /// @param times how many steps
  public record Step(
      String kind,
      String process,
      String object,
      String line,
      long nanos,
      double share,
      long times) {}

  /// Something to change.
  ///
  /// @param kind "convoy" or "starvation"
  /// @param tasks whom it is about, first whom it hurts; empty for a convoy, which is about all
  /// @param nanos how much virtual time was waited
  /// @param why what happened, as a sentence
  /// @param remedy what to do, as a sentence
  public record Finding(
      String kind, List<String> tasks, String object, long nanos, String why, String remedy) {}
}
