package dev.ringfence.kernel.inet;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.file.Band;
import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.socket.Control;
import dev.ringfence.kernel.socket.Incoming;
import dev.ringfence.kernel.socket.MessageFlags;
import dev.ringfence.kernel.socket.Outgoing;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketType;
import dev.ringfence.kernel.socket.Sockets;
import dev.ringfence.kernel.socket.option.SocketOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;

/// A socket that sends and receives datagrams (`udp(7)`). As a channel it counts those that were
/// sent to it, from when they have come to its host.
public final class UdpSocket extends InetSocket implements Channel {
  /// What a datagram counts for in the receive buffer beside its bytes: what Linux keeps with it.
  private static final int OVERHEAD = 640;

  private static final int LEAST = 192;
  private static final int UDP_CORK = 1;

  /// `UDP_NO_CHECK6_TX`, `UDP_NO_CHECK6_RX`, `UDP_GRO`.
  private static final Set<Integer> KEPT = Set.of(101, 102, 104);

  private final UdpCork cork = new UdpCork();

  /// Those of [#KEPT] that are on.
  private final Set<Integer> switches = new TreeSet<>();

  private final Deque<Datagram> queue = new ArrayDeque<>();
  private boolean connected;
  private long queuedBytes;
  private long sent;
  private long received;
  /// Datagrams for which there was no room.
  private long overflows;

  private long discarded;

  UdpSocket(Sockets sockets, InetFamily family, Host host) {
    super(sockets, family, host, SocketType.DGRAM, InetFamily.IPPROTO_UDP);
  }

  @Override
  Ports ports() {
    return host.udp;
  }

  @Override
  boolean shares(InetSocket other, boolean listens) {
    return isReusable() && other.isReusable() || isReused() && other.isReused();
  }

  boolean isConnected() {
    return connected;
  }

  @Override
  int score(Endpoint to, Endpoint from) {
    if (isConnected() && !remote().equals(from)
        || local().address() != Endpoint.ANY && local().address() != to.address()) {
      return 0;
    }
    return 1 + (isConnected() ? 4 : 0) + (local().address() != Endpoint.ANY ? 2 : 0);
  }

  @Override
  boolean isFresh() {
    return true;
  }

  @Override
  public long connect(Task task, byte[] address) throws SocketError {
    if (Endpoint.isUnspecified(address)) {
      disconnect();
      return 0;
    }
    Endpoint to = Endpoint.of(address);
    if (to.address() == Endpoint.ANY) {
      to = new Endpoint(Endpoint.LOOPBACK, to.port());
    }
    if (isBroadcast(to.address()) && !options().isOn(SocketOptions.BROADCAST)) {
      return Errno.EACCES.result();
    }
    if (host.network().at(to.address(), host) == null) {
      return Errno.ENETUNREACH.result();
    }
    if (!ensureBound()) {
      return Errno.EAGAIN.result();
    }
    speakWith(to);
    connected = true;
    return 0;
  }

  private void disconnect() {
    connected = false;
    speakWithNobody();
    forgetPort();
  }

  private static boolean isBroadcast(int address) {
    return address == Endpoint.BROADCAST;
  }

  @Override
  public byte[] peerName() throws SocketError {
    if (remote().port() == 0) {
      throw new SocketError(Errno.ENOTCONN);
    }
    return remote().image();
  }

  @Override
  public long send(Task task, Outgoing message) throws SocketError {
    if (!ensureBound()) {
      return Errno.EAGAIN.result();
    }
    if (message.data().total() > 0xFFFF) {
      return Errno.EMSGSIZE.result();
    }
    if (message.has(MessageFlags.OOB)) {
      return Errno.EOPNOTSUPP.result();
    }
    if (cork.isBegun()) {
      return error != 0
          ? -takeError()
          : isShut(SENDS) ? brokenPipe(task, message.flags()) : send(task, message, cork.to());
    }
    Endpoint to = remote();
    if (message.address().length > 0) {
      to = Endpoint.lenient(message.address(), true);
      if (to.port() == 0) {
        return Errno.EINVAL.result();
      }
    } else if (!isConnected()) {
      return Errno.EDESTADDRREQ.result();
    }
    if (to.address() == Endpoint.ANY) {
      to = new Endpoint(Endpoint.LOOPBACK, to.port());
    }
    if (error != 0) {
      return -takeError();
    }
    if (isShut(SENDS)) {
      return brokenPipe(task, message.flags());
    }
    if (isBroadcast(to.address()) && !options().isOn(SocketOptions.BROADCAST)) {
      return Errno.EACCES.result();
    }
    Host there = host.network().at(to.address(), host);
    if (there == null) {
      return Errno.ENETUNREACH.result();
    }
    if (!mayReach(task, there.udp.find(to, local(), _ -> true), Way.UDP)) {
      return Errno.EACCES.result();
    }
    return send(task, message, to);
  }

  private long send(Task task, Outgoing message, Endpoint to) {
    int size = (int) message.data().total();
    if (size > Datagram.MOST - cork.size()) {
      cork.take();
      return Errno.EMSGSIZE.result();
    }
    byte[] bytes = new byte[size];
    if (!message.data().gather(task.process().memory(), 0, bytes, 0, size)) {
      cork.take();
      return Errno.EFAULT.result();
    }
    copied(size);
    boolean more = cork.isOn || message.has(MessageFlags.MORE);
    if (!more && !cork.isBegun()) {
      send(to, bytes);
      return size;
    }
    cork.begin(to);
    cork.add(bytes);
    if (!more) {
      send(to, cork.take());
    }
    return size;
  }

  private void send(Endpoint to, byte[] bytes) {
    boolean any = local().address() == Endpoint.ANY;
    int source = any ? host.sourceFor(to.address()) : local().address();
    host.send(new Datagram(this, new Endpoint(source, local().port()), to, bytes));
  }

  /// A datagram has come.
  void arrived(Datagram datagram) {
    sent++;
    long charge = OVERHEAD + Math.max(LEAST, datagram.data().length);
    if (queuedBytes + charge > options().receiveBuffer && queuedBytes > 0) {
      discarded++;
      overflows += isShut(RECEIVES) ? 0 : 1;
      return;
    }
    datagram.time = options().timestamps.arrival();
    datagram.lost = overflows;
    datagram.placed = IpOptions.number(this, IpOptions.PKTINFO) != 0;
    queuedBytes += charge;
    queue.add(datagram);
    tellLevel(queue.size(), 0, false);
    happenedToFirst(receivers, INPUT);
    signals().tell(Band.IN);
  }

  /// A datagram that it sent has got lost.
  void lost(Datagram datagram) {
    sent++;
    discarded++;
  }

  /// Nobody has the port that it sent a datagram to.
  void refused(Datagram datagram) {
    Endpoint to = datagram.to();
    if (remote().equals(remote().port() == 0 ? new Endpoint(to.address(), 0) : to)) {
      error = Errno.ECONNREFUSED.number();
      happenedToFirst(receivers, POLLERR);
      signals().tell(Band.ERR);
    }
  }

  @Override
  public long receive(Task task, Incoming message) {
    if (error != 0) {
      return -takeError();
    }
    Datagram datagram = message.first(queue, options());
    if (datagram == null) {
      if (isNonblocking(task, message.flags())) {
        return Errno.EAGAIN.result();
      }
      return isShut(RECEIVES)
          ? 0
          : block(task, receivers, label(), options().receiveTimeout, this::mayBecomeReady);
    }
    AddressSpace memory = task.process().memory();
    int size = datagram.data().length;
    int part = (int) Math.min(size - message.skip, message.data().total());
    boolean peeks = message.has(MessageFlags.PEEK);
    if (!message.data().scatter(memory, 0, datagram.data(), message.skip, part)) {
      take(datagram, peeks, false);
      return Errno.EFAULT.result();
    }
    copied(part);
    take(datagram, peeks, true);
    message.address = datagram.from().image();
    tellBeside(datagram, message);
    boolean fits = message.data().total() > size - message.skip || part == size;
    message.outcome |= !fits ? MessageFlags.TRUNC : 0;
    int told = message.has(MessageFlags.TRUNC) ? size : part;
    options().seen(told, peeks);
    return told;
  }

  /// Tells what else is known of a datagram: when it came, what was lost before it, and what its
  /// headers said.
  private void tellBeside(Datagram datagram, Incoming message) {
    if (options().isOn(SocketOptions.RXQ_OVFL) && datagram.lost > 0) {
      byte[] lost = number((int) datagram.lost);
      message.control.add(Control.ofSocket(SocketOptions.RXQ_OVFL, lost));
    }
    IpOptions.tell(this, datagram, message.control);
    options().timestamps.tell(message, datagram.time);
  }

  private void take(Datagram datagram, boolean peeks, boolean told) {
    if (!peeks) {
      queue.remove();
      queuedBytes -= OVERHEAD + Math.max(LEAST, datagram.data().length);
      received += told ? 1 : 0;
      discarded += told ? 0 : 1;
      tellLevel(queue.size(), 0, false);
    }
  }

  @Override
  public long shut(Task task, int how) {
    shutdown |= how;
    wakeAll();
    return isConnected() ? 0 : Errno.ENOTCONN.result();
  }

  @Override
  public int readiness() {
    int ready = isShut(SENDS) && isShut(RECEIVES) ? POLLHUP : 0;
    ready |= error != 0 ? POLLERR : 0;
    ready |= isShut(RECEIVES) ? POLLRDHUP | POLLIN | POLLRDNORM : 0;
    ready |= queue.isEmpty() ? 0 : POLLIN | POLLRDNORM;
    return ready | OUTPUT;
  }

  @Override
  public Wait mayBecomeReady() {
    return UdpWaits.mayBecomeReady(this);
  }

  @Override
  protected void release() {
    discarded += queue.size();
    queue.clear();
    unbind();
  }

  @Override
  public byte[] option(Task task, int level, int name) throws SocketError {
    return switch (level) {
      case IPPROTO_IP -> IpOptions.get(this, name);
      case InetFamily.IPPROTO_UDP -> {
        yield number(name == UDP_CORK ? (cork.isOn ? 1 : 0) : kept(name));
      }
      default -> noOption(level);
    };
  }

  @Override
  public void setOption(Task task, int level, int name, byte[] value) throws SocketError {
    if (level == IPPROTO_IP) {
      IpOptions.set(this, name, value, task.process().credentials);
    } else if (level == InetFamily.IPPROTO_UDP) {
      cork(name, number(value));
    } else {
      noOption();
    }
  }

  /// An option that is only kept: whether checksums may be missing, and datagrams be received
  /// together.
  private int kept(int name) throws SocketError {
    if (!KEPT.contains(name)) {
      noOption();
    }
    return switches.contains(name) ? 1 : 0;
  }

  private void cork(int name, int on) throws SocketError {
    if (name != UDP_CORK) {
      kept(name);
      switches.remove(name);
      if (on != 0) {
        switches.add(name);
      }
      return;
    }
    cork.isOn = on != 0;
    if (on == 0 && cork.isBegun()) {
      send(cork.to(), cork.take());
    }
  }

  @Override
  public Channel traffic() {
    return this;
  }

  /// What its datagrams count for in the receive buffer.
  long queuedBytes() {
    return queuedBytes;
  }

  /// Bytes of the first datagram.
  @Override
  public int queuedToRead() {
    Datagram first = queue.peek();
    return first == null ? 0 : first.data().length;
  }

  @Override
  public int queuedToSend() {
    return 0;
  }

  @Override
  TcpState stateShown() {
    return TcpState.CLOSED;
  }

  @Override
  public String label() {
    return "UDP port " + local().port();
  }

  @Override
  public long sent() {
    return sent;
  }

  @Override
  public long received() {
    return received;
  }

  @Override
  public long queued() {
    return queue.size();
  }

  @Override
  public long discarded() {
    return discarded;
  }
}
