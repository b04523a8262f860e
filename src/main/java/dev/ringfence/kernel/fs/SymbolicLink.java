package dev.ringfence.kernel.fs;

import java.util.function.Supplier;

/// A symbolic link (`symlink(7)`).
final class SymbolicLink extends Inode {
  private final Supplier<String> target;

  /// @param target where it leads, asked whenever it is followed
  SymbolicLink(long number, int owner, Supplier<String> target, long now) {
    super(number, S_IFLNK, 0777, owner, now);
    this.target = target;
  }

  String target() {
    return target.get();
  }

  @Override
  public long size() {
    return target().length();
  }
}
