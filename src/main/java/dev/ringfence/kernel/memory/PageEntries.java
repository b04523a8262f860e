package dev.ringfence.kernel.memory;

import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PageTables;
import dev.ringfence.machine.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The page entries of one address space: which page lies in which frame, and what may be done with
/// it. An entry that names a frame counts as one of the frame's users.
///
/// Frames that are taken away are given back when the process has dropped them from its TLB.
final class PageEntries {
  private static final int PAGE = PhysicalMemory.FRAME;

  private final Frames frames;
  private final int root;
  private @Nullable Shootdown shootdown;
  private List<Integer> quarantine = List.of();

  /// @param root the frame of a root table without entries
  PageEntries(Frames frames, int root) {
    this.frames = frames;
    this.root = root;
  }

  int root() {
    return root;
  }

  /// What the process must drop from its TLB before it runs on, or null.
  @Nullable Shootdown shootdown() {
    return shootdown;
  }

  /// Has the process drop its whole TLB before it runs on.
  void shootDownAll() {
    shootdown = Shootdown.ALL;
  }

  /// The process has dropped what [#shootdown] named.
  void acknowledged() {
    shootdown = null;
    if (!quarantine.isEmpty()) {
      quarantine.forEach(frames::release);
      quarantine = List.of();
    }
  }

  /// The entry of a page, or 0.
  long get(long address) {
    return frames.tables().get(root, address);
  }

  /// The frame in which ring 3 may read, or write, what lies at the address; -1 if it may not.
  int frame(long address, boolean write) {
    return frames.tables().frame(root, address, write);
  }

  /// Maps a page to a frame, of which the caller was a user and the entry is from now on. False,
  /// with nothing changed, when memory for a table is out.
  boolean map(long page, int frame, long bits) {
    return frames.tables().set(root, page, Entry.of(frame, bits));
  }

  /// Changes what may be done with a page that is mapped.
  void restrict(long page, long bits) {
    frames.tables().set(root, page, Entry.of(Entry.frame(get(page)), bits));
  }

  /// Has a page that is mapped lie in another frame, of which the caller was a user.
  void replace(long page, int frame, long bits) {
    int before = Entry.frame(get(page));
    frames.tables().set(root, page, Entry.of(frame, bits));
    if (before != frame) {
      frames.release(before);
    }
    shootdown = shootdown == null ? new Shootdown(page) : Shootdown.ALL;
  }

  /// Takes away the entries of the pages from `from` to `to`.
  void drop(long from, long to) {
    for (long page = from; page < to; page += PAGE) {
      long entry = get(page);
      if (entry != 0) {
        frames.tables().set(root, page, 0);
        quarantine = quarantine.isEmpty() ? new ArrayList<>(2) : quarantine;
        quarantine.add(Entry.frame(entry));
        shootdown = Shootdown.ALL;
      }
    }
  }

  /// Moves the entries of so many bytes. False when memory for a table is out.
  boolean move(long from, long to, long size) {
    for (long at = 0; at < size; at += PAGE) {
      long entry = get(from + at);
      if (entry != 0) {
        if (!frames.tables().set(root, to + at, entry)) {
          return false;
        }
        frames.tables().set(root, from + at, 0);
      }
    }
    shootdown = Shootdown.ALL;
    return true;
  }

  /// Copies all entries to an address space that has none: pages that may be written become
  /// read-only in both, to be copied by the first who writes. False, with the rest missing, when
  /// memory for a table is out.
  ///
  /// @param isShared whether the page at an address stays writable in both
  boolean copyTo(PageEntries child, LongPredicate isShared) {
    shootdown = Shootdown.ALL;
    return frames
        .tables()
        .copy(
            root,
            child.root,
            ~Entry.DIRTY,
            (address, entry) -> {
              frames.share(Entry.frame(entry));
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

  /// The frames that the process may still hold in its TLB.
  List<Integer> quarantine() {
    return quarantine;
  }

  /// Gives all frames back, those of the tables included.
  void release() {
    acknowledged();
    frames
        .tables()
        .forEach(
            root,
            (_, entry) -> {
              frames.release(Entry.frame(entry));
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
              if (!frames.isShared(frame)) {
                memory.pack(frame, (int) (address / PAGE) + likeness);
              }
              return entry;
            });
  }

  /// The bits of an entry that allows what the area does.
  static long bits(Area area) {
    return Entry.PRESENT
        | Entry.USER
        | (area.writable() ? Entry.WRITABLE : 0)
        | (area.executable() ? 0 : Entry.NO_EXECUTE);
  }

  /// The same for a page that is copied on the next write.
  static long copied(long bits) {
    return bits & ~Entry.WRITABLE | Entry.COPY_ON_WRITE;
  }
}
