package dev.ringfence.kernel.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A directory: names for inodes, in the order in which they were made.
public final class Directory extends Inode {
  /// A name as `readdir(3)` gives it.
  record Entry(String name, Inode inode) {}

  private final Map<String, Inode> names = new LinkedHashMap<>();

  /// The directory that it lies in; the root lies in itself. Null once it has been removed.
  @Nullable Directory parent;

  Directory(long number, int permissions, int owner, @Nullable Directory parent, long now) {
    super(number, S_IFDIR, permissions, owner, now);
    this.parent = parent == null ? this : parent;
    links = 2;
  }

  @Override
  long size() {
    return 4096;
  }

  @Nullable Inode get(String name) {
    return names.get(name);
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /// Gives a file a name that is not in use.
  void put(String name, Inode inode, long now) {
    names.put(name, inode);
    if (inode instanceof Directory directory) {
      directory.parent = this;
      links++;
    } else {
      inode.links++;
    }
    inode.changed = now;
    modified(now);
  }

  /// Takes a name away.
  void remove(String name, long now) {
    Inode inode = names.remove(name);
    if (inode instanceof Directory) {
      links--;
    } else if (inode != null) {
      inode.links--;
    }
    if (inode != null) {
      inode.changed = now;
    }
    modified(now);
  }

  /// All entries, `.` and `..` first.
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(".", this));
    entries.add(new Entry("..", parent == null ? this : parent));
    names.forEach((name, inode) -> entries.add(new Entry(name, inode)));
    return entries;
  }

  /// The name that it gives a file, or null.
  @Nullable String nameOf(Inode inode) {
    for (Map.Entry<String, Inode> entry : names.entrySet()) {
      if (entry.getValue() == inode) {
        return entry.getKey();
      }
    }
    return null;
  }
}
