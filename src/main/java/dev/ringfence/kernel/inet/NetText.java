package dev.ringfence.kernel.inet;

/// `/proc/net/tcp` and `/proc/net/udp`: a host's sockets of the Internet (`proc(5)`).
public final class NetText {
  private static final int TCP_WIDTH = 149;
  private static final int UDP_WIDTH = 127;
  private static final String TITLES =
      " local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

  private NetText() {}

  public static String tcp(Host host) {
    StringBuilder text = new StringBuilder(padded("  sl " + TITLES, TCP_WIDTH));
    int number = 0;
    for (SocketLine line : host.sockets()) {
      if (line.protocol().equals("tcp")) {
        text.append(padded("%4d: %s %s".formatted(number++, start(line), end(line)), TCP_WIDTH));
      }
    }
    return text.toString();
  }

  public static String udp(Host host) {
    String titles = "   sl " + TITLES + " ref pointer drops";
    StringBuilder text = new StringBuilder(padded(titles, UDP_WIDTH));
    for (SocketLine line : host.sockets()) {
      if (line.protocol().equals("udp")) {
        String row =
            "%5d: %s 2 %s 0".formatted(line.local().port(), start(line), place(number(line)));
        text.append(padded(row, UDP_WIDTH));
      }
    }
    return text.toString();
  }

  /// What both have: addresses, state, queues, owner and inode.
  private static String start(SocketLine line) {
    boolean listens = line.state() == TcpState.LISTEN;
    InetSocket socket = line.socket();
    return "%s %s %02X %08X:%08X 00:00000000 00000000 %5d        0 %d"
        .formatted(
            address(line.local()),
            address(line.remote()),
            code(line.state()),
            listens ? 0 : line.queuedToSend(),
            line.queuedToRead(),
            socket == null ? 0 : socket.user,
            number(line));
  }

  private static String end(SocketLine line) {
    if (line.state() == TcpState.TIME_WAIT) {
      return "3 " + place(number(line));
    }
    boolean listens = line.state() == TcpState.LISTEN;
    return "1 " + place(number(line)) + (listens ? " 100 0 0 10 0" : " 20 4 30 10 -1");
  }

  private static long number(SocketLine line) {
    return line.socket() == null ? 0 : line.socket().number();
  }

  /// An address as the machine's memory has it, and a port.
  private static String address(Endpoint endpoint) {
    return "%08X:%04X".formatted(Integer.reverseBytes(endpoint.address()), endpoint.port());
  }

  /// The number that Linux has for a state.
  static int code(TcpState state) {
    return switch (state) {
      case ESTABLISHED -> 1;
      case SYN_SENT -> 2;
      case SYN_RECEIVED -> 3;
      case FIN_WAIT_1 -> 4;
      case FIN_WAIT_2 -> 5;
      case TIME_WAIT -> 6;
      case CLOSED -> 7;
      case CLOSE_WAIT -> 8;
      case LAST_ACK -> 9;
      case LISTEN -> 10;
      case CLOSING -> 11;
    };
  }

  /// Stands for the address of the kernel's structure, which Linux does not tell either.
  private static String place(long number) {
    return "%016x".formatted(number * 0x9E37_79B1L & 0xFFFF_FFFFL);
  }

  private static String padded(String line, int width) {
    return line + " ".repeat(Math.max(0, width - line.length())) + "\n";
  }
}
