package dev.ringfence.kernel.inet;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.file.Band;
import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.socket.Incoming;
import dev.ringfence.kernel.socket.MessageFlags;
import dev.ringfence.kernel.socket.Outgoing;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketType;
import dev.ringfence.kernel.socket.Sockets;
import dev.ringfence.kernel.socket.option.SocketOptions;
import org.jspecify.annotations.Nullable;

/// How bytes get into a TCP socket and out of it. As a channel it counts the bytes that it was sent
/// by its peer.
abstract class TcpStream extends InetSocket implements Channel {
  @Nullable TcpConnection connection;
  TcpSettings settings = new TcpSettings();

  /// Whether it has been connected, so that its end is that of a stream.
  boolean ended;

  long discarded;

  /// Whether somebody has found no room to send since there was some (`SOCK_NOSPACE` of Linux).
  private boolean lacksRoom;

  /// When the last bytes came.
  long arrival;

  TcpStream(Sockets sockets, InetFamily family, Host host) {
    super(sockets, family, host, SocketType.STREAM, InetFamily.IPPROTO_TCP);
  }

  /// Its connection, or null if it has none.
  public @Nullable TcpConnection connection() {
    return connection;
  }

  /// As `ss(8)` tells it.
  public abstract TcpState state();

  @Override
  public long send(Task task, Outgoing message) {
    TcpConnection own = connection;
    if (error != 0 && task.progress == 0) {
      return -takeError();
    }
    if (own == null || state() == TcpState.CLOSED || isShut(SENDS)) {
      return task.progress > 0 ? task.progress : brokenPipe(task, message.flags());
    }
    long total = message.data().total();
    AddressSpace memory = task.process().memory();
    while (task.progress < total || total == 0) {
      if (!own.state().isSynchronised()) {
        return full(task, message);
      }
      long space = options().sendBuffer - own.sender().unacknowledged();
      if (total == 0) {
        return 0;
      }
      if (space <= 0) {
        own.push();
        if (own.sender().unacknowledged() >= options().sendBuffer) {
          return full(task, message);
        }
        continue;
      }
      int part = (int) Math.min(Math.min(space, total - task.progress), own.segment());
      byte[] bytes = new byte[part];
      if (!message.data().gather(memory, task.progress, bytes, 0, part)) {
        return task.progress > 0 ? task.progress : Errno.EFAULT.result();
      }
      copied(part);
      task.progress += part;
      own.sender().add(bytes);
      if (task.progress == total && message.has(MessageFlags.OOB)) {
        own.sender().mark();
      }
      if (message.has(MessageFlags.MORE)) {
        own.transmit(TcpSender.Rule.CORK);
      } else {
        own.transmit();
      }
      if (own.state() == TcpState.CLOSED) {
        return task.progress;
      }
    }
    return total;
  }

  private long full(Task task, Outgoing message) {
    lacksRoom = true;
    if (isNonblocking(task, message.flags())) {
      signals().lackRoom();
      return task.progress > 0 ? task.progress : Errno.EAGAIN.result();
    }
    long result =
        blockWithAll(task, senders, label(), options().sendTimeout, () -> TcpWaits.maySend(this));
    return result == Errno.EAGAIN.result() && task.progress > 0 ? task.progress : result;
  }

  @Override
  public long receive(Task task, Incoming message) {
    if (isListening()) {
      return Errno.ENOTCONN.result();
    }
    if (message.has(MessageFlags.OOB)) {
      return receiveUrgent(task, message);
    }
    TcpConnection own = connection;
    boolean peeks = message.has(MessageFlags.PEEK);
    long wanted = message.data().total();
    long least = message.has(MessageFlags.WAITALL) ? wanted : options().receiveLow;
    if (own != null) {
      long begun = peeks ? 0 : task.progress;
      long got = take(task, own, message, begun, wanted - begun);
      if (got < 0) {
        return begun > 0 ? begun : Errno.EFAULT.result();
      }
      task.progress = peeks ? 0 : begun + got;
      if (got > 0) {
        options().timestamps.tellOfStream(message, arrival);
      }
      boolean goesOn = !peeks && got > 0 && task.progress < least && !isStopped(own);
      if (goesOn && own.receiver().available() > 0) {
        // To take something has brought more.
        return receive(task, message);
      }
      boolean enough =
          begun + got >= Math.min(wanted, Math.max(1, least)) || begun + got > 0 && isStopped(own);
      if (wanted == 0 ? own.receiver().available() > 0 : enough) {
        options().seen(peeks ? got : 0, true);
        return begun + got;
      }
      if (peeks && got > 0 && (isShut(RECEIVES) || isNonblocking(task, message.flags()))) {
        options().seen(got, true);
        return got;
      }
    }
    return empty(task, message);
  }

  /// Takes bytes, or only looks at them, or drops them for `MSG_TRUNC`.
  private long take(Task task, TcpConnection own, Incoming message, long begun, long most) {
    AddressSpace memory = task.process().memory();
    boolean drops = message.has(MessageFlags.TRUNC);
    boolean peeks = message.has(MessageFlags.PEEK);
    long skip = peeks ? Math.max(0, options().peekOffset) : 0;
    TcpReceiver.Taker taker =
        (done, from, offset, length) ->
            drops || message.data().scatter(memory, begun + done, from, offset, length);
    TcpUrgent urgent = own.receiver().urgent();
    long got =
        urgent == null
            ? own.receiver().take(most, peeks, skip, taker)
            : urgent.take(most, peeks, skip, begun > 0, isInline(), taker);
    if (got > 0) {
      copied(got);
      options().seen(peeks ? 0 : got, false);
      tellLevel();
      own.taken();
    }
    return got;
  }

  private void tellLevel() {
    long room = options().receiveBuffer;
    tellLevel(queued(), room, queued() >= room);
  }

  /// Whether the last look at what is there has ended at a mark.
  private static boolean isStopped(TcpConnection own) {
    TcpUrgent urgent = own.receiver().urgent();
    return urgent != null && urgent.hasStopped();
  }

  /// Whether urgent bytes stay in line (`SO_OOBINLINE`).
  final boolean isInline() {
    return options().isOn(SocketOptions.OOBINLINE);
  }

  /// As `recv(2)` with `MSG_OOB`, which never waits.
  private long receiveUrgent(Task task, Incoming message) {
    TcpUrgent urgent = TcpUrgent.of(connection);
    boolean isGone = state() == TcpState.CLOSED;
    if (urgent == null || urgent.isTaken() || isInline()) {
      return Errno.EINVAL.result();
    }
    if (isGone && !ended) {
      return Errno.ENOTCONN.result();
    }
    if (!urgent.isThere()) {
      return isGone || isShut(RECEIVES) ? 0 : Errno.EAGAIN.result();
    }
    byte[] bytes = {urgent.look()};
    if (!message.has(MessageFlags.PEEK)) {
      urgent.taken();
    }
    message.outcome |= MessageFlags.OOB;
    if (message.data().total() == 0) {
      message.outcome |= MessageFlags.TRUNC;
      return 0;
    }
    copied(1);
    boolean drops = message.has(MessageFlags.TRUNC);
    return drops || message.data().scatter(task.process().memory(), 0, bytes, 0, 1)
        ? 1
        : Errno.EFAULT.result();
  }

  private long empty(Task task, Incoming message) {
    if (task.progress > 0 && (error != 0 || ended || isShut(RECEIVES))) {
      return task.progress;
    }
    if (ended) {
      return 0;
    }
    if (error != 0) {
      return -takeError();
    }
    if (isShut(RECEIVES)) {
      return 0;
    }
    TcpConnection own = connection;
    if (own == null || own.state() == TcpState.CLOSED) {
      return Errno.ENOTCONN.result();
    }
    if (isNonblocking(task, message.flags())) {
      return task.progress > 0 ? task.progress : Errno.EAGAIN.result();
    }
    long result =
        blockWithAll(
            task, receivers, label(), options().receiveTimeout, () -> TcpWaits.mayReceive(this));
    return result == Errno.EAGAIN.result() && task.progress > 0 ? task.progress : result;
  }

  /// There is more to receive.
  ///
  /// @param finished whether the end has been reached
  final void inputCame(boolean finished) {
    boolean awaited = !receivers.isEmpty();
    if (finished) {
      shutdown |= RECEIVES;
      ended = true;
      changed(receivers);
      signals().tell(isShut(SENDS) ? Band.HUP : Band.IN, awaited);
    } else {
      tellLevel();
      arrival = options().timestamps.arrival();
      happened(receivers, INPUT);
    }
    signals().tell(Band.IN, awaited);
  }

  /// The urgent byte is there.
  final void urgentCame() {
    signals().tell(Band.IN, !receivers.isEmpty());
  }

  /// The other end has acknowledged something, which those hear who have found no room before.
  final void roomCame() {
    sockets.scheduler().wake(senders);
    if (lacksRoom && isWritable()) {
      lacksRoom = false;
      pollers().wake(sockets.scheduler(), OUTPUT);
      signals().haveRoom();
    }
  }

  private boolean isWritable() {
    TcpConnection own = connection;
    return own == null || own.sender().unacknowledged() * 3 <= options().sendBuffer * 2L;
  }

  @Override
  public int readiness(Task task) {
    int ready = readiness();
    if ((ready & POLLOUT) == 0) {
      lacksRoom |= connection != null && state().isSynchronised();
      signals().lackRoom();
    }
    return ready;
  }

  @Override
  public int readiness() {
    boolean both = isShut(SENDS) && isShut(RECEIVES);
    TcpState now = state();
    int ready = both || now == TcpState.CLOSED ? POLLHUP : 0;
    ready |= isShut(RECEIVES) ? POLLIN | POLLRDNORM | POLLRDHUP : 0;
    if (now != TcpState.SYN_SENT && now != TcpState.SYN_RECEIVED) {
      ready |= input(connection);
      ready |= isShut(SENDS) || isWritable() ? POLLOUT | POLLWRNORM : 0;
    }
    return ready | (error != 0 ? POLLERR : 0);
  }

  private int input(@Nullable TcpConnection own) {
    TcpUrgent urgent = TcpUrgent.of(own);
    long least = Math.max(1, options().receiveLow);
    if (urgent != null && urgent.isAtMark() && !isInline()) {
      least++;
    }
    return (own != null && own.receiver().available() >= least ? POLLIN | POLLRDNORM : 0)
        | (urgent != null && urgent.isThere() ? POLLPRI : 0);
  }

  /// Whether all before the mark of urgent data has been received (`SIOCATMARK`).
  @Override
  protected long atMark() {
    TcpUrgent urgent = TcpUrgent.of(connection);
    return urgent != null && urgent.isAtMark() ? 1 : 0;
  }

  /// What `TCP_INFO` tells.
  abstract byte[] info();

  @Override
  public byte[] option(Task task, int level, int name) throws SocketError {
    return switch (level) {
      case IPPROTO_IP -> IpOptions.get(this, name);
      case TcpSettings.IPPROTO_TCP ->
          name == TcpSettings.INFO
              ? info()
              : settings.get(name, connection == null ? 0 : connection.segment());
      default -> noOption(level);
    };
  }

  @Override
  public void setOption(Task task, int level, int name, byte[] value) throws SocketError {
    switch (level) {
      case IPPROTO_IP -> IpOptions.set(this, name, value, task.process().credentials);
      case TcpSettings.IPPROTO_TCP -> {
        settings.set(name, value);
        if (connection != null && name != TcpSettings.CONGESTION) {
          connection.optionChanged(name, number(value), settings);
        }
      }
      default -> noOption();
    }
  }

  @Override
  public Channel traffic() {
    return this;
  }

  @Override
  public int queuedToRead() {
    TcpUrgent urgent = isInline() ? null : TcpUrgent.of(connection);
    long before = urgent == null ? -1 : urgent.before();
    return (int) (before < 0 ? queued() : before);
  }

  @Override
  public int queuedToSend() {
    return isListening()
        ? (int) Errno.EINVAL.result()
        : connection == null ? 0 : (int) connection.sender().unacknowledged();
  }

  @Override
  protected long unsent() {
    return isListening()
        ? Errno.EINVAL.result()
        : connection == null ? 0 : connection.sender().unsent();
  }

  @Override
  public long sent() {
    return received() + queued() + discarded();
  }

  @Override
  public long received() {
    return connection == null ? 0 : connection.receiver().received();
  }

  @Override
  public long queued() {
    return connection == null ? 0 : connection.receiver().available();
  }

  @Override
  public long discarded() {
    return discarded + (connection == null ? 0 : connection.receiver().passed());
  }
}
