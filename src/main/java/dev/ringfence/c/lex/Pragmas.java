package dev.ringfence.c.lex;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The pragmas that mean something: `once`, `pack`, `push_macro` and `pop_macro`. All others are
/// ignored, as C11 section 6.10.6 allows.
final class Pragmas {
  private record Pushed(String label, int pack) {}

  private final Definitions definitions;
  private final Diagnostics diagnostics;
  private final Deque<Pushed> stack = new ArrayDeque<>();
  private int pack;

  Pragmas(Definitions definitions, Diagnostics diagnostics) {
    this.definitions = definitions;
    this.diagnostics = diagnostics;
  }

  /// Obeys a pragma.
  ///
  /// @param out takes a PACK token when the packing changes
  void act(Token at, List<Token> words, List<Token> out) {
    if (words.isEmpty()) {
      return;
    }
    switch (words.getFirst().text()) {
      case "pack" -> {
        pack(at, words.subList(1, words.size()));
        Token token = Token.of(Token.Kind.PACK, "#pragma pack", at.place(), true, true);
        out.add(Token.literal(token.kind(), token.text(), token, pack, "", ""));
      }
      case "push_macro", "pop_macro" -> {
        if (words.size() == 4 && words.get(2).kind() == Token.Kind.STRING) {
          String name = Literals.content(words.get(2).text(), true);
          if (words.getFirst().is("push_macro")) {
            definitions.push(name);
          } else {
            definitions.pop(name);
          }
        }
      }
      default -> {}
    }
  }

  private void pack(Token at, List<Token> words) {
    String label = "";
    boolean pops = false;
    for (Token word : words) {
      if (word.is("push")) {
        stack.push(new Pushed("", pack));
      } else if (word.is("pop")) {
        pops = true;
      } else if (word.isName()) {
        label = word.text();
        if (!pops && !stack.isEmpty()) {
          stack.push(new Pushed(label, stack.pop().pack));
        }
      } else if (word.kind() == Token.Kind.NUMBER) {
        switch (word.text()) {
          case "1", "2", "4", "8", "16" -> pack = Integer.parseInt(word.text());
          case "0" -> pack = 0;
          default -> diagnostics.error(word.place(), "no such packing", "give 1, 2, 4, 8 or 16");
        }
      }
    }
    if (words.size() == 2 && words.getFirst().is("(")) {
      pack = 0;
    }
    if (pops) {
      pop(at, label);
    }
  }

  private void pop(Token at, String label) {
    boolean found = label.isEmpty() || stack.stream().anyMatch(p -> p.label.equals(label));
    if (stack.isEmpty() || !found) {
      diagnostics.warning(at.place(), "#pragma pack(pop) without its push", "here");
      return;
    }
    Pushed top = stack.pop();
    while (!label.isEmpty() && !top.label.equals(label)) {
      top = stack.pop();
    }
    pack = top.pack;
  }
}
