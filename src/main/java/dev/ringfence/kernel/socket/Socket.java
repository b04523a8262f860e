package dev.ringfence.kernel.socket;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.AsyncFiles;
import dev.ringfence.kernel.file.Listing;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.signal.SignalInfo;
import dev.ringfence.kernel.socket.option.SocketOptions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A socket (`socket(7)`): what the calls ask of those of all families.
///
/// Results are values, negative error numbers or [Calls#BLOCKED], as those of calls.
public abstract class Socket extends SocketQueues {
  /// `shutdown(2)`: nothing is received any more, nothing is sent any more.
  public static final int RECEIVES = 1;

  public static final int SENDS = 2;

  private static final int S_IFSOCK = 0140000;

  private final Family family;
  private final int type;
  private final int protocol;
  private final long number;
  private final SocketOptions options;
  private final SocketSignals signals = new SocketSignals();
  private final Reference reference = new Reference(this);

  /// What has been shut down: [#RECEIVES], [#SENDS], added.
  protected int shutdown;

  private int permissions = 0777;

  /// What the next call is told of, and `SO_ERROR`; 0 for nothing.
  protected int error;

  /// The name of the process whose it is, by the scenario.
  public String owner = "";

  /// The host on which it was made, by its place.
  public final int place;

  private int status;
  private final Map<Act, Wait.Held> held = new EnumMap<>(Act.class);

  /// Those who can reach it by its name: processes of its own host, unless it has one in a network.
  public Iterable<Process> reachedBy() {
    return sockets.processes().on(place);
  }

  protected Socket(Sockets sockets, Family family, int type, int protocol) {
    super(sockets);
    Process maker = sockets.processes().current();
    place = maker == null ? 0 : maker.host;
    this.family = family;
    this.type = type;
    this.protocol = protocol;
    options = new SocketOptions(sockets);
    number = sockets.enter(this);
  }

  public final Family family() {
    return family;
  }

  /// One of [SocketType].
  public final int type() {
    return type;
  }

  public final int protocol() {
    return protocol;
  }

  /// Its inode number.
  @Override
  public final long number() {
    return number;
  }

  @Override
  public final Object lockable() {
    return this;
  }

  public final SocketOptions options() {
    return options;
  }

  /// By which descriptors refer to it.
  public final Reference reference() {
    return reference;
  }

  /// That somebody who has it acts so, or that all who have it give it back.
  final Wait.Held held(Act act) {
    return held.computeIfAbsent(act, key -> new Wait.Held(List.of(reference), key));
  }

  @Override
  public Listing listing() {
    return listing("sock", "0,9", Long.toString(number), "protocol: " + protocolName());
  }

  /// As lsof shows it: `TCP`.
  protected String protocolName() {
    return "";
  }

  protected final Listing listing(String kind, String device, String node, String name) {
    return new Listing(kind, device, "0t0", node, name, "socket:[" + number + "]");
  }

  @Override
  public String label() {
    return "socket:[" + number + "]";
  }

  /// As `bind(2)`.
  public long bind(Task task, byte[] address) throws SocketError {
    return Errno.EOPNOTSUPP.result();
  }

  /// As `listen(2)`, with a backlog that is within its limits.
  public long listen(Task task, int backlog) {
    return Errno.EOPNOTSUPP.result();
  }

  /// Whether it takes connections.
  public boolean isListening() {
    return false;
  }

  /// As `connect(2)`.
  public long connect(Task task, byte[] address) throws SocketError {
    return Errno.EOPNOTSUPP.result();
  }

  /// Waits until there is a connection for [#accepted]: 0.
  public long awaitConnection(Task task) {
    return Errno.EOPNOTSUPP.result();
  }

  /// Takes the first connection that waits.
  public Socket accepted(Task task) {
    throw new IllegalStateException(label() + " takes no connections");
  }

  /// One that was taken has a descriptor now.
  public void wasAccepted(Socket taken) {}

  /// Its own address, as `getsockname(2)` tells it.
  public abstract byte[] name();

  /// The address of its peer, as `getpeername(2)` tells it.
  ///
  /// @throws SocketError `ENOTCONN`
  public abstract byte[] peerName() throws SocketError;

  /// The address of whoever connected, as `accept(2)` tells it, also if that one is gone already.
  public byte[] callerName() throws SocketError {
    return peerName();
  }

  /// As `sendmsg(2)`.
  public abstract long send(Task task, Outgoing message) throws SocketError;

  /// As `recvmsg(2)`.
  public abstract long receive(Task task, Incoming message) throws SocketError;

  /// As `shutdown(2)`.
  ///
  /// @param how [#RECEIVES], [#SENDS] or both
  public abstract long shut(Task task, int how);

  /// The value of an option of a level beside `SOL_SOCKET`, or of one there that only sockets of
  /// this family have.
  ///
  /// @throws SocketError `ENOPROTOOPT`, `EOPNOTSUPP`
  public byte[] option(Task task, int level, int name) throws SocketError {
    throw new SocketError(level == SocketOptions.SOL_SOCKET ? Errno.ENOPROTOOPT : Errno.EOPNOTSUPP);
  }

  /// Sets such an option.
  ///
  /// @throws SocketError `ENOPROTOOPT`, `EINVAL` and others
  public void setOption(Task task, int level, int name, byte[] value) throws SocketError {
    throw new SocketError(level == SocketOptions.SOL_SOCKET ? Errno.ENOPROTOOPT : Errno.EOPNOTSUPP);
  }

  /// The error that is to be told of, which is then forgotten (`SO_ERROR`).
  public final int takeError() {
    int told = error;
    error = 0;
    return told;
  }

  /// Has the next call be told of an error.
  final void fail(int number) {
    error = number;
  }

  protected final boolean isShut(int which) {
    return (shutdown & which) != 0;
  }

  /// Whether a call with these flags must not wait.
  protected final boolean isNonblocking(Task task, int messageFlags) {
    return !task.waitsOn() && isSetNonblocking(messageFlags);
  }

  private boolean isSetNonblocking(int messageFlags) {
    return (status & O_NONBLOCK) != 0 || (messageFlags & MessageFlags.DONTWAIT) != 0;
  }

  /// Urgent data has come: tells its owner by a signal (`F_SETOWN` of `fcntl(2)`).
  public final void urged() {
    signals.urge(sockets.processes(), reference.signalOwner());
  }

  /// What it tells by signals.
  public final SocketSignals signals() {
    return signals;
  }

  @Override
  public final List<AsyncFiles> asyncFiles() {
    return List.of(signals.files);
  }

  /// Tells how full its incoming side is, to whoever asks.
  ///
  /// @param queued in the unit of its [#traffic]
  /// @param capacity how much goes in, or 0 if that is not known
  protected final void tellLevel(long queued, long capacity, boolean full) {
    if (sockets.scheduler().facts().areAsked()) {
      sockets.scheduler().facts().level(receivers, label(), queued, capacity, full);
    }
  }

  /// `EPIPE`, with its signal unless the message's flags say otherwise.
  protected final long brokenPipe(Task task, int messageFlags) {
    if ((messageFlags & MessageFlags.NOSIGNAL) == 0) {
      int signal = Signal.SIGPIPE.number();
      SignalInfo info = SignalInfo.from(task.process(), signal, SignalInfo.SI_USER, 0);
      sockets.processes().signals().send(task, info);
    }
    return Errno.EPIPE.result();
  }

  /// Notes that bytes were copied between a process and the socket.
  protected final void copied(long bytes) {
    sockets.counters().bytesCopied += bytes;
  }

  @Override
  public final long read(Task task, long buffer, long count) {
    return count == 0
        ? 0
        : SocketError.answer(() -> PlainTransfers.receive(this, task, Parts.of(buffer, count), 0));
  }

  @Override
  public final long write(Task task, long buffer, long count) {
    int flags = type == SocketType.SEQPACKET ? MessageFlags.EOR : 0;
    return SocketError.answer(
        () -> PlainTransfers.send(this, task, Parts.of(buffer, count), flags));
  }

  @Override
  public final long take(Task task, byte[] to, boolean nonblocking) {
    int dontWait = nonblocking && isHastySplicer() ? MessageFlags.DONTWAIT : 0;
    return SocketError.answer(() -> PlainTransfers.receive(this, task, Parts.of(to, 0), dontWait));
  }

  /// Whether `SPLICE_F_NONBLOCK` keeps a splice out of it from waiting; most look at `O_NONBLOCK`
  /// alone.
  protected boolean isHastySplicer() {
    return false;
  }

  @Override
  public final long give(Task task, byte[] from, long before) {
    return SocketError.answer(() -> PlainTransfers.send(this, task, Parts.of(from, before), 0));
  }

  /// What has come to it and gone from it.
  public abstract Channel traffic();

  /// How many bytes can be received (`SIOCINQ`).
  public abstract int queuedToRead();

  /// How much is sent and was not taken (`SIOCOUTQ`), or a negative error number.
  public abstract int queuedToSend();

  /// How many of these bytes were not even sent (`SIOCOUTQNSD`), or a negative error number.
  protected long unsent() {
    return Errno.ENOTTY.result();
  }

  /// Whether all before the mark of urgent data has been received (`SIOCATMARK`): 1 or 0, or a
  /// negative error number.
  protected long atMark() {
    return Errno.ENOTTY.result();
  }

  /// Whether it tells when the last message came (`SIOCGSTAMP`).
  protected boolean tellsArrival() {
    return false;
  }

  @Override
  public final long control(Task task, int request, long argument) {
    return SocketRequests.control(this, task, request, argument);
  }

  @Override
  public final int mode() {
    return S_IFSOCK | permissions;
  }

  @Override
  public final long changeMode(Credentials who, int permissions) {
    this.permissions = permissions;
    return 0;
  }

  @Override
  public final Mechanism mechanism() {
    return Mechanism.SOCKET;
  }

  @Override
  public final int flags() {
    return O_RDWR | status;
  }

  @Override
  public final void setFlags(int flags) {
    status = flags & SETTABLE;
  }

  /// The last descriptor was closed: the socket is gone.
  @Override
  public final void closed() {
    sockets.leave(this);
    release();
  }

  /// Nobody has it any more: tells its peer.
  protected abstract void release();
}
