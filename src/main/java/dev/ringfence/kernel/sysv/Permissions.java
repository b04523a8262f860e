package dev.ringfence.kernel.sysv;

import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;

/// Whose an object is, and who may use it: `struct ipc_perm` of `sysvipc(7)`.
final class Permissions {
  /// What a call wants, as bits of a mode.
  static final int READ = 0444;

  static final int WRITE = 0222;

  /// The bits of a mode that say who may use it.
  static final int MODE = 0777;

  private final int creator;
  private final int creatorGroup;
  private int owner;
  private int group;
  private int mode;

  /// Those of an object that a process makes.
  Permissions(Credentials maker, int mode) {
    creator = maker.euid();
    creatorGroup = maker.egid();
    owner = creator;
    group = creatorGroup;
    this.mode = mode & MODE;
  }

  int owner() {
    return owner;
  }

  int group() {
    return group;
  }

  int creator() {
    return creator;
  }

  int creatorGroup() {
    return creatorGroup;
  }

  /// The mode; bits above 0777 say what has become of a segment of shared memory.
  int mode() {
    return mode;
  }

  /// Adds bits to the mode, or takes them away.
  void mark(int bits, boolean on) {
    mode = on ? mode | bits : mode & ~bits;
  }

  /// As `IPC_SET` does.
  void set(int nextOwner, int nextGroup, int nextMode) {
    owner = nextOwner;
    group = nextGroup;
    mode = mode & ~MODE | nextMode & MODE;
  }

  /// Whether a process may use the object so: the owner's bits are also the creator's.
  ///
  /// @param wanted bits of a mode, of which those of owner, group and others mean the same
  boolean allow(Credentials who, int wanted) {
    int asked = wanted >> 6 | wanted >> 3 | wanted;
    int granted =
        isOwned(who) ? mode >> 6 : who.isIn(creatorGroup) || who.isIn(group) ? mode >> 3 : mode;
    return (asked & ~granted & 7) == 0 || who.has(Capability.IPC_OWNER);
  }

  /// Whether a process may change or remove the object.
  boolean areChangedBy(Credentials who) {
    return isOwned(who) || who.has(Capability.SYS_ADMIN);
  }

  /// Whether it belongs to the process's user, or was made by it.
  boolean isOwned(Credentials who) {
    return who.euid() == owner || who.euid() == creator;
  }
}
