package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Rng;
import dev.ringfence.kernel.access.Account;
import dev.ringfence.kernel.access.Accounts;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.memory.Backing;
import dev.ringfence.kernel.memory.Image;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The tree of files, in memory, and how a path is walked (`path_resolution(7)`).
///
/// At first there are `/bin` with the programs, `/usr/bin`, which is the same, `/dev`, `/dev/shm`,
/// `/proc`, `/tmp` and the user's home, where processes begin and find the scenario's
/// programs and files too.
public final class FileSystem {
  static final int PATH_MAX = 4096;
  static final int NAME_MAX = 255;
  private static final int MAXSYMLINKS = 40;

  /// Where a file lies that has no name.
  public static final String DELETED = "/ (deleted)";
  /// The number of `/dev/shm`, a file system of its own on Linux.
  private static final long SHARED_MEMORY = 1;

  /// Where a path leads: the name's directory, and what the name means there.
  ///
  /// @param name the last component; empty where the path ends in the directory itself
  /// @param inode null where there is no such file
  /// @param unlisted what is found there by those who need an existing file, while there is
  ///     none: so processes find their program where they begin, and it is in nobody's way
  /// @param asDirectory whether a slash at the end asks for a directory
  public record Found(
      Directory parent,
      String name,
      @Nullable Inode inode,
      @Nullable Inode unlisted,
      boolean asDirectory) {
    public Inode existing() throws FileError {
      Inode found = inode == null ? unlisted : inode;
      if (found == null) {
        throw new FileError(Errno.ENOENT);
      }
      return found;
    }

    Directory directory() throws FileError {
      if (existing() instanceof Directory directory) {
        return directory;
      }
      throw new FileError(Errno.ENOTDIR);
    }
  }

  private final LongSupplier clock;
  private final Directory root;
  private final Directory programs;
  private final Directory home;
  private final Directory proc;
  private final Directory sharedMemory;

  /// What is found where processes begin, though it does not stand in the directory.
  private final Map<String, Inode> unlisted = new HashMap<>();

  private final Naming naming = new Naming(this);

  private Rng random = new Rng(0);

  private Supplier<Credentials> caller = () -> Credentials.SYSTEM;
  private Supplier<String> maker = () -> "";
  private final List<Peripheral> peripherals = new ArrayList<>();

  private long lastNumber = SHARED_MEMORY;

  /// @param clock nanoseconds since 1970
  public FileSystem(LongSupplier clock) {
    this.clock = clock;
    root = new Directory(++lastNumber, 0755, Credentials.SYSTEM, null, now());
    programs = system("bin", 0755);
    Directory devices = system("dev", 0755);
    for (Device.Kind kind : Device.Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      devices.put(name, new Device(++lastNumber, kind, now()), now());
    }
    sharedMemory = new Directory(SHARED_MEMORY, 01777, Credentials.SYSTEM, devices, now());
    devices.put("shm", sharedMemory, now());
    system("usr", 0755)
        .put("bin", new SymbolicLink(++lastNumber, Credentials.SYSTEM, () -> "/bin", now()), now());
    system("tmp", 01777);
    Directory homes = system("home", 0755);
    home = new Directory(++lastNumber, 0755, Credentials.USER, homes, now());
    homes.put("user", home, now());
    proc = system("proc", 0555);
  }

  /// Sets what `/dev/random` and `/dev/urandom` give.
  public void randomise(Rng source) {
    random = source;
  }

  Rng random() {
    return random;
  }

  /// Whether a file is a shared memory object (`shm_overview(7)`).
  boolean isSharedMemory(Found file) {
    return file.parent() == sharedMemory;
  }

  /// Sets who makes the present call, whenever it is asked.
  ///
  /// @param name of its process
  public void serve(Supplier<Credentials> whoever, Supplier<String> name) {
    caller = whoever;
    maker = name;
  }

  /// Puts a device of the scenario's where it says, unless there is something.
  ///
  /// @param cyclesPerByte how long it takes for what is written to it
  public void attach(Peripheral.Spec spec, double cyclesPerByte) {
    try {
      Found place = find(root, spec.path());
      if (place.inode() == null) {
        Peripheral device = new Peripheral(++lastNumber, spec, cyclesPerByte, now());
        place.parent().put(place.name(), device, now());
        peripherals.add(device);
      }
    } catch (FileError error) {
      throw new IllegalArgumentException("no directory for " + spec.path(), error);
    }
  }

  /// The scenario's devices.
  public List<Peripheral> peripherals() {
    return peripherals;
  }

  /// Has `/proc` hold files of these texts.
  public void mount(Proc.Texts texts) {
    SymbolicLink self = new SymbolicLink(++lastNumber, Credentials.SYSTEM, texts::self, now());
    proc.put("self", self, now());
    if (root.get("dev") instanceof Directory devices) {
      link(devices, "fd", "/proc/self/fd");
      link(devices, "stdin", "/proc/self/fd/0");
      link(devices, "stdout", "/proc/self/fd/1");
      link(devices, "stderr", "/proc/self/fd/2");
    }
    proc.generate(new Proc(proc, texts, clock));
  }

  private void link(Directory directory, String name, String target) {
    directory.put(
        name, new SymbolicLink(++lastNumber, Credentials.SYSTEM, () -> target, now()), now());
  }

  /// Where a file lies, and its number.
  ///
  /// @param path with `(deleted)` behind it if the file has no name any more
  public record Place(String path, long number) {}

  /// Where a file that is mapped lies.
  public Place place(Backing file) {
    return file instanceof Inode inode ? place(inode) : new Place(DELETED, 0);
  }

  /// Where a file lies.
  public Place place(Inode inode) {
    String path = inode == root ? "/" : inode.links == 0 ? null : root.search(inode);
    return new Place(path == null ? DELETED : path, inode.number);
  }

  public Directory root() {
    return root;
  }

  /// The file of a path, or the root where there is none.
  public Inode at(String path) {
    try {
      return find(root, path).existing();
    } catch (FileError _) {
      return root;
    }
  }

  /// Where the file of a path lies.
  public Place place(String path) {
    try {
      return new Place(path, findAs(Credentials.SYSTEM, root, path, true).existing().number);
    } catch (FileError _) {
      return new Place(path + " (deleted)", 0);
    }
  }

  private Directory system(String name, int permissions) {
    Directory directory = new Directory(++lastNumber, permissions, Credentials.SYSTEM, root, now());
    root.put(name, directory, now());
    return directory;
  }

  /// Where processes begin.
  public Directory home() {
    return home;
  }

  /// Makes a program available in `/bin`, unless there is one of this name.
  ///
  /// @param image loads it when it is run; null when memory is out
  /// @param own to whom it belongs if it is of the scenario, and then also found where processes
  ///     begin; null for a program of the system
  public void install(String name, Supplier<@Nullable Image> image, @Nullable Ownership own) {
    if (programs.get(name) == null) {
      RegularFile file = new RegularFile(++lastNumber, 0755, Credentials.SYSTEM, now(), image);
      programs.put(name, file, now());
      if (own != null) {
        file.belong(own);
        unlisted.put(name, file);
      }
    }
  }

  /// Makes the file that names the hosts of the network.
  public void nameHosts(String text) {
    Directory etc = root.get("etc") instanceof Directory known ? known : system("etc", 0755);
    systemFile(etc, "hosts", text);
  }

  /// Makes the files that name the machine's users and groups, and homes for them.
  public void settle(Accounts accounts) {
    Directory etc = root.get("etc") instanceof Directory known ? known : system("etc", 0755);
    systemFile(etc, "passwd", accounts.passwd());
    systemFile(etc, "group", accounts.group());
    if (root.get("root") == null) {
      system("root", 0700);
    }
    Directory homes = home.parent;
    for (Account user : accounts.users()) {
      boolean usual = user.home().equals("/home/" + user.name());
      if (usual && homes != null && homes.get(user.name()) == null) {
        Directory own = new Directory(++lastNumber, 0755, user.credentials(), homes, now());
        homes.put(user.name(), own, now());
      }
    }
  }

  private void systemFile(Directory directory, String name, String text) {
    if (directory.get(name) == null) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      RegularFile file = new RegularFile(++lastNumber, 0644, Credentials.SYSTEM, now(), null);
      file.write(0, bytes, bytes.length);
      directory.put(name, file, now());
    }
  }

  /// Puts a file where processes begin, unless there is one of this name.
  ///
  /// @param listed whether it is seen in the directory, too
  public void provide(String name, byte[] bytes, boolean listed, Ownership own) {
    if (home.get(name) == null && !unlisted.containsKey(name)) {
      RegularFile file = new RegularFile(++lastNumber, 0644, Credentials.USER, now(), null);
      file.write(0, bytes, bytes.length);
      file.belong(own);
      if (listed) {
        home.put(name, file, now());
      } else {
        unlisted.put(name, file);
      }
    }
  }

  /// The absolute path of an existing file, or the empty string.
  public String absolute(Directory from, String path) {
    try {
      Found found = find(from, path);
      String directory = path(found.parent());
      return directory == null
          ? ""
          : directory.equals("/") ? "/" + found.name() : directory + "/" + found.name();
    } catch (FileError _) {
      return "";
    }
  }

  /// Why `execve(2)` cannot run what a path names.
  public Errno refusal(Directory from, String path) {
    try {
      Inode inode = find(from, path).existing();
      if (!(inode instanceof RegularFile file) || !allows(file, Inode.EXECUTE)) {
        return Errno.EACCES;
      }
      return file.program == null ? Errno.ENOEXEC : Errno.ENOMEM;
    } catch (FileError error) {
      return error.errno();
    }
  }

  /// The program that a path names, or null where [#refusal] says why there is none.
  public @Nullable Image program(Directory from, String path) {
    try {
      return find(from, path).existing() instanceof RegularFile file
              && allows(file, Inode.EXECUTE)
              && file.program != null
          ? file.program.get()
          : null;
    } catch (FileError _) {
      return null;
    }
  }

  /// Who somebody becomes by running the program of a path.
  public Credentials exec(Directory from, String path, Credentials who) {
    try {
      Inode inode = find(from, path).existing();
      int mode = inode.permissions;
      boolean setGroup = (mode & (Inode.S_ISGID | 010)) == (Inode.S_ISGID | 010);
      return who.exec((mode & Inode.S_ISUID) != 0, inode.owner, setGroup, inode.group);
    } catch (FileError _) {
      return who;
    }
  }

  /// The words of a script's first line behind `#!`: its interpreter and perhaps one argument; null
  /// if the path names no script (`execve(2)`).
  public @Nullable List<String> interpreter(Directory from, String path) {
    try {
      return find(from, path).existing() instanceof RegularFile file && allows(file, Inode.EXECUTE)
          ? file.interpreter()
          : null;
    } catch (FileError _) {
      return null;
    }
  }

  /// Who makes the present call.
  Credentials caller() {
    return caller.get();
  }

  /// Whether the caller may do all of this to a file: [Inode#READ], [Inode#WRITE],
  /// [Inode#EXECUTE], added.
  public boolean allows(Inode inode, int access) {
    return inode.allows(caller(), access);
  }

  /// The process that makes the present call, by its name in the scenario, or the empty string.
  String callersName() {
    return maker.get();
  }

  /// A number that no file has had.
  long newNumber() {
    return ++lastNumber;
  }

  /// What makes files, and gives and takes their names.
  Naming naming() {
    return naming;
  }

  long now() {
    return clock.getAsLong();
  }

  /// Walks a path, through a symbolic link at its end too.
  public Found find(Directory from, String path) throws FileError {
    return walk(caller(), from, path, true);
  }

  /// Walks a path to a link itself.
  public Found findLink(Directory from, String path) throws FileError {
    return walk(caller(), from, path, false);
  }

  /// Walks a path as somebody else than the caller.
  Found findAs(Credentials who, Directory from, String path, boolean follow) throws FileError {
    return walk(who, from, path, follow);
  }

  private Found walk(Credentials who, Directory from, String path, boolean follow)
      throws FileError {
    if (path.isEmpty()) {
      throw new FileError(Errno.ENOENT);
    }
    if (path.length() >= PATH_MAX) {
      throw new FileError(Errno.ENAMETOOLONG);
    }
    Deque<String> ahead = new ArrayDeque<>();
    Directory at = begin(from, path, ahead);
    boolean slash = path.endsWith("/");
    int links = 0;
    Found found = new Found(at, "", at, null, slash);
    while (!ahead.isEmpty()) {
      String name = ahead.removeFirst();
      boolean last = ahead.isEmpty();
      if (!at.allows(who, Inode.EXECUTE)) {
        throw new FileError(Errno.EACCES);
      }
      if (name.length() > NAME_MAX) {
        throw new FileError(Errno.ENAMETOOLONG);
      }
      Inode inode =
          switch (name) {
            case "." -> at;
            case ".." -> at.parent == null ? at : at.parent;
            default -> at.get(name);
          };
      if (inode instanceof SymbolicLink link && (!last || follow || slash)) {
        if (++links > MAXSYMLINKS) {
          throw new FileError(Errno.ELOOP);
        }
        if (link.isOfDescriptor()) {
          found = new Found(at, name, link.file(), null, slash);
          at = last ? at : found.directory();
          continue;
        }
        at = begin(at, link.target(), ahead);
        found = new Found(at, "", at, null, slash);
        continue;
      }
      boolean lost = inode == null && at == home && !naming.hasTaken(name);
      found = new Found(at, name, inode, lost ? unlisted.get(name) : null, slash);
      if (!last) {
        at = found.directory();
      } else if (slash && inode != null) {
        found.directory();
      }
    }
    return found;
  }

  /// Puts the components of a path before those that are still ahead: where they begin.
  private Directory begin(Directory from, String path, Deque<String> ahead) {
    List<String> components = List.of(path.split("/"));
    for (String component : components.reversed()) {
      if (!component.isEmpty()) {
        ahead.addFirst(component);
      }
    }
    return path.startsWith("/") ? root : from;
  }

  /// The absolute path of a directory, or null if it has been removed.
  @Nullable String path(Directory directory) {
    StringBuilder path = new StringBuilder();
    Directory at = directory;
    while (at != root) {
      Directory parent = at.parent;
      String name = parent == null ? null : parent.nameOf(at);
      if (parent == null || name == null) {
        return null;
      }
      path.insert(0, "/" + name);
      at = parent;
    }
    return path.isEmpty() ? "/" : path.toString();
  }
}
