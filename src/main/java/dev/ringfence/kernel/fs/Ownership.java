package dev.ringfence.kernel.fs;

/// To whom a file belongs that is there from the start, and who may do what with it.
///
/// @param mode the permission bits, with set-user-ID, set-group-ID and sticky
public record Ownership(int owner, int group, int mode) {
  private static final int USER = 1000;

  /// What all may read and the scenario's user may write.
  public static final Ownership FILE = new Ownership(USER, USER, 0644);

  /// What all may execute and the scenario's user may write.
  public static final Ownership PROGRAM = new Ownership(USER, USER, 0755);
}
