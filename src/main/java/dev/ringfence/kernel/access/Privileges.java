package dev.ringfence.kernel.access;

/// The sets of capabilities of a process, as bits of [Capability], and what else decides on them
/// (`capabilities(7)`).
///
/// @param bounding what `execve(2)` may give at most
/// @param keeps whether they stay permitted when no user of the process is root any more
///     (`PR_SET_KEEPCAPS`)
/// @param fixed whether `execve(2)` gives nothing any more (`PR_SET_NO_NEW_PRIVS`)
public record Privileges(
    long effective,
    long permitted,
    long inheritable,
    long bounding,
    long ambient,
    boolean keeps,
    boolean fixed) {
  /// Those that concern files, which go with the user by whom files are reached.
  private static final long FILES =
      Capability.CHOWN.bit()
          | Capability.DAC_OVERRIDE.bit()
          | Capability.DAC_READ_SEARCH.bit()
          | Capability.FOWNER.bit()
          | Capability.FSETID.bit()
          | Capability.MKNOD.bit()
          | 1L << 9
          | 1L << 32;

  /// Those of a user who has just come.
  static Privileges of(boolean root) {
    long all = root ? Capability.ALL : 0;
    return new Privileges(all, all, 0, Capability.ALL, 0, false, false);
  }

  /// As they are when the users of the process change, other than by `execve(2)`.
  Privileges follow(Ids before, Ids after) {
    Privileges next = this;
    if (before.hasRoot() && !after.hasRoot()) {
      next = keeps ? with(effective, permitted, 0) : with(0, 0, 0);
    }
    boolean was = before.effective() == Credentials.ROOT;
    boolean is = after.effective() == Credentials.ROOT;
    return was == is ? next : next.with(is ? next.permitted : 0, next.permitted, next.ambient);
  }

  /// As they are when only the user by whom files are reached changes.
  Privileges followFiles(int before, int after) {
    boolean was = before == Credentials.ROOT;
    boolean is = after == Credentials.ROOT;
    long next = is ? effective | permitted & FILES : effective & ~FILES;
    return was == is ? this : with(next, permitted, ambient);
  }

  /// After `execve(2)`.
  ///
  /// @param changed whether a set-user-ID or set-group-ID bit had an effect
  Privileges exec(Ids users, boolean changed) {
    boolean root = users.effective() == Credentials.ROOT || users.real() == Credentials.ROOT;
    long kept = changed ? 0 : ambient;
    long permittedNext = (root ? bounding | inheritable : 0) | kept;
    long effectiveNext = users.effective() == Credentials.ROOT ? permittedNext : kept;
    return new Privileges(effectiveNext, permittedNext, inheritable, bounding, kept, false, fixed);
  }

  /// As `capset(2)`; the ambient ones must be permitted and inheritable.
  Privileges set(long nextEffective, long nextPermitted, long nextInheritable) {
    return new Privileges(
        nextEffective,
        nextPermitted,
        nextInheritable,
        bounding,
        ambient & nextPermitted & nextInheritable,
        keeps,
        fixed);
  }

  /// Whether `capset(2)` may do so.
  boolean maySet(long nextEffective, long nextPermitted, long nextInheritable) {
    boolean able = (effective & Capability.SETPCAP.bit()) != 0;
    return (able || isWithin(nextInheritable, inheritable | permitted))
        && isWithin(nextInheritable, inheritable | bounding)
        && isWithin(nextPermitted, permitted)
        && isWithin(nextEffective, nextPermitted);
  }

  private static boolean isWithin(long set, long all) {
    return (set & ~all) == 0;
  }

  /// As for `access(2)`: what the real user has.
  Privileges asReal(boolean root) {
    return with(root ? permitted : 0, permitted, ambient);
  }

  private Privileges with(long nextEffective, long nextPermitted, long nextAmbient) {
    return new Privileges(
        nextEffective, nextPermitted, inheritable, bounding, nextAmbient, keeps, fixed);
  }

  Privileges bounded(long next) {
    return new Privileges(effective, permitted, inheritable, next, ambient, keeps, fixed);
  }

  Privileges ambient(long next) {
    return with(effective, permitted, next);
  }

  Privileges keeping(boolean next) {
    return new Privileges(effective, permitted, inheritable, bounding, ambient, next, fixed);
  }

  /// With [#fixed], which nothing undoes.
  Privileges fixedForEver() {
    return new Privileges(effective, permitted, inheritable, bounding, ambient, keeps, true);
  }
}
