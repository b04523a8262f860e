package dev.ringfence.analysis.race;

import dev.ringfence.c.Program;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Segment;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.user.AccessLog;
import dev.ringfence.user.Context;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Finds data races: accesses of two threads to the same bytes, one of them a write and not both
/// atomic, of which neither *happens before* the other.
///
/// What is found is exact for the run: all pairs of places that race in it, and no other. For each
/// word and thread the last access from each place is kept, with the thread's own time; another
/// thread comes after it if its vector clock has that time, and if one comes after the last access
/// from a place, then after all from there.
public final class RaceDetector implements Ordering {
  private static final int WORD = 8;

  /// Where an atomic access hands on what came before.
  private record Location(Object memory, long address) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Location(Object of, long at) && of == memory && at == address;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(memory) + Long.hashCode(address);
    }
  }

  private final LongSupplier now;
  private final Map<Task, Actor> actors = new IdentityHashMap<>();
  private final Map<Object, ShadowMemory> memories = new IdentityHashMap<>();

  /// The address spaces that have had more than one thread.
  private final Set<AddressSpace> threaded = new HashSet<>();

  private final SyncOrder order = new SyncOrder();
  private final RaceTable races = new RaceTable();

  /// @param now the virtual time in cycles
  public RaceDetector(LongSupplier now) {
    this.now = now;
  }

  /// The races found so far, in the order in which they were found.
  public List<Race> races() {
    return races.races();
  }

  private Actor actor(Task task) {
    Actor known = actors.get(task);
    if (known == null) {
      known = new Actor(task, actors.size(), new VectorClock());
      actors.put(task, known);
    }
    return known;
  }

  private Actor changed(Task task) {
    Actor actor = actor(task);
    actor.changed();
    return actor;
  }

  @Override
  public void releases(Task task, Object at, boolean shared) {
    order.release(changed(task), at, shared);
  }

  @Override
  public void acquires(Task task, Object at, boolean shared) {
    order.acquire(changed(task), at, shared);
  }

  @Override
  public void puts(Task task, Object queue, long units) {
    order.put(changed(task), queue, units);
  }

  @Override
  public void takes(Task task, Object queue, long units) {
    order.take(changed(task), queue, units);
  }

  @Override
  public void holds(Object queue, long units) {
    order.hold(queue, units);
  }

  @Override
  public void begins(Task task, Task maker) {
    Actor by = actor(maker);
    actors.put(task, new Actor(task, actors.size(), by.clock.copy()));
    by.clock.tick(by.number);
    if (task.process() == maker.process()) {
      threaded.add(task.process().memory());
    }
  }

  @Override
  public boolean watches(Process process) {
    return process.memory().isShared() || threaded.contains(process.memory());
  }

  @Override
  public void accessed(Process process, AccessLog log) {
    log.take(reader(process));
  }

  /// Takes in accesses of a process, as long as its mappings stay as they are.
  public AccessLog.Reader reader(Process process) {
    return new Reading(process);
  }

  @Override
  public void touches(Task task, long address, long size, boolean write, int place) {
    if (watches(task.process())) {
      new Reading(task.process()).access(actor(task), address, size, write, false, place, now());
    }
  }

  private long now() {
    return now.getAsLong();
  }

  @Override
  public void renewed(AddressSpace space, long from, long to) {
    ShadowMemory memory = memories.get(space);
    if (memory != null) {
      memory.forget(from, to);
    }
  }

  /// Takes in the accesses of a process, whose mappings stay as they are meanwhile.
  private final class Reading implements AccessLog.Reader {
    private final Process process;
    private final AddressSpace space;
    private final boolean whole;
    private final long bits;
    private @Nullable Context thread;
    private @Nullable Actor actor;

    /// The page looked up last, and where it lies.
    private long page = -1;

    private @Nullable Segment segment;
    private long offset;

    Reading(Process process) {
      this.process = process;
      space = process.memory();
      whole = threaded.contains(space);
      bits = space.regions().addresses();
    }

    @Override
    public void access(Context by, long address, int size, int how, int place, long time) {
      if (actor == null || by != thread) {
        thread = by;
        actor = of(by);
      }
      boolean writes = (how & AccessLog.WRITES) != 0;
      boolean atomic = (how & AccessLog.ATOMIC) != 0;
      if (actor != null) {
        boolean orders = (how & AccessLog.ORDERS) != 0;
        boolean exchanges = (how & AccessLog.EXCHANGES) != 0;
        if (atomic && orders && (exchanges || !writes)) {
          order.acquire(actor, location(address), false);
        }
        access(actor, address, size, writes, atomic, place, time);
        if (atomic && writes) {
          release(actor, location(address), orders, exchanges);
        }
      }
    }

    private void release(Actor by, Location at, boolean orders, boolean exchanges) {
      if (orders && exchanges) {
        order.release(by, at, false);
      } else if (orders) {
        order.replace(by, at);
      } else if (!exchanges) {
        order.forget(at);
      }
    }

    private @Nullable Actor of(Context context) {
      for (Task task : process.tasks) {
        if (task.context() == context) {
          return actor(task);
        }
      }
      return null;
    }

    private Location location(long pointer) {
      long address = pointer & bits;
      find(address);
      return segment == null
          ? new Location(space, address)
          : new Location(segment, address + offset);
    }

    /// Looks up where a page lies.
    private void find(long address) {
      if (address >>> 12 != page) {
        page = address >>> 12;
        segment = space.segment(address);
        offset = segment == null ? 0 : space.offset(address) - address;
      }
    }

    /// Takes in an access to bytes, word by word.
    void access(
        Actor by, long pointer, long size, boolean writes, boolean atomic, int place, long time) {
      long address = pointer & bits;
      Program program = by.task.context().program();
      for (long left = size; left > 0; ) {
        int first = (int) address & WORD - 1;
        int part = (int) Math.min(left, WORD - first);
        find(address);
        Object memory = segment == null ? space : segment;
        if (segment != null || whole) {
          int mask = (1 << part) - 1 << first;
          ShadowMemory shadow = memories.computeIfAbsent(memory, _ -> new ShadowMemory());
          word(shadow, by, program, address, mask, writes, atomic, place, time);
        }
        address += part;
        left -= part;
      }
    }

    private void word(
        ShadowMemory shadow,
        Actor by,
        Program program,
        long address,
        int mask,
        boolean writes,
        boolean atomic,
        int place,
        long time) {
      @Nullable Access[] words = shadow.words(address + offset);
      int word = ShadowMemory.word(address + offset);
      Access own = null;
      boolean races = false;
      for (Access each = words[word]; each != null; each = each.next) {
        if (each.actor == by) {
          boolean same = each.line == place && each.mask == mask && each.program == program;
          own = same && each.writes == writes && each.atomic == atomic ? each : own;
        } else {
          boolean unordered = each.clock > by.clock.get(each.actor.number);
          races |= unordered && each.conflicts(writes, atomic, mask);
        }
      }
      if (own == null) {
        own = new Access(by, program, place, writes, atomic, mask, words[word]);
        words[word] = own;
      }
      own.clock = by.time();
      own.time = time;
      own.count++;
      own.locks = by.locks();
      if (races) {
        tell(own, words[word], address);
      }
    }

    private void tell(Access own, @Nullable Access all, long address) {
      for (Access each = all; each != null; each = each.next) {
        if (each.actor != own.actor
            && each.clock > own.actor.clock.get(each.actor.number)
            && each.conflicts(own.writes, own.atomic, own.mask)) {
          races.add(each, own, all, address);
        }
      }
    }
  }
}
