package dev.ringfence.c.lex;

import dev.ringfence.machine.DataModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The preprocessor of C11 (section 6.10) with gcc's extensions: directives, conditionals and
/// files. Macro expansion is in [Expansion], what is defined in [Definitions].
public final class Preprocessor {
  private static final int DEEPEST_INCLUDE = 200;

  private final IncludePath path;
  private final Features features;
  private final Diagnostics diagnostics;
  private final Definitions definitions;
  private final Pragmas pragmas;
  private final Expansion expansion;
  private final Set<String> once = new HashSet<>();
  private final List<Token> out = new ArrayList<>();
  private String base = "";
  private @Nullable File file;
  private int depth;
  private int counter;

  /// A file that is being read.
  private static final class File {
    final Source source;
    final List<Token> tokens;
    final Deque<Condition> conditions = new ArrayDeque<>();
    int at;

    /// What `#line` has made of the name and, added to a line, of the number.
    String name;

    int shift;

    File(Source source, List<Token> tokens) {
      this.source = source;
      this.tokens = tokens;
      name = source.name();
    }

    boolean isReading() {
      Condition open = conditions.peek();
      return open == null || open.reading;
    }
  }

  /// A conditional that is open: whether its present branch is read, whether one has been, and
  /// whether its `#else` has come.
  private static final class Condition {
    final Token start;
    final boolean outer;
    boolean reading;
    boolean done;
    boolean last;

    Condition(Token start, boolean outer, boolean reading) {
      this.start = start;
      this.outer = outer;
      this.reading = reading;
      this.done = reading;
    }
  }

  public Preprocessor(
      IncludePath path,
      Map<String, String> defines,
      Features features,
      DataModel model,
      Diagnostics diagnostics) {
    this.path = path;
    this.features = features;
    this.diagnostics = diagnostics;
    definitions = new Definitions(diagnostics);
    pragmas = new Pragmas(definitions, diagnostics);
    expansion = new Expansion(definitions.macros, this::dynamic, this::read, diagnostics);
    definitions.macros.putAll(Predefined.macros(model));
    defines.forEach(definitions::predefine);
  }

  /// All tokens of a translation unit, ended by an END token.
  ///
  /// @param texts what it consists of, in order
  /// @param main the one at whose end the unit ends
  public List<Token> process(List<Source> texts, Source main) {
    base = main.name();
    texts.forEach(this::file);
    List<Token> read = new Literals(diagnostics).read(out);
    Place end = new Place(main, main.text().length(), 0);
    read.add(Token.of(Token.Kind.END, "", end, true, true));
    return read;
  }

  private void file(Source source) {
    if (once.contains(source.name())) {
      return;
    }
    File outer = file;
    File inner = new File(source, new Lexer(source, diagnostics).tokens());
    file = inner;
    for (Token t = expansion.next(); t.kind() != Token.Kind.END; t = expansion.next()) {
      if (t.is("_Pragma")) {
        pragmaOperator(t);
      } else {
        out.add(t);
      }
    }
    for (Condition open : inner.conditions) {
      diagnostics.error(open.start.place(), "unterminated conditional", "has no #endif");
    }
    file = outer;
  }

  /// The next token of the file, directives obeyed and skipped parts left out.
  private Token read() {
    File from = file;
    if (from == null) {
      throw new IllegalStateException("no file is being read");
    }
    while (true) {
      Token token = from.tokens.get(from.at);
      if (token.kind() == Token.Kind.END) {
        return token;
      }
      if (token.lineStart() && token.is("#")) {
        if (expansion.seeksParenthesis()) {
          return from.tokens.getLast();
        }
        from.at++;
        directive(from, token, line(from));
      } else if (from.isReading()) {
        from.at++;
        return token;
      } else {
        from.at++;
      }
    }
  }

  /// The rest of the line.
  private static List<Token> line(File from) {
    int start = from.at;
    while (!from.tokens.get(from.at).lineStart()) {
      from.at++;
    }
    return from.tokens.subList(start, from.at);
  }

  // What the place gives

  private @Nullable Token dynamic(Token name) {
    File from = file;
    if (from == null
        || !name.text().startsWith("__")
        || !Definitions.DYNAMIC.contains(name.text())) {
      return null;
    }
    return switch (name.text()) {
      case "__LINE__" -> number(name, name.place().line() + from.shift);
      case "__COUNTER__" -> number(name, counter++);
      case "__INCLUDE_LEVEL__" -> number(name, depth);
      case "__FILE__" -> text(name, from.name);
      case "__FILE_NAME__" -> text(name, from.name.replaceFirst(".*/", ""));
      case "__BASE_FILE__" -> text(name, base);
      case "__DATE__" -> text(name, "Jan  1 1970");
      case "__TIME__" -> text(name, "00:00:00");
      case "__TIMESTAMP__" -> text(name, "Thu Jan  1 00:00:00 1970");
      default -> null;
    };
  }

  private static Token number(Token at, long value) {
    return Token.literal(Token.Kind.NUMBER, Long.toString(value), at, value, "d", "");
  }

  private static Token text(Token at, String text) {
    String quoted = '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    return Token.literal(Token.Kind.STRING, quoted, at, 0, "", "");
  }

  // Directives

  private void directive(File from, Token hash, List<Token> line) {
    if (line.isEmpty()) {
      return;
    }
    Token name = line.getFirst();
    List<Token> rest = line.subList(1, line.size());
    boolean reading = from.isReading();
    switch (name.text()) {
      case "if", "ifdef", "ifndef" -> {
        boolean holds = reading && holds(name, rest);
        from.conditions.push(new Condition(name, reading, holds));
      }
      case "elif", "elifdef", "elifndef", "else", "endif" -> branch(from, name, rest);
      default -> {
        if (reading) {
          act(from, hash, name, rest);
        }
      }
    }
  }

  private boolean holds(Token name, List<Token> rest) {
    if (name.is("if") || name.is("elif")) {
      return new Conditional(name, new Asked(), expansion, diagnostics).holds(rest);
    }
    if (rest.isEmpty() || !rest.getFirst().isName()) {
      diagnostics.error(name.place(), "missing macro name", "needs one");
      return false;
    }
    return definitions.isDefined(rest.getFirst().text()) == name.text().endsWith("ifdef");
  }

  private void branch(File from, Token name, List<Token> rest) {
    Condition open = from.conditions.peek();
    if (open == null) {
      diagnostics.error(name.place(), "#" + name.text() + " without #if", "here");
      return;
    }
    if (name.is("endif")) {
      from.conditions.pop();
      return;
    }
    if (open.last) {
      diagnostics.error(name.place(), "#" + name.text() + " after #else", "here");
    }
    open.last |= name.is("else");
    open.reading = !open.done && open.outer && (name.is("else") || holds(name, rest));
    open.done |= open.reading;
  }

  private void act(File from, Token hash, Token name, List<Token> rest) {
    switch (name.text()) {
      case "define" -> definitions.define(name, rest);
      case "undef" -> definitions.undefine(name, rest);
      case "include" -> include(name, rest, false);
      case "import" -> include(name, rest, true);
      case "error" -> diagnostics.error(hash.place(), "#error" + spell(rest), "here");
      case "warning" -> diagnostics.warning(hash.place(), "#warning" + spell(rest), "here");
      case "pragma" -> pragma(from.source, name, rest);
      case "line" -> line(from, name, expansion.all(rest));
      case "ident", "sccs" -> {}
      case "include_next" ->
          throw diagnostics.fatal(
              name.place(), "#include_next is not supported", "here", "include the file by name");
      default -> {
        if (name.kind() == Token.Kind.NUMBER) {
          line(from, hash, new ArrayList<>(List.of(name, rest.isEmpty() ? name : rest.getFirst())));
        } else {
          diagnostics.error(
              name.place(), "unknown directive '#" + name.text() + "'", "not a directive");
        }
      }
    }
  }

  private static String spell(List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    for (Token token : tokens) {
      text.append(token.space() || text.isEmpty() ? " " : "").append(token.spelling());
    }
    return text.toString();
  }

  private void line(File from, Token directive, List<Token> words) {
    int number = 0;
    try {
      number = words.isEmpty() ? 0 : Integer.parseInt(words.getFirst().text());
    } catch (NumberFormatException _) {
      number = 0;
    }
    if (number <= 0 && (words.isEmpty() || !words.getFirst().text().matches("0+"))) {
      diagnostics.error(directive.place(), "#line needs a line number", "here");
      return;
    }
    from.shift = number - directive.place().line() - 1;
    if (words.size() > 1 && words.get(1).kind() == Token.Kind.STRING) {
      from.name = Literals.content(words.get(1).text(), false);
    }
  }

  private void pragma(Source source, Token at, List<Token> words) {
    if (!words.isEmpty() && words.getFirst().is("once")) {
      once.add(source.name());
    } else {
      pragmas.act(at, words, out);
    }
  }

  /// Obeys `_Pragma("...")` (C11 section 6.10.9).
  private void pragmaOperator(Token operator) {
    Token open = expansion.next();
    Token text = expansion.next();
    Token close = expansion.next();
    if (!open.is("(") || text.kind() != Token.Kind.STRING || !close.is(")")) {
      diagnostics.error(operator.place(), "_Pragma needs a string in parentheses", "here");
      return;
    }
    Source line = new Source("<pragma>", Literals.content(text.text(), false), true);
    List<Token> words = new Lexer(line, diagnostics).tokens();
    pragma(operator.place().source(), operator, words.subList(0, words.size() - 1));
  }

  // Files

  /// The name that an `#include` gives, and whether it is in quotes.
  private record Named(String name, boolean quoted, Token at) {}

  private @Nullable Named named(List<Token> given) {
    List<Token> words = given;
    if (!words.isEmpty() && words.getFirst().isName()) {
      words = expansion.all(words);
    }
    if (words.isEmpty()) {
      return null;
    }
    Token first = words.getFirst();
    if (first.kind() == Token.Kind.STRING && first.text().startsWith("\"")) {
      return new Named(Literals.content(first.text(), true), true, first);
    }
    StringBuilder spelled = new StringBuilder();
    for (Token token : words.subList(1, words.size())) {
      if (token.is(">")) {
        return first.is("<") ? new Named(spelled.toString(), false, first) : null;
      }
      spelled.append(token.space() && !spelled.isEmpty() ? " " : "").append(token.spelling());
    }
    return null;
  }

  private @Nullable Source find(Source from, Named named) {
    Source found = named.quoted ? path.local(from, named.name) : null;
    return found == null ? path.system(named.name) : found;
  }

  private void include(Token directive, List<Token> rest, boolean single) {
    Named named = named(rest);
    if (named == null) {
      Token at = rest.isEmpty() ? directive : rest.getFirst();
      diagnostics.error(at.place(), "#include needs a file name", "in quotes or angle brackets");
      return;
    }
    if (expansion.isBusy()) {
      throw diagnostics.fatal(
          directive.place(), "#include within the arguments of a macro", "not supported", null);
    }
    Source found = find(directive.place().source(), named);
    if (found == null) {
      throw diagnostics.fatal(
          named.at.place(),
          "file not found: " + named.name,
          "no such header",
          path.help(named.name));
    }
    if (depth == DEEPEST_INCLUDE) {
      throw diagnostics.fatal(
          named.at.place(),
          "#include nested too deeply",
          "here",
          "does the file include itself without a guard?");
    }
    depth++;
    file(found);
    depth--;
    if (single) {
      once.add(found.name());
    }
  }

  /// Answers what an `#if` asks.
  private final class Asked implements Conditional.Questions {
    @Override
    public boolean isDefined(String name) {
      return definitions.isDefined(name);
    }

    @Override
    public boolean has(String operator, List<Token> words) {
      String word = words.getFirst().text().replaceAll("^__(.*)__$", "$1");
      return switch (operator) {
        case "__has_attribute" -> features.attribute(word);
        case "__has_builtin" -> features.builtin(words.getFirst().text());
        case "__has_include" -> {
          Named named = named(words);
          File from = file;
          yield named != null && from != null && find(from.source, named) != null;
        }
        default -> false;
      };
    }
  }
}
