package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Token;
import dev.ringfence.c.parse.AttributeSpecifiers.Placing;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Parses what a declaration begins with: its declaration specifiers (C11 section 6.7).
final class DeclarationSpecifiers {
  /// Stands for the type of the initialiser, which is not known yet.
  static final Type AUTO = new Type(Kind.VOID, -1, 1, false);

  private final Tokens tokens;
  private final Scope scope;
  private final Expressions expressions;
  private final Declarators declarators;
  private final AttributeSpecifiers attributes;
  private final Tags tags;
  private final Diagnostics diagnostics;

  /// What a declaration begins with.
  ///
  /// @param align what `_Alignas` or an attribute asks for, 0 for nothing
  record Specifiers(
      Type type,
      boolean isTypedef,
      boolean isStatic,
      boolean isExtern,
      boolean isThreadLocal,
      boolean isAuto,
      int align) {}

  DeclarationSpecifiers(
      Tokens tokens,
      Scope scope,
      Expressions expressions,
      Declarators declarators,
      AttributeSpecifiers attributes) {
    this.tokens = tokens;
    this.scope = scope;
    this.expressions = expressions;
    this.declarators = declarators;
    this.attributes = attributes;
    tags = new Tags(tokens, scope, expressions, this, declarators, attributes);
    diagnostics = tokens.diagnostics;
  }

  /// Whether a declaration or a type name may begin with a token.
  boolean isType(Token token) {
    if (token.kind() != Token.Kind.IDENTIFIER) {
      return false;
    }
    String text = token.text();
    return TypeWords.isKnown(text) || scope.find(text) instanceof Scope.Meaning.Typedef;
  }

  Specifiers parse() {
    boolean isTypedef = false;
    boolean isStatic = false;
    boolean isExtern = false;
    Placing placing = Placing.NONE;
    boolean isThreadLocal = false;
    boolean isAtomic = false;
    Type type = null;
    Map<String, Integer> words = new HashMap<>();
    Token first = tokens.peek();
    while (isType(tokens.peek())) {
      Token token = tokens.peek();
      String text = token.text();
      boolean named = scope.find(text) instanceof Scope.Meaning.Typedef;
      if (named && (type != null || TypeWords.nameType(words.keySet()))) {
        break;
      }
      if (type != null && tokens.last().is("}") && isNextDeclaration(token)) {
        tokens.missingSemicolon();
        break;
      }
      if (text.equals("__attribute__")) {
        placing = placing.and(attributes.parse());
        continue;
      }
      tokens.next();
      if (TypeWords.isUnsupported(text)) {
        throw tokens.unsupported(token, "'" + text + "' is");
      }
      switch (text) {
        case "_Noreturn" -> attributes.noReturn();
        case "typedef" -> isTypedef = true;
        case "static" -> isStatic = true;
        case "extern" -> isExtern = true;
        case "struct", "union" -> type = tags.aggregate(text.equals("struct"));
        case "enum" -> type = tags.enumeration();
        case "_Alignas" -> placing = placing.and(Placing.aligned(attributes.alignAs()));
        case "typeof" -> type = expressions.typeOf();
        case "__auto_type" -> type = AUTO;
        case "_Thread_local" -> isThreadLocal = true;
        case "_Atomic" -> {
          if (tokens.take("(")) {
            type = atomic(declarators.typeName(), token);
            tokens.expect(")");
          } else {
            isAtomic = true;
          }
        }
        case "__builtin_va_list" -> type = Type.pointer(Type.CHAR);
        default -> {
          if (named && scope.find(text) instanceof Scope.Meaning.Typedef t) {
            type = t.type();
          } else {
            words.merge(text, 1, Integer::sum);
          }
        }
      }
    }
    if (type == null) {
      type = basic(words, first);
    } else if (TypeWords.nameType(words.keySet())) {
      diagnostics.error(first.place(), "two types in one declaration", "here");
    }
    type = placing.sized(type);
    type = isAtomic ? atomic(type, first) : type;
    if (type != AUTO) {
      type = type.qualified(words.containsKey("const"), words.containsKey("volatile"));
      type = TypeWords.isFar(words.keySet()) ? type.far() : type;
    }
    return new Specifiers(
        type,
        isTypedef,
        isStatic,
        isExtern,
        isThreadLocal,
        words.containsKey("auto"),
        placing.align());
  }

  /// Whether what follows the members of a structure begins another declaration: it stands in a
  /// later line and names a type of its own.
  private boolean isNextDeclaration(Token token) {
    String text = token.text();
    return token.place().line() > tokens.last().place().line()
        && (TypeWords.nameType(Set.of(text))
            || Set.of("struct", "union", "enum", "typedef", "static", "extern").contains(text));
  }

  private Type atomic(Type type, Token at) {
    if (!type.isScalar() && !type.isAggregate()) {
      throw tokens.unsupported(at, "_Atomic for " + type + " is");
    }
    return Type.atomic(type);
  }

  private Type basic(Map<String, Integer> words, Token first) {
    if (!TypeWords.nameType(words.keySet())) {
      return implicitInt(first);
    }
    Type type = TypeWords.type(words);
    if (type == null) {
      diagnostics.error(first.place(), "no such type", "these words do not go together");
      return Type.signedInt();
    }
    return type;
  }

  /// The type of a declaration that names none: `int`, where it must be a declaration.
  private Type implicitInt(Token start) {
    Token first = tokens.peek();
    Token after = tokens.peek(1);
    boolean specified = start != first && after.kind() == Token.Kind.PUNCTUATOR && !after.is("*");
    if (specified || scope.isGlobal() && tokens.peek(1).is("(")) {
      diagnostics.warning(first.place(), "type defaults to 'int'", "declared without a type");
      return Type.signedInt();
    }
    boolean word = first.kind() == Token.Kind.IDENTIFIER;
    String text = first.text();
    diagnostics.error(
        first.place(),
        word ? "unknown type '" + text + "'" : "expected a type",
        "not a type",
        word ? scope.help(text) : null);
    if (word && (after.is("*") || after.isName())) {
      tokens.next();
      return Type.UNKNOWN;
    }
    throw new Tokens.SyntaxError();
  }
}
