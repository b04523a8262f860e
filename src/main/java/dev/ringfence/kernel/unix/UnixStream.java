package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.socket.Incoming;
import dev.ringfence.kernel.socket.MessageFlags;
import dev.ringfence.kernel.socket.Outgoing;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketType;
import dev.ringfence.kernel.socket.Sockets;
import dev.ringfence.kernel.socket.option.SocketOptions;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A socket of `AF_UNIX` that carries a stream of bytes both ways.
final class UnixStream extends UnixConnection {
  /// The last urgent byte that was sent to it and that nobody has received: a packet of its own in
  /// the queue, where it marks a place. When it has been received out of turn it stays there
  /// without bytes, until what follows is received.
  private @Nullable Packet urgent;

  /// Urgent bytes that were passed by unreceived, which Linux goes on counting as received.
  private int passed;

  UnixStream(Sockets sockets, UnixFamily family) {
    super(sockets, family, SocketType.STREAM);
  }

  @Override
  UnixConnection another() {
    return new UnixStream(sockets, unix);
  }

  @Override
  public long send(Task task, Outgoing message) throws SocketError {
    Ancillary ancillary = Ancillary.of(sockets.processes(), task, message.control());
    if (message.has(MessageFlags.OOB) && message.data().total() == 0) {
      return Errno.EOPNOTSUPP.result();
    }
    UnixSocket other = peer;
    if (message.address().length > 0) {
      return (other != null ? Errno.EISCONN : Errno.EOPNOTSUPP).result();
    }
    if (other == null) {
      return Errno.ENOTCONN.result();
    }
    // A call that has waited is told of an error first, and without a signal.
    boolean waited = task.state == Task.State.BLOCKED;
    // A socket may have been shut before it was connected, which its peer was not told of.
    boolean shut = isShut(SENDS) || ((UnixStream) other).isShut(RECEIVES);
    if (shut && !waited) {
      return brokenPipe(task, message.flags());
    }
    while (task.progress < message.data().total()) {
      if (error != 0 || isShut(SENDS)) {
        long failure = error != 0 ? -takeError() : Errno.EPIPE.result();
        return task.progress > 0 ? task.progress : failure;
      }
      if (isFull()) {
        return full(task, message);
      }
      int sent = sendPiece(task, message, other, task.progress == 0 ? ancillary : Ancillary.NONE);
      if (sent < 0) {
        return task.progress > 0 ? task.progress : Errno.EFAULT.result();
      }
      task.progress += sent;
    }
    return task.progress;
  }

  /// Sends as much as goes in one piece.
  ///
  /// @return how much that was, or -1 if the bytes cannot be reached
  private int sendPiece(Task task, Outgoing message, UnixSocket other, Ancillary ancillary)
      throws SocketError {
    long most = Math.min(options().sendBuffer / 2 - 64, Packet.MOST_OF_STREAM);
    long left = message.data().total() - task.progress;
    boolean urges = message.has(MessageFlags.OOB) && left == 1;
    int size = (int) Math.min(message.has(MessageFlags.OOB) && !urges ? left - 1 : left, most);
    Packet packet = Packet.ofStream(this, size);
    if (!ancillary.files().isEmpty()) {
      unix.flights().check(task.process());
    }
    AddressSpace memory = task.process().memory();
    if (!message.data().gather(memory, task.progress, packet.bytes, 0, size)) {
      return -1;
    }
    copied(size);
    if (urges) {
      ((UnixStream) other).urgent = packet;
      other.urged();
    }
    deliver(packet, task, other, ancillary);
    return size;
  }

  private long full(Task task, Outgoing message) {
    if (isNonblocking(task, message.flags())) {
      return task.progress > 0 ? task.progress : Errno.EAGAIN.result();
    }
    long result = awaitRoom(task, message, this::maySend);
    return result == Errno.EAGAIN.result() && task.progress > 0 ? task.progress : result;
  }

  @Override
  public long receive(Task task, Incoming message) {
    if (peer == null) {
      return Errno.EINVAL.result();
    }
    if (message.has(MessageFlags.OOB)) {
      return receiveUrgent(task, message);
    }
    return message.has(MessageFlags.PEEK) ? peek(task, message) : take(task, message);
  }

  private long take(Task task, Incoming message) {
    long wanted = message.data().total();
    long least = message.has(MessageFlags.WAITALL) ? wanted : options().receiveLow;
    // A call that waits does not look at the options again.
    long target = task.pending instanceof Long begun ? begun : Math.max(1, Math.min(least, wanted));
    Packet before = null;
    do {
      Packet packet = queue.peek();
      if (packet != null && (packet == urgent || packet.left() == 0)) {
        if (task.progress > 0 && (packet.left() > 0 || urgent == null || next(packet) == urgent)) {
          break;
        }
        packet = passMark(packet);
      }
      if (packet == null) {
        task.pending = target;
        return task.progress >= target ? task.progress : empty(task, message);
      }
      if (before != null && isOfAnother(before, packet)) {
        break;
      }
      int part = (int) Math.min(packet.left(), wanted - task.progress);
      if (!scatter(task, message, packet, task.progress, 0, part)) {
        return task.progress > 0 ? task.progress : Errno.EFAULT.result();
      }
      task.progress += part;
      packet.taken += part;
      traffic().received(part);
      options().seen(part, false);
      accompany(packet, message, false);
      if (packet.left() > 0) {
        tellLevel(packet.sender);
        break;
      }
      remove(packet);
      if (!message.files.isEmpty()) {
        break;
      }
      before = packet;
    } while (task.progress < wanted);
    return task.progress;
  }

  private boolean scatter(Task task, Incoming message, Packet packet, long at, int skip, int part) {
    order(task, packet);
    copied(part);
    return message
        .data()
        .scatter(task.process().memory(), at, packet.bytes, packet.taken + skip, part);
  }

  @Override
  protected boolean isHastySplicer() {
    return true;
  }

  @Override
  void arrived() {
    disturbSenders();
    happened(receivers, INPUT);
  }

  @Override
  void hasRoom() {
    super.hasRoom();
    // Several look for nothing, which turns their order round.
    if (receivers.hasSeveral()) {
      sockets.scheduler().wake(receivers);
    }
  }

  /// Looks at what is there, beyond what others have skipped.
  private long peek(Task task, Incoming message) {
    long wanted = message.data().total();
    if (queue.isEmpty()) {
      return empty(task, message);
    }
    long done = 0;
    Packet before = null;
    int skip = Math.max(0, options().peekOffset);
    Iterator<Packet> packets = queue.iterator();
    Packet packet = following(packets);
    // As on Linux it looks on for descriptors when it has all the bytes.
    while (packet != null) {
      if (packet == urgent || packet.left() == 0) {
        boolean stops = packet.left() > 0 || urgent == null;
        packet = stops && done > 0 ? null : beyondMark(packet, packets, done > 0);
      }
      while (packet != null && skip >= packet.left()) {
        skip -= packet.left();
        packet = following(packets);
      }
      if (packet == null || before != null && isOfAnother(before, packet)) {
        break;
      }
      int part = (int) Math.min(packet.left() - skip, wanted - done);
      if (!scatter(task, message, packet, done, skip, part)) {
        return done > 0 ? done : Errno.EFAULT.result();
      }
      done += part;
      skip = 0;
      accompany(packet, message, true);
      before = packet;
      packet = packet.files.isEmpty() ? following(packets) : null;
    }
    if (before == null) {
      return empty(task, message);
    }
    options().seen(done, true);
    return done;
  }

  private static @Nullable Packet following(Iterator<Packet> packets) {
    return packets.hasNext() ? packets.next() : null;
  }

  /// The packet that a look goes on with which has come to a mark, or null.
  private @Nullable Packet beyondMark(Packet mark, Iterator<Packet> packets, boolean begun) {
    Packet packet = mark.left() == 0 ? following(packets) : mark;
    if (packet == null || packet != urgent) {
      return packet;
    }
    return begun ? null : isInline() ? packet : following(packets);
  }

  /// The packet behind the first of the queue.
  private @Nullable Packet next(Packet first) {
    for (Packet packet : queue) {
      if (packet != first) {
        return packet;
      }
    }
    return null;
  }

  /// Removes the mark at which the queue begins, unless it is to stay in line.
  ///
  /// @return what the queue begins with then
  private @Nullable Packet passMark(Packet mark) {
    Packet packet = mark;
    if (packet.left() == 0) {
      remove(packet);
      packet = queue.peek();
    }
    if (packet != null && packet == urgent) {
      urgent = null;
      if (!isInline()) {
        passed++;
        traffic().discarded(1);
        remove(packet);
        packet = queue.peek();
      }
    }
    return packet;
  }

  /// Whether urgent bytes stay in line (`SO_OOBINLINE`).
  private boolean isInline() {
    return options().isOn(SocketOptions.OOBINLINE);
  }

  /// As `recv(2)` with `MSG_OOB`, which never waits.
  private long receiveUrgent(Task task, Incoming message) {
    Packet packet = urgent;
    if (packet == null || isInline()) {
      return Errno.EINVAL.result();
    }
    boolean peeks = message.has(MessageFlags.PEEK);
    if (!peeks) {
      urgent = null;
      forgetMarkBefore(packet);
    }
    boolean reached =
        message.data().total() == 0 || scatter(task, message, packet, 0, 0, packet.left());
    if (!peeks) {
      packet.taken = packet.bytes.length;
      traffic().received(1);
      tellLevel(packet.sender);
    }
    message.outcome |= MessageFlags.OOB;
    return reached ? 1 : Errno.EFAULT.result();
  }

  /// Removes the mark of an urgent byte that was received which lies directly before another.
  private void forgetMarkBefore(Packet packet) {
    Packet before = null;
    for (Packet each : queue) {
      if (each == packet) {
        break;
      }
      before = each;
    }
    if (before != null && before.left() == 0) {
      queue.remove(before);
      before.sender.settled(before);
    }
  }

  @Override
  protected long atMark() {
    Packet first = queue.peek();
    // A connection that waits to be accepted is an empty message to Linux.
    boolean at =
        waiting() > 0
            || first != null
                && (first == urgent
                    || first.left() == 0 && (urgent == null || next(first) == urgent));
    return at ? 1 : 0;
  }

  @Override
  boolean isAwaited() {
    return !receivers.isEmpty();
  }

  @Override
  public int queuedToRead() {
    return super.queuedToRead() + passed;
  }

  @Override
  public int readiness() {
    return super.readiness() | (urgent != null ? POLLPRI : 0);
  }

  /// Whether what two have sent must be told apart.
  private boolean isOfAnother(Packet one, Packet other) {
    return options().isOn(SocketOptions.PASSCRED)
        && !Objects.equals(one.credentials, other.credentials);
  }

  private long empty(Task task, Incoming message) {
    if (error != 0) {
      long failure = -takeError();
      return task.progress > 0 ? task.progress : failure;
    }
    if (isShut(RECEIVES)) {
      return task.progress;
    }
    long result =
        isNonblocking(task, message.flags())
            ? Errno.EAGAIN.result()
            : blockWithAll(task, receivers, label(), options().receiveTimeout, this::mayReceive);
    return result == Errno.EAGAIN.result() && task.progress > 0 ? task.progress : result;
  }
}
