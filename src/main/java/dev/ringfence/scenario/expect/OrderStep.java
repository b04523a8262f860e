package dev.ringfence.scenario.expect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An event that is expected after others: `producer: write(1`, `consumer: exit`.
///
/// @param text as the scenario has it
public record OrderStep(Who who, Act act, String text) {
  /// What somebody does.
  public sealed interface Act {
    /// The process comes into being.
    record Starts() implements Act {}

    /// It ends, with a status such as `0` or `SIGTERM`, or with null for any.
    record Exits(@Nullable String status) implements Act {}

    /// It writes something that contains the text to its terminal.
    record Writes(String part) implements Act {}

    /// It is sent a signal.
    record Gets(String signal) implements Act {}

    /// It calls the kernel.
    ///
    /// @param start how `strace` shows the call, or its beginning; empty for any arguments
    record Calls(String call, String start) implements Act {}

    /// A call returns, with a value, or with null for any.
    record Returns(String call, @Nullable Long value) implements Act {}
  }

  private static final Pattern TEXT = Pattern.compile("(\\S+?)\\s*:\\s*(\\S.*)", Pattern.DOTALL);
  private static final Pattern EXITS = Pattern.compile("exit(?:\\s+(SIG[A-Z0-9]+|[0-9]{1,3}))?");
  private static final Pattern WRITES = Pattern.compile("writes\\s+\"(.*)\"", Pattern.DOTALL);
  private static final Pattern GETS = Pattern.compile("gets\\s+(SIG[A-Z0-9]+)");
  private static final Pattern RETURNS =
      Pattern.compile("([a-z_][a-z0-9_]*)\\s+returns(?:\\s+(-?[0-9]{1,18}))?");
  private static final Pattern CALLS =
      Pattern.compile("([a-z_][a-z0-9_]*)(\\(.*)?", Pattern.DOTALL);

  /// What a text says, or null if it says nothing.
  public static @Nullable OrderStep of(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    Who who = matcher.matches() ? Who.of(matcher.group(1)) : null;
    Act act = who == null ? null : act(matcher.group(2).strip());
    return who == null || act == null ? null : new OrderStep(who, act, text.strip());
  }

  private static @Nullable Act act(String text) {
    if (text.equals("starts")) {
      return new Act.Starts();
    }
    Matcher exits = EXITS.matcher(text);
    if (exits.matches()) {
      return new Act.Exits(exits.group(1));
    }
    Matcher writes = WRITES.matcher(text);
    if (writes.matches()) {
      return new Act.Writes(writes.group(1));
    }
    Matcher gets = GETS.matcher(text);
    if (gets.matches()) {
      return new Act.Gets(gets.group(1));
    }
    Matcher returns = RETURNS.matcher(text);
    if (returns.matches()) {
      String value = returns.group(2);
      return new Act.Returns(returns.group(1), value == null ? null : Long.valueOf(value));
    }
    Matcher calls = CALLS.matcher(text);
    if (calls.matches()) {
      boolean any = calls.group(2) == null || calls.group(2).equals("(");
      return new Act.Calls(calls.group(1), any ? "" : text);
    }
    return null;
  }
}
