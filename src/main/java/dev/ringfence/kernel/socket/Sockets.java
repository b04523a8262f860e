package dev.ringfence.kernel.socket;

import dev.ringfence.event.Counters;
import dev.ringfence.kernel.file.FileOwners;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sockets of the machine and their families, with what they need of the kernel.
public final class Sockets {
  /// The first inode number of a socket: they lie in a file system of their own.
  private static final long FIRST = 10_000;

  private final Scheduler scheduler;
  private final Processes processes;
  private final FileOwners owners;
  private final Counters counters;
  private final Profile profile;
  private final SocketLimits limits;
  private final Map<Integer, Family> families = new LinkedHashMap<>();
  private final Set<Socket> all = new LinkedHashSet<>();

  private long lastNumber = FIRST;

  public Sockets(
      Scheduler scheduler,
      Processes processes,
      FileOwners owners,
      Counters counters,
      Profile profile,
      SocketLimits limits) {
    this.scheduler = scheduler;
    this.processes = processes;
    this.counters = counters;
    this.profile = profile;
    this.limits = limits;
    this.owners = owners;
  }

  /// To whom signals about them go.
  FileOwners owners() {
    return owners;
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
  }
}
