package dev.ringfence.scenario.expect;

import dev.ringfence.machine.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An exception that is expected: `#PF`, `#PF in writer`, `#PF in writer at stray.c:12`.
///
/// @param who in which processes, or null for any
/// @param line "file:line", or null for anywhere
/// @param text as the scenario has it
public record FaultClaim(String vector, @Nullable Who who, @Nullable String line, String text) {
  private static final Pattern TEXT =
      Pattern.compile("(#[A-Z]+)(?:\\s+in\\s+(\\S+))?(?:\\s+at\\s+(\\S+:[0-9]+))?");

  /// What a text claims, or null if it claims nothing.
  public static @Nullable FaultClaim of(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    Who who = matcher.group(2) == null ? null : Who.of(matcher.group(2));
    boolean wrong = matcher.group(2) != null && who == null;
    return wrong ? null : new FaultClaim(matcher.group(1), who, matcher.group(3), text.strip());
  }

  /// All exceptions that there are.
  public static List<String> vectors() {
    return Arrays.stream(Vector.values()).map(Vector::mnemonic).collect(Collectors.toList());
  }

  /// Whether a fault is it.
  ///
  /// @param at "file:line", where the file may have a path in front
  public boolean allows(String found, String name, int index, String at) {
    return vector.equals(found)
        && (who == null || who.is(name, index))
        && (line == null || at.equals(line) || at.endsWith("/" + line));
  }

  /// Those that say most first, so that each finds its own.
  public static List<FaultClaim> byDetail(List<FaultClaim> claims) {
    List<FaultClaim> sorted = new ArrayList<>(claims);
    sorted.sort(
        (a, b) ->
            Integer.compare(
                (b.who == null ? 0 : 1) + (b.line == null ? 0 : 2),
                (a.who == null ? 0 : 1) + (a.line == null ? 0 : 2)));
    return Collections.unmodifiableList(sorted);
  }
}
