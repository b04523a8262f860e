package dev.ringfence.analysis;

import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Standing;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitQueue;
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

  /// How much of a search for several pays for asking once those who were found.
  private static final int OFTEN = 8;

  private static final long MANY = 1L << 32;

  /// One search.
  static final class Search {
    private final Standing processes;
    private final long acts;

    /// Who waits there is not meant; null for all.
    private final @Nullable WaitQueue besides;

    /// Where it goes on.
    Iterator<Process> cursor;

    private long vainSince;

    /// How many were found then.
    private int vainFound;

    /// Where it goes on among the tasks of a process.
    int place;

    private @Nullable Process found;

    private List<Task> enough = List.of();

    /// How often that is taken again before the search goes on.
    private long again;

    Search(Standing processes, long acts, @Nullable WaitQueue besides) {
      this.processes = processes;
      this.acts = acts;
      this.besides = besides;
      cursor = processes.iterator();
    }

    /// Those that are meant.
    Standing processes() {
      return processes;
    }

    /// Whether it is among those who have a file open.
    boolean isOfHolders() {
      return processes instanceof Reference;
    }

    /// Whoever was found last, if it is to be asked first.
    @Nullable Process foundBefore() {
      return again-- > 0 && found != null && processes.has(found) ? found : null;
    }

    /// Those of whom several have to act that were found last, if they are to be asked first.
    List<Task> enoughBefore() {
      return again-- > 0 ? enough : List.of();
    }

    /// Enough were found after so many that may not act.
    void found(List<Task> tasks, long looks) {
      enough = tasks;
      again = looks / OFTEN;
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

  /// Counts when tasks became able to act, in steps of [#MANY] if it is not known how many did.
  private long changes = MANY;

  /// The same for those who wait in queues besides which is searched.
  private final Map<WaitQueue, Long> changesThere = new IdentityHashMap<>();

  /// The search for these acts among these processes; null if they are not meant again.
  @Nullable Search of(Iterable<Process> processes, long acts) {
    return processes instanceof Standing standing ? of(standing, acts, null) : null;
  }

  /// The same among those that do not wait in a queue.
  Search of(Standing processes, long acts, @Nullable WaitQueue besides) {
    List<Search> those = among(processes);
    for (Search search : those) {
      if (search.acts == acts && search.besides == besides) {
        return search;
      }
    }
    Search first = new Search(processes, acts, besides);
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

  /// Tasks may be able to act that were not.
  void changed() {
    changes += MANY;
    changesThere.clear();
  }

  /// A blocked task may be able to act that was not.
  void changed(Task task) {
    changes++;
    if (task.queue != null) {
      changesThere.merge(task.queue, 1L, Long::sum);
    }
  }

  /// None of them can, until something changes.
  void failed(Search search) {
    failed(search, 0);
  }

  /// Only so many of them can, until something changes.
  void failed(Search search, int found) {
    search.vainSince = changesFor(search);
    search.vainFound = found;
  }

  boolean isVain(Search search) {
    return isVain(search, 1);
  }

  /// Whether it is known that there are not so many.
  boolean isVain(Search search, int count) {
    return changesFor(search) - search.vainSince + search.vainFound < count;
  }

  private long changesFor(Search search) {
    return search.besides == null
        ? changes
        : changes - changesThere.getOrDefault(search.besides, 0L);
  }
}
