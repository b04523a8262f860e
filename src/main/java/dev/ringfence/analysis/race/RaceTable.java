package dev.ringfence.analysis.race;

import dev.ringfence.c.Program;
import dev.ringfence.kernel.memory.AddressSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The races found so far: one for each pair of places.
final class RaceTable {
  /// An access as far as it tells races apart.
  private record Kind(String program, int line, boolean writes, boolean atomic) {
    static Kind of(Access access) {
      return new Kind(access.program.name(), access.line, access.writes, access.atomic);
    }
  }

  private record Pair(Kind one, Kind other) {}

  /// A race, with the accesses to its word that were known when it was found last.
  private static final class Found {
    final String on;
    final long at;
    Access first;
    Access second;
    @Nullable Access all;
    long count;

    Found(String on, long at, Access first, Access second) {
      this.on = on;
      this.at = at;
      this.first = first;
      this.second = second;
    }
  }

  private final Map<Pair, Found> pairs = new LinkedHashMap<>();

  /// @param all the accesses to the word
  void add(Access before, Access now, @Nullable Access all, long address, long time) {
    Pair pair = new Pair(Kind.of(before), Kind.of(now));
    Pair turned = new Pair(pair.other, pair.one);
    Found found = pairs.getOrDefault(pair, pairs.get(turned));
    if (found == null) {
      found = new Found(name(now, address), time, before, now);
      pairs.put(pair, found);
    }
    boolean turns = !Kind.of(found.first).equals(pair.one);
    found.first = turns ? now : before;
    found.second = turns ? before : now;
    found.all = all;
    found.count++;
  }

  private static String name(Access access, long address) {
    AddressSpace memory = access.actor.task.process().memory();
    if (memory.segment(address) != null) {
      String name = memory.areaName(address);
      return (name.isEmpty() ? "shared memory" : name) + " + " + memory.offset(address);
    }
    Program.DataObject object = access.program.objectAt(address);
    if (object != null) {
      return object.path(address);
    }
    String area = memory.areaName(address);
    return "0x" + Long.toHexString(address) + (area.isEmpty() ? "" : " in " + area);
  }

  List<Race> races() {
    return pairs.values().stream().map(RaceTable::race).toList();
  }

  private static Race race(Found found) {
    return new Race(
        found.on, side(found.first), side(found.second), found.at, found.count, remedy(found));
  }

  private static Race.Side side(Access access) {
    return new Race.Side(
        access.writes,
        access.atomic,
        access.actor.task.tid(),
        access.program.placeOf(access.line),
        access.locks);
  }

  /// Names the lock that is held at most of the accesses to the word.
  private static String remedy(Found found) {
    Map<String, Long> held = new TreeMap<>();
    long all = 0;
    for (Access access = found.all; access != null; access = access.next) {
      all += access.count;
      for (String lock : access.locks) {
        held.merge(lock, access.count, Long::sum);
      }
    }
    String most = null;
    for (String lock : held.keySet()) {
      most = most == null || held.get(lock) > held.get(most) ? lock : most;
    }
    if (most == null) {
      return found.first.atomic || found.second.atomic
          ? "One of them is atomic; if both were, they could not race."
          : "No lock is held at any access to it: one lock around both, or atomic accesses, would"
              + " order them.";
    }
    boolean one = found.first.locks.contains(most);
    boolean other = found.second.locks.contains(most);
    String where =
        one
            ? found.second.program.placeOf(found.second.line)
            : other ? found.first.program.placeOf(found.first.line) : "both places";
    return "The %s is held at %,d of %,d accesses to it: held at %s, too, it would order them."
        .formatted(most, held.get(most), all, where);
  }
}
