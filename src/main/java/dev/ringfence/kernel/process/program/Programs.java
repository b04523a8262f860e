package dev.ringfence.kernel.process.program;

import dev.ringfence.c.Program;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Ownership;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.memory.Image;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The programs in `/bin`: the scenario's own, and those that every machine has, which are made
/// when one is first run.
public final class Programs {
  private final FileSystem files;
  private final Frames frames;
  /// By path; also read by those who look while the kernel runs.
  private final ConcurrentSkipListMap<String, Image> images = new ConcurrentSkipListMap<>();
  private final Set<String> lazy = new TreeSet<>();

  public Programs(FileSystem files, Frames frames) {
    this.files = files;
    this.frames = frames;
  }

  /// The same path, as the one copy that all who run the program share.
  public String shared(String path) {
    String known = images.ceilingKey(path);
    return path.equals(known) ? known : path;
  }

  private static String path(String name) {
    return "/bin/" + name;
  }

  /// Makes a program of the scenario's user available as `/bin/NAME`.
  ///
  /// @throws IllegalArgumentException when memory does not suffice for it
  public void install(Program program) {
    install(program, Ownership.PROGRAM);
  }

  /// Makes a program available as `/bin/NAME`.
  ///
  /// @throws IllegalArgumentException when memory does not suffice for it
  public void install(Program program, Ownership own) {
    Image image = new Image(program, frames);
    images.put(path(program.name()), image);
    files.install(program.name(), () -> image, own);
  }

  /// Makes a program that every machine has available as `/bin/NAME`, unless there is one.
  ///
  /// @param program makes it when it is first run
  public void install(String name, Supplier<Program> program) {
    if (!images.containsKey(path(name))) {
      lazy.add(path(name));
      files.install(name, () -> load(name, program), null);
    }
  }

  private @Nullable Image load(String name, Supplier<Program> program) {
    try {
      return images.computeIfAbsent(path(name), _ -> new Image(program.get(), frames));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// A program's image by its path, if it has been loaded.
  public @Nullable Image at(String path) {
    return images.get(path);
  }

  /// The programs that have been loaded.
  public List<Program> loaded() {
    return images.values().stream().map(Image::program).toList();
  }

  /// How many that are.
  public int count() {
    return images.size();
  }

  /// Shows the images of the programs that have been loaded.
  public void forEachImage(Consumer<Image> action) {
    images.values().forEach(action);
  }

  /// Whether there are programs that have not been loaded, since none has run them yet.
  public boolean hasUnloaded() {
    return !images.keySet().containsAll(lazy);
  }

  /// A place in a program, as "file:line".
  public String place(String program, int packed) {
    Image image = images.get(path(program));
    return image == null ? "?" : image.program().placeOf(packed);
  }
}
