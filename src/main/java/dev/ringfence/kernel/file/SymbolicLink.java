package dev.ringfence.kernel.file;

/// A symbolic link (`symlink(7)`).
final class SymbolicLink extends Inode {
  final String target;

  SymbolicLink(long number, String target, long now) {
    super(number, S_IFLNK, 0777, USER, now);
    this.target = target;
  }

  @Override
  long size() {
    return target.length();
  }
}
