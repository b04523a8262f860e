package dev.ringfence.kernel.access;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The four numbers of a process's user, or of its group: the real, effective and saved one, and
/// the one by which files are reached, which follows the effective one unless `setfsuid(2)` moves
/// it. As unsigned numbers; -1 is none.
///
/// @param file as Linux's `fsuid` and `fsgid`
public record Ids(int real, int effective, int saved, int file) {
  /// What stands for a number that is to stay.
  static final int SAME = -1;

  /// All four are the same.
  static Ids of(int id) {
    return new Ids(id, id, id, id);
  }

  /// Whether the number is the real, effective or saved one.
  boolean has(int id) {
    return id == real || id == effective || id == saved;
  }

  /// Whether the real, effective or saved one is 0.
  boolean hasRoot() {
    return has(Credentials.ROOT);
  }

  /// As `setuid(2)`; null means `EPERM`.
  ///
  /// @param able whether the process may become anybody
  @Nullable Ids set(int id, boolean able) {
    if (able) {
      return of(id);
    }
    return id == real || id == saved ? new Ids(real, id, saved, id) : null;
  }

  /// As `setreuid(2)`; null means `EPERM`.
  @Nullable Ids set(int nextReal, int nextEffective, boolean able) {
    boolean mayReal = nextReal == SAME || nextReal == real || nextReal == effective;
    boolean mayEffective = nextEffective == SAME || has(nextEffective);
    if (!able && !(mayReal && mayEffective)) {
      return null;
    }
    int after = nextEffective == SAME ? effective : nextEffective;
    boolean saves = nextReal != SAME || nextEffective != SAME && nextEffective != real;
    return new Ids(nextReal == SAME ? real : nextReal, after, saves ? after : saved, after);
  }

  /// As `setresuid(2)`; null means `EPERM`.
  @Nullable Ids set(int nextReal, int nextEffective, int nextSaved, boolean able) {
    boolean known =
        IntStream.of(nextReal, nextEffective, nextSaved).allMatch(id -> id == SAME || has(id));
    if (!able && !known) {
      return null;
    }
    int after = nextEffective == SAME ? effective : nextEffective;
    boolean keeps = nextEffective == SAME || nextEffective == effective && nextEffective == file;
    if (keeps
        && (nextReal == SAME || nextReal == real)
        && (nextSaved == SAME || nextSaved == saved)) {
      return this;
    }
    return new Ids(
        nextReal == SAME ? real : nextReal, after, nextSaved == SAME ? saved : nextSaved, after);
  }

  /// As `setfsuid(2)`, which changes nothing where it may not.
  Ids reachingFilesAs(int id, boolean able) {
    return id != SAME && (able || has(id) || id == file)
        ? new Ids(real, effective, saved, id)
        : this;
  }

  /// After `execve(2)` of a program that runs as this number.
  Ids exec(int id) {
    return new Ids(real, id, id, id);
  }
}
