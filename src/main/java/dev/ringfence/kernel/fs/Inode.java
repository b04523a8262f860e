package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.inotify.FileWatch;
import dev.ringfence.kernel.inotify.Happening;
import dev.ringfence.kernel.inotify.Inotify;
import dev.ringfence.kernel.lock.FileLocks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file of any kind (`inode(7)`): what names and open file descriptions refer to.
public abstract sealed class Inode
    permits RegularFile,
        TextFile,
        Directory,
        SymbolicLink,
        Device,
        Fifo,
        SocketInode,
        Peripheral,
        TerminalDevice,
        Nameless {
  public static final int S_IFSOCK = 0140000;
  public static final int S_IFMT = 0170000;
  public static final int S_IFDIR = 0040000;
  public static final int S_IFCHR = 0020000;
  public static final int S_IFBLK = 0060000;
  public static final int S_IFREG = 0100000;
  static final int S_IFLNK = 0120000;
  public static final int S_IFIFO = 0010000;
  public static final int S_ISUID = 04000;
  public static final int S_ISGID = 02000;
  static final int S_ISVTX = 01000;
  private static final int S_IXGRP = 010;

  public static final int READ = 4;
  public static final int WRITE = 2;
  public static final int EXECUTE = 1;

  public final long number;
  public final int type;

  /// The user and the group to whom it belongs.
  public int owner;

  public int group;

  /// The process that has made it, by its name in the scenario, or the empty string.
  public String maker = "";

  /// Who watches it.
  private List<FileWatch> watches = List.of();

  /// It was given another name.
  record Move(Directory from, String name, Directory to, String next) {}

  /// Its moves since it has been open without a break.
  List<Move> moves = List.of();

  /// How many open file descriptions there are.
  int opens;

  /// The permission bits, with set-user-ID, set-group-ID and sticky.
  public int permissions;

  /// The locks on it, once there have been any.
  public @Nullable FileLocks locks;

  /// How many names it has.
  public int links;

  /// Times in nanoseconds since 1970.
  public long accessed;

  public long modified;
  public long changed;

  /// @param type a number of `S_IFMT`
  /// @param maker whose user and group it belongs to
  Inode(long number, int type, int permissions, Credentials maker, long now) {
    this.number = number;
    this.type = type;
    this.permissions = permissions;
    this.owner = maker.fsuid();
    this.group = maker.fsgid();
    accessed = now;
    modified = now;
    changed = now;
  }

  /// The size that `stat(2)` gives.
  public abstract long size();

  /// Its number, as `stat(2)` gives it.
  public long number() {
    return number;
  }

  public void watch(FileWatch watch) {
    watches = new ArrayList<>(watches);
    watches.add(watch);
  }

  public void unwatch(FileWatch watch) {
    watches = watches.stream().filter(other -> other != watch).toList();
  }

  public @Nullable FileWatch watchOf(Inotify instance) {
    return watches.stream().filter(watch -> watch.isOf(instance)).findFirst().orElse(null);
  }

  /// Tells those who watch it of a [Happening].
  ///
  /// @param name of what it has happened to here, or the empty string for itself
  public void tell(int what, String name, int cookie) {
    tell(what, name, cookie, false);
  }

  /// @param gone whether it was done by a name that there is no more
  private void tell(int what, String name, int cookie, boolean gone) {
    for (FileWatch watch : watches) {
      watch.happened(what, name, cookie, gone);
    }
  }

  /// Tells those who watch it, or the directory in which it has a name, of a [Happening].
  public void tell(int what, @Nullable Directory parent, String name) {
    tell(what, parent, name, false);
  }

  /// As [#tell(int, Directory, String)] of what is done with an open file, which may have lost the
  /// name by which it was opened. Who watches the directory does not hear that somebody reads or
  /// writes a FIFO or a device, as `stat(2)` does not tell it either.
  public void tellOfUse(int what, @Nullable Directory parent, String name) {
    boolean gone = parent != null && !name.isEmpty() && parent.get(name) != this;
    boolean special = type != S_IFREG && type != S_IFDIR;
    boolean hidden = special && (what & (Happening.ACCESS | Happening.MODIFY)) != 0;
    tell(what, hidden ? null : parent, name, gone);
  }

  private void tell(int what, @Nullable Directory parent, String name, boolean gone) {
    int bits = this instanceof Directory ? what | Happening.ISDIR : what;
    if (parent != null && !name.isEmpty()) {
      ((Inode) parent).tell(bits, name, 0, gone);
    }
    tell(bits, "", 0, gone);
  }

  /// Notes that it was given another name, which those who have it open must know.
  void moved(Move move) {
    if (opens > 0) {
      moves = new ArrayList<>(moves);
      moves.add(move);
    } else {
      moves = List.of();
    }
  }

  /// Nobody can reach it any more, if it has neither a name nor is open.
  void leave() {
    if (links == 0 && opens == 0 && !watches.isEmpty()) {
      tell(Happening.DELETE_SELF, "", 0);
      watches.forEach(FileWatch::end);
    }
  }

  /// Whether it still has a name.
  public boolean isNamed() {
    return links > 0;
  }

  /// What it is, as `lsof(8)` calls it.
  public String kind() {
    return switch (type) {
      case S_IFDIR -> "DIR";
      case S_IFCHR -> "CHR";
      case S_IFLNK -> "LINK";
      case S_IFIFO -> "FIFO";
      default -> "REG";
    };
  }

  /// The numbers of the device that it is or lies on.
  public String deviceNumbers() {
    if (this instanceof Peripheral) {
      return Peripheral.MAJOR + ",0";
    }
    if (this instanceof TerminalDevice terminal) {
      return terminal.major + "," + terminal.minor;
    }
    return this instanceof Device device ? device.kind.major + "," + device.kind.minor : "0,1";
  }

  public int mode() {
    return type | permissions;
  }

  /// Gives it to its first owner.
  void belong(Ownership own) {
    owner = own.owner();
    group = own.group();
    permissions = own.mode();
  }

  /// Whether somebody may do all of this: [#READ], [#WRITE], [#EXECUTE], added.
  public boolean allows(Credentials who, int access) {
    return who.ofFiles().mayAccess(owner, group, permissions, access, type == S_IFDIR);
  }

  /// Whether it belongs to somebody, who is then as its owner.
  public boolean belongsTo(Credentials who) {
    return who.fsuid() == owner || who.has(Capability.FOWNER);
  }

  /// The permissions without the set-user-ID bit, and without the set-group-ID bit of what the
  /// group may execute, as they are when somebody gives the file away or writes to it.
  public int withoutSetId(Credentials by) {
    boolean both = (permissions & S_IXGRP) != 0 || !mayKeepGroup(by);
    return permissions & ~(both ? S_ISUID | S_ISGID : S_ISUID);
  }

  /// Takes those bits away when somebody writes to it who may not keep them.
  public void written(Credentials by) {
    if ((permissions & (S_ISUID | S_ISGID)) != 0 && !by.has(Capability.FSETID)) {
      permissions = withoutSetId(by);
    }
  }

  /// Whether somebody may set or keep the set-group-ID bit.
  public boolean mayKeepGroup(Credentials who) {
    return who.ofFiles().isIn(group) || who.has(Capability.FSETID);
  }

  public void modified(long now) {
    modified = now;
    changed = now;
  }
}
