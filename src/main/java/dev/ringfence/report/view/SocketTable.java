package dev.ringfence.report.view;

import java.util.List;
import java.util.function.Function;

/// A table in the form of `ss(8)`, whose columns are as wide as what stands in them.
final class SocketTable {
  /// A socket.
  ///
  /// @param local its address, with what parts it from the port
  /// @param peer the same of its peer
  record Row(
      String netid,
      String state,
      String received,
      String sent,
      String local,
      String localPort,
      String peer,
      String peerPort) {}

  private static final Row TITLES =
      new Row(
          "Netid", "State", "Recv-Q", "Send-Q", "Local Address:", "Port", "Peer Address:", "Port");

  private SocketTable() {}

  static String of(List<Row> rows) {
    String format =
        "%%-%ds %%-%ds %%-%ds %%-%ds %%%ds%%-%ds %%%ds%%-%ds%%-7s\n"
            .formatted(
                width(rows, Row::netid),
                width(rows, Row::state),
                width(rows, Row::received),
                width(rows, Row::sent),
                width(rows, Row::local),
                width(rows, Row::localPort),
                width(rows, Row::peer),
                width(rows, Row::peerPort));
    StringBuilder out = new StringBuilder(line(format, TITLES, "Process"));
    rows.forEach(row -> out.append(line(format, row, "")));
    return out.toString();
  }

  private static String line(String format, Row row, String process) {
    return format.formatted(
        row.netid,
        row.state,
        row.received,
        row.sent,
        row.local,
        row.localPort,
        row.peer,
        row.peerPort,
        process);
  }

  private static int width(List<Row> rows, Function<Row, String> column) {
    int least = column.apply(TITLES).length();
    return rows.stream().mapToInt(row -> column.apply(row).length()).reduce(least, Math::max);
  }
}
