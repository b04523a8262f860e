package dev.ringfence.kernel.file;

/// What a signal about a file tells of it: `si_code` and `si_band` of `sigaction(2)`.
public enum Band {
  /// There is something to read.
  IN(OpenFile.POLLIN | OpenFile.POLLRDNORM),
  /// There is room to write.
  OUT(OpenFile.POLLOUT | OpenFile.POLLWRNORM | OpenFile.POLLWRBAND),
  /// A message is there, which nothing here tells.
  MSG(OpenFile.POLLIN | OpenFile.POLLRDNORM | 0x400),
  /// Something has failed.
  ERR(OpenFile.POLLERR),
  /// Urgent data is there.
  PRI(OpenFile.POLLPRI | 0x80),
  /// The other end is gone.
  HUP(OpenFile.POLLHUP | OpenFile.POLLERR);

  /// As bits of `poll(2)`.
  final int events;

  Band(int events) {
    this.events = events;
  }

  /// `POLL_IN` and so on.
  int code() {
    return ordinal() + 1;
  }
}
