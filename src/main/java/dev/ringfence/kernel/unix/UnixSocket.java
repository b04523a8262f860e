package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Policy;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.Band;
import dev.ringfence.kernel.file.Listing;
import dev.ringfence.kernel.fs.SocketInode;
import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.process.LastLook;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.kernel.socket.Control;
import dev.ringfence.kernel.socket.Incoming;
import dev.ringfence.kernel.socket.Outgoing;
import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketType;
import dev.ringfence.kernel.socket.Sockets;
import dev.ringfence.kernel.socket.option.SocketOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A socket of the family `AF_UNIX`: what it has received lies in a queue of its own, and counts
/// towards the send buffer of whoever sent it.
abstract class UnixSocket extends Socket {
  private static final int ALL = 0777;

  protected final UnixFamily unix;

  /// What has arrived and was not taken.
  final Deque<Packet> queue = new ArrayDeque<>();

  /// The socket that it is connected to, also when that is gone.
  @Nullable UnixSocket peer;

  /// Who is at the other end.
  Ucred peerCredentials = Ucred.NONE;

  /// What it has sent that lies in the queues of others, as [Packet#charge] counts.
  int inFlight;

  boolean isGone;
  private UnixAddress address = UnixAddress.UNNAMED;
  private @Nullable SocketInode inode;
  private final Traffic traffic = new Traffic(queue);

  UnixSocket(Sockets sockets, UnixFamily family, int type) {
    super(sockets, family, type, 0);
    unix = family;
  }

  /// Whether it is an end of a connection that nobody has accepted.
  boolean isPending() {
    return false;
  }

  /// Whether it counts as connected.
  abstract boolean isEstablished();

  /// Connects it with another.
  void join(UnixSocket other, Ucred credentials) {
    peer = other;
    peerCredentials = credentials;
  }

  @Override
  public Channel channel() {
    return traffic;
  }

  /// What has come to it.
  @Override
  public Traffic traffic() {
    return traffic;
  }

  UnixAddress address() {
    return address;
  }

  boolean isBound() {
    return !address.isUnnamed();
  }

  /// It has got an address.
  void bound(UnixAddress to, @Nullable SocketInode file) {
    address = to;
    inode = file;
  }

  /// It has the address of the socket that it was accepted by.
  void sharesAddress(UnixSocket listener) {
    address = listener.address;
  }

  /// The permission bits with which its file is made.
  int permissions() {
    return ALL;
  }

  @Override
  public String label() {
    return isBound() ? "the socket " + address.label() : super.label();
  }

  @Override
  public Listing listing() {
    UnixLine line = UnixLine.of(this);
    String state =
        switch (line.state()) {
          case "LISTEN" -> "LISTEN";
          case "ESTAB" -> "CONNECTED";
          default -> "UNCONNECTED";
        };
    String kind =
        switch (type()) {
          case SocketType.STREAM -> "STREAM";
          case SocketType.DGRAM -> "DGRAM";
          default -> "SEQPACKET";
        };
    String name = (isBound() ? line.name() + " " : "") + "type=" + kind + " (" + state + ")";
    return listing("unix", "0x" + UnixText.place(number()), Long.toString(number()), name);
  }

  @Override
  public String details() {
    return "scm_fds: " + openFilesUnderWay() + "\n";
  }

  /// How many open files lie in its queue.
  private int openFilesUnderWay() {
    return queue.stream().mapToInt(packet -> packet.files.size()).sum();
  }

  @Override
  public long bind(Task task, byte[] given) throws SocketError {
    if (UnixAddress.asksForAny(given)) {
      unix.names().bindToAny(this);
    } else {
      unix.names().bind(task.process(), this, UnixAddress.of(given));
    }
    return 0;
  }

  @Override
  public byte[] name() {
    return address.bytes();
  }

  @Override
  public byte[] peerName() throws SocketError {
    if (peer == null) {
      throw new SocketError(Errno.ENOTCONN);
    }
    return peer.name();
  }

  @Override
  public byte[] option(Task task, int level, int name) throws SocketError {
    return level == SocketOptions.SOL_SOCKET && name == SocketOptions.PEERCRED
        ? peerCredentials.bytes()
        : super.option(task, level, name);
  }

  /// Binds it to any address if its peers are to be told who sends.
  void bindIfTold() throws SocketError {
    if (options().isOn(SocketOptions.PASSCRED) && !isBound()) {
      unix.names().bindToAny(this);
    }
  }

  /// Those look again who wait in calls on it; those who wait for room in its queues do not.
  private void stateChanged() {
    changed(receivers);
    sockets.scheduler().wake(senders);
  }

  /// It has been shut down, or its peer has shut down what it sends or receives, or is gone.
  void wasShut(int which) {
    shutdown |= which;
    stateChanged();
  }

  /// Its peer is gone, and something with it.
  void wasReset() {
    error = Errno.ECONNRESET.number();
    stateChanged();
  }

  /// Notes that bytes were copied.
  void moved(long bytes) {
    copied(bytes);
  }

  @Override
  public long shut(Task task, int how) {
    wasShut(how);
    return 0;
  }

  /// Whether the policy lets a task reach another socket by its name.
  boolean mayReach(Task task, UnixSocket other) {
    return permits(task, other, Way.UNIX_SOCKET);
  }

  private boolean permits(Task task, UnixSocket other, Way way) {
    Policy policy = sockets.processes().policy();
    return policy.isOpen() || policy.permits(task, other.owner, way, other.label());
  }

  /// Whether a poll finds room to send, and those who wait for room are woken.
  boolean isWritable() {
    return inFlight <= options().sendBuffer / 4;
  }

  /// Whether there is no room for what somebody wants to send now.
  boolean isFull() {
    boolean full = inFlight >= options().sendBuffer;
    if (full) {
      signals().lackRoom();
    }
    return full;
  }

  /// Puts what it sends into the queue of the receiver.
  ///
  /// @throws SocketError `EACCES` if the policy does not let it pass open files there
  void deliver(Packet packet, Task task, UnixSocket receiver, Ancillary ancillary)
      throws SocketError {
    if (!ancillary.files().isEmpty() && !permits(task, receiver, Way.DESCRIPTOR)) {
      throw new SocketError(Errno.EACCES);
    }
    Process process = task.process();
    packet.files = ancillary.files();
    packet.credentials = credentials(process, receiver, ancillary);
    inFlight += packet.charge;
    packet.time = receiver.options().timestamps.arrival();
    unix.flights().begin(packet, process, receiver);
    Ordering ordering = sockets.scheduler().facts().ordering();
    if (task.state == Task.State.BLOCKED) {
      ordering.acquires(task, new Ordering.Room(receiver));
    }
    ordering.releases(task, new Ordering.Sent(packet));
    receiver.queue.add(packet);
    receiver.traffic.sent(packet.bytes.length);
    receiver.tellLevel(this);
    boolean awaited = receiver.isAwaited();
    receiver.arrived();
    receiver.signals().tell(Band.IN, awaited);
  }

  /// Tells how full its queue is.
  ///
  /// @param sender whose bytes have come or gone
  void tellLevel(UnixSocket sender) {
    long capacity = sender.options().sendBuffer;
    tellLevel(traffic.level(), capacity, sender.inFlight >= capacity);
  }

  /// Whether somebody waits in a call for what comes to it, and so need not be told by a signal.
  boolean isAwaited() {
    return false;
  }

  /// A message has come: one of those who wait for it looks; of a stream all do. To Linux those who
  /// wait for room are in the same queue, so that they look, too.
  void arrived() {
    disturbSenders();
    happenedToFirst(receivers, INPUT);
  }

  /// Waits for room to send a message; whoever is killed meanwhile sends it all the same if there
  /// is some.
  final long awaitRoom(Task task, Outgoing message, Wait.Formula formula) {
    long result = blockWithAll(task, senders, label(), options().sendTimeout, formula);
    task.signals.hasBeenStopped = false;
    task.pending = result == Calls.BLOCKED ? (LastLook) () -> sendLast(task, message) : null;
    return result;
  }

  private void sendLast(Task task, Outgoing message) {
    try {
      send(task, message);
    } catch (SocketError _) {
      // Nobody is left to be told.
    }
  }

  /// Has those look who wait for room if there is some, though not as much as they are woken for
  /// otherwise, or if several look for nothing, which turns their order round.
  final void disturbSenders() {
    if (!senders.isEmpty() && (inFlight < options().sendBuffer || senders.hasSeveral())) {
      sockets.scheduler().wake(senders);
    }
  }

  private @Nullable Ucred credentials(Process process, UnixSocket other, Ancillary ancillary) {
    boolean wanted =
        options().isOn(SocketOptions.PASSCRED) || other.options().isOn(SocketOptions.PASSCRED);
    return ancillary.sender() != null || !wanted ? ancillary.sender() : Ucred.ofSender(process);
  }

  /// Tells what goes with the bytes that are received. What is only looked at stays there.
  void accompany(Packet packet, Incoming message, boolean stays) {
    message.address = packet.sender.isBound() ? packet.sender.name() : Outgoing.NO_ADDRESS;
    if (options().isOn(SocketOptions.PASSCRED) && message.control.isEmpty()) {
      Ucred sender = packet.credentials == null ? Ucred.UNKNOWN : packet.credentials;
      message.control.add(Control.ofSocket(Ancillary.SCM_CREDENTIALS, sender.bytes()));
    }
    if (!packet.files.isEmpty()) {
      message.files.addAll(packet.files);
      if (!stays) {
        message.taken = () -> unix.flights().end(packet, this);
      }
    }
  }

  /// A task receives bytes of a packet.
  void order(Task task, Packet packet) {
    Ordering ordering = sockets.scheduler().facts().ordering();
    ordering.acquires(task, new Ordering.Sent(packet));
  }

  /// The first of the queue has been taken whole.
  void remove(Packet packet) {
    sockets.scheduler().facts().releases(new Ordering.Room(this));
    queue.remove();
    packet.sender.settled(packet);
    tellLevel(packet.sender);
  }

  /// Something that it has sent has been taken whole, or discarded.
  void settled(Packet packet) {
    inFlight -= packet.charge;
    if (!isGone && isWritable()) {
      hasRoom();
      signals().haveRoom();
    }
  }

  /// There is room for more to send.
  void hasRoom() {
    happened(senders, OUTPUT);
  }

  /// Throws away what is in its queue.
  void discard() {
    while (!queue.isEmpty()) {
      Packet packet = queue.remove();
      traffic.discarded(packet.left());
      packet.sender.settled(packet);
      unix.flights().end(packet, this);
    }
  }

  @Override
  protected long atMark() {
    return Errno.EOPNOTSUPP.result();
  }

  @Override
  public int queuedToRead() {
    return (int) Math.min(traffic.queued(), Integer.MAX_VALUE);
  }

  @Override
  public int queuedToSend() {
    return inFlight;
  }

  @Override
  protected void release() {
    isGone = true;
    unix.names().release(this, address, inode);
    left();
    discard();
  }

  /// It is gone: tells those that were connected with it.
  abstract void left();
}
