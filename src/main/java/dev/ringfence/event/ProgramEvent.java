package dev.ringfence.event;

/// A fact about the programs that processes run, told while somebody asks for facts about objects.
public sealed interface ProgramEvent extends Event.Derived {
  /// A process runs another program from now on, as `execve(2)` has it.
  record Started(long time, int pid, String program) implements ProgramEvent {}
}
