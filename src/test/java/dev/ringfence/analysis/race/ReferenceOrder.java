package dev.ringfence.analysis.race;

import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Segment;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.user.AccessLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;

/// The happens-before relation of a run, kept as the set of all that comes before each access, and
/// the races by comparing all pairs: slow, and without clocks. It hands all on to a detector.
@NullUnmarked
final class ReferenceOrder implements Ordering {
  /// An access.
  private record Node(
      int number,
      Task task,
      Object memory,
      long address,
      long size,
      boolean writes,
      boolean atomic,
      String place,
      BitSet before) {
    boolean races(Node later) {
      return task != later.task
          && memory == later.memory
          && address < later.address + later.size
          && later.address < address + size
          && (writes || later.writes)
          && !(atomic && later.atomic)
          && !later.before.get(number);
    }
  }

  private record Atomic(Object memory, long address) {}

  private final RaceDetector detector;
  private final Map<Task, BitSet> past = new IdentityHashMap<>();
  private final Map<Object, BitSet> alone = new HashMap<>();
  private final Map<Object, BitSet> shared = new HashMap<>();
  private final Map<Object, Deque<BitSet>> queues = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  ReferenceOrder(RaceDetector detector) {
    this.detector = detector;
  }

  /// The pairs of places that race.
  Set<String> races() {
    Set<String> pairs = new TreeSet<>();
    for (Node later : nodes) {
      for (Node earlier : nodes.subList(0, later.number)) {
        if (earlier.races(later)) {
          pairs.add(pair(earlier.place, later.place));
        }
      }
    }
    return pairs;
  }

  int accesses() {
    return nodes.size();
  }

  static String pair(String one, String other) {
    return one.compareTo(other) <= 0 ? one + " " + other : other + " " + one;
  }

  private BitSet past(Task task) {
    return past.computeIfAbsent(task, _ -> new BitSet());
  }

  private static BitSet copy(BitSet set) {
    return (BitSet) set.clone();
  }

  @Override
  public void releases(Task task, Object at, boolean forReaders) {
    (forReaders ? shared : alone).computeIfAbsent(at, _ -> new BitSet()).or(past(task));
    detector.releases(task, at, forReaders);
  }

  @Override
  public void acquires(Task task, Object at, boolean forReaders) {
    acquire(task, at, forReaders);
    detector.acquires(task, at, forReaders);
  }

  private void acquire(Task task, Object at, boolean forReaders) {
    past(task).or(alone.getOrDefault(at, new BitSet()));
    if (!forReaders) {
      past(task).or(shared.getOrDefault(at, new BitSet()));
    }
  }

  @Override
  public void puts(Task task, Object queue, long units) {
    for (long i = 0; i < units; i++) {
      queues.computeIfAbsent(queue, _ -> new ArrayDeque<>()).add(copy(past(task)));
    }
    detector.puts(task, queue, units);
  }

  @Override
  public void takes(Task task, Object queue, long units) {
    Deque<BitSet> all = queues.computeIfAbsent(queue, _ -> new ArrayDeque<>());
    for (long i = 0; i < units && !all.isEmpty(); i++) {
      past(task).or(all.remove());
    }
    detector.takes(task, queue, units);
  }

  @Override
  public void holds(Object queue, long units) {
    Deque<BitSet> all = new ArrayDeque<>();
    for (long i = 0; i < units; i++) {
      all.add(new BitSet());
    }
    queues.put(queue, all);
    detector.holds(queue, units);
  }

  @Override
  public void begins(Task task, Task maker) {
    past.put(task, copy(past(maker)));
    detector.begins(task, maker);
  }

  @Override
  public void touches(Task task, long address, long size, boolean write, int place) {
    if (detector.watches(task.process())) {
      note(task, address, size, write, false, place);
    }
    detector.touches(task, address, size, write, place);
  }

  @Override
  public boolean watches(Process process) {
    return detector.watches(process);
  }

  @Override
  public void accessed(Process process, AccessLog log) {
    AccessLog.Reader reader = detector.reader(process);
    log.take(
        (thread, address, size, how, place, time) -> {
          for (Task task : process.tasks) {
            if (task.context() == thread) {
              access(task, address, size, how, place);
            }
          }
          reader.access(thread, address, size, how, place, time);
        });
  }

  private void access(Task task, long address, int size, int how, int place) {
    AddressSpace space = task.process().memory();
    Object at = new Atomic(memory(space, address), address(space, address));
    boolean writes = (how & AccessLog.WRITES) != 0;
    boolean exchanges = (how & AccessLog.EXCHANGES) != 0;
    boolean orders = (how & AccessLog.ORDERS) != 0;
    boolean atomic = (how & AccessLog.ATOMIC) != 0;
    if (orders && (exchanges || !writes)) {
      acquire(task, at, false);
    }
    note(task, address, size, writes, atomic, place);
    if (atomic && writes && !exchanges) {
      alone.remove(at);
    }
    if (orders && writes) {
      alone.computeIfAbsent(at, _ -> new BitSet()).or(past(task));
    }
  }

  private static Object memory(AddressSpace space, long address) {
    Segment segment = space.segment(address);
    return segment == null ? space : segment;
  }

  private static long address(AddressSpace space, long address) {
    return space.segment(address) == null ? address : space.offset(address);
  }

  private void note(Task task, long address, long size, boolean writes, boolean atomic, int place) {
    AddressSpace space = task.process().memory();
    nodes.add(
        new Node(
            nodes.size(),
            task,
            memory(space, address),
            address(space, address),
            size,
            writes,
            atomic,
            task.context().program().placeOf(place),
            copy(past(task))));
    past(task).set(nodes.size() - 1);
  }

  @Override
  public void renewed(AddressSpace space, long from, long to) {
    detector.renewed(space, from, to);
  }
}
