package dev.ringfence.kernel.mqueue;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.RankedQueue;
import dev.ringfence.kernel.process.Standing;
import dev.ringfence.kernel.process.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message queue: what is in it, who has it open, and who waits at it. As a channel it counts
/// messages.
final class MessageQueue implements Channel {
  private final String name;

  /// Its inode number.
  final long number;

  /// The host on which it has its name.
  final int host;

  /// Who made it, whose bytes it takes, and who may use it.
  final int owner;

  final int group;
  int mode;
  final int payer;

  /// The process that has made it, by its name in the scenario.
  final String maker;

  final int maxmsg;
  final int msgsize;

  final Messages messages = new Messages();
  final WaitQueue senders = RankedQueue.byNice();
  final WaitQueue receivers = RankedQueue.byNice();
  final Pollers pollers = new Pollers();

  /// The open file descriptions.
  final List<Reference> handles = new ArrayList<>(1);

  /// What `stat(2)` gives as its size: `FILENT_SIZE`, unless somebody has set it.
  long size = 80;

  /// Whether it can still be found by its name.
  boolean linked = true;

  @Nullable Registration registration;

  private @Nullable Openers maySend;
  private @Nullable Openers mayReceive;
  private long sent;
  private long received;
  private long discarded;

  MessageQueue(Process maker, String name, long number, int mode, int maxmsg, int msgsize) {
    Credentials who = maker.credentials;
    this.name = name;
    this.number = number;
    this.maker = maker.name();
    this.host = maker.host;
    this.owner = who.fsuid();
    this.group = who.fsgid();
    this.payer = who.ruid();
    this.mode = mode;
    this.maxmsg = maxmsg;
    this.msgsize = msgsize;
  }

  /// Its path in the file system of message queues.
  String path() {
    return "/" + name;
  }

  /// Whether a process with these credentials may open it to read, 4, or to write, 2.
  boolean allows(Credentials who, int wanted) {
    return who.ofFiles().mayAccess(owner, group, mode, wanted, false);
  }

  /// The processes that may open it by its name, to send or to receive: always the same object.
  ///
  /// @param host those that find the name
  Openers openers(Standing host, boolean send) {
    Openers known = send ? maySend : mayReceive;
    if (known == null) {
      known = new Openers(host, this, send ? 2 : 4);
      if (send) {
        maySend = known;
      } else {
        mayReceive = known;
      }
    }
    return known;
  }

  boolean isFull() {
    return messages.count() >= maxmsg;
  }

  boolean isEmpty() {
    return messages.count() == 0;
  }

  long bytes() {
    return QueueLimits.bytes(maxmsg, msgsize);
  }

  void add(Message message) {
    messages.add(message);
    sent++;
  }

  Message remove() {
    received++;
    return messages.remove();
  }

  /// A message has gone from a sender to a receiver that waited.
  void passed() {
    sent++;
    received++;
  }

  /// One that counted as received has reached nobody.
  void missed() {
    received--;
    discarded++;
  }

  /// It is gone, with what is in it.
  void destroyed() {
    while (!isEmpty()) {
      messages.remove();
      discarded++;
    }
  }

  /// What reports call it.
  String name() {
    return "message queue /" + name;
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
    return messages.count();
  }

  @Override
  public long discarded() {
    return discarded;
  }

  /// What `mq_overview(7)` says that a file of `/dev/mqueue` holds.
  String text() {
    Registration told = registration;
    return "QSIZE:%-10d NOTIFY:%-5d SIGNO:%-5d NOTIFY_PID:%-6d\n"
        .formatted(
            messages.bytes(),
            told == null ? 0 : told.kind.ordinal(),
            told == null ? 0 : told.signal,
            told == null ? 0 : told.process.pid());
  }
}
