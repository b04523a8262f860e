package dev.ringfence.report.view;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.inet.Endpoint;
import dev.ringfence.kernel.inet.Host;
import dev.ringfence.kernel.inet.SocketLine;
import dev.ringfence.kernel.unix.UnixLine;
import java.util.ArrayList;
import java.util.List;

/// The sockets as `ss -xatun` lists them: those of UNIX, then those of the Internet; where there
/// are several hosts, of one after the other.
final class SocketList {
  private SocketList() {}

  static String of(Kernel kernel) {
    List<SocketTable.Row> rows = new ArrayList<>();
    UnixLine.of(kernel.parts().sockets()).forEach(line -> rows.add(row(line)));
    List<Host> hosts = kernel.parts().network().hosts();
    if (hosts.size() <= 1) {
      hosts.forEach(host -> addTo(rows, host));
      return SocketTable.of(rows);
    }
    StringBuilder out = new StringBuilder();
    if (!rows.isEmpty()) {
      out.append(SocketTable.of(rows)).append('\n');
    }
    for (Host host : hosts) {
      rows.clear();
      addTo(rows, host);
      out.append("host %s (%s)\n".formatted(host.name(), Endpoint.text(host.address())))
          .append(SocketTable.of(rows))
          .append(host == hosts.getLast() ? "" : "\n");
    }
    return out.toString();
  }

  private static void addTo(List<SocketTable.Row> rows, Host host) {
    host.sockets().forEach(line -> rows.add(row(line)));
  }

  private static SocketTable.Row row(UnixLine line) {
    return new SocketTable.Row(
        line.netid(),
        line.state(),
        Long.toString(line.queuedToRead()),
        Long.toString(line.queuedToSend()),
        line.name() + " ",
        Long.toString(line.number()),
        "* ",
        Long.toString(line.peer()));
  }

  private static SocketTable.Row row(SocketLine line) {
    return new SocketTable.Row(
        line.protocol(),
        line.state().label(),
        Long.toString(line.queuedToRead()),
        Long.toString(line.queuedToSend()),
        Endpoint.text(line.local().address()) + ":",
        port(line.local()),
        Endpoint.text(line.remote().address()) + ":",
        port(line.remote()));
  }

  private static String port(Endpoint endpoint) {
    return endpoint.port() == 0 ? "*" : Integer.toString(endpoint.port());
  }
}
