package dev.ringfence.kernel.memory;

import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.kernel.paging.Occupant;
import dev.ringfence.kernel.paging.Pager;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.Mmu;
import dev.ringfence.machine.PageTables;
import dev.ringfence.machine.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The page entries of one address space: which page lies in which frame or slot of the swap
/// device, and what may be done with it. An entry that names a frame or a slot counts as one of its
/// users.
///
/// Frames that are taken away are given back when the process has dropped them from its TLB.
public final class PageEntries {
  private static final int PAGE = PhysicalMemory.FRAME;
  private static final long USED = Entry.ACCESSED | Entry.DIRTY;
  private static final long KEPT = USED | Entry.PAGE_SIZE;

  /// Whether the address space may have had memory that another one maps as well.
  boolean shared;

  /// Whether the kernel reaches the supervisor's areas there now.
  boolean supervised;

  /// Whether the pages of areas that are added must stay in memory.
  boolean locksNew;

  private final Frames frames;
  private final int root;
  private @Nullable Pending pending;

  /// What the process has not acknowledged yet.
  private static final class Pending {
    Shootdown shootdown;
    final List<Integer> quarantine = new ArrayList<>(2);

    Pending(Shootdown shootdown) {
      this.shootdown = shootdown;
    }
  }

  /// @param root the frame of a root table without entries
  PageEntries(Frames frames, int root) {
    this.frames = frames;
    this.root = root;
  }

  Frames frames() {
    return frames;
  }

  int root() {
    return root;
  }

  /// Who runs here, or null as long as nobody does.
  public @Nullable Occupant occupant() {
    Pager pager = frames.pager();
    return pager == null ? null : pager.occupant(this);
  }

  void occupant(@Nullable Occupant next) {
    Pager pager = frames.pager();
    if (pager != null) {
      pager.occupant(this, next);
    }
  }

  /// What the process must drop from its TLB before it runs on, or null.
  @Nullable Shootdown shootdown() {
    return pending == null ? null : pending.shootdown;
  }

  /// Has the process drop its whole TLB before it runs on.
  void shootDownAll() {
    pendingAll();
  }

  private Pending pendingAll() {
    Pending all = pending == null ? new Pending(Shootdown.ALL) : pending;
    all.shootdown = Shootdown.ALL;
    pending = all;
    return all;
  }

  /// The process has dropped what [#shootdown] named.
  void acknowledged() {
    Pending done = pending;
    pending = null;
    if (done != null) {
      done.quarantine.forEach(frames::release);
    }
  }

  /// The entry of a page, or 0.
  public long get(long address) {
    return frames.tables().get(root, address);
  }

  private boolean set(long address, long entry) {
    return isHuge(entry)
        ? frames.tables().setLarge(root, address, entry)
        : frames.tables().set(root, address, entry);
  }

  /// Takes the entry of a page away.
  private void clear(long page, long entry) {
    if (isHuge(entry)) {
      frames.tables().setLarge(root, page, 0);
    } else {
      set(page, 0);
    }
  }

  /// The frame in which ring 3 may read, or write, what lies at the address; -1 if it may not.
  int frame(long address, boolean write) {
    return frames.tables().frame(root, address, write);
  }

  /// The bytes of that frame; null if it may not.
  byte @Nullable [] bytes(long address, boolean write) {
    return frames.tables().bytes(root, address, write);
  }

  /// Maps a page to a frame, of which the caller was a user and the entry is from now on. False,
  /// with nothing changed, when memory for a table is out.
  boolean map(long page, int frame, long bits) {
    if (!set(page, Entry.of(frame, bits))) {
      return false;
    }
    mapped(frame, page);
    return true;
  }

  private void mapped(int frame, long page) {
    Pager pager = frames.pager();
    if (pager != null && isPaged(frame)) {
      pager.map().add(frame, this, page);
      if (pager.map().users(frame) == 1) {
        pager.loaded(frame);
      }
    }
  }

  private void unmapped(long entry, long page) {
    Pager pager = frames.pager();
    if (pager != null && isPaged(Entry.frame(entry))) {
      pager.map().remove(Entry.frame(entry), this, page);
      if (Entry.has(entry, Entry.DIRTY)) {
        pager.forgetSlot(Entry.frame(entry));
      }
    }
  }

  /// Whether the page in a frame can be put away: the page of zeros and huge ones cannot.
  private boolean isPaged(int frame) {
    return frame != Frames.ZERO_PAGE && !frames.hugePages().holds(frame);
  }

  private void releaseSlot(long entry) {
    Pager pager = frames.pager();
    if (pager != null) {
      pager.swap().release(Entry.frame(entry));
    }
  }

  /// Whether the entry names a slot.
  static boolean isSwapped(long entry) {
    return (entry & (Entry.PRESENT | Entry.SWAPPED)) == Entry.SWAPPED;
  }

  /// Whether the entry is of a huge page, or of a part of one.
  static boolean isHuge(long entry) {
    return Entry.has(entry, Entry.PAGE_SIZE);
  }

  /// The bytes of the page that an entry is of.
  private static long size(long entry) {
    return isHuge(entry) ? HugePages.SIZE : PAGE;
  }

  /// Changes what may be done with a page that is mapped.
  void restrict(long page, long bits) {
    long entry = get(page);
    if (!isSwapped(entry)) {
      set(page, Entry.of(Entry.frame(entry), bits | entry & KEPT));
    }
  }

  /// Says whether a page must stay in memory, if it is there.
  void lock(long page, boolean lock) {
    long entry = get(page);
    if (Entry.has(entry, Entry.PRESENT)) {
      set(page, lock ? entry | Entry.LOCKED : entry & ~Entry.LOCKED);
    }
  }

  /// Has a page that is mapped lie in another frame, of which the caller was a user.
  void replace(long page, int frame, long bits) {
    long before = get(page);
    boolean same = Entry.frame(before) == frame;
    set(page, Entry.of(frame, same ? bits | before & USED : bits));
    if (!same) {
      unmapped(before, page);
      frames.release(Entry.frame(before));
      mapped(frame, page);
    }
    if (pending == null) {
      pending = new Pending(new Shootdown(page));
    } else {
      pending.shootdown = Shootdown.ALL;
    }
  }

  /// A page that was in a slot is in a frame again, of which the caller was a user. The slot is no
  /// longer the entry's.
  void bringIn(long page, int frame, long bits) {
    set(page, Entry.of(frame, bits));
    mapped(frame, page);
  }

  /// A page is in memory no more. Nobody executes here.
  ///
  /// @param entry from now on: a slot, or 0
  public void putAway(long page, long entry) {
    set(page, entry);
    invalidate(page);
  }

  /// Whether the page has been used since this was last asked. Nobody executes here.
  public boolean takeAccessed(long page) {
    long entry = get(page);
    if (!Entry.has(entry, Entry.ACCESSED)) {
      return false;
    }
    set(page, entry & ~Entry.ACCESSED);
    invalidate(page);
    return true;
  }

  private void invalidate(long page) {
    Occupant occupant = occupant();
    Mmu mmu = occupant == null ? null : occupant.mmu();
    if (mmu != null) {
      mmu.invalidate(page);
    }
  }

  /// Takes away the entries of the pages from `from` to `to`.
  void drop(long from, long to) {
    long size;
    for (long page = from; page < to; page += size) {
      long entry = get(page);
      size = size(entry);
      if (entry != 0) {
        clear(page, entry);
        if (isSwapped(entry)) {
          releaseSlot(entry);
          continue;
        }
        unmapped(entry, page);
        pendingAll().quarantine.add(Entry.frame(entry));
      }
    }
  }

  /// Moves the entries of so many bytes. False when memory for a table is out.
  boolean move(long from, long to, long size) {
    long step;
    for (long at = 0; at < size; at += step) {
      long entry = get(from + at);
      step = size(entry);
      if (entry != 0) {
        if (!set(to + at, entry)) {
          return false;
        }
        clear(from + at, entry);
        Pager pager = frames.pager();
        if (pager != null && !isSwapped(entry) && isPaged(Entry.frame(entry))) {
          pager.map().remove(Entry.frame(entry), this, from + at);
          pager.map().add(Entry.frame(entry), this, to + at);
        }
      }
    }
    shootDownAll();
    return true;
  }

  /// Copies all entries to an address space that has none: pages that may be written become
  /// read-only in both, to be copied by the first who writes. False, with the rest missing, when
  /// memory for a table is out.
  ///
  /// @param isShared whether the page at an address stays writable in both
  boolean copyTo(PageEntries child, LongPredicate isShared) {
    shootDownAll();
    Pager pager = frames.pager();
    return frames
        .tables()
        .copy(
            root,
            child.root,
            ~(Entry.DIRTY | Entry.LOCKED),
            (address, entry) -> {
              if (pager != null && isSwapped(entry)) {
                pager.swap().share(Entry.frame(entry), 1);
                return entry;
              }
              frames.share(Entry.frame(entry));
              child.mapped(Entry.frame(entry), address);
              return Entry.has(entry, Entry.WRITABLE) && !isShared.test(address)
                  ? copied(entry)
                  : entry;
            });
  }

  /// Visits the entries that are not zero, by rising address.
  void forEach(PageTables.Visitor visitor) {
    frames.tables().forEach(root, visitor);
  }

  /// Visits the frames of the root and of all tables below it.
  void forEachTable(IntConsumer action) {
    frames.tables().forEachTable(root, action);
  }

  /// How many frames the root and all tables below it take.
  int tables() {
    int[] count = new int[1];
    forEachTable(_ -> count[0]++);
    return count[0];
  }

  /// The frames that the process may still hold in its TLB.
  List<Integer> quarantine() {
    return pending == null ? List.of() : pending.quarantine;
  }

  /// Gives all frames and slots back, those of the tables included.
  void release() {
    acknowledged();
    frames
        .tables()
        .forEach(
            root,
            (address, entry) -> {
              if (isSwapped(entry)) {
                releaseSlot(entry);
              } else {
                unmapped(entry, address);
                frames.release(Entry.frame(entry));
              }
              return entry;
            });
    frames.tables().destroy(root);
  }

  /// Packs the frames that no other has. No TLB may hold any of them.
  ///
  /// @param likeness a number that like processes share
  void rest(int likeness) {
    PhysicalMemory memory = frames.memory();
    frames
        .tables()
        .forEach(
            root,
            (address, entry) -> {
              int frame = Entry.frame(entry);
              if (!isSwapped(entry) && !frames.isShared(frame)) {
                memory.pack(frame, (int) (address / PAGE) + likeness);
              }
              return entry;
            });
  }

  /// The bits of an entry that allows what the area does.
  static long bits(Area area) {
    return Entry.PRESENT
        | (area.isSupervisor() ? 0 : Entry.USER)
        | (area.writable() ? Entry.WRITABLE : 0)
        | (area.executable() ? 0 : Entry.NO_EXECUTE)
        | (area.isHuge() ? Entry.PAGE_SIZE : 0)
        | (area.locked() ? Entry.LOCKED : 0);
  }

  /// The same for a page that is copied on the next write.
  static long copied(long bits) {
    return bits & ~Entry.WRITABLE | Entry.COPY_ON_WRITE;
  }
}
