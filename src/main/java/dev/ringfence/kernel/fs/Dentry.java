package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.inotify.Happening;

/// A name by which an inode was found: where the inode lies under it, also after it was moved.
public final class Dentry {
  private final Inode inode;
  private Directory parent;
  private String name;

  /// How many of the inode's moves are known here.
  private int moves;

  public Dentry(Inode inode, Directory parent, String name) {
    this.inode = inode;
    this.parent = parent;
    this.name = name;
    moves = inode.moves.size();
  }

  /// A file has been opened by it.
  public void opened() {
    inode.opens++;
    happened(Happening.OPEN);
  }

  /// Something is done with the open file: tells those who watch it.
  public void happened(int what) {
    inode.tellOfUse(what, parent(), name());
  }

  /// The file that was opened by it is closed.
  public void closed(boolean wrote) {
    inode.opens--;
    happened(wrote ? Happening.CLOSE_WRITE : Happening.CLOSE_NOWRITE);
    inode.leave();
  }

  private void follow() {
    for (; moves < inode.moves.size(); moves++) {
      Inode.Move move = inode.moves.get(moves);
      if (move.from() == parent && move.name().equals(name)) {
        parent = move.to();
        name = move.next();
      }
    }
  }

  /// The directory in which it lies now.
  public Directory parent() {
    follow();
    return parent;
  }

  /// What it is called there.
  public String name() {
    follow();
    return name;
  }
}
