package dev.ringfence.kernel.memory;

import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.kernel.hugetlb.Reservation;
import dev.ringfence.kernel.paging.Keeper;
import dev.ringfence.kernel.paging.Pager;
import dev.ringfence.machine.PhysicalMemory;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Memory that several address spaces may map: pages that get a frame when somebody first uses
/// them, until the last area that maps them is gone. The pages of a file are then put back.
public final class Segment implements Keeper {
  /// What [#frame] returns for a page that has to be fetched first.
  static final int AWAY = -2;

  /// Keeps a segment also while no area maps it, and is told of those that do.
  public interface Owner {
    /// The number that the segment has as a file.
    int number();

    /// Another area maps it.
    void attached();

    /// An area that mapped it is gone.
    void detached();
  }

  /// Stands for one of these pages.
  private record Page(Segment segment, long number) {}

  private final Frames frames;
  private final @Nullable Backing backing;

  /// What is promised of its pages, if they are huge.
  private final @Nullable Reservation reservation;

  private final Map<Long, Integer> pages = new HashMap<>();

  /// Those that have been put away: in which slot, or -1 for a file's.
  private final Map<Long, Integer> away = new HashMap<>(0);

  private final @Nullable Owner owner;
  private final Mappers mappers = new Mappers(this);

  /// How many areas map it; an owner that has not let it go counts as one.
  private int areas;

  /// Whether its pages must stay in memory.
  private boolean locked;

  /// How many pages of zeros there are, if no file says that.
  private long most = Long.MAX_VALUE;

  /// @param backing the file, or null for zeros
  private Segment(
      Frames frames,
      @Nullable Backing backing,
      @Nullable Reservation reservation,
      @Nullable Owner owner) {
    this.frames = frames;
    this.backing = backing;
    this.reservation = reservation;
    this.owner = owner;
    areas = owner == null ? 0 : 1;
  }

  /// One of huge pages. A private mapping has one as well, which holds none of them.
  static Segment of(Frames frames, Reservation reservation) {
    return new Segment(frames, null, reservation, null);
  }

  /// One of zeros that stays until its owner lets it go, and no area maps it.
  ///
  /// @param reservation of huge pages, of which it then is; or null
  public static Segment of(Frames frames, Owner owner, @Nullable Reservation reservation) {
    return new Segment(frames, null, reservation, owner);
  }

  /// The owner lets it go.
  public void abandon() {
    areas--;
    freeIfUnused();
  }

  /// Says whether its pages must stay in memory.
  public void lock(boolean lock) {
    locked = lock;
  }

  /// How many of its pages are in memory, and how many in swap space.
  public int resident() {
    return pages.size() * (isHuge() ? HugePages.FRAMES : 1);
  }

  public int swapped() {
    return slots().size();
  }

  /// The processes that map it: always the same object.
  public Mappers mappers() {
    return mappers;
  }

  /// Whether somebody keeps it who is told of the areas that map it.
  boolean isOwned() {
    return owner != null;
  }

  /// The number that it has as a file.
  int number() {
    return owner == null ? 1 : owner.number();
  }

  /// That through which a file is mapped already, or a new one.
  static Segment of(Frames frames, Backing file) {
    Segment known = file.segment();
    if (known != null) {
      return known;
    }
    Segment made = new Segment(frames, file, null, null);
    file.segment(made);
    return made;
  }

  /// One of so many pages of zeros.
  static Segment ofZeros(Frames frames, long pages) {
    Segment made = new Segment(frames, null, null, null);
    made.most = pages;
    return made;
  }

  /// Whether there is such a page: a file ends somewhere.
  boolean has(long page) {
    return backing == null ? page < most : backing.has(page);
  }

  /// The frame of a page by its number; -1 when memory is out, [#AWAY] when it has to be fetched.
  ///
  /// @param kernel whether the kernel itself needs it, and waits
  int frame(long page, boolean kernel) {
    Integer known = pages.get(page);
    if (known != null) {
      return known;
    }
    Pager pager = frames.pager();
    Integer slot = pager == null ? null : away.get(page);
    if (pager != null && slot != null && !pager.fetch(new Page(this, page), kernel)) {
      return AWAY;
    }
    int made = frames.allocate();
    if (made < 0) {
      return made;
    }
    pages.put(page, made);
    away.remove(page);
    if (backing != null) {
      backing.load(page, frames.memory().materialise(made));
    } else if (pager != null && slot != null) {
      pager.swap().get(slot, frames.memory().materialise(made));
      pager.swap().release(slot);
    }
    if (pager != null) {
      pager.map().keep(made, this, page);
      pager.loaded(made);
    }
    return made;
  }

  /// Whether its pages are huge.
  boolean isHuge() {
    return reservation != null;
  }

  /// What is promised of its pages, if they are huge; otherwise null.
  @Nullable Reservation reservation() {
    return reservation;
  }

  /// A new huge page for whoever uses the page of this number for the first time: its first frame,
  /// or -1 when the pool has none for him.
  int allocateHuge(long page, Object who) {
    int index = (int) (page / HugePages.FRAMES);
    return frames.allocateHuge(reservation != null && reservation.redeem(index, who));
  }

  /// The huge page, by the number of its first page, that all who map it share; as [#allocateHuge].
  int hugeFrame(long page, Object who) {
    Integer known = pages.get(page);
    int frame = known == null ? allocateHuge(page, who) : known;
    if (known == null && frame >= 0) {
      pages.put(page, frame);
    }
    return frame;
  }

  @Override
  public boolean canLetGo(boolean dirty) {
    Pager pager = frames.pager();
    return !locked && (backing != null || pager != null && !pager.swap().isFull());
  }

  @Override
  public boolean letGo(long page, boolean dirty) {
    Pager pager = frames.pager();
    Integer frame = pages.get(page);
    if (pager == null || frame == null) {
      return false;
    }
    int slot = -1;
    if (backing != null) {
      backing.store(page, frames.memory().materialise(frame));
      if (dirty) {
        pager.written();
      }
    } else {
      slot = pager.write(frame);
      if (slot < 0) {
        return false;
      }
    }
    pages.remove(page);
    away.put(page, slot);
    return true;
  }

  /// The file whose pages it holds, or null.
  @Nullable Backing backing() {
    return backing;
  }

  /// Whether this is the frame of a page by its number.
  boolean holds(long page, int frame) {
    Integer known = pages.get(page);
    return known != null && known == frame;
  }

  /// Puts what was written to the pages from `first` to `last` into the file.
  public void store(long first, long last) {
    pages.forEach(
        (page, frame) -> {
          if (backing != null && page >= first && page <= last) {
            backing.store(page, frames.memory().materialise(frame));
          }
        });
  }

  /// Shows in the pages from `first` to `last` what the file holds now.
  public void load(long first, long last) {
    pages.forEach(
        (page, frame) -> {
          if (backing != null && page >= first && page <= last) {
            backing.load(page, frames.memory().materialise(frame));
          }
        });
  }

  /// Makes the pages from `first` to `last`, which is not one of them, zeros.
  void clear(long first, long last) {
    pages.forEach(
        (page, frame) -> {
          if (page >= first && page < last) {
            Arrays.fill(frames.memory().materialise(frame), (byte) 0);
          }
        });
    for (long page = first; page < last && backing != null && backing.has(page); page++) {
      backing.store(page, new byte[PhysicalMemory.FRAME]);
    }
    Pager pager = frames.pager();
    away.entrySet()
        .removeIf(
            entry -> {
              boolean cleared = entry.getKey() >= first && entry.getKey() < last;
              if (cleared && entry.getValue() >= 0 && pager != null) {
                pager.swap().release(entry.getValue());
              }
              return cleared;
            });
  }

  /// Whether a page is in this frame.
  boolean holds(int frame) {
    return pages.containsValue(frame);
  }

  /// Whether a page can be had without waiting: those of a file are in memory unless they have been
  /// put away.
  boolean isResident(long page) {
    if (isHuge()) {
      return pages.containsKey(page & -HugePages.FRAMES);
    }
    return backing == null ? pages.containsKey(page) : has(page) && !away.containsKey(page);
  }

  /// Whether it can be found by a name or a number, so that processes which do not map it yet may
  /// come to do so.
  public boolean isNamed() {
    return backing != null || owner != null;
  }

  boolean isFile() {
    return backing != null;
  }

  /// Those that hold its pages.
  Collection<Integer> frames() {
    return pages.values();
  }

  /// The slots that hold its pages.
  Collection<Integer> slots() {
    return backing == null ? away.values() : List.of();
  }

  void mapped() {
    areas++;
    if (owner != null) {
      owner.attached();
    }
  }

  /// Somebody maps so many of its pages, from `first` on, no longer: what was promised to him of
  /// them is void.
  void forgo(long first, long count, Object who) {
    if (reservation != null) {
      int from = (int) (first / HugePages.FRAMES);
      reservation.forgo(from, from + (int) (count / HugePages.FRAMES), who);
    }
  }

  void unmapped() {
    areas--;
    if (owner != null) {
      owner.detached();
    }
    freeIfUnused();
  }

  private void freeIfUnused() {
    if (areas == 0) {
      if (reservation != null) {
        reservation.forgo();
      }
      store(0, Long.MAX_VALUE);
      pages.values().forEach(frames::release);
      pages.clear();
      Pager pager = frames.pager();
      if (pager != null) {
        slots().forEach(pager.swap()::release);
      }
      away.clear();
      if (backing != null) {
        backing.segment(null);
      }
    }
  }
}
