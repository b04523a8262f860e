package dev.ringfence.analysis.race;

import dev.ringfence.c.Program;
import dev.ringfence.kernel.memory.AddressSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The races found so far: one for each pair of places.
final class RaceTable {
  /// Where a program accesses memory.
  private record Place(String program, int line) {
    static Place of(Access access) {
      return new Place(access.program.name(), access.line);
    }
  }

  private record Pair(Place one, Place other) {}

  /// What was found of one of two places.
  private static final class Half {
    Access last;
    boolean reads;
    boolean writes;
    boolean plain;

    Half(Access first) {
      last = first;
    }

    void add(Access access) {
      last = access;
      reads |= !access.writes;
      writes |= access.writes;
      plain |= !access.atomic;
    }

    Race.Side side() {
      String place = last.program.placeOf(last.line);
      return new Race.Side(reads, writes, !plain, last.actor.task.tid(), place, last.locks);
    }
  }

  /// A race, with the accesses to its word that were known when it was found last.
  private static final class Found {
    final String on;
    final List<Race.Order> orders = new ArrayList<>(1);
    final Half first;
    final Half second;
    @Nullable Access all;
    long count;

    Found(String on, Access first, Access second) {
      this.on = on;
      this.first = new Half(first);
      this.second = new Half(second);
    }

    void came(Access before, Access now, boolean turned) {
      int one = before.actor.task.tid();
      int other = now.actor.task.tid();
      Race.Order order = new Race.Order(one, before.time, other, now.time, turned);
      if (orders.stream().noneMatch(order::isLike)) {
        orders.add(order);
      }
    }
  }

  private final Map<Pair, Found> pairs = new LinkedHashMap<>();

  /// @param all the accesses to the word
  void add(Access before, Access now, @Nullable Access all, long address) {
    Pair pair = new Pair(Place.of(before), Place.of(now));
    Found found = pairs.get(pair);
    boolean turns = false;
    if (found == null) {
      found = pairs.get(new Pair(pair.other, pair.one));
      turns = found != null;
    }
    if (found == null) {
      found = new Found(name(now, address), before, now);
      pairs.put(pair, found);
    }
    found.came(before, now, turns);
    found.first.add(turns ? now : before);
    found.second.add(turns ? before : now);
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
        found.on,
        found.first.side(),
        found.second.side(),
        List.copyOf(found.orders),
        found.count,
        remedy(found, found.first.last, found.second.last));
  }

  /// Names the lock that is held at most of the accesses to the word.
  private static String remedy(Found found, Access first, Access second) {
    Map<String, Long> held = new TreeMap<>();
    long all = 0;
    for (Access access = found.all; access != null; access = access.next) {
      all += access.count;
      for (String lock : access.locks) {
        held.merge(lock, access.count, Long::sum);
      }
    }
    String most = null;
    long often = 0;
    for (Map.Entry<String, Long> entry : held.entrySet()) {
      if (entry.getValue() > often) {
        most = entry.getKey();
        often = entry.getValue();
      }
    }
    if (most == null) {
      return first.atomic || second.atomic
          ? "One of them is atomic; if both were, they could not race."
          : "No lock is held at any access to it: one lock around both, or atomic accesses, would"
              + " order them.";
    }
    boolean one = first.locks.contains(most);
    boolean other = second.locks.contains(most);
    String where =
        one
            ? second.program.placeOf(second.line)
            : other ? first.program.placeOf(first.line) : "both places";
    return "The %s is held at %,d of %,d accesses to it: held at %s, too, it would order them."
        .formatted(most, often, all, where);
  }
}
