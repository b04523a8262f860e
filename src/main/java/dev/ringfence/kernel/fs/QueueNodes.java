package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.access.Credentials;
import java.util.function.Supplier;

/// The files of `/dev/mqueue`, one for each POSIX message queue that has a name
/// (`mq_overview(7)`): they can be listed and read, but only `mq_open(3)` makes one and only
/// `mq_unlink(3)` removes it.
public final class QueueNodes {
  private static final long FIRST = 19_999;

  private final FileSystem files;
  private final Directory queues;

  public QueueNodes(FileSystem files) {
    this.files = files;
    if (!(files.at("/dev") instanceof Directory devices)) {
      throw new IllegalStateException("no /dev");
    }
    queues = new Directory(FIRST, 0755, Credentials.SYSTEM, devices, files.now());
    devices.put("mqueue", queues, files.now());
  }

  /// Gives a queue its file.
  ///
  /// @param number of its inode
  /// @param text what it says when it is read
  public void add(String name, long number, int mode, Credentials maker, Supplier<String> text) {
    TextFile file = new TextFile(number, maker, text, files.now());
    file.permissions = mode;
    queues.put(name, file, files.now());
  }

  /// A queue has lost its name.
  public void remove(String name) {
    if (queues.get(name) != null) {
      queues.remove(name, files.now());
    }
  }
}
