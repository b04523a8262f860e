package dev.ringfence.predict;

import dev.ringfence.analysis.order.Credit;
import dev.ringfence.kernel.process.Hypothesis;
import dev.ringfence.scenario.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Tries whether tasks that send to each other would be stuck if there were less room, and with how
/// much room at most.
final class CreditSearch {
  static final String KIND = "credit-below-demand";
  private static final int PAGE = 4096;

  /// The capacity of a pipe of which nobody has said otherwise, in bytes.
  private static final long USUAL = 16 * PAGE;

  private final Workload workload;
  private final Set<Integer> stuckAnyway;
  private final IntFunction<String> names;

  /// How many runs were made.
  private int runs;

  CreditSearch(Workload workload, Set<Integer> stuckAnyway, IntFunction<String> names) {
    this.workload = workload;
    this.stuckAnyway = stuckAnyway;
    this.names = names;
  }

  int runs() {
    return runs;
  }

  private static boolean isPipe(Credit.Channel channel) {
    return channel.name().matches("(pipe:|FIFO ).*") && channel.capacity() == USUAL;
  }

  /// How much room a channel has, in pages or messages; 0 where it cannot be supposed otherwise.
  private static long room(Credit.Channel channel) {
    return isPipe(channel)
        ? channel.capacity() / PAGE
        : channel.name().startsWith("message queue /") ? channel.capacity() : 0;
  }

  /// What came of a credit, or null where there is none to be tried.
  @Nullable Predicted tried(Credit credit) {
    List<Credit.Channel> channels =
        credit.channels().stream().filter(channel -> room(channel) > 1).toList();
    if (channels.isEmpty() || stuckAnyway.containsAll(credit.tasks())) {
      return null;
    }
    long enough = channels.stream().mapToLong(CreditSearch::room).max().orElse(1);
    Attempt found = attempt(credit, channels, 1);
    boolean confirmed = isThere(credit, found.stuck());
    long little = 1;
    while (confirmed && enough - little > 1) {
      long middle = little + (enough - little) / 2;
      Attempt attempt = attempt(credit, channels, middle);
      if (isThere(credit, attempt.stuck())) {
        little = middle;
        found = attempt;
      } else {
        enough = middle;
      }
    }
    String unit = unit(channels, little);
    return new Predicted(
        KIND,
        confirmed,
        parts(credit, channels),
        credit.tasks().stream().map(names::apply).toList(),
        channels.getFirst().name(),
        0,
        confirmed
            ? "It happens when each has room for no more than " + little + unit
            : "Nobody is stuck when each has room for 1" + unit,
        "",
        confirmed ? found.outcome().stuck() : List.of(),
        confirmed ? found.report() : "");
  }

  private static String unit(List<Credit.Channel> channels, long count) {
    boolean pipes = channels.stream().allMatch(CreditSearch::isPipe);
    boolean queues = channels.stream().noneMatch(CreditSearch::isPipe);
    String one = pipes ? " page" : queues ? " message" : " page or message";
    return count == 1 ? one : one.replaceAll("(page|message)", "$1s");
  }

  private List<String> parts(Credit credit, List<Credit.Channel> channels) {
    List<String> tasks = credit.tasks().stream().map(names::apply).toList();
    List<String> all = new ArrayList<>();
    all.add(String.join(" and ", tasks) + " send to each other");
    for (Credit.Channel channel : channels) {
      String unit = isPipe(channel) ? " bytes" : " messages";
      all.add(
          "%s had at most %,d of %,d%s in it"
              .formatted(channel.name(), channel.most(), channel.capacity(), unit));
    }
    return all;
  }

  private boolean isThere(Credit credit, Map<Integer, String> stuck) {
    boolean sends =
        credit.tasks().stream()
            .filter(tid -> !stuckAnyway.contains(tid))
            .anyMatch(
                tid ->
                    credit.channels().stream()
                        .anyMatch(channel -> channel.name().equals(stuck.get(tid))));
    return sends && credit.tasks().stream().filter(stuck::containsKey).count() > 1;
  }

  private Attempt attempt(Credit credit, List<Credit.Channel> channels, long room) {
    runs++;
    Map<String, Integer> growth = new HashMap<>();
    for (Credit.Channel channel : channels) {
      growth.put(channel.name(), (int) Math.min(0, room - room(channel)));
    }
    Workload tight = workload.supposing(new Hypothesis(Set.of(), growth), 0, Map.of());
    return Attempt.of(tight, List.of(), stuck -> isThere(credit, stuck));
  }
}
