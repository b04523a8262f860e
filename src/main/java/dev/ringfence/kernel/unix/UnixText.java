package dev.ringfence.kernel.unix;

import dev.ringfence.kernel.socket.Socket;
import dev.ringfence.kernel.socket.Sockets;

/// `/proc/net/unix`: all UNIX sockets of a host (`unix(7)`).
public final class UnixText {
  /// `__SO_ACCEPTCON`: it takes connections.
  private static final int LISTENS = 0x10000;

  private static final int UNCONNECTED = 1;
  private static final int CONNECTED = 3;

  private UnixText() {}

  public static String of(Sockets sockets, int host) {
    StringBuilder text =
        new StringBuilder("Num       RefCount Protocol Flags    Type St Inode Path\n");
    for (Socket socket : sockets.all()) {
      if (socket instanceof UnixSocket unix && unix.place == host && !unix.isPending()) {
        text.append(line(unix, UnixLine.of(unix)));
      }
    }
    return text.toString();
  }

  private static String line(UnixSocket socket, UnixLine line) {
    boolean connected = line.state().equals("ESTAB");
    return "%s: %08X %08X %08X %04X %02X %5d%s\n"
        .formatted(
            place(socket.number()),
            connected ? 3 : 2,
            0,
            line.state().equals("LISTEN") ? LISTENS : 0,
            socket.type(),
            connected ? CONNECTED : UNCONNECTED,
            socket.number(),
            socket.isBound() ? " " + line.name() : "");
  }

  /// Stands for the address of the kernel's structure, which Linux does not tell either.
  static String place(long number) {
    return "%016x".formatted(number * 0x9E37_79B1L & 0xFFFF_FFFFL);
  }
}
