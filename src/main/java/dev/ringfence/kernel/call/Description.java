package dev.ringfence.kernel.call;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a call's arguments and result in the form of `strace(1)`, as its prototype says: what
/// goes in when it is entered, what comes out when it returns.
public final class Description {
  private static final String RESULT = ") = ";
  private static final int RESULT_COLUMN = 40;
  private static final int O_CREAT = 0100;

  private final String name;
  private final boolean pointer;
  private final boolean noResult;
  private final boolean fast;
  private final Argument[] arguments;
  private final boolean mayLackMode;

  /// The first argument that is a result.
  private final int firstResult;

  /// The start of each line, if it is the same for all.
  private final @Nullable String constant;

  private final StringBuilder text = new StringBuilder();

  /// The end of the last line that showed nothing but a result, and that result: most calls return
  /// what they returned before.
  private String lastEnd = "";

  private long lastResult;

  Description(String prototype, String name, boolean fast) {
    this.fast = fast;
    int open = prototype.indexOf('(');
    String result = prototype.substring(0, open);
    this.pointer = result.contains("*");
    this.noResult = result.startsWith("void ") && !pointer;
    this.name =
        switch (name) {
          case "_exit" -> "exit_group";
          case "pthread_exit" -> "exit";
          case "__clone" -> "clone3";
          default -> name.replaceFirst("^_+", "");
        };
    this.mayLackMode = this.name.equals("openat");
    List<String> parameters = parameters(prototype.substring(open + 1, prototype.length() - 1));
    this.arguments = new Argument[parameters.size()];
    int first = arguments.length;
    for (int i = arguments.length - 1; i >= 0; i--) {
      arguments[i] = Argument.of(this.name, parameters.get(i), i);
      first = Argument.isResult(parameters.get(i)) ? i : first;
    }
    this.firstResult = first;
    this.constant = first == 0 ? this.name + "(" : null;
  }

  private static List<String> parameters(String inside) {
    List<String> parameters = new ArrayList<>();
    int depth = 0;
    StringBuilder part = new StringBuilder();
    for (char c : inside.toCharArray()) {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parameters.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    if (!part.toString().strip().equals("void")) {
      parameters.add(part.toString().strip());
    }
    return parameters;
  }

  /// The start of the line: the name and the arguments as far as they are known before the call is
  /// done. Empty for a call that is no system call unless it waits.
  public String entry(Task task) {
    if (fast) {
      return "";
    }
    if (constant != null) {
      return constant;
    }
    text.setLength(0);
    text.append(name).append('(');
    list(task, 0, firstResult, 0);
    return text.toString();
  }

  /// The same for a call that entered the kernel only to wait: the one under it.
  public String waiting(Task task) {
    if (!fast) {
      return "";
    }
    String address = Argument.hex(task.argument(0));
    return switch (name) {
      case "sem_wait", "sem_timedwait" ->
          "futex("
              + address
              + ", FUTEX_WAIT_BITSET|FUTEX_CLOCK_REALTIME, 0, NULL,"
              + " FUTEX_BITSET_MATCH_ANY";
      case "pthread_cond_wait", "pthread_cond_timedwait" ->
          "futex("
              + address
              + ", FUTEX_WAIT_BITSET_PRIVATE|FUTEX_CLOCK_REALTIME, 0, NULL,"
              + " FUTEX_BITSET_MATCH_ANY";
      case "pthread_join" ->
          "futex("
              + address
              + ", FUTEX_WAIT_BITSET|FUTEX_CLOCK_REALTIME, "
              + task.argument(0)
              + ", NULL, FUTEX_BITSET_MATCH_ANY";
      default -> "futex(" + address + ", FUTEX_WAIT_PRIVATE, 2, NULL";
    };
  }

  /// The rest of the line, from the arguments that are results on.
  ///
  /// @param begun what came before, or the empty string
  public String exit(Task task, long result, boolean waited) {
    if (fast) {
      if (waited) {
        return ") = 0";
      }
      return task.hasWoken
          ? padded("futex(" + Argument.hex(task.argument(0)) + ", FUTEX_WAKE_PRIVATE, 1)") + "= 1"
          : "";
    }
    boolean resultAlone = firstResult == arguments.length;
    if (resultAlone && result == lastResult && !lastEnd.isEmpty()) {
      return lastEnd;
    }
    text.setLength(0);
    list(task, firstResult, arguments.length, result);
    text.append(RESULT);
    result(result);
    String end = text.toString();
    if (resultAlone) {
      lastEnd = end;
      lastResult = result;
    }
    return end;
  }

  /// Puts the result where strace puts it.
  public static String padded(String call) {
    return call.length() < RESULT_COLUMN - 1
        ? call + " ".repeat(RESULT_COLUMN - 1 - call.length())
        : call + " ";
  }

  /// The same at the end of a longer text, for the call that begins at an index.
  public static void pad(StringBuilder text, int from) {
    text.repeat(' ', Math.max(1, from + RESULT_COLUMN - 1 - text.length()));
  }

  private void list(Task task, int from, int to, long result) {
    int most = shown(task);
    for (int i = from; i < Math.min(to, most); i++) {
      arguments[i].show(text, task, task.argument(i), result);
      text.append(i < most - 1 ? ", " : "");
    }
  }

  /// How many arguments are shown: the mode of a file that is not made has no meaning.
  private int shown(Task task) {
    return mayLackMode && (task.argument(2) & O_CREAT) == 0
        ? arguments.length - 1
        : arguments.length;
  }

  private void result(long result) {
    Errno error = Errno.isError(result) ? Errno.find((int) -result) : null;
    if (noResult) {
      text.append('?');
    } else if (error != null) {
      text.append("-1 ").append(error.name()).append(" (").append(error.text()).append(')');
    } else if (pointer) {
      text.append(Argument.hex(result));
    } else {
      text.append(result);
    }
  }
}
