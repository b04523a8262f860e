package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.process.Task;

/// The file of a terminal, or the one that makes pseudo-terminals (`pts(4)`).
public final class TerminalDevice extends Inode {
  /// How a terminal is opened.
  public interface Opening {
    /// As `open(2)`: a descriptor or a negative error number.
    long open(Task task, Inode node, int flags);
  }

  public final int major;
  public final int minor;
  public final Opening opening;

  public TerminalDevice(
      long number,
      int permissions,
      Credentials owner,
      int major,
      int minor,
      Opening opening,
      long now) {
    super(number, S_IFCHR, permissions, owner, now);
    this.major = major;
    this.minor = minor;
    this.opening = opening;
  }

  @Override
  public long size() {
    return 0;
  }
}
