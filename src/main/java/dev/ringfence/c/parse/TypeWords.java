package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Types;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The words that declarations begin with (C11 sections 6.7.1 to 6.7.5), after the lexer has made
/// one of each word's spellings.
final class TypeWords {
  private static final Set<String> UNSUPPORTED = Set.of("_Imaginary");

  private static final Set<String> QUALIFIERS =
      Set.of(
          "const",
          "volatile",
          "restrict",
          "inline",
          "_Noreturn",
          "register",
          "auto",
          "signed",
          "unsigned");

  /// On machines of 16 bits, how far away what a pointer points to may be.
  private static final Set<String> DISTANCES =
      Set.of("far", "near", "huge", "_far", "_near", "_huge", "__far", "__near", "__huge");

  private static final Set<String> SPECIFIERS =
      Set.of(
          "void",
          "char",
          "short",
          "int",
          "long",
          "float",
          "double",
          "_Bool",
          "_Complex",
          "__int128",
          "__uint128",
          "struct",
          "union",
          "enum",
          "_Alignas",
          "typeof",
          "__auto_type",
          "_Atomic",
          "_Thread_local",
          "typedef",
          "static",
          "extern",
          "__builtin_va_list",
          "__attribute__");

  private static final Set<String> TYPE_WORDS =
      Set.of(
          "void",
          "char",
          "short",
          "int",
          "long",
          "float",
          "double",
          "_Bool",
          "_Complex",
          "signed",
          "unsigned",
          "__int128",
          "__uint128");

  /// The other keywords of C.
  private static final Set<String> STATEMENT_WORDS =
      Set.of(
          "break",
          "case",
          "continue",
          "default",
          "do",
          "else",
          "for",
          "goto",
          "if",
          "return",
          "switch",
          "while");

  private TypeWords() {}

  /// Whether a word has a meaning of its own and can be no name.
  static boolean isKeyword(String word) {
    return isKnown(word) || STATEMENT_WORDS.contains(word);
  }

  static boolean isKnown(String word) {
    return SPECIFIERS.contains(word) || isQualifier(word) || UNSUPPORTED.contains(word);
  }

  static boolean isQualifier(String word) {
    return QUALIFIERS.contains(word) || isDistance(word);
  }

  private static boolean isDistance(String word) {
    return DISTANCES.contains(word) && Types.current().model().isSegmented();
  }

  /// Whether one of the words says that only far pointers reach what is declared. A huge pointer is
  /// a far one, whose offset wraps.
  static boolean isFar(Set<String> words) {
    return words.stream().anyMatch(word -> isDistance(word) && !word.endsWith("near"));
  }

  static boolean isUnsupported(String word) {
    return UNSUPPORTED.contains(word);
  }

  /// Whether one of the words names a type.
  static boolean nameType(Set<String> words) {
    return !Collections.disjoint(words, TYPE_WORDS);
  }

  /// The type of a machine mode (gcc's internals manual, section "Machine Modes"), as signed as
  /// another one; `void` if there is none.
  static Type ofMode(String mode, Type like) {
    boolean unsigned = like.unsigned && !like.is(Type.Kind.BOOL);
    Types types = Types.current();
    return switch (mode.replaceAll("^__(.*)__$", "$1")) {
      case "QI", "byte" -> types.ofSize(1, unsigned);
      case "HI" -> types.ofSize(2, unsigned);
      case "SI" -> types.ofSize(4, unsigned);
      case "DI" -> like.is(Type.Kind.POINTER) ? like : types.ofSize(8, unsigned);
      case "word", "pointer", "unwind_word" ->
          like.is(Type.Kind.POINTER) ? like : types.longInteger(unsigned);
      case "TI" -> unsigned ? Type.UINT128 : Type.INT128;
      case "SF" -> Type.FLOAT;
      case "DF" -> Type.DOUBLE;
      case "XF", "TF" -> Type.LDOUBLE;
      default -> Type.VOID;
    };
  }

  /// The type that words name in any order, by how often each is there; null if there is none.
  static @Nullable Type type(Map<String, Integer> words) {
    Map<String, Integer> w = new TreeMap<>(words);
    w.keySet().retainAll(TYPE_WORDS);
    StringJoiner sorted = new StringJoiner(" ");
    w.forEach((word, times) -> sorted.add(times == 1 ? word : times + "x" + word));
    Types types = Types.current();
    return switch (sorted.toString()) {
      case "void" -> Type.VOID;
      case "_Bool" -> Type.BOOL;
      case "char" -> Type.CHAR;
      case "char signed" -> Type.SCHAR;
      case "char unsigned" -> Type.UCHAR;
      case "short", "short signed", "int short", "int short signed" -> Type.SHORT;
      case "short unsigned", "int short unsigned" -> Type.USHORT;
      case "int", "signed", "int signed" -> types.integer(false);
      case "unsigned", "int unsigned" -> types.integer(true);
      case "long", "long signed", "int long", "int long signed" -> types.longInteger(false);
      case "2xlong", "2xlong signed", "int 2xlong", "int 2xlong signed" -> types.longLong(false);
      case "long unsigned", "int long unsigned" -> types.longInteger(true);
      case "2xlong unsigned", "int 2xlong unsigned" -> types.longLong(true);
      case "__int128", "__int128 signed" -> Type.INT128;
      case "__uint128", "__int128 unsigned" -> Type.UINT128;
      case "float" -> Type.FLOAT;
      case "double" -> types.real();
      case "double long" -> types.longReal();
      case "_Complex float" -> Type.COMPLEX_FLOAT;
      case "_Complex", "_Complex double" -> Type.complex(types.real());
      case "_Complex double long" -> Type.complex(types.longReal());
      default -> null;
    };
  }
}
