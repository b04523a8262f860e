package dev.ringfence.kernel.process;

import dev.ringfence.event.Counters;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Profile;
import dev.ringfence.user.RegisterModels;
import dev.ringfence.user.Translations;
import dev.ringfence.user.UserSpace;
import java.util.ArrayDeque;
import java.util.Deque;

/// The processes that have a user side: of those that are alive, a bounded number that were used
/// last. The others rest: their TLBs are empty, and their registers and own pages are packed.
///
/// A process is used when one of its tasks goes on a CPU or has its call made again. When there are
/// too many, the one that came first and has not been used since rests next (the clock algorithm),
/// unless it is on a CPU. As this depends on the order of virtual time alone, so do the page walks
/// that a process makes when it goes on.
public final class Residents {
  /// How many there are at most, or one for each CPU.
  public static final int MOST = 256;

  private final PhysicalMemory physical;
  private final Profile profile;
  private final Counters counters;
  private final Deque<Process> clock = new ArrayDeque<>();
  private final Deque<UserSpace> unused = new ArrayDeque<>();
  private final RegisterModels models = new RegisterModels();
  private Translations translations = Translations.none();
  private int most = MOST;
  private boolean traces;
  private boolean smep;
  private boolean smap;

  /// Sets whether rings 0 to 2 may execute, and touch, what ring 3 may touch.
  public void prevent(boolean execution, boolean access) {
    smep = execution;
    smap = access;
  }

  public Residents(PhysicalMemory physical, Profile profile, Counters counters) {
    this.physical = physical;
    this.profile = profile;
    this.counters = counters;
  }

  /// Sets how processes that first run from now on do so.
  public void translate(Translations how) {
    translations = how;
  }

  /// Has the pages be noted that TLBs miss.
  public void traceMisses() {
    traces = true;
  }

  /// Sets how many there are at most.
  public void limit(int count) {
    most = count;
  }

  /// The process is about to be used.
  public void use(Process process) {
    if (!process.isResting()) {
      process.used = true;
      return;
    }
    UserSpace user = unused.poll();
    if (user == null) {
      user = new UserSpace(physical, profile, translations);
      if (traces) {
        user.mmu().traceMisses();
      }
      user.mmu().prevent(smep, smap);
    }
    user.mmu().load(process.memory().root());
    process.user(user);
    clock.add(process);
    for (int turns = 2 * clock.size(); clock.size() > most && turns > 0; turns--) {
      Process first = clock.remove();
      if (first.used || first == process || first.isRunning()) {
        first.used = false;
        clock.add(first);
      } else {
        takeUser(first);
        rest(first);
      }
    }
  }

  /// The process has ended.
  void leave(Process process) {
    if (!process.isResting()) {
      clock.removeLastOccurrence(process);
      takeUser(process);
    }
  }

  private void takeUser(Process process) {
    UserSpace user = process.user();
    counters.tlbMisses += user.mmu().takeMisses();
    user.clear();
    process.user(null);
    unused.push(user);
  }

  /// Packs what a process without a user side has.
  void rest(Process process) {
    process.memory().rest();
    for (Task task : process.tasks) {
      task.context().rest(models);
    }
  }
}
