package dev.ringfence.user;

/// Register code translated to a JVM method: what a thread does from one instruction on, as far as
/// the translation reaches.
///
/// Bodies hold no state, so that all processes and threads share them however they come by them.
abstract class Body {
  /// Runs the thread, whose innermost window is at `base` and about to execute the body's first
  /// instruction, and charges [Processor#left] and [Processor#count].
  ///
  /// @param called whether a body has just opened the window by a call: then registers without a
  ///     parameter are zero, whatever the window holds
  /// @param room how much of the JVM's stack calls may still use, in registers of windows
  /// @return true when the function has executed its return, whose value is in its window's
  ///     register 0, and its window is still open; false when the thread stopped elsewhere: then
  ///     the context is exact
  abstract boolean run(Processor processor, Context context, int base, boolean called, int room);
}
