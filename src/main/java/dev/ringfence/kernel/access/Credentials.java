package dev.ringfence.kernel.access;

import java.util.List;

/// Who a process is: its users and groups, the groups it is in besides, and its capabilities
/// (`credentials(7)`). All threads of a process share them.
///
/// @param others the supplementary groups, ascending
public record Credentials(Ids users, Ids ownGroups, List<Integer> others, Privileges privileges) {
  /// The number of the user that may do all.
  public static final int ROOT = 0;

  /// The user to whom the processes of a scenario belong unless it says otherwise.
  public static final Credentials USER = of(1000, 1000);

  /// The user to whom the system's own files belong, and who may do all.
  public static final Credentials SYSTEM = of(ROOT, ROOT);

  private static final int READ_AND_EXECUTE = 5;
  private static final int READ = 4;

  /// A user who is in no group but this, and has no capability unless it is root.
  public static Credentials of(int user, int group) {
    return of(user, group, List.of(group));
  }

  /// A user who has just come.
  ///
  /// @param others all its groups, ascending as unsigned numbers
  public static Credentials of(int user, int group, List<Integer> others) {
    return new Credentials(
        Ids.of(user), Ids.of(group), List.copyOf(others), Privileges.of(user == ROOT));
  }

  public int ruid() {
    return users.real();
  }

  public int euid() {
    return users.effective();
  }

  public int suid() {
    return users.saved();
  }

  /// The user by whom files are reached, and to whom those belong that it makes.
  public int fsuid() {
    return users.file();
  }

  public int rgid() {
    return ownGroups.real();
  }

  public int egid() {
    return ownGroups.effective();
  }

  public int sgid() {
    return ownGroups.saved();
  }

  /// The group by which files are reached.
  public int fsgid() {
    return ownGroups.file();
  }

  /// The supplementary groups.
  public List<Integer> groups() {
    return others;
  }

  /// The permitted capabilities.
  public long permitted() {
    return privileges.permitted();
  }

  public boolean has(Capability capability) {
    return (privileges.effective() & capability.bit()) != 0;
  }

  /// Whether the group is the effective one or one of the others.
  public boolean isIn(int group) {
    return egid() == group || others.contains(group);
  }

  /// The three bits of a mode that hold for the process: those of the owner, of the group or of
  /// others.
  public int granted(int owner, int group, int mode) {
    return 7 & (euid() == owner ? mode >> 6 : isIn(group) ? mode >> 3 : mode);
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

  /// Whether it may send signals to a process (`kill(2)`).
  public boolean maySignal(Credentials other) {
    return euid() == other.suid()
        || euid() == other.ruid()
        || ruid() == other.suid()
        || ruid() == other.ruid()
        || has(Capability.KILL);
  }

  /// Whether a file that it has named another process for may signal that (`F_SETOWN` of
  /// `fcntl(2)`).
  public boolean maySignalLater(Credentials other) {
    return euid() == 0
        || euid() == other.suid()
        || euid() == other.ruid()
        || ruid() == other.suid()
        || ruid() == other.ruid();
  }

  /// Whether it may look into another process and take its descriptors (`ptrace(2)`).
  public boolean mayTrace(Credentials other) {
    return reaches(ruid(), rgid(), permitted(), other);
  }

  /// Whether it may read in `/proc` what is in the memory of another process, and where its links
  /// lead (`PTRACE_MODE_READ_FSCREDS` of `ptrace(2)`).
  public boolean mayLookInto(Credentials other) {
    return reaches(fsuid(), fsgid(), privileges.effective(), other);
  }

  private boolean reaches(int uid, int gid, long capabilities, Credentials other) {
    boolean user = uid == other.euid() && uid == other.suid() && uid == other.ruid();
    boolean group = gid == other.egid() && gid == other.sgid() && gid == other.rgid();
    boolean contains = (other.permitted() & ~capabilities) == 0;
    return user && group && contains || has(Capability.SYS_PTRACE);
  }

  /// Whether the effective user and group are the real ones.
  public boolean isWhoItSeems() {
    return euid() == ruid() && egid() == rgid();
  }

  /// Whether it may set how another process is scheduled (`sched_setaffinity(2)`).
  public boolean maySchedule(Credentials other) {
    return euid() == other.euid() || euid() == other.ruid() || has(Capability.SYS_NICE);
  }

  /// Whether a process that has become this has other rights than it had: another user or group, or
  /// capabilities that it was not permitted.
  public boolean differsInRights(Credentials before) {
    return euid() != before.euid()
        || egid() != before.egid()
        || fsuid() != before.fsuid()
        || fsgid() != before.fsgid()
        || (permitted() & ~before.permitted()) != 0;
  }

  /// Whether another process has no capability that this one lacks, as whoever sets how it is
  /// scheduled must not lack any.
  public boolean hasAllOf(Credentials other) {
    return (other.permitted() & ~permitted()) == 0 || has(Capability.SYS_NICE);
  }

  /// As it reaches files: with the user and group of files as the effective ones.
  public Credentials ofFiles() {
    return fsuid() == euid() && fsgid() == egid()
        ? this
        : new Credentials(
            new Ids(ruid(), fsuid(), suid(), fsuid()),
            new Ids(rgid(), fsgid(), sgid(), fsgid()),
            others,
            privileges);
  }

  /// As `access(2)` looks at files: for the real user and group.
  public Credentials asReal() {
    return new Credentials(
        new Ids(ruid(), ruid(), suid(), ruid()),
        new Ids(rgid(), rgid(), sgid(), rgid()),
        others,
        privileges.asReal(ruid() == ROOT));
  }

  /// With other users, and the capabilities that follow from that.
  Credentials become(Ids next) {
    return new Credentials(next, ownGroups, others, privileges.follow(users, next));
  }

  /// With another user by whom files are reached.
  Credentials reachFilesAs(Ids next) {
    return new Credentials(
        next, ownGroups, others, privileges.followFiles(users.file(), next.file()));
  }

  Credentials join(Ids next) {
    return new Credentials(users, next, others, privileges);
  }

  Credentials join(List<Integer> next) {
    return new Credentials(users, ownGroups, List.copyOf(next), privileges);
  }

  Credentials with(Privileges next) {
    return new Credentials(users, ownGroups, others, next);
  }

  /// After `execve(2)` of a program.
  ///
  /// @param setUser whether it has the set-user-ID bit
  /// @param setGroup whether it has the set-group-ID bit, and its group may execute it
  public Credentials exec(boolean setUser, int owner, boolean setGroup, int group) {
    Ids nextUsers = users.exec(setUser && !privileges.fixed() ? owner : euid());
    Ids nextGroups = ownGroups.exec(setGroup && !privileges.fixed() ? group : egid());
    boolean changed =
        nextUsers.effective() != ruid() && nextUsers.effective() != euid()
            || nextGroups.effective() != rgid() && nextGroups.effective() != egid();
    return new Credentials(nextUsers, nextGroups, others, privileges.exec(nextUsers, changed));
  }
}
