package dev.ringfence.c.lex;

import java.util.Set;

/// A word of C.
///
/// @param text as it is spelled
/// @param value of an integer or character constant
/// @param suffix of an integer constant, in lower case; of a string its bytes are in `bytes`
/// @param bytes of a string literal, one character each, without the final zero
/// @param space whether white space comes before it
/// @param lineStart whether it is the first on its line
/// @param hidden the macros that must not be expanded in it any more
public record Token(
    Kind kind,
    String text,
    Place place,
    long value,
    String suffix,
    String bytes,
    boolean space,
    boolean lineStart,
    Set<String> hidden) {

  /// What sort of word.
  public enum Kind {
    IDENTIFIER,
    INTEGER,
    FLOATING,
    CHARACTER,
    STRING,
    PUNCTUATOR,
    END
  }

  static Token of(Kind kind, String text, Place place, boolean space, boolean lineStart) {
    return new Token(kind, text, place, 0, "", "", space, lineStart, Set.of());
  }

  /// Whether it is this keyword, name or punctuator.
  public boolean is(String spelling) {
    return (kind == Kind.PUNCTUATOR || kind == Kind.IDENTIFIER) && text.equals(spelling);
  }

  Token at(Place other, Set<String> hide, boolean spaced) {
    return new Token(kind, text, other, value, suffix, bytes, spaced, lineStart, hide);
  }
}
