package dev.ringfence.kernel.tty;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.event.Counters;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.node.TerminalNodes;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalInfo;
import dev.ringfence.machine.Profile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The terminals of the machine: which session each of them controls, and how they come to be.
public final class Terminals {
  static final int O_NOCTTY = 0400;

  /// Pseudo-terminals that there can be at once (`/proc/sys/kernel/pty/max`).
  private static final int MOST = 4096;

  private static final int MILLISECOND = 1_000_000;

  final Scheduler scheduler;
  final Processes processes;
  final Counters counters;
  final Consumer<Event> events;
  final Foreground foreground = new Foreground(this);
  final Control control = new Control(this);
  private final Profile profile;
  private final TerminalNodes nodes;

  /// The numbers of pseudo-terminals, by host.
  private final Map<Integer, Set<Integer>> numbers = new HashMap<>();

  /// The terminals by the sessions that they control.
  private final Map<Integer, Terminal> controlling = new HashMap<>();

  /// Processes that have given up the terminals of their sessions.
  private final Set<Integer> gaveUp = new HashSet<>();

  /// A terminal of the scenario's, and its file.
  private record Scripted(Terminal terminal, Inode node) {}

  private final Map<String, Scripted> scripted = new HashMap<>();

  /// The groups that were in the foreground when sessions lost their terminals.
  private final Map<Integer, Integer> former = new HashMap<>();

  public Terminals(
      Scheduler scheduler,
      Processes processes,
      FileSystem files,
      Profile profile,
      Counters counters,
      Consumer<Event> events) {
    this.scheduler = scheduler;
    this.processes = processes;
    this.profile = profile;
    this.counters = counters;
    this.events = events;
    nodes = new TerminalNodes(files, this::makePair);
    processes.termination().atEnd(this::ending);
    processes.signals().alsoSentBy(this::maySend);
  }

  Inode multiplexer(int host) {
    return nodes.multiplexer(host);
  }

  Inode node(int host, int number) {
    return nodes.get(host, number);
  }

  long cycles(long milliseconds) {
    return cyclesOf(milliseconds * MILLISECOND);
  }

  long cyclesOf(long nanos) {
    return profile.cycles(nanos);
  }

  /// Makes a pseudo-terminal: opens `/dev/ptmx`.
  private long makePair(Task task, Inode inode, int flags) {
    int host = task.process().host;
    Set<Integer> given = numbers.computeIfAbsent(host, _ -> new HashSet<>());
    int number = 0;
    while (given.contains(number)) {
      number++;
    }
    if (number == MOST) {
      return Errno.ENOSPC.result();
    }
    int own = number;
    Terminal slave =
        new Terminal(
            this,
            host,
            "/dev/pts/" + number,
            TerminalNodes.slave(number),
            Settings.usual(0),
            terminal -> new PseudoTerminal(this, terminal, own, flags));
    PseudoTerminal pair = (PseudoTerminal) slave.line();
    given.add(number);
    nodes.add(
        host, number, task.process().credentials, (who, node, how) -> open(who, slave, node, how));
    return task.process().descriptors().open(pair.master.getFirst(), false);
  }

  /// A pseudo-terminal of a host has gone.
  void remove(int host, int number) {
    numbers.getOrDefault(host, Set.of()).remove(number);
    nodes.remove(host, number);
  }

  /// Adds a terminal of the scenario's to a host.
  public void add(TerminalSpec spec, int host) {
    int minor = scripted.size() + 1;
    Terminal terminal =
        new Terminal(
            this,
            host,
            "/dev/" + spec.name(),
            TerminalNodes.console(minor),
            Settings.usual(Flags.HUPCL),
            own -> new UserLine(this, own, spec));
    ByteBuffer window = ByteBuffer.allocate(Terminal.WINDOW).order(ByteOrder.LITTLE_ENDIAN);
    terminal.window(window.putShort((short) spec.rows()).putShort((short) spec.columns()).array());
    Inode node =
        nodes.add(host, spec.name(), minor, (who, own, how) -> open(who, terminal, own, how));
    scripted.put(spec.name(), new Scripted(terminal, node));
  }

  /// Gives a process that is about to begin a terminal of the scenario's: its standard streams are
  /// that, and it controls the process's session.
  public void give(Process process, String name) {
    Scripted own = Objects.requireNonNull(scripted.get(name));
    Reference file = attach(own.terminal(), own.node(), OpenFile.O_RDWR).reference();
    for (int stream = 0; stream <= 2; stream++) {
      process.descriptors().close(stream);
      process.descriptors().open(file);
    }
    take(own.terminal(), process);
  }

  /// Opens a terminal: its descriptor, or a negative error number.
  long open(Task task, Terminal terminal, Inode node, int flags) {
    boolean locked = terminal.line() instanceof PseudoTerminal pair && pair.locked;
    if (locked || terminal.line().isClosed()) {
      return Errno.EIO.result();
    }
    Process process = task.process();
    if (terminal.exclusive && !control.isAdministrator(process)) {
      return Errno.EBUSY.result();
    }
    OpenTerminal file = attach(terminal, node, flags);
    long fd = process.descriptors().open(file.reference(), false);
    boolean leads = process.session == process.pid() && of(process) == null;
    if (fd >= 0 && (flags & O_NOCTTY) == 0 && leads && terminal.session == 0 && file.reads()) {
      take(terminal, process);
    }
    return fd;
  }

  OpenTerminal attach(Terminal terminal, Inode node, int flags) {
    OpenTerminal file = new OpenTerminal(terminal, node, flags);
    if (terminal.line() instanceof PseudoTerminal pair) {
      pair.opened();
    }
    return file;
  }

  /// Opens the controlling terminal, by its name `/dev/tty`.
  ///
  /// @return null if the caller has none
  public @Nullable Reference openControlling(Task task, Inode node, int flags) {
    Terminal terminal = of(task.process());
    return terminal == null ? null : attach(terminal, node, flags).reference();
  }

  /// The terminal that controls a process, or null.
  public @Nullable Terminal of(Process process) {
    return hasGivenUp(process) ? null : controlling.get(process.session);
  }

  /// Whether it has given up the terminal of its session, or the process has that it comes from.
  private boolean hasGivenUp(Process process) {
    Process at = gaveUp.isEmpty() ? null : process;
    while (at != null && at.session == process.session) {
      if (gaveUp.contains(at.pid())) {
        return true;
      }
      at = processes.get(at.parent);
    }
    return false;
  }

  /// Has a terminal control the session of its leader, which is in the foreground then.
  void take(Terminal terminal, Process leader) {
    terminal.session = leader.session;
    terminal.foreground = leader.group;
    controlling.put(leader.session, terminal);
  }

  /// A process gives its terminal up: a session leader for all of its session.
  void giveUp(Process process) {
    Terminal terminal = of(process);
    if (process.session != process.pid() || terminal == null) {
      gaveUp.add(process.pid());
      return;
    }
    send(terminal.foreground, Signal.SIGHUP);
    send(terminal.foreground, Signal.SIGCONT);
    release(terminal);
  }

  /// A terminal controls no session any more.
  void release(Terminal terminal) {
    controlling.remove(terminal.session);
    terminal.session = 0;
    terminal.foreground = 0;
  }

  /// A terminal's line has been cut off: tells the leader of its session.
  ///
  /// @param wholly whether the group in the foreground is told, too
  void hungUp(Terminal terminal, boolean wholly) {
    int session = terminal.session;
    int group = terminal.foreground;
    if (session == 0) {
      return;
    }
    release(terminal);
    former.put(session, group);
    Process leader = processes.get(session);
    if (leader != null && leader.session == session) {
      send(leader, Signal.SIGHUP);
      send(leader, Signal.SIGCONT);
    }
    if (wholly) {
      send(group, Signal.SIGHUP);
    }
  }

  /// A process has ended: if it was a session's leader, its terminal goes on without the session.
  private void ending(Process process) {
    gaveUp.remove(process.pid());
    if (process.session != process.pid()) {
      return;
    }
    Terminal terminal = of(process);
    Integer before = former.remove(process.pid());
    if (terminal == null) {
      if (before != null) {
        send(before, Signal.SIGHUP);
        send(before, Signal.SIGCONT);
      }
    } else if (terminal.line().isPseudo()) {
      send(terminal.foreground, Signal.SIGHUP);
      release(terminal);
    } else {
      terminal.hangUp(true);
      former.remove(process.pid());
    }
  }

  /// Sends all processes of a group a signal: the leader of the session last, whose end has
  /// consequences for the others.
  void send(int group, Signal signal) {
    Process leader = null;
    for (Process member : processes.all().toArray(new Process[0])) {
      if (member.group == group && member.session == member.pid()) {
        leader = member;
      } else if (member.group == group && group != 0 && !member.zombie) {
        send(member, signal);
      }
    }
    if (leader != null && !leader.zombie) {
      send(leader, signal);
    }
  }

  private void send(Process process, Signal signal) {
    process.surprising = true;
    processes.lost(process);
    processes.signals().send(process, SignalInfo.fromKernel(signal.number()));
  }

  /// That somebody opens a terminal of a host by its name, and then acts on it.
  Wait mayBeOpened(int host, Act act) {
    Iterable<Process> own = processes.on(host);
    return new Wait.And(List.of(new Wait.AnyMay(own, Act.OPEN), new Wait.AnyMay(own, act)));
  }

  /// What could have a terminal send a process a signal: what is typed, who changes the terminal,
  /// and the end of the session's leader.
  private Wait maySend(Process process) {
    Terminal terminal = of(process);
    if (terminal == null) {
      return Wait.NEVER;
    }
    List<Wait> any = new ArrayList<>();
    any.add(terminal.line().mayBring());
    any.add(new Wait.AnyMay(processes.on(process.host), Act.CONTROL_TERMINAL));
    Process leader = processes.get(process.session);
    if (leader != null && leader != process) {
      any.add(new Wait.AnyMayLeave(List.of(leader), _ -> true));
    }
    return new Wait.Or(any);
  }
}
