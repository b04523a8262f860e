package dev.ringfence.scenario.expect;

import dev.ringfence.core.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A signal that is expected to be sent, or never to be: `SIGTERM to worker`, `SIGUSR1 from parent
/// to child[0]`, `no SIGKILL to server`.
///
/// @param never whether it must not be sent
/// @param signal its name
/// @param from who sends it, or null for anybody; [#KERNEL] is the kernel
/// @param to null for anybody
/// @param text as the scenario has it
public record SignalClaim(
    boolean never, String signal, @Nullable Who from, @Nullable Who to, String text) {
  /// The sender of what no process has sent.
  public static final Who KERNEL = new Who("kernel", -1);

  private static final Pattern TEXT =
      Pattern.compile("(no\\s+)?(SIG[A-Z0-9]+)(?:\\s+from\\s+(\\S+))?(?:\\s+to\\s+(\\S+))?");

  /// What a text claims, or null if it claims nothing.
  public static @Nullable SignalClaim of(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    String from = matcher.group(3);
    String to = matcher.group(4);
    Who sender = from == null ? null : Who.of(from);
    Who receiver = to == null ? null : Who.of(to);
    boolean wrong = from != null && sender == null || to != null && receiver == null;
    return wrong
        ? null
        : new SignalClaim(
            matcher.group(1) != null, matcher.group(2), sender, receiver, text.strip());
  }

  /// All signals that there are.
  public static List<String> signals() {
    return Arrays.stream(Signal.values()).map(Signal::name).toList();
  }
}
