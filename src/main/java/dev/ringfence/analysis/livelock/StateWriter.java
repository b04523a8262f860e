package dev.ringfence.analysis.livelock;

import dev.ringfence.analysis.livelock.StateField.Kind;
import dev.ringfence.kernel.process.Task;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.SequencedCollection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes all that a machine's future depends on as bytes, the same bytes for the same state.
///
/// All objects are written that can be reached from where it begins, with all their fields but
/// those that [StateRules] leaves out; virtual times are written as how far off they are. An
/// object is known by when it was reached first. So nothing is forgotten that a new part of the
/// kernel brings with it; where something is met whose part in the state is not known, such as
/// a class of the JDK that is not a collection, there is no state to compare.
final class StateWriter {
  private final long now;
  private final boolean slices;
  private final StateBytes out;

  /// What stands for itself wherever it is met, the same in all states that are compared.
  private final Map<Object, Integer> fixed;

  private final Map<Object, Integer> met = new IdentityHashMap<>();
  private final Deque<Object> open = new ArrayDeque<>();

  private StateWriter(long now, boolean slices, StateBytes out, Map<Object, Integer> fixed) {
    this.now = now;
    this.slices = slices;
    this.out = out;
    this.fixed = fixed;
  }

  /// Writes the state that can be reached from these objects, up to the first difference if it is
  /// compared.
  ///
  /// @param now the virtual time, in cycles
  /// @param slices whether the ends of time slices belong to it
  /// @param fixed is kept for the states that it is compared with
  /// @throws UnknownStateException if there is something whose part in it is not known
  static void write(
      StateBytes out, long now, boolean slices, Map<Object, Integer> fixed, Object... from) {
    StateWriter writer = new StateWriter(now, slices, out, fixed);
    for (Object each : from) {
      writer.reference(each);
    }
    while (!writer.open.isEmpty() && !out.differ()) {
      writer.object(writer.open.remove());
    }
  }

  private void reference(@Nullable Object object) {
    switch (object) {
      case null -> out.put(0);
      case String text -> {
        out.put(-1);
        out.put(text.getBytes(StandardCharsets.UTF_8));
      }
      case Number number when isBoxed(number) -> {
        out.put(-2);
        out.put(
            number instanceof Double d
                ? Double.doubleToRawLongBits(d)
                : number instanceof Float f ? Float.floatToRawIntBits(f) : number.longValue());
      }
      case Boolean truth -> out.put(truth ? -3 : -4);
      case Character character -> {
        out.put(-5);
        out.put(character);
      }
      case Object known when known instanceof Enum || known instanceof Class -> fixed(known);
      case Object known when StateRules.isFixed(known.getClass()) -> fixed(known);
      default -> {
        Integer number = met.get(object);
        if (number == null) {
          number = met.size() + 1;
          met.put(object, number);
          open.add(object);
        }
        out.put(number);
      }
    }
  }

  private static boolean isBoxed(Number number) {
    return number.getClass().getPackageName().equals("java.lang");
  }

  private void fixed(Object known) {
    out.put(-6);
    out.put(fixed.computeIfAbsent(known, _ -> fixed.size()));
  }

  private void object(Object object) {
    Class<?> type = object.getClass();
    fixed(type);
    if (type.isArray()) {
      array(object);
    } else if (type.getName().startsWith("java.")) {
      ofLibrary(object);
    } else if (type.getName().startsWith("dev.ringfence.")) {
      fields(object, type);
    } else {
      throw new UnknownStateException(type.getName());
    }
  }

  private void array(Object array) {
    switch (array) {
      case byte[] bytes -> out.put(bytes);
      case long[] longs -> {
        out.put(longs.length);
        for (long each : longs) {
          out.put(each);
        }
      }
      case Object[] objects -> {
        out.put(objects.length);
        for (Object each : objects) {
          reference(each);
        }
      }
      default -> {
        int length = Array.getLength(array);
        out.put(length);
        for (int i = 0; i < length; i++) {
          reference(Array.get(array, i));
        }
      }
    }
  }

  private void ofLibrary(Object object) {
    switch (object) {
      case Map<?, ?> map -> {
        out.put(map.size());
        for (Object key :
            inOrder(map.keySet(), map instanceof LinkedHashMap || map instanceof EnumMap)) {
          reference(key);
          reference(map.get(key));
        }
      }
      case PriorityQueue<?> queue -> {
        out.put(queue.size());
        inOrder(queue).forEach(this::reference);
      }
      case Collection<?> all -> {
        out.put(all.size());
        inOrder(all, all instanceof SequencedCollection).forEach(this::reference);
      }
      case BitSet bits -> array(bits.toLongArray());
      default -> {
        if (object.getClass() != Object.class) {
          throw new UnknownStateException(object.getClass().getName());
        }
      }
    }
  }

  private static <T> List<T> inOrder(PriorityQueue<T> queue) {
    List<T> all = new ArrayList<>(queue);
    all.sort(queue.comparator());
    return all;
  }

  /// The elements of a collection in an order that depends on nothing but them.
  private static <T> Collection<T> inOrder(Collection<T> all, boolean ordered) {
    boolean sorted = all instanceof NavigableSet || all instanceof LinkedHashSet;
    if (ordered || sorted || all.size() < 2) {
      return all;
    }
    for (T each : all) {
      if (!(each instanceof String || each instanceof Number)) {
        if (all instanceof Set) {
          throw new UnknownStateException("a set of " + each.getClass().getName());
        }
        return all;
      }
    }
    return all.stream().sorted().toList();
  }

  private void fields(Object object, Class<?> type) {
    try {
      for (StateField field : StateRules.fields(type)) {
        if (matters(field, object)) {
          field(object, field);
        }
      }
    } catch (IllegalAccessException e) {
      throw new UnknownStateException(e.toString());
    }
  }

  private static boolean matters(StateField field, Object of) throws IllegalAccessException {
    return switch (field.when()) {
      case ALWAYS -> true;
      case WAITING ->
          of instanceof Task task
              && (task.state == Task.State.BLOCKED
                  || task.state == Task.State.PAGING
                  || task.isRoused);
      case BUSY -> StateRules.isBusy(of);
    };
  }

  private void field(Object object, StateField known) throws IllegalAccessException {
    Field field = known.field();
    Class<?> type = field.getType();
    if (type == long.class) {
      number(object, field.getLong(object), known.kind());
    } else if (type == int.class || type == short.class || type == byte.class) {
      out.put(field.getInt(object));
    } else if (type == boolean.class) {
      out.put(field.getBoolean(object) ? 1 : 0);
    } else {
      reference(field.get(object));
    }
  }

  private void number(Object of, long value, Kind kind) {
    switch (kind) {
      case PLAIN -> out.put(value);
      case MOMENT -> moment(value);
      case SLICE -> moment(slices ? value : 0);
      case FUTURE -> moment(Math.max(value, now));
      case DEADLINE -> {
        boolean waits = of instanceof Task task && value == task.deadline;
        out.put(waits ? 1 : 0);
        out.put(waits ? value - now : value);
      }
    }
  }

  /// A time by how far off it is; 0 and the end of time stand for none.
  private void moment(long time) {
    boolean none = time == 0 || time == Long.MAX_VALUE;
    out.put(none ? 1 : 2);
    out.put(none ? time : time - now);
  }
}
