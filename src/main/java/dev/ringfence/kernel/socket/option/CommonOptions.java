package dev.ringfence.kernel.socket.option;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.SocketLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// How the options that all sockets have look in memory (`socket(7)`).
public final class CommonOptions {
  private static final int TIMEVAL = 16;
  private static final int LINGER = 8;

  /// `struct ucred`, which of sockets without such a peer says nothing.
  private static final int UCRED = 12;

  private static final long MICROS = 1_000_000;

  private CommonOptions() {}

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] number(int value) {
    return buffer(Integer.BYTES).putInt(value).array();
  }

  /// The value of an option, or null if it is none that all have.
  public static byte @Nullable [] get(Socket socket, int name) throws SocketError {
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
          Timestamps.isOption(name)
              ? number(options.timestamps.isOn(name) ? 1 : 0)
              : SocketOptions.isSwitch(name) ? number(options.number(name)) : null;
    };
  }

  private static byte[] time(SocketOptions options, long cycles) {
    long micros = cycles == Long.MAX_VALUE ? 0 : options.sockets.profile().nanos(cycles) / 1000;
    return buffer(TIMEVAL).putLong(micros / MICROS).putLong(micros % MICROS).array();
  }

  /// Sets an option. False if it is none that all have.
  public static boolean set(Socket socket, int name, byte[] value) throws SocketError {
    SocketOptions options = socket.options();
    SocketLimits limits = options.sockets.limits();
    ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    int number = bytes.getInt(0);
    switch (name) {
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
        if (name == SocketOptions.REUSEPORT && number != 0 && !socket.family().hasPorts()) {
          throw new SocketError(Errno.EOPNOTSUPP);
        }
        options.set(name, SocketOptions.isNumber(name) ? number : number != 0 ? 1 : 0);
      }
    }
    return true;
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
