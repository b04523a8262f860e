package dev.ringfence.kernel.tty;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.AsyncFiles;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.file.SignalOwner;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.util.List;

/// The master's side of a pseudo-terminal: what is written here is typed at the terminal, and what
/// that puts out is read here.
final class Master implements OpenFile {
  private static final int O_ACCMODE = 3;
  private static final int PIECE = 2048;
  private static final int MOST = InputQueue.SIZE;

  private final PseudoTerminal pair;
  private int flags;

  Master(PseudoTerminal pair, int flags) {
    this.pair = pair;
    this.flags = flags & (O_ACCMODE | O_NONBLOCK);
  }

  @Override
  public boolean isTerminal() {
    return true;
  }

  @Override
  public Inode inode() {
    return pair.terminals().multiplexer(pair.slave().host);
  }

  @Override
  public String label() {
    return "/dev/ptmx";
  }

  @Override
  public Mechanism mechanism() {
    return Mechanism.TERMINAL;
  }

  @Override
  public Channel channel() {
    return pair;
  }

  @Override
  public String details() {
    return "tty-index:\t" + pair.number + "\n";
  }

  @Override
  public int flags() {
    return flags;
  }

  @Override
  public void setFlags(int next) {
    flags = flags & O_ACCMODE | next & O_NONBLOCK;
  }

  private boolean isNonblocking() {
    return (flags & O_NONBLOCK) != 0;
  }

  @Override
  public long read(Task task, long buffer, long count) {
    if ((flags & O_ACCMODE) == O_WRONLY) {
      return Errno.EBADF.result();
    }
    if (pair.readers.isBehindOthers(task)) {
      return awaitInput(task);
    }
    if (count == 0) {
      return 0;
    }
    if (pair.sendsPackets() && pair.status != 0) {
      int status = pair.status;
      pair.status = 0;
      return UserMemory.put(task.process().memory(), buffer, 1, status) ? 1 : Errno.EFAULT.result();
    }
    if (pair.size() > 0) {
      return data(task, buffer, count);
    }
    if (pair.isLeft()) {
      return Errno.EIO.result();
    }
    return awaitInput(task);
  }

  private long awaitInput(Task task) {
    if (isNonblocking()) {
      return Errno.EAGAIN.result();
    }
    pair.terminals().scheduler.block(task, pair.readers, label(), () -> pair.maySlave(Act.WRITE));
    return Calls.BLOCKED;
  }

  /// Reads output, in packet mode with a zero in front of it.
  private long data(Task task, long buffer, long count) {
    int head = pair.sendsPackets() ? 1 : 0;
    byte[] bytes = pair.take((int) Math.min(count - head, MOST - head));
    boolean done = head == 0 || UserMemory.put(task.process().memory(), buffer, 1, 0);
    done &= UserMemory.write(task.process().memory(), buffer + head, bytes, 0, bytes.length);
    pair.terminals().counters.bytesCopied += bytes.length;
    return done ? head + bytes.length : Errno.EFAULT.result();
  }

  @Override
  public long write(Task task, long buffer, long count) {
    if ((flags & O_ACCMODE) == 0) {
      return Errno.EBADF.result();
    }
    Terminal slave = pair.slave();
    if (pair.writers.isBehindOthers(task)) {
      return awaitRoom(task);
    }
    while (task.progress < count) {
      int room = Math.min(PIECE, pair.roomForMaster());
      if (room == 0) {
        return awaitRoom(task);
      }
      byte[] bytes = new byte[(int) Math.min(room, count - task.progress)];
      long from = buffer + task.progress;
      if (!UserMemory.read(task.process().memory(), from, bytes, 0, bytes.length)) {
        return task.progress > 0 ? task.progress : Errno.EFAULT.result();
      }
      pair.terminals().counters.bytesCopied += bytes.length;
      task.progress += bytes.length;
      slave.arrive(bytes, bytes.length);
    }
    return task.progress;
  }

  private long awaitRoom(Task task) {
    if (isNonblocking()) {
      return task.progress > 0 ? task.progress : Errno.EAGAIN.result();
    }
    pair.terminals().scheduler.block(task, pair.writers, label(), () -> pair.maySlave(Act.READ));
    return Calls.BLOCKED;
  }

  @Override
  public long control(Task task, int request, long argument) {
    Control control = pair.terminals().control;
    return control.ofMaster(task, pair, request, argument);
  }

  @Override
  public List<AsyncFiles> asyncFiles() {
    return List.of(pair.async);
  }

  @Override
  public SignalOwner usualOwner(Task task) {
    return new SignalOwner(
        SignalOwner.PROCESS, task.process().pid(), task.process().credentials, 0);
  }

  @Override
  public Pollers pollers() {
    return pair.pollers;
  }

  @Override
  public int readiness() {
    boolean news = pair.sendsPackets() && pair.status != 0;
    int ready = news ? POLLPRI | POLLIN | POLLRDNORM : 0;
    ready |= pair.size() > 0 ? POLLIN | POLLRDNORM : 0;
    ready |= pair.isLeft() ? POLLHUP : 0;
    return ready | (pair.writers.isEmpty() && pair.roomForMaster() > 0 ? POLLOUT | POLLWRNORM : 0);
  }

  @Override
  public Wait mayBecomeReady() {
    return new Wait.Or(List.of(pair.maySlave(Act.WRITE), pair.maySlave(Act.READ)));
  }

  @Override
  public void closed() {
    pair.close();
  }
}
