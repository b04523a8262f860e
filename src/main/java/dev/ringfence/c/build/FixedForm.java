package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Call;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Calls of variadic functions that have a form with a fixed number of parameters: as many calls as
/// can be are calls of that, so that their further arguments need not go through memory. Where the
/// first argument is a number for which there is a function of its own, as for `syscall(2)`, they
/// are calls of that.
public final class FixedForm {
  private FixedForm() {}

  /// A call as the fixed form of its function has it, if there is one and the arguments fit.
  ///
  /// @param library finds a function by its name
  public static Call of(Call call, Function<String, @Nullable Symbol> library) {
    Symbol form = call.function() instanceof Address a ? a.symbol().fixedForm : null;
    List<Expression> arguments = call.arguments();
    if (form == null || !fits(form.type, arguments)) {
      return call;
    }
    Symbol own =
        arguments.getFirst() instanceof Number n
            ? library.apply(form.name + "_" + n.value())
            : null;
    return own == null
        ? of(call, form, arguments)
        : of(call, own, arguments.subList(1, arguments.size()));
  }

  private static boolean fits(Type form, List<Expression> arguments) {
    return arguments.size() <= form.parameters.size()
        && arguments.stream().allMatch(e -> e.type().isInteger() || e.type().is(Kind.POINTER));
  }

  /// The call of the form, with zeros for the arguments that are not given.
  private static Call of(Call call, Symbol form, List<Expression> given) {
    List<Type> parameters = form.type.parameters;
    Token at = call.at();
    List<Expression> all = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Type type = parameters.get(i);
      all.add(
          i < given.size() ? Builder.cast(given.get(i), type, at) : Builder.number(type, 0, at));
    }
    Expression function = new Address(Type.pointer(form.type), form, 0, at);
    return new Call(call.type(), function, all, all.size(), null, at);
  }
}
