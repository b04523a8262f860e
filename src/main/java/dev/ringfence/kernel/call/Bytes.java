package dev.ringfence.kernel.call;

import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;

/// The start of a buffer, quoted, with the escapes of C that `strace(1)` uses.
final class Bytes implements Argument {
  /// As `strace -s`.
  static final int MOST = 32;

  private static final String[] ESCAPED = new String[256];

  static {
    for (int b = 0; b < ESCAPED.length; b++) {
      ESCAPED[b] = escaped(b);
    }
  }

  private final byte[] bytes = new byte[MOST];

  private static String escaped(int b) {
    return switch (b) {
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      case '\r' -> "\\r";
      case '\f' -> "\\f";
      case 11 -> "\\v";
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      default -> b >= 32 && b < 127 ? "" + (char) b : "\\" + Integer.toOctalString(b);
    };
  }

  /// Appends the buffer at `value`, or its address if it is not in memory.
  ///
  /// @param count how many bytes it has
  @Override
  public void show(StringBuilder text, Task task, long value, long count) {
    int shown = (int) Math.clamp(count, 0, MOST);
    if (!UserMemory.read(task.process().memory(), value, bytes, 0, shown)) {
      text.append(Argument.hex(value));
      return;
    }
    text.append('"');
    for (int i = 0; i < shown; i++) {
      String escaped = ESCAPED[bytes[i] & 0xFF];
      if (isOctal(escaped) && i + 1 < shown && bytes[i + 1] >= '0' && bytes[i + 1] <= '9') {
        text.append("\\%03o".formatted(bytes[i] & 0xFF));
      } else {
        text.append(escaped);
      }
    }
    text.append(count > MOST ? "\"..." : "\"");
  }

  /// Whether the next digit would be taken as one of the escape.
  private static boolean isOctal(String escaped) {
    return escaped.length() > 1 && Character.isDigit(escaped.charAt(1));
  }
}
