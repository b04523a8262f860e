package dev.ringfence.kernel.proc;

import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.memory.Mapping;
import dev.ringfence.kernel.process.Process;

/// `/proc/PID/maps`: a line for each mapping (`proc_pid_maps(5)`).
public final class MapsText {
  /// The column of the name.
  private static final int NAME = 73;

  private static final String SHARED_ZEROS = "/dev/zero (deleted)";

  private static final String HUGE = "/anon_hugepage (deleted)";

  private final FileSystem files;

  MapsText(FileSystem files) {
    this.files = files;
  }

  String of(Process process) {
    if (process.zombie) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (Mapping mapping : process.memory().mappings()) {
      FileSystem.Place place = place(process, mapping);
      boolean file = place.number() != 0 || place.path().startsWith("/");
      String line =
          "%08x-%08x %s %08x 00:%02x %d "
              .formatted(
                  mapping.from(),
                  mapping.to(),
                  mapping.rights(),
                  offset(process, mapping),
                  file ? 1 : 0,
                  place.number());
      text.append(line);
      if (!place.path().isEmpty()) {
        text.repeat(' ', Math.max(0, NAME - line.length())).append(place.path());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /// A program's segments lie in its file as they lie in memory.
  private static long offset(Process process, Mapping mapping) {
    return mapping.kind() == Mapping.Kind.PROGRAM
        ? mapping.from() - process.memory().mappings().getFirst().from()
        : mapping.offset();
  }

  /// What a mapping is of: a path, a name in brackets, or the empty string.
  public FileSystem.Place place(Process process, Mapping mapping) {
    return switch (mapping.kind()) {
      case PROGRAM -> files.place(process.host, process.executable);
      case FILE ->
          mapping.file() == null ? new FileSystem.Place("", 0) : files.place(mapping.file());
      case SHARED_ZEROS ->
          new FileSystem.Place(
              mapping.name().isEmpty() ? SHARED_ZEROS : mapping.name(), mapping.number());
      case HUGE ->
          new FileSystem.Place(mapping.name().isEmpty() ? HUGE : mapping.name(), mapping.number());
      case ZEROS ->
          new FileSystem.Place(mapping.name().startsWith("[stack:") ? "" : mapping.name(), 0);
    };
  }
}
