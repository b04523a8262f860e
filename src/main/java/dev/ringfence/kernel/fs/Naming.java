package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.inotify.Happening;
import org.jspecify.annotations.Nullable;

/// Makes files at places of the tree, and gives and takes names, as far as the caller may: what
/// `mkdir(2)`, `link(2)`, `rename(2)`, `unlink(2)` and their kin do.
public final class Naming {
  private final FileSystem files;

  /// What the events of the last renaming had in common.
  private int lastCookie;

  Naming(FileSystem files) {
    this.files = files;
  }

  /// What has just been made belongs to the group of its directory if that has the set-group-ID
  /// bit.
  private <T extends Inode> T born(Directory parent, T inode) {
    inode.maker = files.callersName();
    if ((parent.permissions & Inode.S_ISGID) != 0) {
      inode.group = parent.group;
      if (inode instanceof Directory) {
        inode.permissions |= Inode.S_ISGID;
      } else if ((inode.permissions & 010) != 0 && !inode.mayKeepGroup(files.caller())) {
        inode.permissions &= ~Inode.S_ISGID;
      }
    }
    return inode;
  }

  /// Makes a file at a place where there is none.
  public RegularFile createFile(FileSystem.Found place, int permissions) throws FileError {
    return named(
        place,
        born(
            place.parent(),
            new RegularFile(files.newNumber(), permissions, files.caller(), files.now(), null)),
        false);
  }

  /// Makes a file that has no name yet, in the file system of a directory.
  ///
  /// @param mayBeNamed whether it can be given one
  public RegularFile createTemporary(Directory directory, int permissions, boolean mayBeNamed)
      throws FileError {
    mayChange(directory);
    if (directory.isGenerated()) {
      throw new FileError(Errno.EOPNOTSUPP);
    }
    RegularFile made =
        new RegularFile(files.newNumber(), permissions, files.caller(), files.now(), null);
    made.mayBeNamed = mayBeNamed;
    return born(directory, made);
  }

  public Directory createDirectory(FileSystem.Found place, int permissions) throws FileError {
    Directory parent = place.parent();
    return named(
        place,
        born(
            parent,
            new Directory(files.newNumber(), permissions, files.caller(), parent, files.now())),
        true);
  }

  public void createFifo(FileSystem.Found place, int permissions) throws FileError {
    named(
        place,
        born(place.parent(), new Fifo(files.newNumber(), permissions, files.caller(), files.now())),
        false);
  }

  public SocketInode createSocket(FileSystem.Found place, int permissions) throws FileError {
    SocketInode made = new SocketInode(files.newNumber(), permissions, files.caller(), files.now());
    return named(place, born(place.parent(), made), false);
  }

  public void createLink(FileSystem.Found place, String target) throws FileError {
    SymbolicLink link =
        new SymbolicLink(files.newNumber(), files.caller(), () -> target, files.now());
    named(place, born(place.parent(), link), false);
  }

  /// As `link(2)`: what is of `/proc` or of no file system that can be seen gets no name, and what
  /// has lost its last one gets none any more.
  public void link(FileSystem.Found place, Inode inode) throws FileError {
    boolean elsewhere =
        inode instanceof Nameless
            || inode instanceof TextFile
            || inode instanceof SymbolicLink link && link.isJump();
    boolean lost = inode.links == 0 && !(inode instanceof RegularFile file && file.mayBeNamed);
    if (elsewhere || lost || inode instanceof Directory) {
      mayName(place, false);
      throw new FileError(
          elsewhere ? Errno.EXDEV : inode instanceof Directory ? Errno.EPERM : Errno.ENOENT);
    }
    named(place, inode, false);
    if (inode instanceof RegularFile file) {
      file.mayBeNamed = false;
    }
  }

  /// Gives a file a new name.
  public <T extends Inode> T named(FileSystem.Found place, T inode, boolean directory)
      throws FileError {
    mayName(place, directory);
    place.parent().tree.named(place);
    place.parent().put(place.name(), inode, files.now());
    if (inode.links > 1 && !directory) {
      inode.tell(Happening.ATTRIB, "", 0);
    }
    place.parent().tell(bits(inode, Happening.CREATE), place.name(), 0);
    return inode;
  }

  /// Whether the caller may give a name.
  public void mayName(FileSystem.Found place, boolean directory) throws FileError {
    if (place.inode() != null) {
      throw new FileError(Errno.EEXIST);
    }
    if (place.asDirectory() && !directory
        || place.parent().parent == null
        || place.parent().isGenerated()) {
      throw new FileError(Errno.ENOENT);
    }
    mayChange(place.parent());
  }

  private void mayChange(Directory directory) throws FileError {
    if (!files.allows(directory, Inode.WRITE | Inode.EXECUTE)) {
      throw new FileError(Errno.EACCES);
    }
  }

  /// Whether the caller may take a name away; in a sticky directory only its own.
  private void mayRemove(Directory directory, Inode inode) throws FileError {
    mayChange(directory);
    if (directory.isGenerated()) {
      throw new FileError(Errno.EPERM);
    }
    if ((directory.permissions & Inode.S_ISVTX) != 0
        && files.caller().fsuid() != directory.owner
        && !inode.belongsTo(files.caller())) {
      throw new FileError(Errno.EPERM);
    }
  }

  /// As `unlink(2)`.
  public void unlink(FileSystem.Found place) throws FileError {
    Inode inode = place.existing();
    boolean isDirectory = inode instanceof Directory;
    if (isDots(place.name()) || place.asDirectory()) {
      throw new FileError(isDirectory ? Errno.EISDIR : Errno.ENOTDIR);
    }
    mayRemove(place.parent(), inode);
    if (isDirectory) {
      throw new FileError(Errno.EISDIR);
    }
    place.parent().remove(place.name(), files.now());
    inode.tell(Happening.ATTRIB, "", 0);
    inode.leave();
    place.parent().tell(Happening.DELETE, place.name(), 0);
  }

  /// What has happened to a file, as its directory is told.
  private static int bits(Inode inode, int what) {
    return inode instanceof Directory ? what | Happening.ISDIR : what;
  }

  /// As `rmdir(2)`.
  public void removeDirectory(FileSystem.Found place) throws FileError {
    Directory removed = takeAway(place);
    removed.leave();
    place.parent().tell(Happening.DELETE | Happening.ISDIR, place.name(), 0);
  }

  private Directory takeAway(FileSystem.Found place) throws FileError {
    Inode inode = place.existing();
    if (place.name().equals(".")) {
      throw new FileError(Errno.EINVAL);
    }
    if (inode == place.parent().tree.root) {
      throw new FileError(Errno.EBUSY);
    }
    if (place.name().equals("..")) {
      throw new FileError(Errno.ENOTEMPTY);
    }
    mayRemove(place.parent(), inode);
    Directory directory = place.directory();
    if (!directory.isEmpty()) {
      throw new FileError(Errno.ENOTEMPTY);
    }
    String path = files.path(directory);
    place.parent().remove(place.name(), files.now());
    directory.lost = path == null ? "" : path;
    directory.parent = null;
    directory.links = 0;
    return directory;
  }

  /// As `rename(2)`.
  public void rename(FileSystem.Found from, FileSystem.Found to) throws FileError {
    Inode moved = from.existing();
    Inode replaced = to.inode();
    if (replaced == null && to.parent().isGenerated()) {
      throw new FileError(Errno.ENOENT);
    }
    if (!(moved instanceof Directory) && (from.asDirectory() || to.asDirectory())) {
      throw new FileError(Errno.ENOTDIR);
    }
    if (moved == replaced) {
      return;
    }
    if (moved instanceof Directory directory && isAbove(directory, to.parent())) {
      throw new FileError(Errno.EINVAL);
    }
    if (isAbove(replaced, from.parent())) {
      throw new FileError(Errno.ENOTEMPTY);
    }
    mayRemove(from.parent(), moved);
    if (to.parent().parent == null) {
      throw new FileError(Errno.ENOENT);
    }
    if (replaced == null) {
      mayChange(to.parent());
    } else {
      mayRemove(to.parent(), replaced);
    }
    if (moved instanceof Directory directory) {
      if (to.parent() != from.parent() && !files.allows(directory, Inode.WRITE)) {
        throw new FileError(Errno.EACCES);
      }
      if (replaced != null) {
        if (!(replaced instanceof Directory)) {
          throw new FileError(Errno.ENOTDIR);
        }
        takeAway(to);
      }
    } else if (replaced instanceof Directory) {
      throw new FileError(Errno.EISDIR);
    } else if (replaced != null) {
      to.parent().remove(to.name(), files.now());
    }
    from.parent().remove(from.name(), files.now());
    to.parent().put(to.name(), moved, files.now());
    moved(from, to, moved);
    if (replaced != null) {
      replaced.tell(bits(replaced, Happening.ATTRIB), "", 0);
    }
    moved.tell(Happening.MOVE_SELF, "", 0);
    if (replaced != null) {
      replaced.leave();
    }
  }

  /// Tells the directories of a file that has another name now.
  private void moved(FileSystem.Found from, FileSystem.Found to, Inode moved) {
    int cookie = ++lastCookie;
    moved.moved(new Inode.Move(from.parent(), from.name(), to.parent(), to.name()));
    from.parent().tell(bits(moved, Happening.MOVED_FROM), from.name(), cookie);
    to.parent().tell(bits(moved, Happening.MOVED_TO), to.name(), cookie);
  }

  /// As `renameat2(2)` with `RENAME_EXCHANGE`.
  public void exchange(FileSystem.Found from, FileSystem.Found to) throws FileError {
    Inode one = from.existing();
    Inode other = to.existing();
    if (from.asDirectory() && !(one instanceof Directory)
        || to.asDirectory() && !(other instanceof Directory)) {
      throw new FileError(Errno.ENOTDIR);
    }
    if (one == other) {
      return;
    }
    if (one instanceof Directory directory && isAbove(directory, to.parent())
        || other instanceof Directory && isAbove(other, from.parent())) {
      throw new FileError(Errno.EINVAL);
    }
    mayRemove(from.parent(), one);
    mayRemove(to.parent(), other);
    if (from.parent() != to.parent()) {
      mayMove(one);
      mayMove(other);
    }
    from.parent().remove(from.name(), files.now());
    to.parent().remove(to.name(), files.now());
    from.parent().put(from.name(), other, files.now());
    to.parent().put(to.name(), one, files.now());
    moved(from, to, one);
    one.tell(Happening.MOVE_SELF, "", 0);
    moved(to, from, other);
    other.tell(Happening.MOVE_SELF, "", 0);
  }

  /// A directory that comes to lie elsewhere gets another `..`.
  private void mayMove(Inode inode) throws FileError {
    if (inode instanceof Directory directory && !files.allows(directory, Inode.WRITE)) {
      throw new FileError(Errno.EACCES);
    }
  }

  /// Whether a directory is the file, or lies somewhere below it.
  private static boolean isAbove(@Nullable Inode inode, Directory directory) {
    Directory at = directory;
    while (at != inode && at.parent != null && at.parent != at) {
      at = at.parent;
    }
    return at == inode;
  }

  public static boolean isDots(String name) {
    return name.isEmpty() || name.equals(".") || name.equals("..");
  }
}
