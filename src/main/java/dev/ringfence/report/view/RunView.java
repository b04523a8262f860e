package dev.ringfence.report.view;

import dev.ringfence.analysis.contention.Account;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is shown of a run as a whole, from its events.
public enum RunView {
  /// Each object that was taken and waited for, and what to change.
  CONTENTION(ContentionTable::of),
  /// What processes did with their time, and who made whom wait.
  WAITS(WaitTable::of),
  /// What the length of the run is made of.
  CRITICAL_PATH(PathTable::of);

  private final Function<Account, String> text;

  RunView(Function<Account, String> text) {
    this.text = text;
  }

  /// The view of this name, or null.
  public static @Nullable RunView of(String name) {
    for (RunView view : values()) {
      if (view.label().equals(name)) {
        return view;
      }
    }
    return null;
  }

  /// All names, for messages.
  public static String names() {
    return Arrays.stream(values()).map(RunView::label).collect(Collectors.joining(", "));
  }

  /// Its name on the command line.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What it shows at the end of the run.
  public Seen seen(Account account) {
    return new Seen(label(), Seen.END, account.makespan(), text.apply(account));
  }
}
