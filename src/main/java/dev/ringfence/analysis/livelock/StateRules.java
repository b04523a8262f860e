package dev.ringfence.analysis.livelock;

import dev.ringfence.analysis.livelock.StateField.Kind;
import dev.ringfence.analysis.livelock.StateField.When;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which fields do not belong to the state of a machine as far as its future depends on it, and
/// which are virtual times. What is not named here belongs to it as it is.
///
/// A field may be left out when it is only for reports, keeps for the host what can be had again,
/// or is set before it is read; or when only calls read it that [TimelessCalls] does not know.
final class StateRules {
  /// By the package and the name of the class: what tells, what analyses, and what never changes.
  private static final Set<String> FIXED =
      Set.of(
          "c.Program",
          "c.Function",
          "event.Counters",
          "event.Events",
          "kernel.CallEvents",
          "kernel.Lookout",
          "kernel.Losses",
          "kernel.Observers",
          "kernel.Probes",
          "kernel.process.fact.Facts",
          "kernel.process.program.Programs",
          "kernel.process.Reliance",
          "machine.Costs",
          "machine.Profile",
          "user.Translations",
          "user.Timing",
          "user.Blocks",
          "user.Jumps");

  private static final Set<String> LEFT_OUT =
      Set.of(
          "kernel.Kernel.effects",
          "kernel.Kernel.lending",
          "kernel.Faults.witness",
          "kernel.memory.Frames.access",
          "kernel.memory.Segment.mappers",
          "kernel.lock.FileLock.serial",
          "kernel.lock.LockTable.lastSerial",
          "kernel.process.fact.Holding.time",
          "kernel.process.Process.relied",
          "kernel.process.Process.reliedActs",
          "kernel.process.Process.shell",
          "kernel.process.Process.userTime",
          "kernel.process.Residents.models",
          "kernel.process.Task.blockedAt",
          "kernel.futex.FutexWaiter.arrival",
          "kernel.futex.Futexes.arrivals",
          "kernel.process.Task.cpuTime",
          "kernel.process.Task.fate",
          "kernel.process.Task.formula",
          "kernel.process.Task.hasWoken",
          "kernel.process.Task.reliances",
          "kernel.process.Task.wakeable",
          "kernel.process.WaitObject.abandoned",
          "kernel.process.WaitObject.enoughLater",
          "kernel.process.WaitObject.lostSignal",
          "kernel.sched.Cpu.accounted",
          "kernel.sched.Cpu.allUsed",
          "kernel.sched.Cpu.allUser",
          "kernel.sched.Cpu.entered",
          "kernel.sched.Cpu.user",
          "kernel.sched.Scheduler.busy",
          "kernel.sched.Scheduler.now",
          "machine.FrameCache.bytes",
          "machine.FrameCache.losses",
          "machine.Mmu.misses",
          "machine.PhysicalMemory.losses",
          "machine.PhysicalMemory.models",
          "machine.PhysicalMemory.scratch",
          "machine.PhysicalMemory.spare",
          "machine.PhysicalMemory.spares",
          "user.Context.instructions",
          "user.Context.until",
          "user.Processor.accesses",
          "user.Processor.begun",
          "user.Processor.code",
          "user.Processor.count",
          "user.Processor.gate",
          "user.Processor.interpreter",
          "user.Processor.left",
          "user.Processor.limit",
          "user.Processor.translated",
          "user.Processor.translation",
          "user.Processor.watched",
          "user.UserSpace.computing",
          "user.UserSpace.log");

  private static final Map<String, Kind> TIMES =
      Map.of(
          "kernel.futex.FutexWaiter.until", Kind.MOMENT,
          "kernel.process.Task.deadline", Kind.MOMENT,
          "kernel.process.Task.progress", Kind.DEADLINE,
          "kernel.process.Task.until", Kind.DEADLINE,
          "kernel.sched.Alarm.time", Kind.MOMENT,
          "kernel.sched.Cpu.begin", Kind.MOMENT,
          "kernel.sched.Cpu.quantumEnd", Kind.SLICE,
          "kernel.sched.Cpu.time", Kind.FUTURE,
          "kernel.sched.Timers$Timer.time", Kind.MOMENT,
          "user.Context.time", Kind.FUTURE);

  private static final Map<String, When> AT_TIMES =
      Map.of(
          "kernel.process.Task.pending", When.WAITING,
          "kernel.process.Task.progress", When.WAITING,
          "kernel.process.Task.until", When.WAITING,
          "kernel.sched.Cpu.begin", When.BUSY,
          "kernel.sched.Cpu.quantumEnd", When.BUSY);

  private static final String ROOT = "dev.ringfence.";

  private static final Map<Class<?>, List<StateField>> KNOWN = new ConcurrentHashMap<>();

  private StateRules() {}

  /// Whether objects of the class stand for themselves.
  static boolean isFixed(Class<?> type) {
    return type.getName().startsWith(ROOT) && FIXED.contains(shortName(type));
  }

  /// The fields of a class and of those above it that belong to the state.
  static List<StateField> fields(Class<?> type) {
    List<StateField> known = KNOWN.get(type);
    return known != null ? known : KNOWN.computeIfAbsent(type, StateRules::find);
  }

  private static List<StateField> find(Class<?> type) {
    List<StateField> all = new ArrayList<>();
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      Field[] fields = at.getDeclaredFields();
      for (Field field : fields) {
        String name = shortName(at) + "." + field.getName();
        if (!Modifier.isStatic(field.getModifiers()) && !LEFT_OUT.contains(name)) {
          Kind kind = TIMES.getOrDefault(name, Kind.PLAIN);
          all.add(new StateField(field, kind, AT_TIMES.getOrDefault(name, When.ALWAYS)));
        }
      }
      if (at.getName().startsWith(ROOT)) {
        AccessibleObject.setAccessible(fields, true);
      }
    }
    return List.copyOf(all);
  }

  private static String shortName(Class<?> type) {
    String name = type.getName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
  }

  /// Whether something is a CPU that has a task.
  static boolean isBusy(Object cpu) throws IllegalAccessException {
    for (StateField field : fields(cpu.getClass())) {
      if (field.field().getName().equals("task")) {
        return field.field().get(cpu) != null;
      }
    }
    return true;
  }

  /// Those rules that name nothing: for a test, since a field may get another name.
  static List<String> stale() {
    List<String> stale = new ArrayList<>();
    FIXED.stream().filter(name -> type(name) == null).forEach(stale::add);
    for (Set<String> names : List.of(LEFT_OUT, TIMES.keySet(), AT_TIMES.keySet())) {
      names.stream().filter(name -> !isField(name)).forEach(stale::add);
    }
    return stale;
  }

  private static boolean isField(String name) {
    int dot = name.lastIndexOf('.');
    Class<?> type = type(name.substring(0, dot));
    if (type != null) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name.substring(dot + 1))) {
          return true;
        }
      }
    }
    return false;
  }

  private static @Nullable Class<?> type(String name) {
    try {
      return Class.forName(ROOT + name);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
