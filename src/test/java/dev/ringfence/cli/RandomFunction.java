package dev.ringfence.cli;

import dev.ringfence.cli.RandomExpression.Type;
import dev.ringfence.cli.RandomExpression.Value;
import dev.ringfence.core.Rng;
import java.util.ArrayList;
import java.util.List;

/// A function of C whose behaviour is defined and whose value depends on all its objects:
/// variables, static ones, arrays, a structure with bit-fields, a union, pointers.
///
/// @param name its name, which its file-scope objects have as their end
/// @param objects declarations at file scope
/// @param locals declarations at its beginning
/// @param statements each makes sense without the others
/// @param checks what mixes the objects into `h` at the end
record RandomFunction(
    String name, String objects, String locals, List<String> statements, String checks) {

  static RandomFunction of(long seed, String name) {
    return new Maker(seed, name).make();
  }

  RandomFunction with(List<String> fewer) {
    return new RandomFunction(name, objects, locals, fewer, checks);
  }

  String text() {
    return objects
        + "static unsigned long "
        + name
        + "(void) {\n  unsigned long h = 1;\n"
        + locals
        + String.join("", statements)
        + checks
        + "  return h;\n}\n\n";
  }

  private static final class Maker {
    private static final int DEPTH = 3;
    private static final int FIELDS = 3;

    private final String name;
    private final RandomExpression expression;
    private final List<Value> writable = new ArrayList<>();
    private final StringBuilder objects = new StringBuilder();
    private final StringBuilder locals = new StringBuilder();
    private final StringBuilder checks = new StringBuilder();
    private int names;

    Maker(long seed, String name) {
      this.name = name;
      this.expression = new RandomExpression(new Rng(seed));
    }

    RandomFunction make() {
      variables();
      structure();
      arrays();
      List<String> statements = new ArrayList<>();
      int count = 2 + expression.below(4);
      for (int i = 0; i < count; i++) {
        statements.add(statement("  ", 1 + expression.below(2)));
      }
      return new RandomFunction(
          name, objects.toString(), locals.toString(), statements, checks.toString());
    }

    private void object(Value value) {
      expression.readable(value);
      writable.add(value);
      check(value);
    }

    private void check(Value value) {
      checks.append(value.type().floating() ? "  h = mix_d(h, " : "  h = mix(h, ");
      checks.append(value.text()).append(");\n");
    }

    private String constant() {
      return expression.below(2) == 0
          ? Integer.toString(expression.below(100_000))
          : "-" + expression.below(300);
    }

    private void variables() {
      for (int i = 0; i < 4; i++) {
        Type type = expression.type();
        Value value = new Value("v" + i, type);
        locals.append("  ").append(type.text).append(" v" + i + " = " + constant() + ";\n");
        object(value);
      }
      Type type = expression.type();
      locals.append("  static ").append(type.text).append(" s0 = " + constant() + ";\n");
      object(new Value("s0", type));
      Type global = expression.type();
      objects.append("static " + global.text + " g" + name + " = " + constant() + ";\n");
      object(new Value("g" + name, global));
      for (int i = 0; i < 3; i++) {
        Type unsigned =
            List.of(Type.UCHAR, Type.USHORT, Type.UINT, Type.ULONG, Type.SCHAR)
                .get(expression.below(5));
        Value value = new Value("e" + i, unsigned);
        locals.append("  ").append(unsigned.text).append(" e" + i + " = " + constant() + ";\n");
        expression.effect(value);
        check(value);
      }
    }

    private void structure() {
      String tag = "struct s" + name;
      StringBuilder members = new StringBuilder();
      StringBuilder values = new StringBuilder();
      List<Value> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Type type = expression.type();
        members.append("  ").append(type.text).append(" m" + i + ";\n");
        values.append(constant()).append(", ");
        all.add(new Value("m" + i, type));
      }
      for (int i = 0; i < FIELDS; i++) {
        boolean signed = expression.below(2) == 0;
        int width = 1 + expression.below(30);
        members.append(signed ? "  int" : "  unsigned").append(" b" + i + " : " + width + ";\n");
        values.append(i == 0 ? "0" : ", 0");
        all.add(new Value("b" + i, Type.INT));
      }
      objects.append(tag + " {\n" + members + "};\n");
      locals.append("  " + tag + " x = {" + values + "}, y = x, *q = &y;\n");
      locals.append("  union { unsigned long l; unsigned char c[8]; short s[4]; int i; } u = {");
      locals.append(constant() + "};\n");
      for (Value member : all) {
        for (String of : List.of("x.", "q->")) {
          boolean field = member.text().startsWith("b");
          String text = of + member.text();
          writable.add(new Value(text, member.type()));
          Value read = new Value(field ? "(+" + text + ")" : text, member.type());
          expression.readable(read);
          check(read);
        }
      }
      object(new Value("u.l", Type.ULONG));
      object(new Value("u.c[5]", Type.UCHAR));
      object(new Value("u.s[1]", Type.SHORT));
      object(new Value("u.i", Type.INT));
    }

    private void arrays() {
      Type type = expression.type();
      Type other = expression.type();
      locals.append("  " + type.text + " a[8] = {1, " + constant() + ", 3, " + constant() + "}, ");
      locals.append("*r = a + " + expression.below(8) + ";\n");
      locals.append("  static " + other.text + " d[2][4] = {{1, 2}, {" + constant() + "}};\n");
      object(new Value("(*r)", type));
      object(new Value("a[3]", type));
      object(new Value("d[1][0]", other));
      object(new Value("a[" + index(8) + "]", type));
      object(new Value("d[" + index(2) + "][" + index(4) + "]", other));
    }

    /// An index below a power of two.
    private String index(int size) {
      expression.begin();
      Value value = new Value("v" + expression.below(4), Type.DOUBLE);
      return "(int)(to_l(" + value.text() + ") & " + (size - 1) + ")";
    }

    private String fresh(String prefix) {
      return prefix + names++;
    }

    private Value any() {
      expression.begin();
      return expression.any(DEPTH);
    }

    private String integer() {
      expression.begin();
      return expression.integer(DEPTH).text();
    }

    private String statement(String indent, int depth) {
      return switch (expression.below(depth > 0 ? 16 : 8)) {
        case 0, 1, 2, 3 -> assignment(indent);
        case 4, 5 -> compound(indent);
        case 6 -> indent + "r = &a[" + integer() + " & 7];\n";
        case 7 -> structures(indent);
        case 8, 9 -> condition(indent, depth - 1);
        case 10, 11 -> loop(indent, depth - 1);
        case 12 -> whileLoop(indent, depth - 1);
        case 13 -> choice(indent, depth - 1);
        case 14 -> jump(indent, depth - 1);
        default -> scope(indent, depth - 1);
      };
    }

    private String assignment(String indent) {
      Value to = writable.get(expression.below(writable.size()));
      expression.begin();
      return indent + to.text() + " = " + expression.fitting(to.type(), DEPTH).text() + ";\n";
    }

    private String compound(String indent) {
      Value to = writable.get(expression.below(writable.size()));
      expression.begin();
      if (to.type().floating()) {
        Value by = expression.any(DEPTH);
        return indent
            + to.text()
            + List.of(" += ", " -= ").get(expression.below(2))
            + by.text()
            + ";\n";
      }
      String by = expression.integer(DEPTH).text();
      return switch (expression.below(6)) {
        case 0 -> indent + to.text() + " &= " + by + ";\n";
        case 1 -> indent + to.text() + " |= " + by + ";\n";
        case 2 -> indent + to.text() + " ^= " + by + ";\n";
        case 3 -> indent + to.text() + " >>= " + by + " & 7;\n";
        case 4 -> indent + to.text() + " %= (" + by + " & 31) + 1;\n";
        default ->
            to.type().width < 32
                ? indent + to.text() + " += " + by + " & 0xffff;\n"
                : indent + to.text() + " /= (" + by + " & 31) + 2;\n";
      };
    }

    private String structures(String indent) {
      return indent
          + List.of("x = *q", "y = x", "*q = x", "q = q == &y ? &x : &y").get(expression.below(4))
          + ";\n";
    }

    private String block(String indent, int depth) {
      StringBuilder text = new StringBuilder();
      int count = 1 + expression.below(2);
      for (int i = 0; i < count; i++) {
        text.append(statement(indent, depth));
      }
      return text.toString();
    }

    private String condition(String indent, int depth) {
      String text = indent + "if (" + any().text() + ") {\n" + block(indent + "  ", depth);
      if (expression.below(2) == 0) {
        text += indent + "} else {\n" + block(indent + "  ", depth);
      }
      return text + indent + "}\n";
    }

    private String loop(String indent, int depth) {
      String counter = fresh("i");
      Type type = expression.integerType();
      int limit = type == Type.BOOL ? 1 : 1 + expression.below(5);
      String head = indent + "for (" + type.text + " " + counter + " = 0; ";
      head += counter + " < " + limit + "; " + counter + "++) {\n";
      expression.readable(new Value(counter, type));
      String body = block(indent + "  ", depth);
      if (expression.below(3) == 0) {
        String leave = expression.below(2) == 0 ? "break" : "continue";
        body += indent + "  if (" + any().text() + ") " + leave + ";\n";
        body += statement(indent + "  ", 0);
      }
      expression.unreadable();
      return head + body + indent + "}\n";
    }

    private String whileLoop(String indent, int depth) {
      String counter = fresh("n");
      int limit = 1 + expression.below(4);
      String declaration = indent + "int " + counter + " = " + limit + ";\n";
      String more = counter + "-- > 0 && " + any().text();
      String body = " {\n" + block(indent + "  ", depth) + indent + "}";
      String loop =
          expression.below(2) == 0
              ? indent + "while (" + more + ")" + body + "\n"
              : indent + "do" + body + " while (" + more + ");\n";
      return indent + "{\n" + declaration + loop + indent + "}\n";
    }

    private String choice(String indent, int depth) {
      StringBuilder text = new StringBuilder(indent + "switch (" + integer() + " & 7) {\n");
      int wild = expression.below(8);
      for (int i = 0; i < 7; i++) {
        if (i == wild) {
          text.append(indent).append("  default:\n");
        }
        text.append(indent).append("  case " + i + ":\n");
        if (expression.below(3) == 0) {
          text.append(block(indent + "    ", depth));
        }
        if (expression.below(2) == 0) {
          text.append(indent).append("    break;\n");
        }
      }
      return text.append(indent).append("  case 7:;\n").append(indent).append("}\n").toString();
    }

    private String jump(String indent, int depth) {
      String label = fresh("L");
      return indent
          + "if ("
          + any().text()
          + ") goto "
          + label
          + ";\n"
          + block(indent, depth)
          + label
          + ":;\n";
    }

    private String scope(String indent, int depth) {
      String variable = fresh("t");
      Type type = expression.type();
      expression.begin();
      String value = expression.fitting(type, DEPTH).text();
      expression.readable(new Value(variable, type));
      String body = block(indent + "  ", depth);
      expression.unreadable();
      String declaration = indent + "  " + type.text + " " + variable + " = " + value + ";\n";
      return indent + "{\n" + declaration + body + indent + "}\n";
    }
  }
}
