package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.access.Credentials;
import java.util.function.Supplier;

/// A symbolic link (`symlink(7)`).
public final class SymbolicLink extends Inode {
  /// What a link says, asked whenever it is read or followed.
  public interface Target {
    String text() throws FileError;
  }

  /// What a link of `/proc/PID` says that leads to a file whatever that is called, and not along a
  /// path.
  public interface Jump extends Target {
    Inode file() throws FileError;
  }

  private final Target target;
  private final int size;

  /// @param target where it leads
  public SymbolicLink(long number, Credentials maker, Supplier<String> target, long now) {
    this(number, maker, 0777, target::get, -1, now);
  }

  /// One of `/proc/PID`.
  ///
  /// @param size that `stat(2)` gives, or -1 for that of the text
  public SymbolicLink(
      long number, Credentials maker, int permissions, Target target, int size, long now) {
    super(number, S_IFLNK, permissions, maker, now);
    this.target = target;
    this.size = size;
  }

  /// Whether it leads to a file rather than along a path.
  boolean isJump() {
    return target instanceof Jump;
  }

  /// The file that it leads to if it is a [Jump].
  Inode file() throws FileError {
    return ((Jump) target).file();
  }

  public String target() throws FileError {
    return target.text();
  }

  @Override
  public long size() {
    try {
      return size < 0 ? target().length() : size;
    } catch (FileError _) {
      return 0;
    }
  }
}
