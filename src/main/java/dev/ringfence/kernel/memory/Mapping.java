package dev.ringfence.kernel.memory;

import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Neighbouring pages of an address space that are alike, as `/proc/PID/maps` has a line for them,
/// and how many of them have frames.
///
/// @param offset where it begins in its file, in bytes
/// @param number of the shared memory that is mapped, as a file
/// @param file what is mapped if it is a file of the file system, or null
/// @param name the program's, a name in brackets, a path, or the empty string
public record Mapping(
    long from,
    long to,
    boolean readable,
    boolean writable,
    boolean executable,
    boolean shared,
    Kind kind,
    long offset,
    int number,
    @Nullable Backing file,
    String name,
    Residence residence) {
  private static final int PAGE = PhysicalMemory.FRAME;

  /// What the pages hold as long as nobody writes to them.
  public enum Kind {
    /// A part of the program.
    PROGRAM,
    FILE,
    ZEROS,
    /// Zeros that children share.
    SHARED_ZEROS,
    /// Zeros in huge pages, shared or not.
    HUGE
  }

  /// How many pages have frames.
  ///
  /// @param resident all but the page of zeros
  /// @param dirty those that have been written to
  /// @param anonymous those that are the process's own, or were until it forked
  /// @param ofShared those of memory that is shared and no file
  /// @param huge huge pages, which none of the other numbers has
  public record Residence(int resident, int dirty, int anonymous, int ofShared, int huge) {
    static final Residence NONE = new Residence(0, 0, 0, 0, 0);

    Residence with(MappedPage page) {
      if (page.isHuge()) {
        return new Residence(resident, dirty, anonymous, ofShared, huge + 1);
      }
      boolean counts = page.frame() != Frames.ZERO_PAGE;
      return counts
          ? new Residence(
              resident + 1,
              dirty + (page.own() || Entry.has(page.entry(), Entry.DIRTY) ? 1 : 0),
              anonymous + (page.own() ? 1 : 0),
              ofShared + (page.kind() == Kind.SHARED_ZEROS ? 1 : 0),
              huge)
          : this;
    }

    private Residence plus(Residence other) {
      return new Residence(
          resident + other.resident,
          dirty + other.dirty,
          anonymous + other.anonymous,
          ofShared + other.ofShared,
          huge + other.huge);
    }
  }

  /// Those of an address space, neighbours that are alike joined.
  ///
  /// @param pages those that have entries, by rising address
  static List<Mapping> of(List<Area> areas, List<MappedPage> pages) {
    List<Mapping> all = new ArrayList<>();
    int at = 0;
    for (Area area : areas) {
      Residence residence = Residence.NONE;
      while (at < pages.size() && pages.get(at).address() < area.to()) {
        residence = residence.with(pages.get(at++));
      }
      Mapping next = of(area, residence);
      Mapping last = all.isEmpty() ? null : all.getLast();
      if (last != null && last.isContinuedBy(next)) {
        all.set(all.size() - 1, last.and(next));
      } else {
        all.add(next);
      }
    }
    return all;
  }

  private static Mapping of(Area area, Residence residence) {
    Segment segment = area.segment();
    return new Mapping(
        area.from(),
        area.to(),
        area.readable(),
        area.writable(),
        area.executable(),
        area.shared(),
        kind(area),
        area.first() * PAGE,
        segment == null ? 1 : segment.number(),
        segment == null ? null : segment.backing(),
        area.name(),
        residence);
  }

  static Kind kind(Area area) {
    Segment segment = area.segment();
    if (area.isHuge()) {
      return Kind.HUGE;
    }
    if (segment != null && segment.backing() != null) {
      return Kind.FILE;
    }
    if (area.shared()) {
      return Kind.SHARED_ZEROS;
    }
    String name = area.name();
    return name.isEmpty() || name.startsWith("[") ? Kind.ZEROS : Kind.PROGRAM;
  }

  private boolean isContinuedBy(Mapping next) {
    return to == next.from
        && readable == next.readable
        && writable == next.writable
        && executable == next.executable
        && shared == next.shared
        && kind == next.kind
        && kind != Kind.SHARED_ZEROS
        && kind != Kind.HUGE
        && file == next.file
        && (file == null || offset + bytes() == next.offset)
        && name.equals(next.name);
  }

  private Mapping and(Mapping next) {
    return new Mapping(
        from,
        next.to,
        readable,
        writable,
        executable,
        shared,
        kind,
        offset,
        number,
        file,
        name,
        residence.plus(next.residence));
  }

  public long bytes() {
    return to - from;
  }

  /// Whether the address lies in it.
  public boolean holds(long address) {
    return address >= from && address < to;
  }

  /// The rights as `/proc/PID/maps` writes them: `rw-p`.
  public String rights() {
    return (readable ? "r" : "-")
        + (writable ? "w" : "-")
        + (executable ? "x" : "-")
        + (shared ? "s" : "p");
  }
}
