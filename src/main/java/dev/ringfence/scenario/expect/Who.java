package dev.ringfence.scenario.expect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Processes of a scenario: `worker`, all of that name, or `worker[2]`, one of the replicas. Those
/// that they fork have their names, too.
///
/// @param index of the replica, or -1 for all
public record Who(String name, int index) {
  private static final Pattern TEXT =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)(?:\\[([0-9]{1,7})\\])?");

  /// What a text names, or null if it cannot be a name.
  public static @Nullable Who of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    String index = matcher.group(2);
    return new Who(matcher.group(1), index == null ? -1 : Integer.parseInt(index));
  }

  /// Whether a process is one of them.
  public boolean is(String otherName, int otherIndex) {
    return name.equals(otherName) && (index < 0 || index == otherIndex);
  }

  /// As the scenario has it.
  public String text() {
    return index < 0 ? name : name + "[" + index + "]";
  }
}
