package dev.ringfence.trace;

import static dev.ringfence.trace.Request.A0;
import static dev.ringfence.trace.Request.A1;
import static dev.ringfence.trace.Request.BIG;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Calls on sockets.
final class SocketRequests {
  private static final int SOL_SOCKET = 1;

  private SocketRequests() {}

  static void addTo(Requests to) {
    to.simple("listen", "shutdown", "socket", "epoll_create1");
    to.add("socketpair", SocketRequests::pair);
    to.add("send", a -> FileRequests.write("sendto", a, 3, a.number(2, 0), 0, 0));
    to.add(
        "recv",
        a ->
            FileRequests.read(
                "recvfrom", a, a.number(0), a.at(BIG), a.number(1), a.number(2, 0), 0, 0));
    to.add("bind", a -> named("bind", a));
    to.add("connect", a -> named("connect", a));
    to.add("accept", a -> new Request("accept4", a.number(0), 0, 0, a.number(1, 0)));
    to.add("sendto", SocketRequests::sendTo);
    to.add(
        "setsockopt",
        a ->
            new Request("setsockopt", a.number(0), SOL_SOCKET, a.number(1), a.at(A0), 4)
                .ints(A0, a.integer(2)));
    to.add(
        "getsockopt",
        a ->
            new Request("getsockopt", a.number(0), SOL_SOCKET, a.number(1), a.at(A0), a.at(A1))
                .ints(A1, 4)
                .out(
                    A0,
                    4,
                    (r, out, json) -> {
                      if (r == 0) {
                        json.addProperty("value", out.getInt(0));
                      }
                    }));
  }

  private static Request pair(Arguments a) {
    long protocol = a.number(2, 0);
    return a.has(3)
        ? new Request("socketpair", a.number(0), a.number(1), protocol, a.number(3))
        : FileRequests.pair("socketpair", a, a.number(0), a.number(1), protocol, a.at(A0));
  }

  private static Request named(String call, Arguments a) {
    byte[] address = address(a.text(1));
    return new Request(call, a.number(0), a.at(A0), address.length).with(A0, address);
  }

  private static Request sendTo(Arguments a) {
    byte[] address = address(a.text(2));
    byte[] bytes = a.payload(1);
    int at = a.object(1) == null ? A1 : BIG;
    return new Request(
            "sendto", a.number(0), a.at(at), bytes.length, a.number(3, 0), a.at(A0), address.length)
        .with(A0, address)
        .with(at, bytes);
  }

  /// The bytes of a socket's address: `unix:NAME`, `abstract:NAME` or `inet:PORT`.
  private static byte[] address(String text) {
    String rest = text.substring(text.indexOf(':') + 1);
    if (text.startsWith("inet:")) {
      ByteBuffer bytes = ByteBuffer.allocate(16);
      bytes.put((byte) 2).put((byte) 0).putShort((short) Integer.parseInt(rest));
      return bytes.put(new byte[] {127, 0, 0, 1}).array();
    }
    String name = text.startsWith("abstract:") ? "\0" + rest : rest + "\0";
    return ("\1\0" + name).getBytes(StandardCharsets.ISO_8859_1);
  }
}
