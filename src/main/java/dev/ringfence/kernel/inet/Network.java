package dev.ringfence.kernel.inet;

import dev.ringfence.core.Rng;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The hosts of a machine and what lies between them. Within a host packets arrive at once, in the
/// call that sends them, as over Linux's loopback interface; between hosts each takes its time on
/// the link between the two.
public final class Network {
  private static final long SECOND = 1_000_000_000;

  private final Scheduler scheduler;
  private final Profile profile;
  private final NetworkSettings settings;
  private final Rng random;
  private final List<Host> hosts = new ArrayList<>();
  private final Map<Integer, Host> byAddress = new HashMap<>();
  private final Map<Long, Link> links = new HashMap<>();
  private final Deque<Runnable> local = new ArrayDeque<>();
  private boolean delivering;

  /// @param seed of what gets lost and how long packets take
  public Network(Scheduler scheduler, Profile profile, NetworkSettings settings, long seed) {
    this.scheduler = scheduler;
    this.profile = profile;
    this.settings = settings;
    random = new Rng(seed ^ 0x6E65_7477_6F72_6BL);
    for (NetworkSettings.Host host : settings.hosts()) {
      Host made = new Host(this, hosts.size(), host);
      hosts.add(made);
      if (host.address() != 0) {
        byAddress.put(host.address(), made);
      }
    }
  }

  Scheduler scheduler() {
    return scheduler;
  }

  /// What it is like.
  public NetworkSettings settings() {
    return settings;
  }

  /// Whether its hosts have names that others find them by.
  public boolean hasNames() {
    return !byAddress.isEmpty();
  }

  /// The names and addresses of its hosts, as `/etc/hosts` has them.
  public String names() {
    StringBuilder text = new StringBuilder("127.0.0.1 localhost\n");
    for (Host host : hosts) {
      text.append(Endpoint.text(host.address())).append(' ').append(host.name()).append('\n');
    }
    return text.toString();
  }

  /// All hosts, in the scenario's order.
  public List<Host> hosts() {
    return List.copyOf(hosts);
  }

  /// The host that a process is on.
  public Host hostOf(@Nullable Process process) {
    return hosts.get(process == null ? 0 : process.host);
  }

  /// The host that has an address, as another one sees it, or null.
  @Nullable Host at(int address, Host from) {
    return from.has(address) ? from : byAddress.get(address);
  }

  long now() {
    return scheduler.now();
  }

  /// A time span in cycles.
  long cycles(long milliseconds) {
    return profile.cycles(milliseconds * 1_000_000);
  }

  long seconds(long seconds) {
    return profile.cycles(seconds * SECOND);
  }

  /// How long it takes at most until a packet that is not lost has come to another host and an
  /// answer is back, when nothing else is on the links.
  long roundTrip() {
    return 2 * (settings.latency() + settings.jitter());
  }

  /// Sends a packet on its way, which may be lost.
  ///
  /// @param arrival what is done when it has come
  /// @return whether it is under way, and not there already
  boolean transmit(Host from, Host to, int size, Runnable arrival) {
    if (from == to) {
      local.add(arrival);
      deliver();
      return false;
    }
    long now = now();
    boolean lost = settings.loss() > 0 && random.below(1_000_000) < settings.loss();
    long jitter = settings.jitter() > 0 ? random.below(settings.jitter() + 1) : 0;
    for (NetworkSettings.Partition partition : settings.partitions()) {
      lost |= partition.separates(from.index(), to.index(), now);
    }
    Link link =
        links.computeIfAbsent(
            (long) from.index() << 32 | to.index(), _ -> new Link(scheduler, settings));
    return link.take(size, jitter, lost ? null : arrival);
  }

  /// What arrives at once may have more be sent, which follows it.
  private void deliver() {
    if (delivering) {
      return;
    }
    delivering = true;
    for (Runnable next = local.poll(); next != null; next = local.poll()) {
      next.run();
    }
    delivering = false;
  }
}
