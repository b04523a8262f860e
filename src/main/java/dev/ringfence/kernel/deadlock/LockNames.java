package dev.ringfence.kernel.deadlock;

import dev.ringfence.kernel.process.WaitObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How scenarios name locks: as reports do, such as `mutex accounts[2]`, or without the kind, such
/// as `/fork0`.
public final class LockNames {
  private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)\\}");

  private LockNames() {}

  /// Whether the name means the lock.
  static boolean mean(String name, WaitObject lock) {
    String whole = lock.name();
    return whole.equals(name)
        || whole.endsWith(name)
            && whole.charAt(whole.length() - name.length() - 1) == ' '
            && kind(whole).length() + 1 + name.length() == whole.length();
  }

  private static String kind(String whole) {
    for (String kind : new String[] {"spin lock", "mutex", "rwlock", "semaphore"}) {
      if (whole.startsWith(kind + " ")) {
        return kind;
      }
    }
    return "";
  }

  /// The name with the values of the expressions in it for one of the replicas of a process.
  ///
  /// @throws IllegalArgumentException where an expression is wrong
  public static String fill(String name, int index, int count) {
    Matcher matcher = BRACES.matcher(name);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      long value = new IndexExpression(matcher.group(1), index, count).value();
      matcher.appendReplacement(filled, Long.toString(value));
    }
    return matcher.appendTail(filled).toString();
  }
}
