package dev.ringfence.kernel.access;

import java.util.List;

/// Who a process is: its real, effective and saved user and group, the groups it is in besides,
/// and its effective and permitted capabilities as bits of [Capability].
public record Credentials(
    int ruid,
    int euid,
    int suid,
    int rgid,
    int egid,
    int sgid,
    List<Integer> groups,
    long effective,
    long permitted) {
  /// The number of the user that may do all.
  public static final int ROOT = 0;

  /// The user to whom the processes of a scenario belong unless it says otherwise.
  public static final Credentials USER = of(1000, 1000);

  private static final int READ_AND_EXECUTE = 5;
  private static final int READ = 4;

  /// A user who is in no other group and has no capability unless it is root.
  public static Credentials of(int user, int group) {
    long capabilities = user == ROOT ? Capability.ALL : 0;
    return new Credentials(
        user, user, user, group, group, group, List.of(), capabilities, capabilities);
  }

  public boolean has(Capability capability) {
    return (effective & capability.bit()) != 0;
  }

  /// Whether the group is the effective one or one of the others.
  public boolean isIn(int group) {
    return egid == group || groups.contains(group);
  }

  /// The three bits of a mode that hold for the process: those of the owner, of the group or of
  /// others.
  public int granted(int owner, int group, int mode) {
    return 7 & (euid == owner ? mode >> 6 : isIn(group) ? mode >> 3 : mode);
  }

  /// Whether it may reach a file in these ways.
  ///
  /// @param wanted 4 to read, 2 to write, 1 to execute, added
  /// @param directory whether the file is one, which to search takes less than to execute
  public boolean mayAccess(int owner, int group, int mode, int wanted, boolean directory) {
    if ((granted(owner, group, mode) & wanted) == wanted) {
      return true;
    }
    boolean executable = directory || (wanted & 1) == 0 || (mode & 0111) != 0;
    if (has(Capability.DAC_OVERRIDE) && executable) {
      return true;
    }
    int reading = directory ? READ_AND_EXECUTE : READ;
    return has(Capability.DAC_READ_SEARCH) && (wanted & ~reading) == 0;
  }
}
