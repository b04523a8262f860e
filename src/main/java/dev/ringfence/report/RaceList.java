package dev.ringfence.report;

import dev.ringfence.core.Nanos;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The data races of a run, as the report has them.
final class RaceList {
  private static final int MOST = 20;

  private RaceList() {}

  /// The section, or the empty string if none was looked for.
  static String of(@Nullable List<DataRace> races, Colours colours) {
    if (races == null) {
      return "";
    }
    if (races.isEmpty()) {
      return "\nNo data race: all accesses to shared memory are ordered or atomic.\n";
    }
    StringBuilder out = new StringBuilder();
    for (DataRace race : races.subList(0, Math.min(MOST, races.size()))) {
      out.append("\n").append(colours.bad("RACE")).append(" on ");
      out.append(colours.object(race.on())).append("\n\n");
      race.sides().forEach(side -> out.append("  ").append(side).append("\n"));
      String times = race.count() == 1 ? "once" : "%,d times".formatted(race.count());
      out.append(
          "\n  Nothing orders them: so %s, first after %s.\n"
              .formatted(times, Nanos.text(race.at())));
      out.append("  ").append(race.remedy()).append("\n");
      out.append(race.tried().isEmpty() ? "" : "  " + race.tried() + "\n");
    }
    if (races.size() > MOST) {
      out.append("\n  ... and %,d races more\n".formatted(races.size() - MOST));
    }
    return out.toString();
  }
}
