package dev.ringfence.kernel.proc;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.fs.TextFile;
import java.math.BigInteger;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a file of `/proc/sys` says (`proc_sys(5)`): a word, or numbers with tabs between them, some
/// of which whoever may write can set.
final class Sysctl implements TextFile.Content {
  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(64);

  /// A number that can be set.
  ///
  /// @param most it can be set to, without a sign; from 0 on
  record Number(LongSupplier get, LongConsumer set, long most) {
    private String text() {
      return Long.toUnsignedString(get.getAsLong());
    }
  }

  private final Supplier<String> text;
  private final List<Number> numbers;

  /// What can only be read.
  Sysctl(Supplier<String> text) {
    this.text = text;
    numbers = List.of();
  }

  Sysctl(List<Number> numbers) {
    text = () -> numbers.stream().map(Number::text).collect(Collectors.joining("\t"));
    this.numbers = numbers;
  }

  /// As `chmod(2)` takes them.
  int permissions() {
    return numbers.isEmpty() ? 0444 : 0644;
  }

  @Override
  public String text() {
    return text.get() + "\n";
  }

  /// What can only be read can be opened for writing by nobody, root included.
  @Override
  public @Nullable Errno refusal(boolean writes) {
    return writes && numbers.isEmpty() ? Errno.EACCES : null;
  }

  /// Sets the first numbers to what is written; what is behind the last one is left.
  @Override
  public long write(String written) {
    if (written.isEmpty()) {
      return 0;
    }
    int at = afterSpaces(written, 0);
    int count = 0;
    while (count < numbers.size() && at < written.length()) {
      int end = at;
      while (end < written.length() && !isSpace(written.charAt(end))) {
        end++;
      }
      Number number = numbers.get(count++);
      BigInteger value = number(written.substring(at, end));
      BigInteger most = new BigInteger(Long.toUnsignedString(number.most));
      if (value == null || value.signum() < 0 || value.compareTo(most) > 0) {
        return Errno.EINVAL.result();
      }
      number.set.accept(value.longValue());
      at = afterSpaces(written, end);
    }
    return count == 0 ? Errno.EINVAL.result() : at;
  }

  private static int afterSpaces(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char character) {
    return character == ' ' || character >= '\t' && character <= '\r';
  }

  /// A number as in C, or null.
  private static @Nullable BigInteger number(String word) {
    String digits = word.startsWith("-") ? word.substring(1) : word;
    BigInteger value =
        digits.matches("0[xX][0-9a-fA-F]{1,16}")
            ? new BigInteger(digits.substring(2), 16)
            : digits.matches("0[0-7]{1,21}")
                ? new BigInteger(digits, 8)
                : digits.matches("0|[1-9][0-9]{0,19}") ? new BigInteger(digits) : null;
    return value == null || value.compareTo(WORD) >= 0
        ? null
        : word.startsWith("-") ? value.negate() : value;
  }
}
