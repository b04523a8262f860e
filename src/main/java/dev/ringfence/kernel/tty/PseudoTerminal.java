package dev.ringfence.kernel.tty;

import dev.ringfence.kernel.file.AsyncFiles;
import dev.ringfence.kernel.file.Band;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.TurnQueue;
import java.util.Arrays;
import java.util.List;

/// The line between the two sides of a pseudo-terminal (`pty(7)`). As a channel it counts the bytes
/// that go from the terminal, the slave, to the master.
final class PseudoTerminal implements Line, Channel {
  /// Bytes that have left the terminal, as the master's line discipline has taken them.
  private static final int ARRIVED = InputQueue.SIZE - 1;

  /// Bytes that wait behind them.
  private static final int WAITING = 8192;

  private final Terminals terminals;
  private final Terminal slave;
  final int number;
  private final ByteQueue output = new ByteQueue();
  private long put;
  private long taken;
  private long dropped;

  /// Whether the slave cannot be opened yet (`unlockpt(3)`).
  boolean locked = true;

  /// What has become of the terminal since the master last read; nothing unless it wants to know.
  int status;

  /// Whether the master's own output is stopped, by [#stop].
  private boolean stopped;

  private boolean packets;
  private boolean left;
  private boolean closed;

  final TurnQueue readers = new TurnQueue();
  final TurnQueue writers = new TurnQueue();
  final Pollers pollers = new Pollers();
  final AsyncFiles async = new AsyncFiles();

  /// The master's open file, in a list as formulas want it.
  final List<Reference> master;

  PseudoTerminal(Terminals terminals, Terminal slave, int number, int flags) {
    this.terminals = terminals;
    this.slave = slave;
    this.number = number;
    master = List.of(new Reference(new Master(this, flags)));
  }

  Terminal slave() {
    return slave;
  }

  Terminals terminals() {
    return terminals;
  }

  /// Whether all have closed the slave that had it open.
  boolean isLeft() {
    return left;
  }

  /// The slave has been opened.
  void opened() {
    left = false;
  }

  boolean sendsPackets() {
    return packets;
  }

  void packets(boolean on) {
    status = on && !packets ? 0 : status;
    packets = on;
  }

  int size() {
    return output.size();
  }

  /// Stops what the master writes, or lets it go on (`tcflow(3)`).
  void stop(boolean on) {
    stopped = on;
    if (!on) {
      accepted();
    }
  }

  /// How many bytes the master can write now.
  int roomForMaster() {
    return stopped ? 0 : slave.room();
  }

  /// Takes output for the master.
  byte[] take(int most) {
    byte[] all = output.all();
    byte[] first = Arrays.copyOf(all, Math.min(most, all.length));
    output.skip(first.length);
    taken += first.length;
    if (first.length > 0) {
      slave.discipline.echo.process();
      slave.wakeWriters();
    }
    return first;
  }

  @Override
  public int room() {
    return WAITING - Math.max(0, output.size() - ARRIVED);
  }

  @Override
  public void put(int c) {
    output.put(c);
    put++;
  }

  @Override
  public void written() {
    if (output.size() > 0) {
      async.tell(Band.IN);
      wakeReaders();
    }
  }

  @Override
  public void flush() {
    dropped += output.truncate(ARRIVED);
    notice(FLUSH_WRITE);
    slave.wakeWriters();
  }

  /// Drops all output.
  void flushAll() {
    dropped += output.truncate(0);
    slave.wakeWriters();
  }

  @Override
  public void notice(int what) {
    if (packets) {
      int opposite =
          switch (what) {
            case STOP -> START;
            case START -> STOP;
            case DO_STOP -> NO_STOP;
            case NO_STOP -> DO_STOP;
            default -> 0;
          };
      status = status & ~opposite | what;
      wakeReaders();
      pollers.wake(terminals.scheduler, OpenFile.POLLPRI);
    }
  }

  private void wakeReaders() {
    pollers.wakeWith(terminals.scheduler, readers, OpenFile.POLLIN | OpenFile.POLLRDNORM);
  }

  @Override
  public void accepted() {
    pollers.wakeWith(terminals.scheduler, writers, OpenFile.POLLOUT | OpenFile.POLLWRNORM);
  }

  @Override
  public void left() {
    left = true;
    terminals.scheduler.wake(readers);
    terminals.scheduler.wake(writers);
    pollers.wake(terminals.scheduler, 0);
  }

  /// The master was closed: the terminal is hung up, and its name goes.
  void close() {
    closed = true;
    dropped += output.truncate(0);
    terminals.remove(slave.host, number);
    slave.hangUp(false);
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean isPseudo() {
    return true;
  }

  @Override
  public Wait mayBring() {
    return may(Act.WRITE);
  }

  @Override
  public Wait mayTake() {
    return may(Act.READ);
  }

  private Wait may(Act act) {
    Wait control = master.getFirst().may(Act.CONTROL_TERMINAL);
    return new Wait.Or(List.of(new Wait.Held(master, act), control));
  }

  /// What could bring the master something to read, or room to write: whoever has the slave open
  /// or opens it, and the master's own echo.
  Wait maySlave(Act act) {
    Wait echo = may(Act.WRITE);
    Wait opened = terminals.mayBeOpened(slave.host, act);
    return slave.files.isEmpty()
        ? new Wait.Or(List.of(echo, opened))
        : new Wait.Or(List.of(new Wait.Held(slave.files, act), echo, opened));
  }

  @Override
  public long sent() {
    return put;
  }

  @Override
  public long received() {
    return taken;
  }

  @Override
  public long queued() {
    return output.size();
  }

  @Override
  public long discarded() {
    return dropped;
  }
}
