package dev.ringfence.report.view;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.inet.Endpoint;
import dev.ringfence.kernel.inet.SocketLine;
import dev.ringfence.kernel.unix.UnixLine;
import java.util.ArrayList;
import java.util.List;

/// The sockets of a host as `ss -xatun` lists them: those of UNIX, then those of the Internet.
final class SocketList {
  private SocketList() {}

  static String of(Kernel kernel, int host) {
    List<SocketTable.Row> rows = new ArrayList<>();
    UnixLine.of(kernel.parts().sockets(), host).forEach(line -> rows.add(row(line)));
    kernel.parts().network().hosts().get(host).sockets().forEach(line -> rows.add(row(line)));
    return SocketTable.of(rows);
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
