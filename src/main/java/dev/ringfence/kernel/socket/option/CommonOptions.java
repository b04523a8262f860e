package dev.ringfence.kernel.socket.option;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// How the options that all sockets have look in memory (`socket(7)`).
public final class CommonOptions {
  private static final int TIMEVAL = 16;
  private static final int LINGER = 8;

  /// `struct ucred`, which of sockets without such a peer says nothing.
  private static final int UCRED = 12;

  private static final long MICROS = 1_000_000;

  /// Bytes of an interface's name, and of what `SO_MEMINFO` tells.
  private static final int INTERFACE_NAME = 16;

  private static final int MEMINFO = 36;

  /// What Linux has for `SO_BPF_EXTENSIONS`: `SKF_AD_MAX`.
  private static final int BPF_EXTENSIONS = 64;

  private static final String LOOPBACK = "lo";

  /// The highest priority that needs no capability: `TC_PRIO_INTERACTIVE`.
  private static final int MOST_PRIORITY = 6;

  private CommonOptions() {}

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] number(int value) {
    return buffer(Integer.BYTES).putInt(value).array();
  }

  /// The value of an option, or null if it is none that all have.
  ///
  /// @param room the size of what it is put into
  public static byte @Nullable [] get(Socket socket, int name, int room) throws SocketError {
    SocketOptions options = socket.options();
    if (name == SocketOptions.PASSCRED && socket.family().hasPorts()) {
      throw new SocketError(Errno.EOPNOTSUPP);
    }
    return switch (name) {
      case SocketOptions.TYPE -> number(socket.type());
      case SocketOptions.ERROR -> number(socket.takeError());
      case SocketOptions.SNDBUF -> number(options.sendBuffer);
      case SocketOptions.RCVBUF -> number(options.receiveBuffer);
      case SocketOptions.RCVLOWAT -> number(options.receiveLow);
      case SocketOptions.SNDLOWAT -> number(1);
      case SocketOptions.BSDCOMPAT -> number(0);
      case SocketOptions.PEERCRED ->
          socket.family().hasPorts() ? buffer(UCRED).putInt(0).putInt(-1).putInt(-1).array() : null;
      case SocketOptions.PEEK_OFF -> number(options.peekOffset);
      case SocketOptions.ACCEPTCONN -> number(socket.isListening() ? 1 : 0);
      case SocketOptions.PROTOCOL -> number(socket.protocol());
      case SocketOptions.DOMAIN -> number(socket.family().number());
      case SocketOptions.LINGER ->
          buffer(LINGER).putInt(options.lingers ? 1 : 0).putInt(options.lingerSeconds).array();
      case SocketOptions.RCVTIMEO -> time(options, options.receiveTimeout);
      case SocketOptions.SNDTIMEO -> time(options, options.sendTimeout);
      default ->
          KeptOptions.has(name) ? number(KeptOptions.get(socket, name)) : rare(socket, name, room);
    };
  }

  /// As [#get], for options that few programs ask for.
  private static byte @Nullable [] rare(Socket socket, int name, int room) throws SocketError {
    SocketOptions options = socket.options();
    return switch (name) {
      case SocketOptions.BINDTODEVICE -> device(options, room);
      case SocketOptions.ATTACH_FILTER -> new byte[0];
      case SocketOptions.PEERNAME -> peer(socket, room);
      case SocketOptions.MAX_PACING_RATE -> rate(options.pacingRate, room);
      case SocketOptions.BPF_EXTENSIONS -> number(BPF_EXTENSIONS);
      case SocketOptions.MEMINFO ->
          buffer(MEMINFO).putInt(4, options.receiveBuffer).putInt(12, options.sendBuffer).array();
      case SocketOptions.INCOMING_NAPI_ID, SocketOptions.RESERVE_MEM -> number(0);
      case SocketOptions.COOKIE -> {
        if (room < Long.BYTES) {
          throw new SocketError(Errno.EINVAL);
        }
        yield buffer(Long.BYTES).putLong(socket.number()).array();
      }
      case SocketOptions.PEERGROUPS -> {
        if (socket.family().hasPorts()) {
          throw new SocketError(Errno.ENODATA);
        }
        yield null;
      }
      case SocketOptions.RCVTIMEO_NEW -> time(options, options.receiveTimeout);
      case SocketOptions.SNDTIMEO_NEW -> time(options, options.sendTimeout);
      default ->
          Timestamps.isOption(name)
              ? number(options.timestamps.isOn(name) ? 1 : 0)
              : SocketOptions.isSwitch(name) ? number(options.number(name)) : null;
    };
  }

  private static byte[] device(SocketOptions options, int room) throws SocketError {
    if (options.device.isEmpty()) {
      return new byte[0];
    }
    if (room < INTERFACE_NAME) {
      throw new SocketError(Errno.EINVAL);
    }
    return (options.device + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] peer(Socket socket, int room) throws SocketError {
    byte[] name = socket.peerName();
    if (name.length < room) {
      throw new SocketError(Errno.EINVAL);
    }
    return name;
  }

  /// A rate of 64 bits, or of 32 where there is no room for more.
  private static byte[] rate(long rate, int room) {
    return room < Long.BYTES
        ? number(rate < 0 ? -1 : (int) Math.min(rate, 0xFFFF_FFFFL))
        : buffer(Long.BYTES).putLong(rate).array();
  }

  private static byte[] time(SocketOptions options, long cycles) {
    long micros = cycles == Long.MAX_VALUE ? 0 : options.sockets.profile().nanos(cycles) / 1000;
    return buffer(TIMEVAL).putLong(micros / MICROS).putLong(micros % MICROS).array();
  }

  /// Sets an option. False if it is none that all have.
  public static boolean set(Socket socket, int name, byte[] value, Credentials who)
      throws SocketError {
    SocketOptions options = socket.options();
    SocketLimits limits = options.sockets.limits();
    ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    int number = bytes.getInt(0);
    switch (name) {
      case SocketOptions.SNDBUFFORCE, SocketOptions.RCVBUFFORCE -> {
        if (!who.has(Capability.NET_ADMIN)) {
          throw new SocketError(Errno.EPERM);
        }
        int doubled = 2 * Math.min(Math.max(number, 0), Integer.MAX_VALUE / 2);
        if (name == SocketOptions.SNDBUFFORCE) {
          options.sendBuffer = Math.max(doubled, SocketOptions.MIN_SEND_BUFFER);
        } else {
          options.receiveBuffer = Math.max(doubled, SocketOptions.MIN_RECEIVE_BUFFER);
        }
      }
      case SocketOptions.MAX_PACING_RATE ->
          options.pacingRate =
              value.length == Long.BYTES
                  ? bytes.getLong(0)
                  : number == -1 ? -1 : number & 0xFFFF_FFFFL;
      case SocketOptions.CNX_ADVICE -> {}
      case SocketOptions.RESERVE_MEM ->
          throw new SocketError(number < 0 ? Errno.EINVAL : Errno.EOPNOTSUPP);
      case SocketOptions.RCVTIMEO_NEW -> options.receiveTimeout = timeout(options, value, bytes);
      case SocketOptions.SNDTIMEO_NEW -> options.sendTimeout = timeout(options, value, bytes);
      case SocketOptions.SNDBUF ->
          options.sendBuffer =
              Math.max(2 * most(number, limits.maxSendBuffer()), SocketOptions.MIN_SEND_BUFFER);
      case SocketOptions.RCVBUF ->
          options.receiveBuffer =
              Math.max(
                  2 * most(number, limits.maxReceiveBuffer()), SocketOptions.MIN_RECEIVE_BUFFER);
      case SocketOptions.RCVLOWAT ->
          options.receiveLow = number < 0 ? Integer.MAX_VALUE : Math.max(1, number);
      case SocketOptions.PEEK_OFF -> options.peekOffset = number;
      case SocketOptions.LINGER -> {
        require(value, LINGER);
        options.lingers = number != 0;
        options.lingerSeconds = bytes.getInt(Integer.BYTES);
      }
      case SocketOptions.RCVTIMEO -> options.receiveTimeout = timeout(options, value, bytes);
      case SocketOptions.SNDTIMEO -> options.sendTimeout = timeout(options, value, bytes);
      default -> {
        if (name == SocketOptions.BSDCOMPAT) {
          return true;
        }
        if (KeptOptions.has(name)) {
          KeptOptions.set(socket, name, number, who);
          return true;
        }
        if (Timestamps.isOption(name)) {
          options.timestamps.set(name, number != 0);
          return true;
        }
        if (!SocketOptions.isSwitch(name)) {
          return false;
        }
        if (name == SocketOptions.PASSCRED && socket.family().hasPorts()) {
          throw new SocketError(Errno.EOPNOTSUPP);
        }
        refuse(name, number, who);
        if (name == SocketOptions.REUSEPORT && number != 0 && !socket.family().hasPorts()) {
          throw new SocketError(Errno.EOPNOTSUPP);
        }
        options.set(name, SocketOptions.isNumber(name) ? number : number != 0 ? 1 : 0);
      }
    }
    return true;
  }

  /// Binds it to an interface, of which only that of the host itself is known by its name.
  public static void bind(Socket socket, byte[] value, Credentials who) throws SocketError {
    SocketOptions options = socket.options();
    if (!options.device.isEmpty() && !who.has(Capability.NET_RAW)) {
      throw new SocketError(Errno.EPERM);
    }
    String text = new String(value, StandardCharsets.US_ASCII);
    String name = text.substring(0, Math.min(text.length(), INTERFACE_NAME - 1)).split("\0", 2)[0];
    if (!name.isEmpty() && !name.equals(LOOPBACK)) {
      throw new SocketError(Errno.ENODEV);
    }
    options.device = name;
  }

  /// What not everybody may set: debugging, and priorities beyond those of interactive traffic.
  private static void refuse(int name, int number, Credentials who) throws SocketError {
    boolean admin = who.has(Capability.NET_ADMIN);
    if (name == SocketOptions.DEBUG && number != 0 && !admin) {
      throw new SocketError(Errno.EACCES);
    }
    boolean high = number < 0 || number > MOST_PRIORITY;
    if (name == SocketOptions.PRIORITY && high && !admin && !who.has(Capability.NET_RAW)) {
      throw new SocketError(Errno.EPERM);
    }
  }

  /// A size that was asked for, without its sign and within a limit.
  private static int most(int asked, int limit) {
    return (int) Math.min(asked & 0xFFFF_FFFFL, limit);
  }

  private static void require(byte[] value, int size) throws SocketError {
    if (value.length < size) {
      throw new SocketError(Errno.EINVAL);
    }
  }

  private static long timeout(SocketOptions options, byte[] value, ByteBuffer bytes)
      throws SocketError {
    require(value, TIMEVAL);
    long seconds = bytes.getLong(0);
    long micros = bytes.getLong(Long.BYTES);
    if (micros < 0 || micros >= MICROS) {
      throw new SocketError(Errno.EDOM);
    }
    if (seconds < 0) {
      return 0;
    }
    boolean endless = seconds == 0 && micros == 0 || seconds > Long.MAX_VALUE / 10 / 1_000_000_000;
    return endless
        ? Long.MAX_VALUE
        : options.sockets.profile().cycles((seconds * MICROS + micros) * 1000);
  }
}
