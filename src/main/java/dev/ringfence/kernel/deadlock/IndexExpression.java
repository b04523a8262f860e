package dev.ringfence.kernel.deadlock;

/// An expression such as `(INDEX + 1) % COUNT`: whole numbers, `INDEX`, `COUNT`, the operators
/// `+ - * / %` as in C, and parentheses.
final class IndexExpression {
  private final String text;
  private final int index;
  private final int count;
  private int at;
  private int depth;

  IndexExpression(String text, int index, int count) {
    this.text = text;
    this.index = index;
    this.count = count;
  }

  /// @throws IllegalArgumentException where it is wrong
  long value() {
    at = 0;
    long value = sum();
    if (next() != 0) {
      throw wrong();
    }
    return value;
  }

  private long sum() {
    long value = product();
    for (char sign = next(); sign == '+' || sign == '-'; sign = next()) {
      at++;
      long right = product();
      value = sign == '+' ? value + right : value - right;
    }
    return value;
  }

  private long product() {
    long value = operand();
    for (char sign = next(); sign == '*' || sign == '/' || sign == '%'; sign = next()) {
      at++;
      long right = operand();
      if (right == 0 && sign != '*') {
        throw wrong();
      }
      value = sign == '*' ? value * right : sign == '/' ? value / right : value % right;
    }
    return value;
  }

  private long operand() {
    char first = next();
    if (first == '(' && depth < 100) {
      at++;
      depth++;
      long value = sum();
      depth--;
      if (next() != ')') {
        throw wrong();
      }
      at++;
      return value;
    }
    int begin = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    String word = text.substring(begin, at);
    if (word.equals("INDEX")) {
      return index;
    }
    if (word.equals("COUNT")) {
      return count;
    }
    if (!word.matches("[0-9]{1,9}")) {
      throw wrong();
    }
    return Integer.parseInt(word);
  }

  /// The next character that is no blank, or 0.
  private char next() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "'{" + text + "}' is no expression of INDEX and COUNT such as {(INDEX + 1) % COUNT}");
  }
}
