package dev.ringfence.analysis.race;

import dev.ringfence.c.Program;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last access of a kind that a thread has made to bytes of a word from a place.
final class Access {
  final Actor actor;
  final Program program;

  /// The line, as the program packs it.
  final int line;

  final boolean writes;
  final boolean atomic;

  /// Which bytes of the word.
  final int mask;

  /// The thread's own time at it.
  int clock;

  /// The virtual time of the last one, in cycles.
  long time;

  /// How often there was one, and what the thread held at the last.
  long count;

  List<String> locks = List.of();

  /// Another one to the same word.
  final @Nullable Access next;

  Access(
      Actor actor,
      Program program,
      int line,
      boolean writes,
      boolean atomic,
      int mask,
      @Nullable Access next) {
    this.actor = actor;
    this.program = program;
    this.line = line;
    this.writes = writes;
    this.atomic = atomic;
    this.mask = mask;
    this.next = next;
  }

  /// Whether one that another thread makes now may not be concurrent with this one.
  boolean conflicts(boolean alsoWrites, boolean alsoAtomic, int bytes) {
    return (mask & bytes) != 0 && (writes || alsoWrites) && !(atomic && alsoAtomic);
  }
}
