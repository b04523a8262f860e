package dev.ringfence.report.view;

import dev.ringfence.analysis.contention.Account;
import dev.ringfence.analysis.contention.Account.Channel;
import dev.ringfence.analysis.contention.Account.OfObject;
import java.util.List;

/// The objects that were waited for longest, and how full channels were.
final class ContentionTable {
  private static final int MOST_OBJECTS = 12;
  private static final int MOST_CHANNELS = 6;
  private static final String LINE = "%-27s %8s %8s %8s %8s %8s %8s %8s %5s\n";
  private static final String CHANNEL = "%-27s %12s %12s %10s %7s %10s %7s\n";

  private ContentionTable() {}

  static String of(Account account) {
    StringBuilder out = new StringBuilder();
    out.append(
        LINE.formatted(
            "object", "taken", "waited", "in all", "mean", "p99", "max", "held", "queue"));
    List<OfObject> rows =
        account.objects().stream()
            .filter(row -> row.number() == 0 || row.contended() > 0 || row.acquisitions() > 0)
            .toList();
    rows.stream().limit(MOST_OBJECTS).forEach(row -> object(out, row));
    more(out, rows.size() - MOST_OBJECTS, "objects");
    List<OfObject> channels =
        account.objects().stream().filter(row -> row.channel() != null).toList();
    if (!channels.isEmpty()) {
      out.append('\n');
      out.append(
          CHANNEL.formatted("channel", "capacity", "most in it", "full for", "", "empty for", ""));
      channels.stream().limit(MOST_CHANNELS).forEach(row -> channel(out, row, account.makespan()));
      more(out, channels.size() - MOST_CHANNELS, "channels");
    }
    return out.toString();
  }

  static void more(StringBuilder out, int count, String what) {
    if (count > 0) {
      out.append("... and %,d more %s\n".formatted(count, what));
    }
  }

  private static void object(StringBuilder out, OfObject row) {
    out.append(
        LINE.formatted(
            Brief.name(row.object(), 27),
            Brief.count(row.acquisitions()),
            Brief.count(row.contended()),
            Brief.time(row.waits().total()),
            Brief.time(row.waits().mean()),
            Brief.time(row.waits().p99()),
            Brief.time(row.waits().max()),
            Brief.time(row.holds().total()),
            Brief.count(row.longestQueue())));
  }

  private static void channel(StringBuilder out, OfObject row, long makespan) {
    Channel channel = row.channel();
    if (channel != null) {
      out.append(
          CHANNEL.formatted(
              Brief.name(row.object(), 27),
              channel.capacity() <= 0 ? "-" : Brief.count(channel.capacity()),
              Brief.count(channel.mostQueued()),
              Brief.time(channel.timeFull()),
              Brief.share(channel.timeFull(), makespan),
              Brief.time(channel.timeEmpty()),
              Brief.share(channel.timeEmpty(), makespan)));
    }
  }
}
