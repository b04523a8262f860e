package dev.ringfence.c.lex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The preprocessor of C11 (section 6.10): directives, conditionals and macros. Macro expansion is
/// in [Expansion].
public final class Preprocessor {
  private static final int DEEPEST_INCLUDE = 200;

  private final IncludePath path;
  private final Diagnostics diagnostics;
  private final Map<String, Macro> macros = new HashMap<>();
  private final Set<String> once = new HashSet<>();
  private final List<Token> out = new ArrayList<>();
  private final Expansion expansion;
  private int depth;

  /// A conditional that is open: whether its present branch is read, and whether one has been.
  private static final class Condition {
    final Token start;
    boolean reading;
    boolean done;

    Condition(Token start, boolean reading, boolean done) {
      this.start = start;
      this.reading = reading;
      this.done = done;
    }
  }

  public Preprocessor(IncludePath path, Map<String, String> defines, Diagnostics diagnostics) {
    this.path = path;
    this.diagnostics = diagnostics;
    this.expansion = new Expansion(macros, diagnostics);
    defines.forEach(this::predefine);
    String fixed =
        "__STDC__=1 __STDC_VERSION__=201112L __x86_64__=1 __linux__=1 __unix__=1 __LP64__=1"
            + " __RINGFENCE__=1";
    for (String definition : fixed.split(" ")) {
      int equals = definition.indexOf('=');
      predefine(definition.substring(0, equals), definition.substring(equals + 1));
    }
  }

  private void predefine(String name, String value) {
    Lexer lexer = new Lexer(new Source("<" + name + ">", value, true));
    List<Token> body = lexer.tokens();
    lexer.report(diagnostics, _ -> false);
    macros.put(name, new Macro(name, null, false, body.subList(0, body.size() - 1)));
  }

  /// All tokens of a translation unit, ended by an END token.
  ///
  /// @param texts what it consists of, in order
  /// @param main the one at whose end the unit ends
  public List<Token> process(List<Source> texts, Source main) {
    texts.forEach(this::file);
    List<Token> joined = Strings.join(out);
    Place end = new Place(main, main.text().length(), 0);
    joined.add(Token.of(Token.Kind.END, "", end, true, true));
    return joined;
  }

  private void file(Source source) {
    if (once.contains(source.name())) {
      return;
    }
    Lexer lexer = new Lexer(source);
    Deque<Token> in = new ArrayDeque<>(lexer.tokens());
    BitSet skipped = new BitSet();
    Deque<Condition> conditions = new ArrayDeque<>();
    while (in.getFirst().kind() != Token.Kind.END) {
      Token token = in.removeFirst();
      if (token.lineStart() && token.is("#")) {
        directive(token, line(in), conditions);
      } else if (conditions.stream().allMatch(condition -> condition.reading)) {
        in.addFirst(token);
        expansion.next(in, out);
      } else {
        int from = token.place().offset();
        skipped.set(from, Math.max(from + 1, in.getFirst().place().offset()));
      }
    }
    lexer.report(diagnostics, skipped::get);
    for (Condition open : conditions) {
      diagnostics.error(open.start.place(), "unterminated conditional", "has no #endif");
    }
  }

  /// The rest of the line.
  private static List<Token> line(Deque<Token> in) {
    List<Token> line = new ArrayList<>();
    while (!in.getFirst().lineStart() && in.getFirst().kind() != Token.Kind.END) {
      line.add(in.removeFirst());
    }
    return line;
  }

  private void directive(Token hash, List<Token> line, Deque<Condition> conditions) {
    if (line.isEmpty()) {
      return;
    }
    Token name = line.getFirst();
    List<Token> rest = line.subList(1, line.size());
    boolean reading = conditions.stream().allMatch(condition -> condition.reading);
    switch (name.text()) {
      case "if", "ifdef", "ifndef" -> {
        boolean holds = reading && holds(name, rest);
        conditions.push(new Condition(name, holds, holds));
      }
      case "elif", "else", "endif" -> branch(name, rest, conditions);
      default -> {
        if (reading) {
          act(hash, name, rest);
        }
      }
    }
  }

  private boolean holds(Token name, List<Token> rest) {
    if (name.is("if") || name.is("elif")) {
      return new Conditional(macros, expansion, diagnostics).holds(name, rest);
    }
    if (rest.isEmpty()) {
      diagnostics.error(name.place(), "missing macro name", "needs one");
      return false;
    }
    return macros.containsKey(rest.getFirst().text()) == name.is("ifdef");
  }

  private void branch(Token name, List<Token> rest, Deque<Condition> conditions) {
    Condition open = conditions.peek();
    if (open == null) {
      diagnostics.error(name.place(), "#" + name.text() + " without #if", "here");
      return;
    }
    if (name.is("endif")) {
      conditions.pop();
      return;
    }
    boolean outer = conditions.stream().skip(1).allMatch(condition -> condition.reading);
    open.reading = !open.done && outer && (name.is("else") || holds(name, rest));
    open.done |= open.reading;
  }

  private void act(Token hash, Token name, List<Token> rest) {
    switch (name.text()) {
      case "define" -> define(name, rest);
      case "undef" -> {
        if (!rest.isEmpty()) {
          macros.remove(rest.getFirst().text());
        }
      }
      case "include" -> include(name, rest);
      case "error" -> diagnostics.error(hash.place(), "#error" + spell(rest), "here");
      case "warning" -> diagnostics.warning(hash.place(), "#warning" + spell(rest), "here");
      case "pragma" -> {
        if (!rest.isEmpty() && rest.getFirst().is("once")) {
          once.add(name.place().source().name());
        }
      }
      case "line" -> {}
      default ->
          diagnostics.error(name.place(), "unknown directive #" + name.text(), "not a directive");
    }
  }

  private static String spell(List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    for (Token token : tokens) {
      text.append(' ').append(token.text());
    }
    return text.toString();
  }

  private void define(Token directive, List<Token> rest) {
    if (rest.isEmpty() || rest.getFirst().kind() != Token.Kind.IDENTIFIER) {
      diagnostics.error(directive.place(), "missing macro name", "needs one");
      return;
    }
    Token name = rest.getFirst();
    if (rest.size() > 1 && rest.get(1).is("(") && !rest.get(1).space()) {
      List<String> parameters = new ArrayList<>();
      boolean variadic = false;
      int i = 2;
      for (; i < rest.size() && !rest.get(i).is(")"); i++) {
        Token token = rest.get(i);
        if (token.is("...")) {
          variadic = true;
          parameters.add("__VA_ARGS__");
        } else if (token.kind() == Token.Kind.IDENTIFIER) {
          parameters.add(token.text());
        } else if (!token.is(",")) {
          diagnostics.error(token.place(), "malformed macro parameters", "not a name");
        }
      }
      if (i >= rest.size()) {
        diagnostics.error(name.place(), "malformed macro parameters", "no closing parenthesis");
        return;
      }
      List<Token> body = List.copyOf(rest.subList(i + 1, rest.size()));
      macros.put(name.text(), new Macro(name.text(), parameters, variadic, body));
    } else {
      List<Token> body = List.copyOf(rest.subList(1, rest.size()));
      macros.put(name.text(), new Macro(name.text(), null, false, body));
    }
  }

  private void include(Token directive, List<Token> rest) {
    List<Token> words = rest;
    if (!words.isEmpty() && words.getFirst().kind() == Token.Kind.IDENTIFIER) {
      words = expansion.all(words);
    }
    if (words.isEmpty()) {
      diagnostics.error(directive.place(), "#include needs a file name", "here");
      return;
    }
    Token first = words.getFirst();
    Source from = directive.place().source();
    @Nullable Source found;
    String name;
    if (first.kind() == Token.Kind.STRING) {
      name = first.bytes();
      found = path.local(from, name);
      found = found == null ? path.system(name) : found;
    } else {
      StringBuilder spelled = new StringBuilder();
      for (Token token : words.subList(1, words.size())) {
        if (!token.is(">")) {
          spelled.append(token.text());
        }
      }
      name = spelled.toString();
      found = first.is("<") ? path.system(name) : null;
    }
    if (found == null) {
      diagnostics.error(first.place(), "file not found: " + name, "no such header");
    } else if (depth == DEEPEST_INCLUDE) {
      diagnostics.error(first.place(), "#include nested too deeply", "here");
    } else {
      depth++;
      file(found);
      depth--;
    }
  }
}
