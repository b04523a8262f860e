package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A directory: names for inodes, in the order in which they were made.
public final class Directory extends Inode {
  /// A name as `readdir(3)` gives it.
  public record Entry(String name, Inode inode) {}

  /// Files that a directory has though nobody has made them.
  public interface Generated {
    @Nullable Inode get(String name);

    List<String> names();

    /// Whether what the directory is about has not ended.
    default boolean isThere() {
      return true;
    }

    /// Why the caller can look for nothing, whatever the permissions say; or null.
    default @Nullable Errno refusal() {
      return null;
    }

    /// Whether the caller may do all, whatever the permissions say.
    default boolean admits() {
      return false;
    }
  }

  private final Map<String, Inode> names = new LinkedHashMap<>();

  private @Nullable Generated generated;

  /// The directory that it lies in; the root lies in itself. Null once it has been removed.
  @Nullable Directory parent;

  /// Its path when it was removed.
  String lost = "";

  /// The tree that it belongs to.
  final Tree tree;

  public Directory(long number, int permissions, Credentials maker, Directory parent, long now) {
    super(number, S_IFDIR, permissions, maker, now);
    this.parent = parent;
    tree = parent.tree;
    links = 2;
  }

  /// The root of a tree.
  public Directory(long number, Tree tree, long now) {
    super(number, S_IFDIR, 0755, Credentials.SYSTEM, now);
    parent = this;
    this.tree = tree;
    links = 2;
  }

  @Override
  public long size() {
    return 4096;
  }

  public @Nullable Inode get(String name) {
    Inode named = names.get(name);
    return named != null || generated == null ? named : generated.get(name);
  }

  /// Has it hold other files beside those that are put there.
  public void generate(Generated others) {
    generated = others;
  }

  /// Whether it has files that nobody has made.
  boolean isGenerated() {
    return generated != null;
  }

  @Override
  public boolean allows(Credentials who, int access) {
    return super.allows(who, access) || generated != null && generated.admits();
  }

  /// Why the caller can look for nothing, whatever the permissions say; or null.
  public @Nullable Errno refusal() {
    return generated == null ? null : generated.refusal();
  }

  /// Looks whether somebody may search it.
  void search(Credentials who) throws FileError {
    Errno refusal = allows(who, EXECUTE) ? refusal() : Errno.EACCES;
    if (refusal != null) {
      throw new FileError(refusal);
    }
  }

  /// Whether what it is about has not ended, as a process does.
  public boolean isThere() {
    return generated == null || generated.isThere();
  }

  boolean isEmpty() {
    return names.isEmpty() && generated == null;
  }

  /// Gives a file a name that is not in use.
  public void put(String name, Inode inode, long now) {
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
  public void remove(String name, long now) {
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

  /// The entries that somebody has made.
  public List<Entry> made() {
    List<Entry> made = new ArrayList<>();
    names.forEach((name, inode) -> made.add(new Entry(name, inode)));
    return made;
  }

  /// The path from here to a file below that somebody has made, or null.
  @Nullable String search(Inode wanted) {
    for (Entry entry : made()) {
      if (entry.inode() == wanted) {
        return "/" + entry.name();
      }
      String below = entry.inode() instanceof Directory other ? other.search(wanted) : null;
      if (below != null) {
        return "/" + entry.name() + below;
      }
    }
    return null;
  }

  /// All entries, `.` and `..` first.
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(".", this));
    entries.add(new Entry("..", parent == null ? this : parent));
    entries.addAll(made());
    if (generated != null) {
      for (String name : generated.names()) {
        Inode inode = generated.get(name);
        if (inode != null) {
          entries.add(new Entry(name, inode));
        }
      }
    }
    return entries;
  }

  /// The name that it gives a file, or null.
  @Nullable String nameOf(Inode inode) {
    for (Entry entry : entries().subList(2, entries().size())) {
      if (entry.inode() == inode) {
        return entry.name();
      }
    }
    return null;
  }
}
