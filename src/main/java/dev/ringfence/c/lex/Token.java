package dev.ringfence.c.lex;

/// A word of C.
///
/// @param text as it is spelled; a digraph as the punctuator it stands for
/// @param value of an integer or character constant; of a floating one the bits of a `double`
/// @param suffix of a number in lower case, an integer's begins with `d` if it is decimal and `x`
///     if not; of a string or character its prefix: empty, `L`, `u`, `U` or `u8`
/// @param bytes of a string literal, one character each, without the final zero
/// @param space whether white space comes before it
/// @param lineStart whether it is the first on its line
/// @param hidden whether it is a macro's name that must not be expanded any more
public record Token(
    Kind kind,
    String text,
    Place place,
    long value,
    String suffix,
    String bytes,
    boolean space,
    boolean lineStart,
    boolean hidden) {

  /// What sort of word. A `NUMBER` is a preprocessing number, which [Literals] makes an `INTEGER`
  /// or a `FLOATING`; `OTHER` is what has no meaning in C; `PACK` is a `#pragma pack`.
  public enum Kind {
    IDENTIFIER,
    NUMBER,
    INTEGER,
    FLOATING,
    CHARACTER,
    STRING,
    PUNCTUATOR,
    OTHER,
    PACK,
    END
  }

  static Token of(Kind kind, String text, Place place, boolean space, boolean lineStart) {
    return new Token(kind, text, place, 0, "", "", space, lineStart, false);
  }

  /// A plain string literal with these bytes in the place of another token.
  public static Token string(String bytes, Token at) {
    return literal(Kind.STRING, '"' + bytes + '"', at, 0, "", bytes);
  }

  /// A literal in the place of another token.
  static Token literal(Kind kind, String text, Token at, long value, String suffix, String bytes) {
    return new Token(kind, text, at.place, value, suffix, bytes, at.space, at.lineStart, false);
  }

  /// Whether it is this keyword, name or punctuator.
  public boolean is(String spelling) {
    return (kind == Kind.PUNCTUATOR || kind == Kind.IDENTIFIER) && text.equals(spelling);
  }

  public boolean isName() {
    return kind == Kind.IDENTIFIER;
  }

  /// As it was written: a digraph is one.
  String spelling() {
    return kind == Kind.PUNCTUATOR && !bytes.isEmpty() ? bytes : text;
  }

  Token at(Place other, boolean spaced) {
    return new Token(kind, text, other, value, suffix, bytes, spaced, false, hidden);
  }

  Token spaced(boolean spaced) {
    return spaced == space ? this : at(place, spaced);
  }

  /// The same word in another spelling.
  public Token spelled(String other) {
    return new Token(kind, other, place, value, suffix, bytes, space, lineStart, hidden);
  }

  Token hide() {
    return new Token(kind, text, place, value, suffix, bytes, space, lineStart, true);
  }
}
