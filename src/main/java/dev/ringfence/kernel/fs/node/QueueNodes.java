package dev.ringfence.kernel.fs.node;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The files of `/dev/mqueue`, one for each POSIX message queue that has a name
/// (`mq_overview(7)`): they can be listed and read, but only `mq_open(3)` makes one and only
/// `mq_unlink(3)` removes it.
public final class QueueNodes {
  private static final long FIRST = 19_999;

  private final FileSystem files;
  private final List<Directory> ofHosts = new ArrayList<>();

  public QueueNodes(FileSystem files) {
    this.files = files;
    for (int host = 0; host < files.hosts(); host++) {
      Directory devices = files.devices(host);
      Directory queues = new Directory(FIRST, 0755, Credentials.SYSTEM, devices, files.now());
      devices.put("mqueue", queues, files.now());
      ofHosts.add(queues);
    }
  }

  /// Gives a queue of a host its file.
  ///
  /// @param number of its inode
  /// @param text what it says when it is read
  public void add(
      int host, String name, long number, int mode, Credentials maker, Supplier<String> text) {
    TextFile file = new TextFile(number, mode, maker, text::get, files.now());
    ofHosts.get(host).put(name, file, files.now());
  }

  /// A queue of a host has lost its name.
  public void remove(int host, String name) {
    Directory queues = ofHosts.get(host);
    if (queues.get(name) != null) {
      queues.remove(name, files.now());
    }
  }
}
