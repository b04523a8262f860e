package dev.ringfence.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Writes the tables that [Walker] reads, in the form of the machine's [Paging]. Tables in between
/// appear when they are needed.
public final class PageTables {
  /// Where the frames of tables come from.
  public interface FrameSource {
    /// A frame of zeros, or -1 when memory is out.
    int allocate();

    void release(int frame);
  }

  /// Sees each last-level entry that is not zero, and each of a large page.
  public interface Visitor {
    /// @return what the entry shall be from now on: the same, or another
    long visit(long address, long entry);
  }

  /// Sees the entries of all levels.
  public interface EntryVisitor {
    /// @param level of the table that holds the entry, 0 for the last
    /// @param address the first that the entry is for
    /// @param place its physical address
    void visit(int level, long address, long place, long entry);
  }

  private static final long LINK = Entry.PRESENT | Entry.WRITABLE | Entry.USER;

  /// What the kernel's entries have, which no walk changes, so that all address spaces can share
  /// them.
  private static final long SUPERVISOR = Entry.PRESENT | Entry.ACCESSED | Entry.DIRTY;

  private final PhysicalMemory memory;
  private final Paging paging;
  private final FrameSource frames;
  private final FrameCache found;

  public PageTables(PhysicalMemory memory, Paging paging, FrameSource frames) {
    this.memory = memory;
    found = new FrameCache(memory);
    this.paging = paging;
    this.frames = frames;
  }

  /// A new root without entries: its frame, or -1 when memory is out.
  public int create() {
    return frames.allocate();
  }

  /// Makes the tables of the kernel's part of all address spaces, which rings 0 to 2 may read.
  /// Every page of it is the same frame.
  ///
  /// @return what [#link] needs, or -1 when memory is out
  public int kernelTable(int frame) {
    int below = frame;
    for (int level = 0; level < paging.top(); level++) {
      int table = frames.allocate();
      if (table < 0) {
        return -1;
      }
      for (int i = 0; i < paging.entries(); i++) {
        paging.write(memory, paging.place(table, i), Entry.of(below, SUPERVISOR));
      }
      below = table;
    }
    return below;
  }

  /// Lets a root have the kernel's part, as far as one of its entries covers it.
  public void link(int root, int kernelTable) {
    long entry = Entry.of(kernelTable, SUPERVISOR);
    paging.write(memory, paging.place(root, paging.kernelIndex()), entry);
  }

  /// Whether an entry leads to a table that the address space has for itself.
  private static boolean isOwn(long link) {
    return (link & Entry.USER) != 0;
  }

  /// The level of the root, where the lowest is 0.
  public int topLevel() {
    return paging.top();
  }

  /// Whether the machine has such an address.
  public boolean isCanonical(long address) {
    return paging.isCanonical(address);
  }

  /// The last-level entry for the address, or 0. In a large page it is what it would be for the
  /// part that holds the address.
  public long get(int root, long address) {
    int table = root;
    for (int level = paging.top(); level > 0; level--) {
      long entry = paging.read(memory, paging.place(table, address, level));
      if (paging.isLarge(entry, level)) {
        return paging.part(entry, address);
      }
      if ((entry & Entry.PRESENT) == 0) {
        return 0;
      }
      table = Entry.frame(entry);
    }
    return paging.read(memory, paging.place(table, address, 0));
  }

  /// A step of a page walk: what one table says of an address.
  ///
  /// @param level of the table, 0 for the last
  /// @param index the bits of the address that it looks at
  /// @param place the entry's physical address
  public record Step(int level, int index, long place, long entry) {}

  /// The walk for an address, from the root to the page or to the first entry that is not present.
  /// No bits are set. An address that the machine does not have has no steps.
  public List<Step> walk(int root, long address) {
    List<Step> steps = new ArrayList<>();
    int table = root;
    for (int level = paging.top(); level >= 0 && paging.isCanonical(address); level--) {
      long place = paging.place(table, address, level);
      long entry = paging.read(memory, place);
      int index = (int) (address >>> paging.shift(level)) & paging.entries() - 1;
      steps.add(new Step(level, index, place, entry));
      if (!Entry.has(entry, Entry.PRESENT)
          || paging.isLarge(entry, level)
          || Entry.frame(entry) >= memory.frames()) {
        break;
      }
      table = Entry.frame(entry);
    }
    return steps;
  }

  /// The frame in which ring 3 may read, or write, what lies at the address; -1 if it may not. The
  /// kernel is about to do so, which the entry's bits then show.
  public int frame(int root, long address, boolean write) {
    long page = page(address, write);
    int frame = found.get(root, page);
    if (frame < 0) {
      long entry = paging.isCanonical(address) ? get(root, address) : 0;
      long needed = Entry.PRESENT | Entry.USER | (write ? Entry.WRITABLE : 0);
      if ((entry & needed) == needed) {
        long used = entry | Entry.ACCESSED | (write ? Entry.DIRTY : 0);
        if (used != entry && Entry.has(entry, Entry.PAGE_SIZE)) {
          setLarge(root, address, paging.whole(used));
        } else if (used != entry) {
          set(root, address, used);
        }
        frame = Entry.frame(entry);
        found.put(root, page, frame);
      }
    }
    return frame;
  }

  /// The bytes of that frame, to be read or written; null if it may not.
  public byte @Nullable [] bytes(int root, long address, boolean write) {
    byte[] known = found.bytes(root, page(address, write));
    return known != null ? known : findBytes(root, address, write);
  }

  private byte @Nullable [] findBytes(int root, long address, boolean write) {
    int frame = frame(root, address, write);
    if (frame < 0) {
      return null;
    }
    byte[] bytes = memory.materialise(frame);
    found.keep(root, page(address, write), bytes);
    return bytes;
  }

  private static long page(long address, boolean write) {
    return address >>> PhysicalMemory.SHIFT << 1 | (write ? 1 : 0);
  }

  /// Sets the last-level entry for the address.
  ///
  /// @return false, with nothing mapped, when there was no frame for a table
  public boolean set(int root, long address, long value) {
    long page = address >>> PhysicalMemory.SHIFT << 1;
    found.drop(root, page);
    found.drop(root, page | 1);
    int table = root;
    for (int level = paging.top(); level > 0; level--) {
      long place = paging.place(table, address, level);
      long entry = paging.read(memory, place);
      if ((entry & Entry.PRESENT) == 0) {
        int frame = frames.allocate();
        if (frame < 0) {
          return false;
        }
        entry = Entry.of(frame, LINK);
        paging.write(memory, place, entry);
      }
      table = Entry.frame(entry);
    }
    paging.write(memory, paging.place(table, address, 0), value);
    return true;
  }

  /// Sets the entry of the large page that the address is in, or is to be in. A table without
  /// entries that was there is released.
  ///
  /// @return false, with nothing mapped, when there was no frame for a table
  public boolean setLarge(int root, long address, long value) {
    found.clear();
    int table = root;
    for (int level = paging.top(); ; level--) {
      long place = paging.place(table, address, level);
      long entry = paging.read(memory, place);
      if (level == 1) {
        if (Entry.has(entry, Entry.PRESENT) && !paging.isLarge(entry, level)) {
          frames.release(Entry.frame(entry));
        }
        paging.write(memory, place, value);
        return true;
      }
      if (!Entry.has(entry, Entry.PRESENT)) {
        int frame = frames.allocate();
        if (frame < 0) {
          return false;
        }
        entry = Entry.of(frame, LINK);
        paging.write(memory, place, entry);
      }
      table = Entry.frame(entry);
    }
  }

  /// Whether an entry of a level leads to another table.
  private boolean isLink(long entry, int level) {
    return level > 0 && !paging.isLarge(entry, level);
  }

  /// Copies all tables to a root that has no entries.
  ///
  /// @param visitor says what each last-level entry shall be from now on, here
  /// @param kept the bits that it also has in the copy
  /// @return false when there was no frame for a table: the rest is missing, and not visited
  public boolean copy(int root, int to, long kept, Visitor visitor) {
    found.clear();
    return copy(root, to, paging.top(), 0, kept, visitor);
  }

  private boolean copy(int table, int to, int level, long base, long kept, Visitor visitor) {
    for (int i = paging.next(memory, table, 0); i >= 0; i = paging.next(memory, table, i + 1)) {
      long address = base | (long) i << paging.shift(level);
      long place = paging.place(table, address, level);
      long entry = paging.read(memory, place);
      boolean link = isLink(entry, level);
      if (link && !isOwn(entry)) {
        continue;
      }
      if (link) {
        int frame = frames.allocate();
        if (frame < 0) {
          return false;
        }
        paging.write(memory, paging.place(to, address, level), Entry.of(frame, LINK));
        if (!copy(Entry.frame(entry), frame, level - 1, address, kept, visitor)) {
          return false;
        }
      } else {
        long next = visitor.visit(address, entry);
        if (next != entry) {
          paging.write(memory, place, next);
        }
        paging.write(memory, paging.place(to, address, level), next & kept);
      }
    }
    return true;
  }

  /// Visits the last-level entries that are not zero, by rising address.
  public void forEach(int root, Visitor visitor) {
    visit(root, paging.top(), 0, visitor);
  }

  private void visit(int table, int level, long base, Visitor visitor) {
    for (int i = paging.next(memory, table, 0); i >= 0; i = paging.next(memory, table, i + 1)) {
      long address = base | (long) i << paging.shift(level);
      long place = paging.place(table, address, level);
      long entry = paging.read(memory, place);
      boolean link = isLink(entry, level);
      if (link && !isOwn(entry)) {
        continue;
      }
      if (link) {
        visit(Entry.frame(entry), level - 1, address, visitor);
      } else {
        long replaced = visitor.visit(address, entry);
        if (replaced != entry) {
          found.clear();
          paging.write(memory, place, replaced);
        }
      }
    }
  }

  /// Visits the frames of the root and of all tables below it.
  public void forEachTable(int root, IntConsumer action) {
    forEachTable(root, paging.top(), action);
  }

  private void forEachTable(int table, int level, IntConsumer action) {
    action.accept(table);
    if (level > 0) {
      for (int i = paging.next(memory, table, 0); i >= 0; i = paging.next(memory, table, i + 1)) {
        long entry = paging.read(memory, paging.place(table, i));
        if (isLink(entry, level) && isOwn(entry)) {
          forEachTable(Entry.frame(entry), level - 1, action);
        }
      }
    }
  }

  /// Shows the entries of all levels that are not zero, each before those of the table it names;
  /// not those of the kernel's tables.
  public void forEachEntry(int root, EntryVisitor visitor) {
    show(root, paging.top(), 0, visitor);
  }

  private void show(int table, int level, long base, EntryVisitor visitor) {
    for (int i = paging.next(memory, table, 0); i >= 0; i = paging.next(memory, table, i + 1)) {
      long address = base | (long) i << paging.shift(level);
      long place = paging.place(table, i);
      long entry = paging.read(memory, place);
      visitor.visit(level, address, place, entry);
      if (isLink(entry, level) && Entry.has(entry, Entry.PRESENT) && isOwn(entry)) {
        show(Entry.frame(entry), level - 1, address, visitor);
      }
    }
  }

  /// Releases the frames of the root and of all tables below it, but not the frames that they map.
  public void destroy(int root) {
    found.clear();
    destroy(root, paging.top());
  }

  private void destroy(int table, int level) {
    if (level > 0) {
      for (int i = paging.next(memory, table, 0); i >= 0; i = paging.next(memory, table, i + 1)) {
        long entry = paging.read(memory, paging.place(table, i));
        if (isLink(entry, level) && isOwn(entry)) {
          destroy(Entry.frame(entry), level - 1);
        }
      }
    }
    frames.release(table);
  }
}
