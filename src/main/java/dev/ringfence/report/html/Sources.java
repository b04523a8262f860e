package dev.ringfence.report.html;

import dev.ringfence.c.Program;
import dev.ringfence.c.lex.Source;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.SourceFiles;
import dev.ringfence.scenario.Workload;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the texts of the sources in which calls were made, as they were read for the run where
/// that is known.
final class Sources {
  /// Longer ones, in characters, are left out.
  private static final int LONGEST = 400_000;

  private static final int MOST = 40;

  private Sources() {}

  /// @param file as places name it
  record Told(String file, String text) {}

  /// The sources in the order in which calls were made there first.
  ///
  /// @param places "file:line"
  static List<Told> of(Simulation simulation, List<String> places) {
    Set<String> own = new LinkedHashSet<>();
    for (Program program : simulation.kernel().processes().programs().loaded()) {
      program.files().stream().filter(file -> !file.library()).forEach(f -> own.add(f.name()));
    }
    Set<String> wanted = new LinkedHashSet<>();
    for (String place : places) {
      int colon = place.lastIndexOf(':');
      if (colon > 0 && own.contains(place.substring(0, colon))) {
        wanted.add(place.substring(0, colon));
      }
    }
    Workload.Origin origin = simulation.workload().origin();
    SourceFiles files = origin == null ? SourceFiles.ofDisk() : SourceFiles.of(origin.files());
    List<Told> all = new ArrayList<>();
    for (String file : wanted) {
      String text = all.size() < MOST ? text(files, file) : null;
      if (text != null) {
        all.add(new Told(file, text));
      }
    }
    return all;
  }

  private static @Nullable String text(SourceFiles files, String file) {
    try {
      byte[] bytes = files.bytes(Path.of(file));
      return bytes == null || bytes.length > LONGEST ? null : Source.decode(bytes);
    } catch (InvalidPathException _) {
      return null;
    }
  }
}
