package dev.ringfence.report.view;

import dev.ringfence.kernel.inet.Endpoint;
import dev.ringfence.kernel.inet.Host;
import dev.ringfence.kernel.inet.Network;
import dev.ringfence.kernel.inet.SocketLine;
import java.util.List;
import java.util.function.Function;

/// The sockets of the Internet as `ss -tuan` lists them, of one host after the other.
final class InetSocketList {
  private InetSocketList() {}

  static String of(Network network) {
    StringBuilder out = new StringBuilder();
    boolean many = network.hosts().size() > 1;
    for (Host host : network.hosts()) {
      if (many) {
        out.append(out.isEmpty() ? "" : "\n")
            .append("host %s (%s)\n".formatted(host.name(), Endpoint.text(host.address())));
      }
      out.append(table(host.sockets()));
    }
    return out.toString();
  }

  private static String table(List<SocketLine> lines) {
    int state = width(lines, 5, line -> line.state().label());
    int received = width(lines, 6, line -> Long.toString(line.queuedToRead()));
    int sent = width(lines, 6, line -> Long.toString(line.queuedToSend()));
    int local = width(lines, 13, line -> Endpoint.text(line.local().address()));
    int localPort = width(lines, 4, line -> port(line.local()));
    int peer = width(lines, 12, line -> Endpoint.text(line.remote().address()));
    int peerPort = width(lines, 5, line -> port(line.remote()));
    String format =
        "%-5s %-" + state + "s %-" + received + "s %-" + sent + "s %" + local + "s:%-" + localPort
            + "s %" + peer + "s:%-" + peerPort + "s%-7s\n";
    StringBuilder out = new StringBuilder();
    out.append(
        format.formatted(
            "Netid",
            "State",
            "Recv-Q",
            "Send-Q",
            "Local Address",
            "Port",
            "Peer Address",
            "Port",
            "Process"));
    for (SocketLine line : lines) {
      out.append(
          format.formatted(
              line.protocol(),
              line.state().label(),
              line.queuedToRead(),
              line.queuedToSend(),
              Endpoint.text(line.local().address()),
              port(line.local()),
              Endpoint.text(line.remote().address()),
              port(line.remote()),
              ""));
    }
    return out.toString();
  }

  private static String port(Endpoint endpoint) {
    return endpoint.port() == 0 ? "*" : Integer.toString(endpoint.port());
  }

  private static int width(List<SocketLine> lines, int least, Function<SocketLine, String> text) {
    return lines.stream().mapToInt(line -> text.apply(line).length()).reduce(least, Math::max);
  }
}
