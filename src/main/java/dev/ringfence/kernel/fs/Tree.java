package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.access.Account;
import dev.ringfence.kernel.access.Accounts;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.fs.node.Proc;
import dev.ringfence.kernel.fs.node.ProcTexts;
import dev.ringfence.kernel.memory.Image;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The files of one host, and what is there from the beginning: `/bin` with the programs,
/// `/usr/bin`, which is the same, `/dev`, `/dev/shm`, `/proc`, `/tmp` and the user's home, where
/// processes begin and find the scenario's programs and files too.
final class Tree {
  /// The number of `/dev/shm`, a file system of its own on Linux.
  static final long SHARED_MEMORY = 1;

  final Directory root;
  final Directory devices;
  final Directory home;
  final Directory sharedMemory;
  private final Directory programs;
  private final Directory proc;
  private final FileSystem files;

  /// What is found where processes begin, though it does not stand in the directory.
  private final Map<String, Inode> unlisted = new HashMap<>();

  /// The names that processes have given to files of their own where they begin.
  private final Set<String> taken = new HashSet<>();

  /// @param files numbers files and tells the time
  Tree(FileSystem files) {
    this.files = files;
    long now = files.now();
    root = new Directory(files.newNumber(), this, now);
    programs = system("bin", 0755);
    devices = system("dev", 0755);
    for (Device.Kind kind : Device.Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      devices.put(name, new Device(files.newNumber(), kind, now), now);
    }
    sharedMemory = new Directory(SHARED_MEMORY, 01777, Credentials.SYSTEM, devices, now);
    devices.put("shm", sharedMemory, now);
    link(system("usr", 0755), "bin", "/bin");
    system("tmp", 01777);
    Directory homes = system("home", 0755);
    home = new Directory(files.newNumber(), 0755, Credentials.USER, homes, now);
    homes.put("user", home, now);
    proc = system("proc", 0555);
  }

  private Directory system(String name, int permissions) {
    Directory directory =
        new Directory(files.newNumber(), permissions, Credentials.SYSTEM, root, files.now());
    root.put(name, directory, files.now());
    return directory;
  }

  private Directory etc() {
    return root.get("etc") instanceof Directory known ? known : system("etc", 0755);
  }

  private void link(Directory directory, String name, String target) {
    link(directory, name, () -> target);
  }

  private void link(Directory directory, String name, Supplier<String> target) {
    long now = files.now();
    directory.put(name, new SymbolicLink(files.newNumber(), Credentials.SYSTEM, target, now), now);
  }

  /// Has `/proc` hold files of these texts.
  void mount(ProcTexts texts, int host, LongSupplier clock) {
    link(proc, "self", texts::self);
    link(proc, "thread-self", texts::threadSelf);
    link(proc, "mounts", "self/mounts");
    link(devices, "fd", "/proc/self/fd");
    link(devices, "stdin", "/proc/self/fd/0");
    link(devices, "stdout", "/proc/self/fd/1");
    link(devices, "stderr", "/proc/self/fd/2");
    proc.generate(new Proc(proc, texts, host, clock));
  }

  /// Puts a device where it says, unless there is something.
  ///
  /// @return null if there is
  @Nullable Peripheral attach(Peripheral.Spec spec, double cyclesPerByte) {
    try {
      FileSystem.Found place = files.find(root, spec.path());
      if (place.inode() != null) {
        return null;
      }
      long now = files.now();
      Peripheral device = new Peripheral(files.newNumber(), spec, cyclesPerByte, now);
      place.parent().put(place.name(), device, now);
      return device;
    } catch (FileError error) {
      throw new IllegalArgumentException("no directory for " + spec.path(), error);
    }
  }

  /// As [FileSystem#install].
  void install(String name, Supplier<@Nullable Image> image, @Nullable Ownership own) {
    if (programs.get(name) == null) {
      long now = files.now();
      RegularFile file = new RegularFile(files.newNumber(), 0755, Credentials.SYSTEM, now, image);
      programs.put(name, file, now);
      if (own != null) {
        file.belong(own);
        unlisted.put(name, file);
      }
    }
  }

  /// Makes the files that name the machine's users and groups, and homes for them.
  void settle(Accounts accounts) {
    system("passwd", accounts.passwd(), etc());
    system("group", accounts.group(), etc());
    if (root.get("root") == null) {
      system("root", 0700);
    }
    Directory homes = home.parent;
    for (Account user : accounts.users()) {
      boolean usual = user.home().equals("/home/" + user.name());
      if (usual && homes != null && homes.get(user.name()) == null) {
        long now = files.now();
        Directory own = new Directory(files.newNumber(), 0755, user.credentials(), homes, now);
        homes.put(user.name(), own, now);
      }
    }
  }

  /// Puts a file of the system's in `/etc`, unless there is one of this name.
  void configure(String name, String text) {
    system(name, text, etc());
  }

  private void system(String name, String text, Directory directory) {
    if (directory.get(name) == null) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      long now = files.now();
      RegularFile file = new RegularFile(files.newNumber(), 0644, Credentials.SYSTEM, now, null);
      file.write(0, bytes, bytes.length);
      directory.put(name, file, now);
    }
  }

  /// As [FileSystem#provide].
  void provide(String name, byte[] bytes, boolean listed, Ownership own) {
    if (home.get(name) == null && !unlisted.containsKey(name)) {
      long now = files.now();
      RegularFile file = new RegularFile(files.newNumber(), 0644, Credentials.USER, now, null);
      file.write(0, bytes, bytes.length);
      file.belong(own);
      if (listed) {
        home.put(name, file, now);
      } else {
        file.mayBeNamed = true;
        unlisted.put(name, file);
      }
    }
  }

  /// A process has given a file this name.
  void named(FileSystem.Found place) {
    if (place.parent() == home) {
      taken.add(place.name());
    }
  }

  /// What is found in a directory under a name that does not stand there.
  @Nullable Inode unlisted(Directory at, String name) {
    return at == home && !taken.contains(name) ? unlisted.get(name) : null;
  }
}
