package dev.ringfence.analysis;

import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds out whether a wait formula holds with none but living tasks acting.
final class Evaluation {
  /// Of many that have something open, so many are looked at before the search goes on where it
  /// was: often it is whoever made it that may act.
  private static final int FIRST = 4;

  /// Of those of whom several have to act, no more are looked for.
  private static final int MOST_COUNTED = 16;

  private final Iterable<Process> all;
  private final Intents intents;
  private final Witness witness;
  private final Doubts doubts;

  /// What many have open and was found not to hold.
  private final Set<Wait.Held> failed = new HashSet<>();

  /// Searches among processes that are meant again and again.
  private final Searches searches = new Searches();

  /// Sockets in whose queues something is looked for, so that none is looked at inside itself.
  private final Set<Reference> entered = new HashSet<>();

  private boolean telling;
  private long looks;

  /// @param all all processes
  /// @param witness gets what a formula that holds rests on
  /// @param doubts gets why one does not hold, by [#explain]
  Evaluation(Iterable<Process> all, Intents intents, Witness witness, Doubts doubts) {
    this.all = all;
    this.intents = intents;
    this.witness = witness;
    this.doubts = doubts;
  }

  /// How often it was asked whether a task may act, and it may not: the work so far.
  long looks() {
    return looks;
  }

  /// Tasks may be able to act that were not.
  void changed() {
    failed.clear();
    searches.changed();
  }

  /// A blocked task was found able to act that was not.
  void changed(Task task) {
    failed.clear();
    searches.changed(task);
  }

  /// Notes why a formula does not hold.
  void explain(Task task, Wait wait) {
    telling = true;
    witness.clear(false);
    holds(wait);
    telling = false;
    doubts.note(task);
  }

  /// Whether the task can run, or can be woken as far as is known. One that is stuck and was roused
  /// only comes to wait again.
  boolean isAlive(Task task) {
    return switch (task.state) {
      case READY, ON_CPU, PAGING -> !(task.isRoused && task.fate != null);
      case DEAD -> false;
      case BLOCKED ->
          task.isWoken || task.wakeable && !witness.isPlain() || task.process().willRetry(task);
    };
  }

  /// Whether the formula holds with none but living tasks acting; the witness gets what it then
  /// rests on.
  boolean holds(Wait wait) {
    return switch (wait) {
      case Wait.Certain _ -> true;
      case Wait.May(Task task, Act act) -> may(task, act.bit());
      case Wait.MayLeave(Task task) -> mayLeave(task);
      case Wait.MayEnd(Task task) -> mayLeave(task);
      case Wait.Left(List<Reference> handles) -> mayAllLeave(handles);
      case Wait.AnyMayLeave(Iterable<Process> processes, Predicate<Process> meant) ->
          anyMayLeave(processes, meant);
      case Wait.AnyMay(Iterable<Process> processes, Act act) -> anyMay(processes, act.bit());
      case Wait.AnyMayThen(Iterable<Process> processes, Act first, Act then) ->
          anyMay(processes, first.bit() | then.bit());
      case Wait.EnoughMay enough -> enoughMay(enough);
      case Wait.Open(Reference handle, Act act) -> mayAnyHolder(handle, act) || mayAnyTake();
      case Wait.Held held -> mayHolders(held);
      case Wait.Deferred(Wait.Formula formula) -> holds(formula.now());
      case Wait.And(List<Wait> all) -> {
        for (Wait part : all) {
          if (!holds(part)) {
            yield false;
          }
        }
        yield true;
      }
      case Wait.AtLeast(int count, List<Wait> of) -> {
        int found = 0;
        for (Wait part : of) {
          found += found < count && holds(part) ? 1 : 0;
        }
        yield found >= count;
      }
      case Wait.Or(List<Wait> any) -> {
        int before = witness.size();
        for (Wait part : any) {
          if (holds(part)) {
            yield true;
          }
          witness.cut(before);
        }
        yield false;
      }
    };
  }

  /// @param acts of which one is enough
  private boolean may(Task task, long acts) {
    long able = isAlive(task) ? intents.acts(task) & acts : 0;
    boolean holds = able != 0;
    if (holds) {
      witness.add(task.process(), able);
    } else {
      doubt(task);
    }
    return holds;
  }

  private boolean mayLeave(Task task) {
    boolean holds = isAlive(task);
    if (holds) {
      witness.add(task.process(), 0);
    } else {
      doubt(task);
    }
    return holds;
  }

  /// Whether a task of the processes may do all of the acts. At a glance, only the first few are
  /// looked at.
  private boolean anyMay(Iterable<Process> processes, long acts) {
    Searches.Search search = searches.of(processes, acts);
    return search == null
        ? anyMay(processes.iterator(), acts, mostLooks())
        : anyMay(search, processes, acts);
  }

  /// Goes on behind whoever was found last: so those who wait rely on different ones, and few lose
  /// their witness at a time. Where few may act, whoever was hard to find is taken several times.
  private boolean anyMay(Searches.Search search, Iterable<Process> processes, long acts) {
    if (searches.isVain(search)) {
      doubtAll(search);
      return false;
    }
    if (mayAnyOf(search.foundBefore(), acts)) {
      return true;
    }
    long before = looks;
    long end = mostLooks();
    if (anyMay(search.cursor, acts, end)) {
      return found(search, before);
    }
    Iterator<Process> again = processes.iterator();
    if (looks < end) {
      search.cursor = again;
      if (anyMay(again, acts, end)) {
        return found(search, before);
      }
    }
    if (!witness.isPlain() && looks - before > 2 * Doubts.MOST) {
      searches.failed(search);
    }
    return false;
  }

  /// Of those who have a file open few may be able to act, and these go on to be; whoever may post
  /// a semaphore soon has, and is not relied on by many.
  private boolean found(Searches.Search search, long before) {
    if (search.isOfHolders()) {
      search.found(witness.process(witness.size() - 1), looks - before);
    }
    return true;
  }

  /// Whether so many may act; more than a few are not counted. As [#anyMay], it goes on behind
  /// those that were found last.
  private boolean enoughMay(Wait.EnoughMay enough) {
    if (!intents.anyAll(enough.acts())) {
      return false;
    }
    int count = Math.min(enough.count(), MOST_COUNTED);
    Searches.Search search = searches.of(enough.processes(), enough.acts(), enough.besides());
    if (searches.isVain(search, count)) {
      doubtAll(search);
      return false;
    }
    List<Task> found = new ArrayList<>(count);
    int size = witness.size();
    for (Task task : search.enoughBefore()) {
      if (found.size() < count && task.queue != enough.besides() && mayEach(task, enough.acts())) {
        found.add(task);
      }
    }
    if (found.size() == count) {
      return true;
    }
    long before = looks;
    long end = mostLooks();
    boolean holds = gather(enough, search, count, found, end);
    if (!holds && looks < end) {
      search.cursor = enough.processes().iterator();
      holds = gather(enough, search, count, found, end);
    }
    if (holds) {
      search.found(found, looks - before);
      return true;
    }
    witness.cut(size);
    if (!witness.isPlain() && looks - before > 2 * Doubts.MOST) {
      searches.failed(search, found.size());
    }
    return false;
  }

  private boolean gather(
      Wait.EnoughMay enough, Searches.Search search, int count, List<Task> found, long end) {
    while (search.cursor.hasNext() && looks < end) {
      if (gather(enough, search, search.cursor.next(), count, found, end)) {
        return true;
      }
    }
    return false;
  }

  /// Among many threads of a process it goes on behind whoever was found last.
  private boolean gather(
      Wait.EnoughMay enough,
      Searches.Search search,
      Process process,
      int count,
      List<Task> found,
      long end) {
    List<Task> tasks = process.tasks;
    int from = tasks.size() > 1 ? search.place : 0;
    for (int i = 0; i < tasks.size() && looks < end; i++) {
      Task task = tasks.get((from + i) % tasks.size());
      if (task.queue == enough.besides()) {
        doubt(task);
      } else if (!found.contains(task) && mayEach(task, enough.acts())) {
        found.add(task);
        if (found.size() == count) {
          search.place = tasks.size() > 1 ? (from + i) % tasks.size() : search.place;
          return true;
        }
      }
    }
    return false;
  }

  private boolean mayAnyOf(@Nullable Process process, long acts) {
    if (process != null) {
      for (Task task : process.tasks) {
        if (mayEach(task, acts)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean anyMay(Iterator<Process> processes, long acts, long end) {
    while (processes.hasNext()) {
      if (mayAnyOf(processes.next(), acts)) {
        return true;
      }
      if (looks >= end) {
        return false;
      }
    }
    return false;
  }

  private boolean mayEach(Task task, long acts) {
    boolean holds = isAlive(task) && (intents.acts(task) & acts) == acts;
    if (holds) {
      witness.add(task.process(), acts);
    } else {
      doubt(task);
    }
    return holds;
  }

  /// The count of [#looks] at which a search ends.
  private long mostLooks() {
    return witness.isPlain() ? looks + Witness.MOST_LOOKS : Long.MAX_VALUE;
  }

  private boolean anyMayLeave(Iterable<Process> processes, Predicate<Process> meant) {
    for (Process process : processes) {
      if (meant.test(process) && mayAnyLeave(process.tasks)) {
        return true;
      }
    }
    return false;
  }

  private void doubt(Task task) {
    looks++;
    if (telling) {
      doubts.add(task.process());
    }
  }

  private void doubtAll(Searches.Search search) {
    if (telling && search.processes() instanceof Process process) {
      doubts.add(process);
    } else if (telling) {
      doubts.addMany();
    }
  }

  /// What many have open is looked at once, until something changes.
  private boolean mayHolders(Wait.Held held) {
    if (!isOfMany(held)) {
      return mayAnyHolder(held.handles(), held.act())
          || mayAnyTake()
          || mayAllLeave(held.handles());
    }
    boolean told = telling;
    telling = false;
    boolean holds =
        !failed.contains(held)
            && (mayAnyHolder(held.handles(), held.act()) || mayAllLeave(held.handles()));
    telling = told;
    holds |= !holds && mayAnyTake();
    if (!holds && !witness.isPlain()) {
      failed.add(held);
    }
    if (!holds && told) {
      doubts.add(held);
    }
    return holds;
  }

  /// Whether all that have handles open may give them back: what it comes to when one of those
  /// that could not has ended.
  boolean mayBeLeft(Wait.Held held) {
    witness.clear(false);
    return mayAllLeave(held.handles());
  }

  private static boolean isOfMany(Wait.Held held) {
    int places = 0;
    for (Reference handle : held.handles()) {
      places += handle.places();
    }
    return places > Doubts.MOST;
  }

  private boolean mayAnyHolder(List<Reference> handles, Act act) {
    for (Reference handle : handles) {
      if (mayAnyHolder(handle, act)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a process that has it open may act so or may pass it on, or one may take it out of the
  /// queue of a socket. Of many, the first few are looked at, and then all, as often as they are
  /// meant.
  private boolean mayAnyHolder(Reference handle, Act act) {
    boolean many = handle.places() > Doubts.MOST;
    return mayFirst(handle, act.bit() | Act.PASS.bit(), many ? looks + FIRST : mostLooks())
        || many && (anyMay(handle, act.bit()) || anyMay(handle, Act.PASS.bit()))
        || mayAnyTake(handle);
  }

  private boolean mayFirst(Reference handle, long acts, long end) {
    for (int i = 0; i < handle.places() && looks < end; i++) {
      Process holder = handle.holder(i);
      if (holder != null && mayAny(holder.tasks, acts)) {
        return true;
      }
    }
    return false;
  }

  /// Whether somebody may take a descriptor of whoever has it.
  private boolean mayAnyTake() {
    return intents.mayTake() && anyMay(all, Act.TAKE.bit());
  }

  private boolean mayAnyTake(Reference handle) {
    for (Reference carrier : handle.carriers()) {
      if (entered.add(carrier)) {
        boolean may = mayAnyHolder(carrier, Act.RECEIVE);
        entered.remove(carrier);
        if (may) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean mayAny(List<Task> tasks, long acts) {
    for (Task task : tasks) {
      if (may(task, acts)) {
        return true;
      }
    }
    return false;
  }

  private boolean mayAllLeave(List<Reference> handles) {
    for (Reference handle : handles) {
      if (!mayAllLeave(handle)) {
        return false;
      }
    }
    witness.addLeft(handles);
    return true;
  }

  /// Whether all that have it open may give it back, and it may come out of all queues or those of
  /// the sockets may give them back.
  private boolean mayAllLeave(Reference handle) {
    for (int i = 0; i < handle.places(); i++) {
      Process holder = handle.holder(i);
      if (holder != null && !mayAnyLeave(holder.tasks)) {
        return false;
      }
    }
    for (Reference carrier : handle.carriers()) {
      if (entered.add(carrier)) {
        boolean may = mayAnyHolder(carrier, Act.RECEIVE) || mayAllLeave(carrier);
        entered.remove(carrier);
        if (!may) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean mayAnyLeave(List<Task> tasks) {
    for (Task task : tasks) {
      if (mayLeave(task)) {
        return true;
      }
    }
    return false;
  }
}
