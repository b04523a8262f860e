package dev.ringfence.analysis.contention;

/// How long those who waited at one place for an object waited because of another place.
final class Blame {
  /// Nothing that a program does: a timer, a device, a network.
  static final int OUTSIDE = 1;

  /// Nobody until the end of the run, or of whoever waited.
  static final int NOBODY = 2;

  /// The task was not told of in time, or its line is not known.
  static final int A_TASK = 0;

  /// @param kind [#A_TASK], [#OUTSIDE] or [#NOBODY]
  /// @param culprit the place of whoever made others wait, in [Places]
  /// @param waiter the place of those who waited
  record Key(int kind, long culprit, long waiter) {
    boolean is(int otherKind, long otherCulprit, long otherWaiter) {
      return kind == otherKind && culprit == otherCulprit && waiter == otherWaiter;
    }
  }

  final Key key;
  long nanos;

  /// Waits that ended so.
  long times;

  Blame(Key key) {
    this.key = key;
  }
}
