package dev.ringfence.kernel.socket.option;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.socket.Control;
import dev.ringfence.kernel.socket.Incoming;
import dev.ringfence.kernel.socket.Sockets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// When what a socket receives has come, which is told with it (`SO_TIMESTAMP`) or on demand
/// (`SIOCGSTAMP`). Times are nanoseconds of `CLOCK_REALTIME`; 0 for one that nobody took.
public final class Timestamps {
  /// Options, which are also the types of the messages: in microseconds and in nanoseconds, and
  /// those of programs of 32 bits whose times have 64.
  private static final int TIMESTAMP = 29;

  private static final int TIMESTAMPNS = 35;
  private static final int TIMESTAMP_NEW = 63;
  private static final int TIMESTAMPNS_NEW = 64;

  /// Requests, and those with the size of what they tell.
  private static final int SIOCGSTAMP = 0x8906;

  private static final int SIOCGSTAMPNS = 0x8907;
  private static final int SIOCGSTAMP_NEW = 0x8010_8906;
  private static final int SIOCGSTAMPNS_NEW = 0x8010_8907;

  private static final int SIZE = 16;
  private static final long SECOND = 1_000_000_000;
  private static final long NONE = -1;

  private final Sockets sockets;

  /// The option that is set, or 0: each takes the place of the others.
  private int option;

  private boolean asked;
  private long last = NONE;

  Timestamps(Sockets sockets) {
    this.sockets = sockets;
  }

  static boolean isOption(int name) {
    return name == TIMESTAMP
        || name == TIMESTAMPNS
        || name == TIMESTAMP_NEW
        || name == TIMESTAMPNS_NEW;
  }

  boolean isOn(int name) {
    return option == name || name == TIMESTAMP_NEW && option == TIMESTAMPNS_NEW;
  }

  void set(int name, boolean on) {
    option = on ? name : 0;
  }

  /// Takes over what another socket has been asked for.
  void copy(Timestamps other) {
    option = other.option;
  }

  private long now() {
    return Timespec.EPOCH_NANOS + sockets.profile().nanos(sockets.scheduler().now());
  }

  /// The time at which something comes to the socket now, or 0 if nobody has asked for it.
  public long arrival() {
    return option != 0 || asked ? now() : 0;
  }

  /// Tells with a message when it has come, before all else, or keeps that for later.
  public void tell(Incoming message, long arrived) {
    if (option != 0) {
      boolean precise = option == TIMESTAMPNS || option == TIMESTAMPNS_NEW;
      byte[] data = image(arrived == 0 ? now() : arrived, precise);
      message.control.addFirst(Control.ofSocket(option, data));
    } else if (asked || last == NONE) {
      last = arrived;
    }
  }

  /// As [#tell], for streams, of which nothing is kept.
  public void tellOfStream(Incoming message, long arrived) {
    if (option != 0) {
      tell(message, arrived);
    }
  }

  private static byte[] image(long nanos, boolean precise) {
    long part = nanos % SECOND;
    return ByteBuffer.allocate(SIZE)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(nanos / SECOND)
        .putLong(precise ? part : part / 1000)
        .array();
  }

  /// Whether `ioctl(2)` asks with it when the last message came that was received.
  public static boolean isRequest(int request) {
    return request == SIOCGSTAMP
        || request == SIOCGSTAMPNS
        || request == SIOCGSTAMP_NEW
        || request == SIOCGSTAMPNS_NEW;
  }

  /// As `ioctl(2)` with one of the requests ([#isRequest]).
  public long control(Task task, int request, long to) {
    asked = true;
    if (last == NONE) {
      return Errno.ENOENT.result();
    }
    if (last == 0) {
      last = now();
    }
    AddressSpace memory = task.process().memory();
    byte[] image = image(last, request == SIOCGSTAMPNS || request == SIOCGSTAMPNS_NEW);
    return UserMemory.write(memory, to, image, 0, SIZE) ? 0 : Errno.EFAULT.result();
  }
}
