package dev.ringfence.kernel.fs;

/// A name by which an inode was found: where the inode lies under it, also after it was moved.
final class Dentry {
  private final Inode inode;
  private Directory parent;
  private String name;

  /// How many of the inode's moves are known here.
  private int moves;

  Dentry(Inode inode, Directory parent, String name) {
    this.inode = inode;
    this.parent = parent;
    this.name = name;
    moves = inode.moves.size();
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
  Directory parent() {
    follow();
    return parent;
  }

  /// What it is called there.
  String name() {
    follow();
    return name;
  }
}
