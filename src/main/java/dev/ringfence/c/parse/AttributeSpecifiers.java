package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Type;
import dev.ringfence.c.lex.Token;
import org.jspecify.annotations.Nullable;

/// Parses gcc's attribute specifiers (gcc's manual, section 6.33) and `_Alignas`.
final class AttributeSpecifiers {
  /// The greatest that a type has of itself.
  private static final int LARGEST_ALIGNMENT = 16;

  private static final int LARGEST_VECTOR = 256;

  private final Tokens tokens;
  private final Expressions expressions;
  private final Declarators declarators;
  private Attributes attributes = new Attributes();

  /// What attributes say of layout.
  ///
  /// @param align 0 for nothing
  /// @param mode the machine mode that stands for a type's size, empty for none
  /// @param vector the bytes of a vector, 0 for none
  record Placing(boolean packed, int align, String mode, int vector) {
    static final Placing NONE = new Placing(false, 0, "", 0);

    static Placing aligned(int align) {
      return new Placing(false, align, "", 0);
    }

    Placing and(Placing other) {
      return new Placing(
          packed || other.packed,
          Math.max(align, other.align),
          mode.isEmpty() ? other.mode : mode,
          Math.max(vector, other.vector));
    }

    /// The type with the size that its mode has, if one is given, and the vector of it.
    Type sized(Type type) {
      Type element = mode.isEmpty() ? type : TypeWords.ofMode(mode, type);
      return vector == 0 ? element : ofVectors(element);
    }

    /// The type that has vectors where it had their elements.
    private Type ofVectors(Type type) {
      return switch (type.kind) {
        case POINTER -> Type.pointer(ofVectors(type.base()));
        case ARRAY -> Type.array(ofVectors(type.base()), type.length);
        default -> type.isArithmetic() ? Type.vector(type, vector) : type;
      };
    }
  }

  AttributeSpecifiers(Tokens tokens, Expressions expressions, Declarators declarators) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.declarators = declarators;
  }

  /// What the attributes from here on say is said of the next declaration.
  Attributes fresh() {
    attributes = new Attributes();
    return attributes;
  }

  /// What the attributes from here on say is said of the next declarator, besides what is said of
  /// the whole declaration.
  Attributes own(Attributes common) {
    attributes = common.copy();
    return attributes;
  }

  void noReturn() {
    attributes.noReturn();
  }

  /// The operand of `_Alignas`.
  int alignAs() {
    tokens.expect("(");
    int align = alignment();
    tokens.expect(")");
    return align;
  }

  /// Reads attributes; those that are not known have no effect.
  Placing parse() {
    Placing all = Placing.NONE;
    while (tokens.take("__attribute__")) {
      tokens.expect("(");
      tokens.expect("(");
      while (!tokens.is(")")) {
        all = all.and(attribute());
        if (!tokens.take(",")) {
          break;
        }
      }
      tokens.expect(")");
      tokens.expect(")");
    }
    return all;
  }

  private Placing attribute() {
    if (tokens.is(",")) {
      return Placing.NONE;
    }
    Token word = tokens.next();
    String name = word.text().replaceAll("^__(.*)__$", "$1");
    if (Attributes.REFUSED.contains(name)) {
      throw tokens.unsupported(word, "the attribute '" + name + "' is");
    }
    switch (name) {
      case "noreturn" -> attributes.noReturn();
      case "constructor" -> attributes.constructor(operand());
      case "destructor" -> attributes.destructor(operand());
      case "weak" -> attributes.weak();
      case "alias" -> attributes.alias(word());
      case "weakref" -> attributes.weakReference(word());
      case "cleanup" -> attributes.cleanup(word());
      case "fixed_form" -> attributes.fixedForm(word());
      case "packed" -> {
        return new Placing(true, 0, "", 0);
      }
      case "aligned" -> {
        return Placing.aligned(tokens.is("(") ? alignAs() : LARGEST_ALIGNMENT);
      }
      case "mode" -> {
        Token mode = word();
        if (TypeWords.ofMode(mode.text(), Type.signedInt()) == Type.VOID) {
          throw tokens.unsupported(mode, "the mode '" + mode.text() + "' is");
        }
        return new Placing(false, 0, mode.text(), 0);
      }
      case "vector_size" -> {
        return new Placing(false, 0, "", vectorSize());
      }
      default -> skipOperands();
    }
    return Placing.NONE;
  }

  private int vectorSize() {
    Token at = tokens.peek();
    Long bytes = operand();
    if (bytes == null || bytes <= 0 || bytes > LARGEST_VECTOR || Long.bitCount(bytes) > 1) {
      throw tokens.unsupported(at, "a vector of this size is");
    }
    return bytes.intValue();
  }

  /// The one word in parentheses.
  private Token word() {
    tokens.expect("(");
    Token word = tokens.next();
    tokens.expect(")");
    return word;
  }

  private void skipOperands() {
    boolean inside = tokens.is("(");
    int nesting = 0;
    while (inside && !tokens.isEnd()) {
      nesting += tokens.is("(") ? 1 : tokens.is(")") ? -1 : 0;
      tokens.next();
      inside = nesting > 0;
    }
  }

  /// The number in parentheses, if there is one.
  private @Nullable Long operand() {
    Long number = null;
    if (tokens.take("(")) {
      number = expressions.constant();
      tokens.expect(")");
    }
    return number;
  }

  private int alignment() {
    Token at = tokens.peek();
    long align = declarators.isType(at) ? declarators.typeName().align : expressions.constant();
    if (align < 0 || align > 4096 || Long.bitCount(align) > 1) {
      tokens.diagnostics.error(
          at.place(), "no alignment", "is no power of two up to 4096: " + align);
      return 0;
    }
    return (int) align;
  }
}
