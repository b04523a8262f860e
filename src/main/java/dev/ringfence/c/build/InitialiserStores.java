package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Expression.Real;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Member;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// The assignments that an initialiser makes to a local variable.
public final class InitialiserStores {
  private InitialiserStores() {}

  /// The assignments to a local. A value that stands for several elements is evaluated once.
  public static List<Expression> of(
      List<InitialPart> parts, Local local, Token at, Diagnostics diagnostics) {
    List<Expression> stores = new ArrayList<>();
    Map<Expression, Expression> before = new IdentityHashMap<>();
    for (InitialPart part : inOrder(parts)) {
      if (part.end() > local.type.size) {
        diagnostics.error(
            part.value().at().place(),
            "a flexible array of a local variable has no initialiser",
            "");
        continue;
      }
      Expression target = place(local, part.place(), at);
      boolean constant = part.value() instanceof Number || part.value() instanceof Real;
      Expression value = constant ? part.value() : before.getOrDefault(part.value(), part.value());
      before.put(part.value(), target);
      stores.add(new Expression.Assign(part.place().type(), target, value, at));
    }
    return stores;
  }

  /// The parts in the order of their places, in which gcc evaluates them, unless some overlap.
  private static List<InitialPart> inOrder(List<InitialPart> parts) {
    List<InitialPart> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparingLong(p -> p.place().offset()));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i - 1).end() > sorted.get(i).place().offset()) {
        return parts;
      }
    }
    return sorted;
  }

  private static Expression place(Local local, Member place, Token at) {
    if (!local.inMemory) {
      return new Expression.Variable(place.type(), local, at);
    }
    Expression address = new Expression.LocalAddress(Type.pointer(local.type), local, 0, at);
    return Places.member(address, place, at);
  }
}
