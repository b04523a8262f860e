package dev.ringfence.kernel.paging;

import dev.ringfence.kernel.memory.PageEntries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// By whom each frame is mapped, and where; and who keeps it besides. It is there only on machines
/// that page out.
public final class ReverseMap {
  /// One entry of a page table that names the frame.
  public record Mapping(PageEntries entries, long page, @Nullable Mapping next) {}

  private record Kept(Keeper keeper, long page) {}

  private @Nullable Mapping[] first = new Mapping[64];
  private @Nullable Kept[] kept = new Kept[64];

  private void grow(int frame) {
    if (frame >= first.length) {
      int size = frame + 1 + frame / 4;
      first = Arrays.copyOf(first, size);
      kept = Arrays.copyOf(kept, size);
    }
  }

  public void add(int frame, PageEntries entries, long page) {
    grow(frame);
    first[frame] = new Mapping(entries, page, first[frame]);
  }

  public void remove(int frame, PageEntries entries, long page) {
    grow(frame);
    first[frame] = without(first[frame], entries, page);
  }

  private static @Nullable Mapping without(@Nullable Mapping from, PageEntries entries, long page) {
    if (from == null || from.entries == entries && from.page == page) {
      return from == null ? null : from.next;
    }
    return new Mapping(from.entries, from.page, without(from.next, entries, page));
  }

  public void keep(int frame, Keeper keeper, long page) {
    grow(frame);
    kept[frame] = new Kept(keeper, page);
  }

  /// The frame is free.
  void forget(int frame) {
    if (frame < first.length) {
      first[frame] = null;
      kept[frame] = null;
    }
  }

  /// The first of those who map it, or null.
  @Nullable Mapping first(int frame) {
    return frame < first.length ? first[frame] : null;
  }

  @Nullable Keeper keeper(int frame) {
    Kept known = frame < kept.length ? kept[frame] : null;
    return known == null ? null : known.keeper;
  }

  /// Which of its keeper's pages is in the frame.
  long keptPage(int frame) {
    Kept known = frame < kept.length ? kept[frame] : null;
    return known == null ? -1 : known.page;
  }

  /// How many users of the frame are known here.
  public int users(int frame) {
    int count = keeper(frame) == null ? 0 : 1;
    for (Mapping at = first(frame); at != null; at = at.next) {
      count++;
    }
    return count;
  }
}
