package dev.ringfence.kernel.paging;

import dev.ringfence.event.Counters;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.memory.PageEntries;
import dev.ringfence.machine.Entry;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Puts pages away when memory is short, and fetches them again: those of processes and of shared
/// memory in slots of the swap device, those of files in their files; those of programs are just
/// dropped.
///
/// A page can be put away when all users of its frame are known to the [ReverseMap] and none of
/// them can be executing: its process is on no CPU, or is the one whose trap is being handled. Its
/// TLB is told at once, since nothing can use it meanwhile, which is as good as an acknowledgement;
/// so the frame can be used again at once.
///
/// As under Linux, pages are put away when the free frames have fallen below the low watermark,
/// until they reach the high one; the distance is a quarter of what is never to be used up.
public final class Pager {
  /// Pages that the device may have left to write before whoever needs memory has to wait for it:
  /// Linux's `SWAP_CLUSTER_MAX`.
  private static final int MOST_WRITES = 32;

  private static final int KIB_PER_PAGE = 4;

  private final Frames frames;
  private final Swap swap;
  private final LongSupplier clock;
  private final Counters counters;
  private final Consumer<Event> events;
  private final ReverseMap map = new ReverseMap();
  private final Replacement replacement;
  private final SwapToken token;
  private final int min;
  private final int low;
  private final int high;
  private int[] slots = new int[64];
  private final Map<PageEntries, Occupant> occupants = new IdentityHashMap<>();
  private final BitSet pages = new BitSet();
  private int resident;
  private int mostResident;
  private @Nullable Occupant atRest;
  private long waitsUntil;
  private boolean hasWritten;
  private boolean passedOver;
  private boolean sparesNobody;
  private int fetchedInVain;

  Pager(
      Frames frames,
      Swap swap,
      ReplacementPolicy policy,
      long window,
      long seed,
      LongSupplier clock,
      Counters counters,
      Consumer<Event> events) {
    this.frames = frames;
    this.swap = swap;
    this.clock = clock;
    this.counters = counters;
    this.events = events;
    replacement = Replacement.of(policy, new FrameView(), seed, window);
    token = new SwapToken(swap.latency());
    // Linux's min_free_kbytes is the square root of 16 times the KiB of memory.
    long kib = (long) KIB_PER_PAGE * frames.count();
    min = (int) Math.sqrt(16.0 * kib) / KIB_PER_PAGE;
    low = min * 5 / 4;
    high = min * 3 / 2;
  }

  /// Who runs in an address space, or null.
  public @Nullable Occupant occupant(PageEntries entries) {
    return occupants.get(entries);
  }

  public void occupant(PageEntries entries, @Nullable Occupant whoever) {
    if (whoever == null) {
      Occupant gone = occupants.remove(entries);
      if (gone != null) {
        token.forget(gone);
      }
    } else {
      occupants.put(entries, whoever);
    }
  }

  public ReverseMap map() {
    return map;
  }

  public Swap swap() {
    return swap;
  }

  /// The most frames that had pages at once which could be put away, those of programs included.
  public int mostResident() {
    return mostResident;
  }

  /// Says whose trap is being handled, so that it executes nothing although it is on a CPU.
  public void atRest(@Nullable Occupant whoever) {
    atRest = whoever;
    waitsUntil = 0;
    hasWritten = false;
  }

  /// Why the swap device no longer works, or the empty string.
  public String failure() {
    return swap.failure();
  }

  /// A page that nobody else has has come into a frame.
  public void loaded(int frame) {
    pages.set(frame);
    resident++;
    mostResident = Math.max(mostResident, resident);
    replacement.loaded(frame);
    token.loaded(frame, atRest);
  }

  /// The frame has no user any more.
  public void released(int frame) {
    if (pages.get(frame)) {
      pages.clear(frame);
      resident--;
    }
    map.forget(frame);
    forgetSlot(frame);
  }

  /// The slot that holds the same as a frame, or -1.
  public int slotOf(int frame) {
    return frame < slots.length ? slots[frame] - 1 : -1;
  }

  private void keepSlot(int frame, int slot) {
    if (frame >= slots.length) {
      slots = Arrays.copyOf(slots, frame + 1 + frame / 4);
    }
    slots[frame] = slot + 1;
  }

  /// What the frame holds is no longer what is in the slot from which it came.
  public void forgetSlot(int frame) {
    int slot = slotOf(frame);
    if (slot >= 0) {
      slots[frame] = 0;
      swap.release(slot);
    }
  }

  /// Has so many frames free, if pages can be put away for that. Whether they are.
  ///
  /// When swap is full, only pages of programs and files can be put away. Processes may then fetch
  /// them again and again without coming any further: memory counts as out when as many have been
  /// fetched as there are frames.
  public boolean reserve(int count) {
    passedOver = false;
    if (fetchedInVain > frames.count()) {
      return false;
    }
    int wanted = frames.available() < low ? high : count;
    while (frames.available() < wanted) {
      int victim = victim(frames.available() < count);
      if (victim < 0 || !putAway(victim)) {
        break;
      }
    }
    return frames.available() >= (swap.isFull() ? Math.max(min, count) : count);
  }

  /// The frame that is to be taken next, or a negative number. The pages of the process that has
  /// the token are taken when there are no others.
  ///
  /// @param needed whether one has to be taken
  private int victim(boolean needed) {
    int victim = replacement.victim();
    if (victim < 0 && needed && token.isHeld()) {
      sparesNobody = true;
      victim = replacement.victim();
      sparesNobody = false;
    }
    return victim;
  }

  /// Whether pages were passed over, when frames were looked for last, that can be put away when
  /// their processes are at rest.
  public boolean hasPassedOver() {
    return passedOver;
  }

  /// Puts pages away if memory is short, now that a process is at rest.
  public void balance() {
    if (frames.available() < low) {
      reserve(1);
      hasWritten = false;
    }
  }

  /// A process is ended because memory is out.
  public void relieve() {
    fetchedInVain = 0;
  }

  private boolean putAway(int frame) {
    ReverseMap.Mapping first = map.first(frame);
    Keeper keeper = map.keeper(frame);
    boolean dirty = isDirty(frame);
    long writes = counters.pagesOut;
    int slot = keeper == null ? slotFor(frame, dirty) : 0;
    if (slot < 0 || keeper != null && !keeper.letGo(map.keptPage(frame), dirty)) {
      return false;
    }
    int pid = 0;
    long address = first == null ? 0 : first.page();
    for (ReverseMap.Mapping at = first; at != null; at = at.next()) {
      Occupant occupant = at.entries().occupant();
      pid = pid == 0 && occupant != null ? occupant.pid() : pid;
      at.entries().putAway(at.page(), keeper == null ? Entry.of(slot, Entry.SWAPPED) : 0);
    }
    token.putAway(frame);
    frames.releaseAll(frame);
    boolean written = counters.pagesOut > writes;
    events.accept(new Event.PagedOut(clock.getAsLong(), pid, address, written));
    return true;
  }

  /// The slot in which a private page is, with as many users as map it; or [Swap#FULL].
  private int slotFor(int frame, boolean dirty) {
    int slot = slotOf(frame);
    if (slot >= 0 && !dirty) {
      slots[frame] = 0;
    } else {
      forgetSlot(frame);
      slot = write(frame);
    }
    if (slot >= 0) {
      swap.share(slot, map.users(frame) - 1);
    }
    return slot;
  }

  /// Writes a frame to a slot, or returns [Swap#FULL].
  public int write(int frame) {
    int slot = swap.put(frames.memory().materialise(frame));
    if (slot >= 0) {
      written();
    }
    return slot;
  }

  /// A page goes to the device.
  public void written() {
    counters.pagesOut++;
    hasWritten = true;
    swap.queueWrite(clock.getAsLong());
  }

  /// Whether a page that is not in memory can be fetched without waiting. If not, it is asked for.
  ///
  /// @param kernel whether the kernel itself needs it, and waits
  public boolean fetch(Object what, boolean kernel) {
    long now = clock.getAsLong();
    token.ask(atRest, now);
    if (!swap.hasArrived(what, now)) {
      long arrival = swap.request(what, now);
      waitsUntil = Math.max(waitsUntil, arrival);
      if (!kernel) {
        return false;
      }
    }
    swap.taken(what);
    fetchedInVain = swap.isFull() ? fetchedInVain + 1 : 0;
    counters.pagesIn++;
    return true;
  }

  /// Brings a page from a slot into a frame, for one user of the slot.
  public void read(int slot, int frame, PageEntries entries, long page) {
    swap.get(slot, frames.memory().materialise(frame));
    if (swap.users(slot) > 1 || swap.isScarce()) {
      swap.release(slot);
    } else {
      keepSlot(frame, slot);
    }
    Occupant occupant = entries.occupant();
    int pid = occupant == null ? 0 : occupant.pid();
    events.accept(new Event.PagedIn(clock.getAsLong(), pid, page));
  }

  /// Until when the task whose trap is being handled has to wait for pages, or for the device to
  /// write some; 0 if it need not. It is asked for once.
  public long takeWait() {
    long wait = hasWritten ? Math.max(waitsUntil, swap.backlogBelow(MOST_WRITES)) : waitsUntil;
    waitsUntil = 0;
    hasWritten = false;
    return wait > clock.getAsLong() ? wait : 0;
  }

  private boolean isDirty(int frame) {
    for (ReverseMap.Mapping at = map.first(frame); at != null; at = at.next()) {
      if (Entry.has(at.entries().get(at.page()), Entry.DIRTY)) {
        return true;
      }
    }
    return false;
  }

  /// The frames as policies see them.
  private final class FrameView implements Replacement.View {
    @Override
    public int frames() {
      return frames.end();
    }

    @Override
    public boolean isEvictable(int frame) {
      int users = frames.users(frame);
      if (users == 0 || users != map.users(frame)) {
        return false;
      }
      Keeper keeper = map.keeper(frame);
      boolean dirty = isDirty(frame);
      boolean room = !swap.isFull() || slotOf(frame) >= 0 && !dirty;
      return (keeper == null ? room : keeper.canLetGo(dirty)) && isAtRest(frame);
    }

    private boolean isAtRest(int frame) {
      for (ReverseMap.Mapping at = map.first(frame); at != null; at = at.next()) {
        Occupant occupant = at.entries().occupant();
        if (Entry.has(at.entries().get(at.page()), Entry.LOCKED)) {
          return false;
        }
        if (occupant != null && token.protects(occupant) && !sparesNobody) {
          return false;
        }
        if (occupant != null && occupant != atRest && occupant.isRunning()) {
          passedOver = true;
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean takeAccessed(int frame) {
      boolean accessed = false;
      for (ReverseMap.Mapping at = map.first(frame); at != null; at = at.next()) {
        accessed |= at.entries().takeAccessed(at.page());
      }
      return accessed;
    }

    @Override
    public long virtualTime(int frame) {
      ReverseMap.Mapping first = map.first(frame);
      Occupant occupant = first == null ? null : first.entries().occupant();
      return occupant == null ? 0 : occupant.virtualTime();
    }
  }
}
