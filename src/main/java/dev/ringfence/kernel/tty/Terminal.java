package dev.ringfence.kernel.tty;

import dev.ringfence.core.Signal;
import dev.ringfence.kernel.file.AsyncFiles;
import dev.ringfence.kernel.file.Band;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.process.TurnQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// A terminal (`tty(4)`): its settings, what was typed, and the session that it controls. As a
/// channel it counts the bytes that are typed; those that edit a line or send a signal are
/// discarded.
public final class Terminal implements Channel {
  /// Bytes of `struct winsize`.
  static final int WINDOW = 8;

  /// Bytes that wait behind those of which the line discipline has no room.
  private static final int WAITING = 8192;

  final Terminals terminals;
  private final String name;
  private final int device;
  private final Line line;
  private final Settings usual;
  private Settings settings;
  private byte[] window = new byte[WINDOW];
  final LineDiscipline discipline;
  private final ByteQueue arriving = new ByteQueue();
  private boolean stoppedByKey;
  private boolean stoppedByCall;
  private long lost;

  /// How often what has arrived was dropped.
  private int flushes;

  /// The host in whose `/dev` it is.
  final int host;

  /// The session that it controls, and the group of it that may read: 0 for none.
  int session;

  int foreground;

  /// Whether only the superuser can open it (`TIOCEXCL`).
  boolean exclusive;

  /// Those who have it open.
  final List<Reference> files = new ArrayList<>(1);

  final TurnQueue readers = new TurnQueue();
  final TurnQueue writers = new TurnQueue();
  final Pollers pollers = new Pollers();
  final AsyncFiles async = new AsyncFiles();

  /// @param host where it has its path
  /// @param name its path
  /// @param device its number as a device
  /// @param line makes what it is connected with
  Terminal(
      Terminals terminals,
      int host,
      String name,
      int device,
      Settings usual,
      Function<Terminal, Line> line) {
    this.device = device;
    this.terminals = terminals;
    this.host = host;
    this.name = name;
    this.usual = usual;
    settings = usual;
    this.line = line.apply(this);
    discipline = new LineDiscipline(this);
  }

  /// Its path.
  public String name() {
    return name;
  }

  /// Its number as a device (`makedev(3)`).
  public int device() {
    return device;
  }

  /// The process group in the foreground, or 0.
  public int foreground() {
    return foreground;
  }

  Line line() {
    return line;
  }

  Settings settings() {
    return settings;
  }

  void set(Settings next) {
    Settings before = settings;
    settings = line.isPseudo() ? next.onPseudoTerminal() : next;
    if (before.hasUsualFlow() != settings.hasUsualFlow()) {
      line.notice(settings.hasUsualFlow() ? Line.DO_STOP : Line.NO_STOP);
    }
    discipline.changed(before);
    wakeReaders();
    wakeWriters();
  }

  /// The size of its window, as `struct winsize`.
  byte[] window() {
    return window.clone();
  }

  /// Sets the size of its window, of which the group in the foreground is told if it changes.
  void window(byte[] next) {
    if (!Arrays.equals(window, next)) {
      window = next.clone();
      signal(Signal.SIGWINCH);
    }
  }

  boolean isStopped() {
    return stoppedByKey || stoppedByCall;
  }

  /// Stops the output, as `VSTOP` does.
  void stop() {
    if (!isStopped()) {
      line.notice(Line.STOP);
    }
    stoppedByKey = true;
  }

  /// Lets the output go on, unless [#stopByCall] has stopped it.
  void start() {
    if (stoppedByKey && !stoppedByCall) {
      stoppedByKey = false;
      goOn();
    }
  }

  /// Stops the output until [#startByCall].
  void stopByCall() {
    if (!isStopped()) {
      line.notice(Line.STOP);
    }
    stoppedByCall = true;
  }

  void startByCall() {
    if (stoppedByCall) {
      stoppedByCall = false;
      stoppedByKey = false;
      goOn();
    }
  }

  /// Sends a character out of turn, also if the output is stopped by a key. What [#stopByCall] has
  /// stopped loses it.
  void sendAtOnce(int c) {
    boolean stopped = isStopped();
    start();
    if (!isStopped()) {
      line.put(c);
      line.written();
    }
    if (stopped) {
      stop();
    }
  }

  private void goOn() {
    line.notice(Line.START);
    wakeWriters();
  }

  /// Sends the group in the foreground a signal.
  void signal(Signal signal) {
    terminals.send(foreground, signal);
  }

  /// How many bytes can come over the line now.
  int room() {
    return WAITING - arriving.size();
  }

  /// Bytes come over the line, no more than there is room for.
  void arrive(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      arriving.put(bytes[i]);
    }
    take();
  }

  /// Has the line discipline take what has arrived.
  ///
  /// @return whether it took any
  boolean take() {
    if (arriving.size() == 0) {
      return false;
    }
    int before = flushes;
    int taken = discipline.receive(arriving.all());
    // A signal that was typed may have ended the session, and so dropped all of it.
    arriving.skip(before == flushes ? taken : 0);
    return taken > 0;
  }

  /// Input has been read: what waits for that moves up.
  void read() {
    if (take()) {
      line.accepted();
    }
  }

  /// Drops what was typed and has not been read.
  void flushInput() {
    flushes++;
    lost += arriving.size();
    arriving.skip(arriving.size());
    discipline.clear();
    line.notice(Line.FLUSH_READ);
    line.accepted();
  }

  /// What could happen has changed, though nothing has.
  void lookAgain() {
    terminals.scheduler.wake(readers);
    terminals.scheduler.wake(writers);
    pollers.lookAgain(terminals.scheduler);
  }

  /// There is more to read: a line, or what was typed if lines do not matter.
  void inputCame() {
    async.tell(Band.IN);
    wakeReaders();
  }

  void wakeReaders() {
    pollers.wakeWith(terminals.scheduler, readers, OpenFile.POLLIN | OpenFile.POLLRDNORM);
  }

  void wakeWriters() {
    pollers.wakeWith(terminals.scheduler, writers, OpenFile.POLLOUT | OpenFile.POLLWRNORM);
  }

  /// The line is cut off (`vhangup(2)`): nobody who has it open can use it any more, and the leader
  /// of its session is told.
  ///
  /// @param wholly whether the group in the foreground is told as well
  void hangUp(boolean wholly) {
    for (Reference file : List.copyOf(files)) {
      if (file.file() instanceof OpenTerminal open) {
        open.hungUp = true;
      }
    }
    async.clear();
    terminals.hungUp(this, wholly);
    flushInput();
    discipline.echo.clear();
    settings = usual;
    discipline.changed(settings);
    stoppedByKey = false;
    stoppedByCall = false;
    wakeReaders();
    wakeWriters();
    pollers.wake(terminals.scheduler, 0);
  }

  /// Somebody has closed the last descriptor of an open file.
  void closed(OpenTerminal file) {
    files.removeIf(one -> one.file() == file);
    if (files.isEmpty()) {
      exclusive = false;
      line.left();
    }
  }

  @Override
  public long sent() {
    return discipline.input.sent() + arriving.size() + lost;
  }

  @Override
  public long received() {
    return discipline.input.received();
  }

  @Override
  public long queued() {
    return discipline.input.size() + arriving.size();
  }

  @Override
  public long discarded() {
    return discipline.input.discarded() + lost;
  }
}
