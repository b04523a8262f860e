package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Rng;
import dev.ringfence.kernel.access.Accounts;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.fs.node.ProcTexts;
import dev.ringfence.kernel.memory.Backing;
import dev.ringfence.kernel.memory.Image;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The trees of files, in memory, one for each host, and how a path is walked
/// (`path_resolution(7)`). A path that begins with a slash begins at the root of the tree in which
/// the process that walks it has its working directory.
public final class FileSystem {
  public static final int PATH_MAX = 4096;
  static final int NAME_MAX = 255;
  private static final int MAXSYMLINKS = 40;

  /// Where a file lies that has no name.
  public static final String DELETED = "/ (deleted)";

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

    public Directory directory() throws FileError {
      if (existing() instanceof Directory directory) {
        return directory;
      }
      throw new FileError(Errno.ENOTDIR);
    }
  }

  /// What the end of a path is.
  private enum End {
    FOLLOWED,
    LINK,
    NAME
  }

  private final LongSupplier clock;
  private final List<Tree> trees = new ArrayList<>();
  private final Naming naming = new Naming(this);

  private Rng random = new Rng(0);

  private Supplier<Credentials> caller = () -> Credentials.SYSTEM;
  private Supplier<String> maker = () -> "";
  private LongSupplier sizeLimit = () -> -1;
  private Runnable sizeExceeded = () -> {};
  private final List<Peripheral> peripherals = new ArrayList<>();

  private long lastNumber = Tree.SHARED_MEMORY;

  /// @param clock nanoseconds since 1970
  /// @param hosts how many there are
  public FileSystem(LongSupplier clock, int hosts) {
    this.clock = clock;
    for (int i = 0; i < hosts; i++) {
      trees.add(new Tree(this));
    }
  }

  /// Sets what `/dev/random` and `/dev/urandom` give.
  public void randomise(Rng source) {
    random = source;
  }

  Rng random() {
    return random;
  }

  /// Whether a file is a shared memory object (`shm_overview(7)`).
  public boolean isSharedMemory(Found file) {
    return file.parent() == file.parent().tree.sharedMemory;
  }

  /// Sets who makes the present call, whenever it is asked.
  ///
  /// @param name of its process
  public void serve(Supplier<Credentials> whoever, Supplier<String> name) {
    caller = whoever;
    maker = name;
  }

  /// Sets how large whoever makes the present call may make a file, as an unsigned number.
  ///
  /// @param exceeded done when a call was refused for it
  public void limit(LongSupplier size, Runnable exceeded) {
    sizeLimit = size;
    sizeExceeded = exceeded;
  }

  /// The size that the caller may not make a file exceed.
  long sizeLimit() {
    long limit = sizeLimit.getAsLong();
    return limit < 0 ? Long.MAX_VALUE : limit;
  }

  /// A call was refused for the caller's limit.
  void sizeExceeded() {
    sizeExceeded.run();
  }

  /// Puts a device of the scenario's where it says, unless there is something: each host has one.
  ///
  /// @param cyclesPerByte how long it takes for what is written to it
  public void attach(Peripheral.Spec spec, double cyclesPerByte) {
    for (Tree tree : trees) {
      Peripheral device = tree.attach(spec, cyclesPerByte);
      if (device != null) {
        peripherals.add(device);
      }
    }
  }

  /// The scenario's devices.
  public List<Peripheral> peripherals() {
    return peripherals;
  }

  /// Has a host's `/proc` hold files of these texts.
  public void mount(int host, ProcTexts texts) {
    trees.get(host).mount(texts, host, clock);
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
    String path = null;
    for (Tree tree : inode.links == 0 ? List.<Tree>of() : trees) {
      path = path != null ? path : inode == tree.root ? "/" : tree.root.search(inode);
    }
    return new Place(path == null ? DELETED : path, inode.number);
  }

  /// The root directory of a host.
  public Directory root(int host) {
    return trees.get(host).root;
  }

  /// The directory `/dev` of a host.
  public Directory devices(int host) {
    return trees.get(host).devices;
  }

  /// How many hosts there are.
  public int hosts() {
    return trees.size();
  }

  /// The file of a path on a host, or the root where there is none.
  public Inode at(int host, String path) {
    try {
      return find(root(host), path).existing();
    } catch (FileError _) {
      return root(host);
    }
  }

  /// Where the file of a path on a host lies.
  public Place place(int host, String path) {
    try {
      return new Place(path, findAs(Credentials.SYSTEM, root(host), path, true).existing().number);
    } catch (FileError _) {
      return new Place(path + " (deleted)", 0);
    }
  }

  /// Where processes of a host begin.
  public Directory home(int host) {
    return trees.get(host).home;
  }

  /// Makes a program available in `/bin` of each host, unless there is one of this name.
  ///
  /// @param image loads it when it is run; null when memory is out
  /// @param own to whom it belongs if it is of the scenario, and then also found where processes
  ///     begin; null for a program of the system
  public void install(String name, Supplier<@Nullable Image> image, @Nullable Ownership own) {
    trees.forEach(tree -> tree.install(name, image, own));
  }

  /// Puts a file of the system's in a host's `/etc`, unless there is one of this name.
  public void configure(int host, String name, String text) {
    trees.get(host).configure(name, text);
  }

  /// Makes the files that name the machine's users and groups, and homes for them.
  public void settle(Accounts accounts) {
    trees.forEach(tree -> tree.settle(accounts));
  }

  /// Puts a file where processes of all hosts begin, unless there is one of this name.
  ///
  /// @param listed whether it is seen in the directory, too
  public void provide(String name, byte[] bytes, boolean listed, Ownership own) {
    trees.forEach(tree -> tree.provide(name, bytes, listed, own));
  }

  /// Puts a file where processes of one host begin, unless there is one of this name.
  public void provide(int host, String name, byte[] bytes, Ownership own) {
    trees.get(host).provide(name, bytes, true, own);
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

  /// Who makes the present call.
  public Credentials caller() {
    return caller.get();
  }

  /// Whether the caller may do all of this to a file: [Inode#READ], [Inode#WRITE],
  /// [Inode#EXECUTE], added.
  public boolean allows(Inode inode, int access) {
    return inode.allows(caller(), access);
  }

  /// The process that makes the present call, by its name in the scenario, or the empty string.
  public String callersName() {
    return maker.get();
  }

  /// A number that no file has had.
  public long newNumber() {
    return ++lastNumber;
  }

  /// What makes files, and gives and takes their names.
  public Naming naming() {
    return naming;
  }

  public long now() {
    return clock.getAsLong();
  }

  /// Walks a path, through a symbolic link at its end too.
  public Found find(Directory from, String path) throws FileError {
    return walk(caller(), from, path, End.FOLLOWED);
  }

  /// Walks a path to a link itself, unless there is a slash behind it.
  public Found findLink(Directory from, String path) throws FileError {
    return walk(caller(), from, path, End.LINK);
  }

  /// Walks a path to a name that is to be given or taken away, whatever has it.
  public Found findName(Directory from, String path) throws FileError {
    return walk(caller(), from, path, End.NAME);
  }

  /// Walks a path as somebody else than the caller.
  public Found findAs(Credentials who, Directory from, String path, boolean follow)
      throws FileError {
    return walk(who, from, path, follow ? End.FOLLOWED : End.LINK);
  }

  private Found walk(Credentials who, Directory from, String path, End end) throws FileError {
    if (path.isEmpty()) {
      throw new FileError(Errno.ENOENT);
    }
    if (path.length() >= PATH_MAX) {
      throw new FileError(Errno.ENAMETOOLONG);
    }
    Deque<String> ahead = new ArrayDeque<>();
    Directory at = begin(from, path, ahead);
    boolean slash = path.endsWith("/");
    boolean follow = end == End.FOLLOWED || end == End.LINK && slash;
    int links = 0;
    Found found = new Found(at, "", at, null, slash);
    while (!ahead.isEmpty()) {
      String name = ahead.removeFirst();
      boolean last = ahead.isEmpty();
      at.search(who);
      if (name.length() > NAME_MAX) {
        throw new FileError(Errno.ENAMETOOLONG);
      }
      Inode inode =
          switch (name) {
            case "." -> at;
            case ".." -> at.parent == null ? at : at.parent;
            default -> at.get(name);
          };
      if (inode instanceof SymbolicLink link && (!last || follow)) {
        if (++links > MAXSYMLINKS) {
          throw new FileError(Errno.ELOOP);
        }
        if (link.isJump()) {
          found = new Found(at, name, link.file(), null, slash);
          at = last ? at : found.directory();
          continue;
        }
        at = begin(at, link.target(), ahead);
        found = new Found(at, "", at, null, slash);
        continue;
      }
      found = new Found(at, name, inode, inode == null ? at.tree.unlisted(at, name) : null, slash);
      if (!last) {
        at = found.directory();
      } else if (slash && inode != null && end != End.NAME) {
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
    return path.startsWith("/") ? from.tree.root : from;
  }

  /// The absolute path of a directory, or the one that it had, with `(deleted)` behind it.
  public String shownPath(Directory directory) {
    String path = path(directory);
    return path == null ? directory.lost + " (deleted)" : path;
  }

  /// The absolute path of a directory, or null if it has been removed.
  public @Nullable String path(Directory directory) {
    StringBuilder path = new StringBuilder();
    Directory at = directory;
    while (at != directory.tree.root) {
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
