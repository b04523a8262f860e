package dev.ringfence.kernel.call;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a call's arguments and result in the form of `strace(1)`, as its prototype says: what
/// goes in when it is entered, what comes out when it returns.
public final class Description {
  /// As `strace -s`.
  private static final int MOST_BYTES = 32;

  private static final int PATH_MAX = 4096;
  private static final int RESULT_COLUMN = 40;
  private static final int O_CREAT = 0100;

  private final String name;
  private final boolean pointer;
  private final boolean noResult;
  private final boolean fast;
  private final List<String> parameters = new ArrayList<>();
  private final int firstResult;

  /// Which parameters are numbers that have no names.
  private final boolean[] plain;

  /// The start of each line, if it is the same for all.
  private final @Nullable String constant;

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
    int depth = 0;
    StringBuilder part = new StringBuilder();
    String inside = prototype.substring(open + 1, prototype.length() - 1);
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
    this.firstResult = firstResult();
    this.constant = firstResult == 0 || parameters.isEmpty() ? this.name + "(" : null;
    this.plain = new boolean[parameters.size()];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = isPlain(parameters.get(i));
    }
  }

  /// The start of the line: the name and the arguments as far as they are known before the call is
  /// done. Empty for a call that is no system call unless it waits.
  public String entry(Task task) {
    if (fast) {
      return "";
    }
    return constant != null ? constant : name + "(" + list(task, 0, firstResult);
  }

  /// The same for a call that entered the kernel only to wait: the one under it.
  public String waiting(Task task) {
    if (!fast) {
      return "";
    }
    String address = hex(task.argument(0));
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
          ? padded("futex(" + hex(task.argument(0)) + ", FUTEX_WAKE_PRIVATE, 1)") + "= 1"
          : "";
    }
    String rest = firstResult < plain.length ? list(task, firstResult, plain.length, result) : "";
    return rest + ") = " + result(result);
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

  private String result(long result) {
    if (noResult) {
      return "?";
    }
    if (result < 0 && result > -4096) {
      for (Errno errno : Errno.values()) {
        if (errno.number() == -result) {
          return "-1 " + errno.name() + " (" + errno.text() + ")";
        }
      }
    }
    return pointer ? hex(result) : Long.toString(result);
  }

  /// How many arguments are shown: the mode of a file that is not made has no meaning.
  private int shown(Task task) {
    return name.equals("openat") && (task.argument(2) & O_CREAT) == 0
        ? parameters.size() - 1
        : parameters.size();
  }

  private int firstResult() {
    for (int i = 0; i < parameters.size(); i++) {
      if (isResult(parameters.get(i))) {
        return i;
      }
    }
    return parameters.size();
  }

  private boolean isPlain(String parameter) {
    return !parameter.contains("*")
        && !parameter.contains("[")
        && !parameter.equals("int sig")
        && !parameter.equals("mode_t mode")
        && !Symbols.has(name, parameter);
  }

  private static boolean isResult(String parameter) {
    return parameter.equals("void *buf")
        || parameter.startsWith("int *")
        || parameter.contains("[2]")
        || parameter.equals("struct timespec *tp");
  }

  private String list(Task task, int from, int to) {
    return list(task, from, to, 0);
  }

  private String list(Task task, int from, int to, long result) {
    StringBuilder text = new StringBuilder();
    int most = shown(task);
    for (int i = from; i < Math.min(to, most); i++) {
      text.append(argument(task, i, result));
      text.append(i < most - 1 ? ", " : "");
    }
    return text.toString();
  }

  private String argument(Task task, int index, long result) {
    String parameter = parameters.get(index);
    long value = task.argument(index);
    if (plain[index]) {
      return plainNumber(parameter, value);
    }
    AddressSpace memory = task.process().memory();
    if (parameter.contains("(*")) {
      return hex(value);
    }
    if (parameter.startsWith("const char *")) {
      String text = UserMemory.string(memory, value, PATH_MAX);
      return text == null ? hex(value) : "\"" + text + "\"";
    }
    if (parameter.equals("const void *buf")) {
      return bytes(memory, value, task.argument(index + 1));
    }
    if (parameter.equals("void *buf")) {
      return result < 0 ? hex(value) : bytes(memory, value, result);
    }
    if (parameter.startsWith("char *const")) {
      return parameter.contains("envp")
          ? hex(value) + " /* " + strings(memory, value).size() + " vars */"
          : "[" + String.join(", ", strings(memory, value)) + "]";
    }
    if (parameter.contains("struct timespec *") && !parameter.endsWith("rem")) {
      Long seconds = UserMemory.getLong(memory, value);
      Long nanos = UserMemory.getLong(memory, value + 8);
      return seconds == null || nanos == null || result < 0
          ? hex(value)
          : "{tv_sec=" + seconds + ", tv_nsec=" + nanos + "}";
    }
    if (parameter.contains("[2]")) {
      Long both = result < 0 ? null : UserMemory.getLong(memory, value);
      return both == null ? hex(value) : "[" + both.intValue() + ", " + (both >>> 32) + "]";
    }
    if (parameter.equals("int *wstatus")) {
      long status = value == 0 || result <= 0 ? -1 : UserMemory.getInt(memory, value);
      return status < 0 ? hex(value) : "[{" + status((int) status) + "}]";
    }
    return parameter.contains("*") ? hex(value) : number(parameter, value);
  }

  private String number(String parameter, long value) {
    if (parameter.equals("int sig")) {
      Signal signal = Signal.of((int) value);
      return signal == null ? Long.toString((int) value) : signal.name();
    }
    String symbols = Symbols.of(name, parameter, value);
    if (symbols != null) {
      return symbols;
    }
    if (parameter.equals("mode_t mode")) {
      return "%04o".formatted(value & 07777).replaceFirst("^00(?=...)", "0");
    }
    return plainNumber(parameter, value);
  }

  private static String plainNumber(String parameter, long value) {
    return parameter.startsWith("size_t") || parameter.startsWith("pthread_t")
        ? Long.toUnsignedString(value)
        : Integer.toString((int) value);
  }

  private static String status(int status) {
    Signal signal = Signal.of(status & 0x7F);
    if (signal == null) {
      return "WIFEXITED(s) && WEXITSTATUS(s) == " + (status >> 8);
    }
    return "WIFSIGNALED(s) && WTERMSIG(s) == "
        + signal.name()
        + (signal.action() == Signal.Action.CORE ? " && WCOREDUMP(s)" : "");
  }

  private static List<String> strings(AddressSpace memory, long vector) {
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < MOST_BYTES && vector != 0; i++) {
      Long pointer = UserMemory.getLong(memory, vector + 8L * i);
      String text =
          pointer == null || pointer == 0 ? null : UserMemory.string(memory, pointer, PATH_MAX);
      if (text == null) {
        break;
      }
      strings.add("\"" + text + "\"");
    }
    return strings;
  }

  private static String bytes(AddressSpace memory, long from, long count) {
    byte @Nullable [] bytes = new byte[(int) Math.clamp(count, 0, MOST_BYTES)];
    if (!UserMemory.read(memory, from, bytes, 0, bytes.length)) {
      return hex(from);
    }
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < bytes.length; i++) {
      boolean digitNext = i + 1 < bytes.length && bytes[i + 1] >= '0' && bytes[i + 1] <= '9';
      text.append(escaped(bytes[i] & 0xFF, digitNext));
    }
    return text.append(count > MOST_BYTES ? "\"..." : "\"").toString();
  }

  private static String escaped(int b, boolean digitNext) {
    return switch (b) {
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      case '\r' -> "\\r";
      case '\f' -> "\\f";
      case 11 -> "\\v";
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      default ->
          b >= 32 && b < 127
              ? String.valueOf((char) b)
              : digitNext ? "\\%03o".formatted(b) : "\\" + Integer.toOctalString(b);
    };
  }

  private static String hex(long value) {
    return value == 0 ? "NULL" : "0x" + Long.toHexString(value);
  }
}
