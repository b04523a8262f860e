package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Compares the arguments of `printf` and `scanf` with the conversions of a literal format, and
/// warns where one takes what the other does not give: another size or another sort.
public final class FormatCheck {
  /// What an attribute says of a function: which argument, from 0, is the format, and which is the
  /// first that it converts.
  record Format(boolean scans, int format, int first) {}

  private static final Map<String, Format> KNOWN =
      Map.of(
          "printf", new Format(false, 0, 1),
          "fprintf", new Format(false, 1, 2),
          "dprintf", new Format(false, 1, 2),
          "sprintf", new Format(false, 1, 2),
          "snprintf", new Format(false, 2, 3),
          "asprintf", new Format(false, 1, 2),
          "scanf", new Format(true, 0, 1),
          "fscanf", new Format(true, 1, 2),
          "sscanf", new Format(true, 1, 2));

  private static final Pattern CONVERSION =
      Pattern.compile(
          "%[-+ #0']*(?<width>\\*?\\d*)(\\.(?<precision>\\*|-?\\d*))?"
              + "(?<size>hh|h|ll|l|q|j|z|t|L)?(?<kind>[a-zA-Z%]|\\[\\^?\\]?[^\\]]*\\])");

  private final Diagnostics diagnostics;

  public FormatCheck(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// Checks a call.
  ///
  /// @param places where the arguments begin
  public void check(Expression function, List<Expression> arguments, List<Token> places) {
    Format format = function instanceof Expression.Address a ? KNOWN.get(a.symbol().name) : null;
    if (format == null || arguments.size() <= format.format) {
      return;
    }
    String text = literal(arguments.get(format.format));
    if (text == null || text.contains("$")) {
      return;
    }
    int next = format.first;
    Matcher m = CONVERSION.matcher(text);
    while (m.find()) {
      String kind = m.group("kind");
      if (kind.equals("%") || kind.equals("m") && !format.scans) {
        continue;
      }
      boolean skipped = format.scans && m.group("width").startsWith("*");
      int stars = format.scans ? 0 : stars(m.group("width")) + stars(m.group("precision"));
      next += stars;
      if (skipped) {
        continue;
      }
      if (next >= arguments.size()) {
        Token at = places.get(format.format);
        diagnostics.warning(
            at.place(),
            "the format has more conversions than arguments",
            "no argument for " + m.group());
        return;
      }
      String size = m.group("size") == null ? "" : m.group("size");
      match(m.group(), wanted(kind.charAt(0), size, format.scans), arguments, places, next);
      next++;
    }
    if (next < arguments.size()) {
      diagnostics.warning(
          places.get(next).place(), "the format has fewer conversions than arguments", "not used");
    }
  }

  private static int stars(@Nullable String group) {
    return group != null && group.startsWith("*") ? 1 : 0;
  }

  private static @Nullable String literal(Expression e) {
    if (!(e instanceof Expression.Address a) || a.offset() != 0 || !a.symbol().readOnly) {
      return null;
    }
    Symbol symbol = a.symbol();
    byte[] bytes = symbol.bytes;
    if (bytes == null || bytes.length == 0 || symbol.type.base().size != 1) {
      return null;
    }
    return new String(bytes, 0, bytes.length - 1, StandardCharsets.ISO_8859_1);
  }

  /// What a conversion takes: a number of bytes, negative for floating point; 0 for any pointer;
  /// null for what is not checked.
  private record Wanted(@Nullable Integer number, boolean pointer, String spelled) {}

  private static @Nullable Wanted wanted(char kind, String size, boolean scans) {
    Types types = Types.current();
    Type integer =
        switch (size) {
          case "hh" -> Type.SCHAR;
          case "h" -> Type.SHORT;
          case "l" -> types.longInteger(false);
          case "ll", "q", "j" -> types.longLong(false);
          case "z", "t" -> types.difference();
          default -> types.integer(false);
        };
    return switch (kind) {
      case 'd', 'i', 'u', 'x', 'X', 'o' -> {
        Type passed = scans ? integer : Promotions.promoted(integer);
        boolean widest = size.equals("ll") || size.equals("q") || size.equals("j");
        String name = widest && types.longInteger(false).size == 8 ? "long" : passed.toString();
        yield new Wanted((int) passed.size, scans, spelled(name, scans));
      }
      case 'c' -> {
        if (!size.isEmpty()) {
          yield null;
        }
        yield scans
            ? new Wanted(1, true, "char *")
            : new Wanted((int) types.integer(false).size, false, "int");
      }
      case 'f', 'F', 'e', 'E', 'g', 'G', 'a', 'A' -> {
        Type real =
            scans && size.isEmpty()
                ? Type.FLOAT
                : size.equals("L") ? types.longReal() : types.real();
        yield new Wanted((int) -real.size, scans, spelled(real.toString(), scans));
      }
      case 's', '[' -> size.isEmpty() ? new Wanted(1, true, "char *") : null;
      case 'p' -> new Wanted(0, true, "void *");
      default -> null;
    };
  }

  private static String spelled(String name, boolean scans) {
    return scans ? name + " *" : name;
  }

  private void match(
      String conversion,
      @Nullable Wanted wanted,
      List<Expression> arguments,
      List<Token> places,
      int index) {
    if (wanted == null) {
      return;
    }
    Type type = arguments.get(index).type();
    boolean fits;
    if (wanted.pointer) {
      Integer number = wanted.number;
      fits =
          type.is(Kind.POINTER)
              && (number == null || number == 0 || fits(type.base(), number, true));
    } else {
      Integer number = wanted.number;
      fits = number == null || fits(type, number, false);
    }
    if (!fits && type != Type.UNKNOWN) {
      diagnostics.warning(
          places.get(index).place(),
          "'" + conversion + "' does not fit the argument",
          "expected " + wanted.spelled + ", found " + type);
    }
  }

  private static boolean fits(Type type, int number, boolean pointed) {
    if (pointed && type.is(Kind.VOID)) {
      return true;
    }
    return number < 0
        ? type.isFloating() && type.size == -number
        : type.isInteger() && type.size == number;
  }
}
