package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.access.Credentials;
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
    Map<String, Supplier<String>> ofMachine();

    Map<String, Supplier<String>> ofProcess(int pid);

    /// Takes what is written to a file of a process's directory: 0, or what `write(2)` then
    /// returns.
    /// Null for a file that nobody may write to.
    @Nullable ToLongFunction<String> writer(int pid, String name);

    /// The processes that there are, by rising number.
    Collection<Integer> pids();

    /// To whom a process's directory belongs.
    Credentials owner(int pid);

    /// The path of the program that a process runs.
    String executable(int pid);

    /// The number of the process that makes the present call.
    String self();
  }

  /// Numbers of inodes below this one are given to other files.
  private static final long FIRST_NUMBER = 1L << 40;

  /// How many numbers each directory has.
  private static final long NUMBERS = 64;

  private final Directory directory;
  private final Texts texts;
  private final LongSupplier clock;
  private final Map<Integer, Directory> known = new TreeMap<>();
  private final Map<String, Inode> system = new LinkedHashMap<>();

  Proc(Directory directory, Texts texts, LongSupplier clock) {
    this.directory = directory;
    this.texts = texts;
    this.clock = clock;
    long number = FIRST_NUMBER;
    for (Map.Entry<String, Supplier<String>> file : texts.ofMachine().entrySet()) {
      Inode inode = new TextFile(++number, Credentials.SYSTEM, file.getValue(), clock.getAsLong());
      inode.links = 1;
      system.put(file.getKey(), inode);
    }
  }

  @Override
  public @Nullable Inode get(String name) {
    Inode file = system.get(name);
    if (file != null || !name.matches("[1-9][0-9]{0,8}")) {
      return file;
    }
    int pid = Integer.parseInt(name);
    Collection<Integer> alive = texts.pids();
    known.keySet().removeIf(one -> !alive.contains(one));
    return alive.contains(pid) ? own(known.computeIfAbsent(pid, this::make), pid) : null;
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    texts.pids().forEach(pid -> names.add(Integer.toString(pid)));
    names.addAll(system.keySet());
    return names;
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
    for (Map.Entry<String, Supplier<String>> file : texts.ofProcess(pid).entrySet()) {
      String name = file.getKey();
      ToLongFunction<String> writer = texts.writer(pid, name);
      process.put(name, new TextFile(++number, owner, file.getValue(), writer, now), now);
    }
    return process;
  }
}
