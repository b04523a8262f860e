package dev.ringfence.c.parse;

import dev.ringfence.c.ast.FunctionBody;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.build.NestedFunctions;
import dev.ringfence.c.lex.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The labels of statements, and jumps to them (C11 sections 6.8.1 and 6.8.6.1). One that a block
/// declares as its own (gcc's `__label__`) has another name in the function.
final class Labels {
  /// A label that a block declares.
  ///
  /// @param name its name in the function, different from those of other blocks
  private record OwnLabel(String name, FunctionBody function) {}

  private final Tokens tokens;
  private final Parser parser;

  /// What the blocks around this place have declared, the innermost first.
  private final Deque<Map<String, OwnLabel>> blocks = new ArrayDeque<>();

  private int declared;

  Labels(Tokens tokens, Parser parser) {
    this.tokens = tokens;
    this.parser = parser;
  }

  /// A block begins.
  void enter() {
    blocks.push(new HashMap<>());
  }

  /// The innermost block ends.
  void leave() {
    blocks.pop();
  }

  /// How many blocks are around this place.
  int depth() {
    return blocks.size();
  }

  /// Blocks end until there are so many.
  void leaveTo(int depth) {
    while (blocks.size() > depth) {
      blocks.pop();
    }
  }

  /// Parses gcc's declarations of labels that belong to the innermost block alone.
  void declare() {
    while (tokens.take("__label__")) {
      do {
        String name = tokens.name().text();
        OwnLabel own = new OwnLabel(name + "#" + ++declared, parser.current.function());
        blocks.element().put(name, own);
      } while (tokens.take(","));
      tokens.expect(";");
    }
  }

  /// The name of a label in this function, different from those of other blocks.
  String name(String written) {
    OwnLabel own = own(written);
    return own == null ? written : own.name;
  }

  private @Nullable OwnLabel own(String name) {
    for (Map<String, OwnLabel> block : blocks) {
      OwnLabel own = block.get(name);
      if (own != null) {
        return own;
      }
    }
    return null;
  }

  /// Whether a label comes next.
  boolean isNext() {
    return tokens.peek().isName() && tokens.peek(1).is(":") && !tokens.is("default");
  }

  Statement statement() {
    Token name = tokens.next();
    tokens.expect(":");
    parser.attributes();
    return new Statement.Label(name(name.text()));
  }

  /// Parses what follows on `goto`.
  Statement jump() {
    Token label = tokens.name();
    tokens.expect(";");
    OwnLabel own = own(label.text());
    return own != null && own.function != parser.current.function()
        ? NestedFunctions.jump(own.name, own.function, parser.current.function(), label)
        : new Statement.Goto(name(label.text()), label);
  }
}
