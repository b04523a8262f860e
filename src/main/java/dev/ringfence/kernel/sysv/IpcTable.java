package dev.ringfence.kernel.sysv;

import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The objects of one kind. An id is an index, which goes round, and above it how often it had.
final class IpcTable<T extends IpcObject> {
  /// `ipc_min_cycle`: as many indices are used before they begin anew, at least.
  private static final int LEAST_CYCLE = 64;

  private static final int MOST_SEQUENCE = Integer.MAX_VALUE / SysvLimits.MOST_OBJECTS;

  private int limit;
  private final TreeMap<Integer, T> objects = new TreeMap<>();

  /// The one that was asked for last.
  private @Nullable T latest;
  private int next;
  private int last = -1;
  private int sequence;

  /// The id that the next object gets, or -1 for the usual one.
  private int nextId;

  /// @param limit the most objects
  /// @param firstId the id that the first object gets, or -1 for the usual one
  IpcTable(int limit, int firstId) {
    nextId = firstId;
    limit(limit);
  }

  /// Sets how many objects there may be.
  void limit(int most) {
    limit = Math.min(most, SysvLimits.MOST_OBJECTS);
  }

  /// The id that the next object gets, or -1 for the usual one.
  int nextId() {
    return nextId;
  }

  static int index(int id) {
    return id & SysvLimits.MOST_OBJECTS - 1;
  }

  boolean isFull() {
    return objects.size() >= limit;
  }

  int size() {
    return objects.size();
  }

  /// All objects, by index.
  Collection<T> all() {
    return objects.values();
  }

  /// Adds an object to a table that [#isFull] not, and gives it its id.
  void add(T object) {
    int wanted = nextId;
    nextId = -1;
    if (wanted >= 0) {
      int index = firstFree(index(wanted), SysvLimits.MOST_OBJECTS);
      if (index >= 0) {
        put(object, index, wanted / SysvLimits.MOST_OBJECTS);
        return;
      }
    }
    int cycle = Math.min(Math.max(objects.size() * 3 / 2, LEAST_CYCLE), SysvLimits.MOST_OBJECTS);
    int index = firstFree(Math.min(next, cycle), cycle);
    index = index >= 0 ? index : firstFree(0, SysvLimits.MOST_OBJECTS);
    if (index <= last) {
      sequence = sequence + 1 >= MOST_SEQUENCE ? 0 : sequence + 1;
    }
    last = index;
    next = index + 1;
    put(object, index, sequence);
  }

  private void put(T object, int index, int round) {
    object.id(round * SysvLimits.MOST_OBJECTS + index);
    objects.put(index, object);
  }

  /// The first index from `from` on and below `to` that no object has, or -1.
  private int firstFree(int from, int to) {
    for (int index = from; index < to; index++) {
      if (!objects.containsKey(index)) {
        return index;
      }
    }
    return -1;
  }

  /// The object with an id, or null.
  @Nullable T get(int id) {
    T object = at(id);
    return object != null && object.id() == id ? object : null;
  }

  /// The object at the index of an id, or null.
  @Nullable T at(int id) {
    T known = id < 0 ? null : latest;
    if (id < 0 || known != null && known.index() == index(id)) {
      return known;
    }
    latest = objects.get(index(id));
    return latest;
  }

  /// The object with a key other than [IpcObject#PRIVATE], or null.
  @Nullable T find(int key) {
    for (T object : objects.values()) {
      if (object.key() == key) {
        return object;
      }
    }
    return null;
  }

  /// Takes an object out, which is gone.
  void remove(T object) {
    objects.remove(object.index());
    latest = null;
    object.removed();
  }

  /// The highest index that is in use, or 0.
  int highest() {
    return objects.isEmpty() ? 0 : objects.lastKey();
  }
}
