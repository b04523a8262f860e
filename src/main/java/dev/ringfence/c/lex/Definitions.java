package dev.ringfence.c.lex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The macros of a unit: `#define`, `#undef`, and those that a program finds defined.
final class Definitions {
  /// Macros whose value the place where they stand gives.
  static final Set<String> DYNAMIC =
      Set.of(
          "__LINE__",
          "__FILE__",
          "__FILE_NAME__",
          "__DATE__",
          "__TIME__",
          "__TIMESTAMP__",
          "__COUNTER__",
          "__BASE_FILE__",
          "__INCLUDE_LEVEL__",
          "__has_include",
          "__has_attribute",
          "__has_builtin");

  final Map<String, Macro> macros = new HashMap<>();
  private final Map<String, Deque<Macro>> pushed = new HashMap<>();
  private final Diagnostics diagnostics;

  Definitions(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  boolean isDefined(String name) {
    return macros.containsKey(name) || DYNAMIC.contains(name);
  }

  /// Defines a macro with a value as `-D` does.
  void predefine(String name, String value) {
    List<Token> body = new Lexer(new Source("<" + name + ">", value, true), diagnostics).tokens();
    macros.put(name, new Macro(name, null, false, body.subList(0, body.size() - 1)));
  }

  void undefine(Token directive, List<Token> rest) {
    Token name = name(directive, rest);
    if (name != null) {
      macros.remove(name.text());
    }
  }

  private @Nullable Token name(Token directive, List<Token> rest) {
    if (rest.isEmpty() || !rest.getFirst().isName() || rest.getFirst().is("defined")) {
      Token at = rest.isEmpty() ? directive : rest.getFirst();
      String wrong = rest.isEmpty() ? "missing macro name" : "this is no macro name";
      diagnostics.error(at.place(), wrong, "needs one");
      return null;
    }
    return rest.getFirst();
  }

  void define(Token directive, List<Token> rest) {
    Token name = name(directive, rest);
    if (name == null) {
      return;
    }
    int body = 1;
    List<String> parameters = null;
    boolean variadic = false;
    if (rest.size() > 1 && rest.get(1).is("(") && !rest.get(1).space()) {
      parameters = new ArrayList<>();
      body = parameters(name, rest, parameters);
      if (body < 0) {
        return;
      }
      variadic = rest.get(body - 2).is("...");
    }
    List<Token> tokens = List.copyOf(rest.subList(body, rest.size()));
    if (!check(tokens, parameters)) {
      return;
    }
    Macro macro = new Macro(name.text(), parameters, variadic, tokens);
    Macro before = macros.put(name.text(), macro);
    if (before != null && !before.same(macro) || DYNAMIC.contains(name.text())) {
      diagnostics.warning(name.place(), "macro '" + name.text() + "' is redefined", "here");
    }
  }

  /// Reads the parameters.
  ///
  /// @return where the body begins, or -1 when they are malformed
  private int parameters(Token name, List<Token> rest, List<String> parameters) {
    int i = 2;
    if (i < rest.size() && rest.get(i).is(")")) {
      return i + 1;
    }
    while (i < rest.size()) {
      Token token = rest.get(i++);
      boolean all = token.is("...");
      if (!all && !token.isName()) {
        diagnostics.error(token.place(), "malformed macro parameters", "not a name");
        return -1;
      }
      String parameter = all ? "__VA_ARGS__" : token.text();
      if (parameters.contains(parameter)) {
        diagnostics.error(token.place(), "two macro parameters of one name", "second one");
        return -1;
      }
      parameters.add(parameter);
      if (!all && i < rest.size() && rest.get(i).is("...")) {
        all = true;
        i++;
      }
      if (i < rest.size() && rest.get(i).is(")")) {
        return i + 1;
      }
      if (i >= rest.size() || all || !rest.get(i).is(",")) {
        break;
      }
      i++;
    }
    Token at = i < rest.size() ? rest.get(i) : name;
    diagnostics.error(at.place(), "malformed macro parameters", "no closing parenthesis");
    return -1;
  }

  private boolean check(List<Token> body, @Nullable List<String> parameters) {
    for (int i = 0; i < body.size(); i++) {
      Token token = body.get(i);
      if (token.is("##") && (i == 0 || i == body.size() - 1)) {
        diagnostics.error(token.place(), "'##' at the end of a macro", "has nothing to paste");
        return false;
      }
      if (parameters != null && token.is("#")) {
        String next = i + 1 < body.size() ? body.get(i + 1).text() : "";
        if (!parameters.contains(next) && !next.equals("__VA_OPT__")) {
          diagnostics.error(token.place(), "'#' is not followed by a parameter", "here");
          return false;
        }
      }
    }
    return true;
  }

  /// `#pragma push_macro`.
  void push(String name) {
    Macro macro = macros.get(name);
    Deque<Macro> stack = pushed.computeIfAbsent(name, _ -> new ArrayDeque<>());
    stack.push(macro == null ? new Macro("", null, false, List.of()) : macro);
  }

  /// `#pragma pop_macro`.
  void pop(String name) {
    Deque<Macro> stack = pushed.get(name);
    if (stack != null && !stack.isEmpty()) {
      Macro macro = stack.pop();
      if (macro.name.isEmpty()) {
        macros.remove(name);
      } else {
        macros.put(name, macro);
      }
    }
  }
}
