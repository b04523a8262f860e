package dev.ringfence.kernel.fs.node;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.OpenInode;
import dev.ringfence.kernel.fs.SymbolicLink;
import dev.ringfence.kernel.fs.TextFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What is in `/proc` (`proc(5)`): files about the machine, `self`, and a directory for each
/// process. A process's directory is made when it is first looked for.
public final class Proc implements Directory.Generated {
  /// What the files say, by their names.
  public interface Texts {
    /// Those about the machine, as a host sees it; a name with a slash is that of a file in a
    /// directory of `/proc`.
    Map<String, Supplier<String>> ofMachine(int host);

    Map<String, Supplier<String>> ofProcess(int pid);

    /// Takes what is written to a file of a process's directory: 0, or what `write(2)` then
    /// returns.
    /// Null for a file that nobody may write to.
    @Nullable ToLongFunction<String> writer(int pid, String name);

    /// The processes of a host, by rising number.
    Collection<Integer> pids(int host);

    /// To whom a process's directory belongs.
    Credentials owner(int pid);

    /// The path of the program that a process runs.
    String executable(int pid);

    /// The numbers of a process's descriptors.
    Collection<Integer> descriptors(int pid);

    /// Where the link of a descriptor leads.
    String link(int pid, int fd);

    /// What a descriptor refers to, or null where there is none.
    @Nullable OpenFile file(int pid, int fd);

    /// What there is to know of a descriptor.
    String information(int pid, int fd);

    /// The number of the process that makes the present call.
    String self();
  }

  /// Numbers of inodes below this one are given to other files.
  private static final long FIRST_NUMBER = 1L << 40;

  /// Those of descriptors begin here, so many for each process.
  private static final long FIRST_DESCRIPTOR = 1L << 44;

  private static final long DESCRIPTORS = 4096;

  /// How many numbers each directory has.
  private static final long NUMBERS = 64;

  private final Directory directory;
  private final Texts texts;
  private final int host;
  private final LongSupplier clock;
  private final Map<Integer, Directory> known = new TreeMap<>();
  private final Map<String, Inode> system = new LinkedHashMap<>();

  public Proc(Directory directory, Texts texts, int host, LongSupplier clock) {
    this.host = host;
    this.directory = directory;
    this.texts = texts;
    this.clock = clock;
    long number = FIRST_NUMBER;
    for (Map.Entry<String, Supplier<String>> file : texts.ofMachine(host).entrySet()) {
      long now = clock.getAsLong();
      Inode inode = new TextFile(++number, Credentials.SYSTEM, file.getValue(), now);
      int slash = file.getKey().indexOf('/');
      if (slash < 0) {
        inode.links = 1;
        system.put(file.getKey(), inode);
        continue;
      }
      String folder = file.getKey().substring(0, slash);
      if (!(system.get(folder) instanceof Directory)) {
        system.put(folder, new Directory(++number, 0555, Credentials.SYSTEM, directory, now));
      }
      if (system.get(folder) instanceof Directory inner) {
        inner.put(file.getKey().substring(slash + 1), inode, now);
      }
    }
  }

  @Override
  public @Nullable Inode get(String name) {
    Inode file = system.get(name);
    if (file != null || !name.matches("[1-9][0-9]{0,8}")) {
      return file;
    }
    int pid = Integer.parseInt(name);
    Collection<Integer> alive = texts.pids(host);
    known.keySet().removeIf(one -> !alive.contains(one));
    return alive.contains(pid) ? own(known.computeIfAbsent(pid, this::make), pid) : null;
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    texts.pids(host).forEach(pid -> names.add(Integer.toString(pid)));
    names.addAll(system.keySet());
    return names;
  }

  /// A directory with something for each descriptor of a process.
  ///
  /// @param tells whether these are texts or links
  private Directory descriptors(long number, int pid, Directory process, boolean tells) {
    Directory directory = new Directory(number, 0500, texts.owner(pid), process, clock.getAsLong());
    directory.generate(
        new Directory.Generated() {
          @Override
          public @Nullable Inode get(String name) {
            boolean number = name.matches("0|[1-9][0-9]{0,8}");
            int fd = number ? Integer.parseInt(name) : -1;
            return texts.descriptors(pid).contains(fd) ? descriptor(pid, fd, tells) : null;
          }

          @Override
          public List<String> names() {
            return texts.descriptors(pid).stream().map(fd -> Integer.toString(fd)).toList();
          }
        });
    return directory;
  }

  private Inode descriptor(int pid, int fd, boolean tells) {
    long number = FIRST_DESCRIPTOR + ((long) pid * DESCRIPTORS + fd) * 2 + (tells ? 1 : 0);
    long now = clock.getAsLong();
    Inode inode =
        tells
            ? new TextFile(number, texts.owner(pid), () -> texts.information(pid, fd), now)
            : link(number, pid, fd, now);
    inode.links = 1;
    return inode;
  }

  private SymbolicLink link(long number, int pid, int fd, long now) {
    OpenFile file = texts.file(pid, fd);
    int mode = file == null ? 0 : file.flags() & OpenInode.O_ACCMODE;
    boolean path = file != null && file.isPath();
    int permissions = path ? 0 : mode == OpenFile.O_WRONLY ? 0300 : mode == 0 ? 0500 : 0700;
    return new SymbolicLink(
        number,
        texts.owner(pid),
        permissions,
        () -> texts.link(pid, fd),
        () -> texts.file(pid, fd),
        now);
  }

  /// Has a process's directory belong to whoever it is now.
  private Directory own(Directory process, int pid) {
    Credentials owner = texts.owner(pid);
    for (Directory.Entry entry : process.made()) {
      entry.inode().owner = owner.euid();
      entry.inode().group = owner.egid();
    }
    process.owner = owner.euid();
    process.group = owner.egid();
    return process;
  }

  private Directory make(int pid) {
    long number = FIRST_NUMBER + NUMBERS * pid;
    long now = clock.getAsLong();
    Credentials owner = texts.owner(pid);
    Directory process = new Directory(number, 0555, owner, directory, now);
    Supplier<String> executable = () -> texts.executable(pid);
    process.put("exe", new SymbolicLink(++number, owner, executable, now), now);
    process.put("fd", descriptors(++number, pid, process, false), now);
    process.put("fdinfo", descriptors(++number, pid, process, true), now);
    for (Map.Entry<String, Supplier<String>> file : texts.ofProcess(pid).entrySet()) {
      String name = file.getKey();
      ToLongFunction<String> writer = texts.writer(pid, name);
      process.put(name, new TextFile(++number, owner, file.getValue(), writer, now), now);
    }
    return process;
  }
}
