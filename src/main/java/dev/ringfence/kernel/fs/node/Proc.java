package dev.ringfence.kernel.fs.node;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.TextFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What is in `/proc` (`proc(5)`): files about the machine, and a directory for each process, which
/// is made when it is first looked for. A thread's is found by its number, too, though it is not
/// listed.
public final class Proc implements Directory.Generated {
  /// Numbers of inodes below this one are given to other files, and from the next one on to
  /// processes.
  private static final long FIRST_NUMBER = 1L << 40;

  /// What is in a directory beside the files that were put there.
  private static final Directory.Generated NOTHING =
      new Directory.Generated() {
        @Override
        public @Nullable Inode get(String name) {
          return null;
        }

        @Override
        public List<String> names() {
          return List.of();
        }
      };

  private final Directory directory;
  private final ProcTexts texts;
  private final int host;
  private final LongSupplier clock;
  private final Map<Integer, TaskDirectory> known = new TreeMap<>();
  private final Map<String, Inode> system = new LinkedHashMap<>();
  private long number = FIRST_NUMBER;

  public Proc(Directory directory, ProcTexts texts, int host, LongSupplier clock) {
    this.host = host;
    this.directory = directory;
    this.texts = texts;
    this.clock = clock;
    for (ProcFile file : texts.ofMachine(host)) {
      long now = clock.getAsLong();
      Inode inode =
          new TextFile(++number, file.permissions(), Credentials.SYSTEM, file.content(), now);
      int slash = file.name().lastIndexOf('/');
      if (slash < 0) {
        inode.links = 1;
        system.put(file.name(), inode);
      } else {
        folder(file.name().substring(0, slash)).put(file.name().substring(slash + 1), inode, now);
      }
    }
  }

  /// A directory of the machine's, which is made if it is not there.
  private Directory folder(String path) {
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    Directory parent = slash < 0 ? directory : folder(path.substring(0, slash));
    Inode known = slash < 0 ? system.get(name) : parent.get(name);
    if (known instanceof Directory found) {
      return found;
    }
    long now = clock.getAsLong();
    Directory made = new Directory(++number, 0555, Credentials.SYSTEM, parent, now);
    made.generate(NOTHING);
    if (slash < 0) {
      system.put(name, made);
    } else {
      parent.put(name, made, now);
    }
    return made;
  }

  @Override
  public @Nullable Inode get(String name) {
    Inode file = system.get(name);
    if (file != null || !name.matches("[1-9][0-9]{0,8}")) {
      return file;
    }
    int pid = Integer.parseInt(name);
    TaskDirectory found = known.get(pid);
    if (found != null && found.isThere()) {
      return found.directory();
    }
    known.values().removeIf(one -> !one.isThere());
    ProcSubject subject = texts.find(host, pid);
    if (subject == null) {
      return null;
    }
    TaskDirectory made = new TaskDirectory(texts, subject, directory, clock);
    known.put(pid, made);
    return made.directory();
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    texts.processes(host).forEach(process -> names.add(Integer.toString(process.pid())));
    names.addAll(system.keySet());
    return names;
  }
}
