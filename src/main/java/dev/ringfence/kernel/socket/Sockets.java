package dev.ringfence.kernel.socket;

import dev.ringfence.event.Counters;
import dev.ringfence.kernel.file.SignalOwner;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sockets of the machine and their families, with what they need of the kernel.
public final class Sockets {
  /// The first inode number of a socket: they lie in a file system of their own.
  private static final long FIRST = 10_000;

  private final Scheduler scheduler;
  private final Processes processes;
  private final Counters counters;
  private final Profile profile;
  private final SocketLimits limits;
  private final Map<Integer, Family> families = new LinkedHashMap<>();
  private final Set<Socket> all = new LinkedHashSet<>();

  /// Those of which somebody is told by signals.
  private final Set<Socket> owned = new LinkedHashSet<>();

  private long lastNumber = FIRST;

  public Sockets(
      Scheduler scheduler,
      Processes processes,
      Counters counters,
      Profile profile,
      SocketLimits limits) {
    this.scheduler = scheduler;
    this.processes = processes;
    this.counters = counters;
    this.profile = profile;
    this.limits = limits;
    processes.signals().alsoSentBy(this::maySignal);
  }

  /// A socket has somebody who is told of it by signals.
  void owned(Socket socket) {
    owned.add(socket);
  }

  /// That something comes to a socket of which a process is told by a signal.
  private Wait maySignal(Process process) {
    List<Wait> any = new ArrayList<>();
    for (Socket socket : owned) {
      SignalOwner owner = socket.reference().signalOwner();
      if (owner != null && owner.isOwner(process)) {
        any.add(socket.mayBecomeReady());
      }
    }
    return new Wait.Or(any);
  }

  public Scheduler scheduler() {
    return scheduler;
  }

  public Processes processes() {
    return processes;
  }

  public Counters counters() {
    return counters;
  }

  public Profile profile() {
    return profile;
  }

  public SocketLimits limits() {
    return limits;
  }

  /// Adds a family.
  public void add(Family family) {
    families.put(family.number(), family);
  }

  /// The family with a number, or null for `EAFNOSUPPORT`.
  @Nullable Family family(int number) {
    return families.get(number);
  }

  /// All sockets that are open, oldest first.
  public Collection<Socket> all() {
    return Collections.unmodifiableSet(all);
  }

  /// A new socket is there.
  ///
  /// @return its inode number
  long enter(Socket socket) {
    all.add(socket);
    return ++lastNumber;
  }

  /// A socket has been closed.
  void leave(Socket socket) {
    all.remove(socket);
    owned.remove(socket);
  }
}
