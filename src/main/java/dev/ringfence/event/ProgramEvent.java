package dev.ringfence.event;

/// A fact about the programs that processes run and the memory they use, told on demand.
public sealed interface ProgramEvent extends Event.Derived {
  /// The kernel has handled what a task had trapped for; told while stacks are sampled.
  ///
  /// @param cpuTime cycles for which the task had been on a CPU when it trapped
  /// @param inKernel cycles that were charged for what it trapped for
  /// @param what that was: the name of a call, or words
  /// @param stack the functions that were open when it trapped, outermost first, with semicolons
  record Sampled(long time, int tid, long cpuTime, long inKernel, String what, String stack)
      implements ProgramEvent {}

  /// After a trap was handled other frames of physical memory are in use than before; told while
  /// frames are watched.
  ///
  /// @param frames how many
  record FramesUsed(long time, int frames) implements ProgramEvent {}
}
