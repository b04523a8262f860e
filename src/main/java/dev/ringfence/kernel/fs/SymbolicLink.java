package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.access.Credentials;
import java.util.function.Supplier;

/// A symbolic link (`symlink(7)`).
final class SymbolicLink extends Inode {
  private final Supplier<String> target;

  /// @param target where it leads, asked whenever it is followed
  SymbolicLink(long number, Credentials maker, Supplier<String> target, long now) {
    super(number, S_IFLNK, 0777, maker, now);
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
