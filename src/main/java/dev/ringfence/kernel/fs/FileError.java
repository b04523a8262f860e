package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;

/// Why something could not be done with a file: becomes the call's error number.
public final class FileError extends Exception {
  private static final long serialVersionUID = 1;

  private final Errno errno;

  public FileError(Errno errno) {
    super(errno.text(), null, false, false);
    this.errno = errno;
  }

  public Errno errno() {
    return errno;
  }
}
