package dev.ringfence.analysis;

import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Standing;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Searches for a task that may act, among processes that formulas mean again and again: how far
/// each has come, and that it has been in vain.
final class Searches {
  private static final int FEW = 64;

  /// One search.
  static final class Search {
    private final Standing processes;
    private final long acts;

    /// Where it goes on.
    Iterator<Process> cursor;

    private long vainSince;

    private @Nullable Process found;

    /// How often that is taken again before the search goes on.
    private long again;

    Search(Standing processes, long acts) {
      this.processes = processes;
      this.acts = acts;
      cursor = processes.iterator();
    }

    /// Whether it is among those who have a file open.
    boolean isOfHolders() {
      return processes instanceof Reference;
    }

    /// Whoever was found last, if it is to be asked first.
    @Nullable Process foundBefore() {
      return again-- > 0 && found != null && processes.has(found) ? found : null;
    }

    /// A process was found after so many that may not act.
    void found(Process process, long looks) {
      found = process;
      again = looks / FEW;
    }
  }

  private final Map<Standing, List<Search>> known = new IdentityHashMap<>();

  /// The processes that were meant last, and the searches among them.
  private @Nullable Standing latest;

  private List<Search> amongLatest = List.of();
  private int enough = FEW;

  /// Counts when tasks became able to act.
  private long changes = 1;

  /// The search for these acts among these processes; null if they are not meant again.
  @Nullable Search of(Iterable<Process> processes, long acts) {
    if (!(processes instanceof Standing standing)) {
      return null;
    }
    List<Search> those = among(standing);
    for (Search search : those) {
      if (search.acts == acts) {
        return search;
      }
    }
    Search first = new Search(standing, acts);
    those.add(first);
    return first;
  }

  /// The searches among some. Those are forgotten some time whom nobody is among any more.
  private List<Search> among(Standing processes) {
    if (processes == latest) {
      return amongLatest;
    }
    if (known.size() >= enough) {
      known.keySet().removeIf(each -> !each.iterator().hasNext());
      enough = 2 * known.size() + FEW;
    }
    latest = processes;
    amongLatest = known.computeIfAbsent(processes, _ -> new ArrayList<>(1));
    return amongLatest;
  }

  /// A task may be able to act that was not.
  void changed() {
    changes++;
  }

  /// None of them can, until something changes.
  void failed(Search search) {
    search.vainSince = changes;
  }

  boolean isVain(Search search) {
    return search.vainSince == changes;
  }
}
