package dev.ringfence.c.gen;

import static dev.ringfence.c.gen.Emitter.FRAME;
import static dev.ringfence.c.gen.Emitter.STACK_POINTER;

import dev.ringfence.c.AccessOrder;
import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Allocate;
import dev.ringfence.c.ast.Expression.Assign;
import dev.ringfence.c.ast.Expression.Binary;
import dev.ringfence.c.ast.Expression.Call;
import dev.ringfence.c.ast.Expression.Cast;
import dev.ringfence.c.ast.Expression.Comma;
import dev.ringfence.c.ast.Expression.Conditional;
import dev.ringfence.c.ast.Expression.Field;
import dev.ringfence.c.ast.Expression.Intrinsic;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.LocalAddress;
import dev.ringfence.c.ast.Expression.Logical;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Expression.Offset;
import dev.ringfence.c.ast.Expression.Real;
import dev.ringfence.c.ast.Expression.Unary;
import dev.ringfence.c.ast.Expression.Update;
import dev.ringfence.c.ast.Expression.Variable;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.gen.Memory.Operand;
import dev.ringfence.c.lex.Token;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Generates code for expressions.
final class Generator {
  final Conversions conversions;
  final Memory memory;
  final Conditions conditions;
  private final Emitter out;
  private final Consumer<Statement> statements;
  private final Arithmetic arithmetic;
  private final Calls calls;

  /// @param statements generates a statement within an expression
  Generator(Emitter out, Consumer<Statement> statements) {
    this.out = out;
    this.statements = statements;
    conversions = new Conversions(out);
    arithmetic = new Arithmetic(out, conversions);
    memory = new Memory(out);
    conditions = new Conditions(this, out);
    calls = new Calls(this, out);
  }

  /// A register that holds the value: a local's own, or a temporary.
  int value(Expression e) {
    if (e instanceof Variable v && !v.local().inMemory) {
      return v.local().position;
    }
    if (e instanceof Cast c && Conversions.isInRegisters(c) && !Conversions.changes(c)) {
      return value(c.operand());
    }
    int target = out.temporary();
    into(e, target);
    return target;
  }

  /// Evaluates for the effects alone.
  void effect(Expression e) {
    int before = out.next;
    switch (e) {
      case Update u -> {
        out.at(u.at());
        Variable v = inRegister(u.target());
        if (v != null) {
          step(u, v.local().position, v.local().position);
        } else {
          updateInMemory(u);
        }
      }
      case Assign a when inRegister(a.target()) instanceof Variable v ->
          into(a.value(), v.local().position);
      case Assign a when a.type().fitsRegister() -> store(a);
      case Comma c -> {
        effect(c.first());
        effect(c.second());
      }
      default -> value(e);
    }
    out.next = before;
  }

  /// Puts the value into a register.
  void into(Expression e, int target) {
    int before = out.next;
    out.at(e.at());
    switch (e) {
      case Number n -> out.constant(n.value(), target);
      case Real r -> out.constant(Double.doubleToRawLongBits(r.value()), target);
      case Address a -> {
        out.at(a.at());
        a.symbol().addressTaken = true;
        int op = Op.LI;
        if (a.symbol().threadLocal) {
          out.emit(Op.TP, target, 0, 0);
          op = Op.ADDI;
        }
        out.code.fix(out.emit(op, target, op == Op.LI ? 0 : target, 0), a.symbol(), a.offset());
      }
      case Variable v -> variable(v, target);
      case LocalAddress l ->
          out.emit(Op.ADDI, target, FRAME, l.local().position + (int) l.offset());
      case Offset o -> {
        int base = value(o.base());
        if (Emitter.fits(o.offset())) {
          boolean far = o.type().isFarPointer();
          out.emit(far ? Op.FARADDI : Op.ADDI, target, base, (int) o.offset());
        } else {
          int by = out.temporary();
          out.constant(o.offset(), by);
          out.emit(Op.ADD, target, base, by);
        }
        if (o.type().size < Long.BYTES && !o.type().isFarPointer()) {
          conversions.extend(o.type(), target);
        }
      }
      case Load load -> load(load, target);
      case Field f -> {
        Operand from = operand(f.address());
        out.at(f.at());
        memory.extract(f, target, from);
      }
      case Unary u -> {
        int operand = value(u.operand());
        if (u.type().isFloating()) {
          out.emit(Op.FNEG, target, operand, 0);
        } else {
          out.emit(u.operator().equals("-") ? Op.NEG : Op.NOT, target, operand, 0);
          conversions.extend(u.type(), target);
        }
      }
      case Binary b ->
          operate(b.operator(), b.left().type(), target, value(b.left()), b.right(), b.at());
      case Logical l -> conditions.truth(l, target);
      case Conditional c -> conditions.conditional(c, target);
      case Comma c -> {
        effect(c.first());
        into(c.second(), target);
      }
      case Assign a -> assign(a, target);
      case Update u -> update(u, target);
      case Cast c -> cast(c, target);
      case Call c -> calls.call(c, target);
      case Allocate a -> {
        int size = value(a.size());
        out.at(a.at());
        out.emit(Op.SUB, STACK_POINTER, STACK_POINTER, size);
        out.emit(Op.ANDI, STACK_POINTER, STACK_POINTER, -16);
        out.emit(Op.MOV, target, STACK_POINTER, 0);
      }
      case Expression.Block b -> block(b, target);
      case Intrinsic i -> calls.intrinsic(i, target);
    }
    out.next = before;
  }

  private void variable(Variable v, int target) {
    if (!v.local().inMemory) {
      out.emit(Op.MOV, target, v.local().position, 0);
    } else if (v.type().fitsRegister()) {
      memory.load(v.type(), target, Operand.inFrame(v.local().position));
      out.ordered(orderOf(v));
    } else {
      out.emit(Op.ADDI, target, FRAME, v.local().position);
    }
  }

  private void load(Load load, int target) {
    if (!load.type().fitsRegister()) {
      into(load.address(), target);
      return;
    }
    Operand from = operand(load.address());
    out.at(load.at());
    memory.load(load.type(), target, from);
    out.ordered(load.order());
  }

  void release(Local end) {
    if (end.inMemory) {
      out.emit(Op.LD64, STACK_POINTER, FRAME, end.position);
    } else {
      out.emit(Op.MOV, STACK_POINTER, end.position, 0);
    }
  }

  private Operand operand(Expression address) {
    return switch (address) {
      case LocalAddress l -> Operand.inFrame(l.local().position + l.offset());
      case Offset o when Emitter.fits(o.offset()) ->
          new Operand(value(o.base()), (int) o.offset(), o.type().isFarPointer());
      default -> new Operand(value(address), 0, address.type().isFarPointer());
    };
  }

  private void cast(Cast c, int target) {
    Type from = c.operand().type();
    Type to = c.type();
    if (!Conversions.isInRegisters(c)) {
      int register = value(c.operand());
      if (!to.is(Kind.VOID)) {
        out.move(target, register);
      }
    } else if (Conversions.changes(c) && from.isInteger() && to.isInteger()) {
      conversions.extend(to, target, value(c.operand()));
    } else {
      into(c.operand(), target);
      out.at(c.at());
      conversions.convert(from, to, target);
    }
  }

  private void block(Expression.Block b, int target) {
    statements.accept(b.code());
    if (b.value() != null) {
      into(b.value(), target);
    }
  }

  /// Does an operation whose right operand is not evaluated yet.
  private void operate(
      String operator, Type type, int target, int left, Expression right, Token at) {
    out.at(at);
    if (right instanceof Number n
        && !type.isFloating()
        && Emitter.fits(n.value())
        && arithmetic.immediate(operator, type, target, left, (int) n.value())) {
      return;
    }
    int register = value(right);
    out.at(at);
    arithmetic.operate(operator, type, target, left, register);
  }

  private void assign(Assign a, int target) {
    if (!a.type().fitsRegister()) {
      int source = value(a.value());
      into(addressOf(a.target()), target);
      out.at(a.at());
      out.emit(Op.COPY, target, source, (int) a.type().size);
      AccessOrder read = a.value() instanceof Load load ? load.order() : AccessOrder.PLAIN;
      out.copied(read, orderOf(a.target()));
      return;
    }
    if (a.target() instanceof Variable v && !v.local().inMemory) {
      into(a.value(), v.local().position);
      out.move(target, v.local().position);
      return;
    }
    out.move(target, store(a));
  }

  /// Stores a scalar, and tells the register that holds it.
  private int store(Assign a) {
    Operand to = operand(addressOf(a.target()));
    int from = value(a.value());
    out.at(a.at());
    if (a.target() instanceof Field f) {
      return memory.insert(f, from, to);
    }
    memory.store(a.type(), from, to);
    out.ordered(orderOf(a.target()));
    return from;
  }

  /// How an access to an object stands to those of other threads.
  private static AccessOrder orderOf(Expression lvalue) {
    return lvalue instanceof Load load
        ? load.order()
        : lvalue.type().plain == null ? AccessOrder.PLAIN : AccessOrder.SEQUENTIAL;
  }

  private static Expression addressOf(Expression lvalue) {
    Type pointer = Type.pointer(lvalue.type());
    return switch (lvalue) {
      case Variable v -> new LocalAddress(pointer, v.local(), 0, v.at());
      case Load l -> l.address();
      case Field f -> f.address();
      default -> lvalue;
    };
  }

  /// The variable that an expression names, if it lies in a register; otherwise null.
  private static @Nullable Variable inRegister(Expression e) {
    return e instanceof Variable v && !v.local().inMemory ? v : null;
  }

  private void update(Update u, int target) {
    Variable v = inRegister(u.target());
    if (v != null) {
      int local = v.local().position;
      if (u.postfix()) {
        out.emit(Op.MOV, target, local, 0);
      }
      step(u, local, local);
      if (!u.postfix()) {
        out.move(target, local);
      }
      return;
    }
    out.move(target, updateInMemory(u));
  }

  /// Updates an object in memory, and tells the register that holds the expression's value.
  private int updateInMemory(Update u) {
    int amount = u.amount() instanceof Number ? 0 : value(u.amount());
    Operand place = operand(addressOf(u.target()));
    out.at(u.at());
    int old = out.temporary();
    Field field = u.target() instanceof Field f ? f : null;
    if (field == null) {
      memory.load(u.type(), old, place);
    } else {
      memory.extract(field, old, place);
    }
    int result = out.temporary();
    if (u.amount() instanceof Number) {
      step(u, result, old);
    } else {
      arithmetic.operate(u.operator(), u.wide(), result, widened(u, old), amount);
      narrow(u, result);
    }
    out.at(u.at());
    if (field != null) {
      result = memory.insert(field, result, place);
    } else {
      memory.store(u.type(), result, place);
    }
    return u.postfix() ? old : result;
  }

  private void step(Update u, int target, int old) {
    operate(u.operator(), u.wide(), target, widened(u, old), u.amount(), u.at());
    narrow(u, target);
  }

  private int widened(Update u, int old) {
    out.at(u.at());
    Type type = u.type();
    Type wide = u.wide();
    if (wide.unsigned && wide.size < 8 && !type.unsigned
        || wide.isFloating() && !wide.matches(type)) {
      int left = out.temporary();
      out.move(left, old);
      conversions.convert(type, wide, left);
      return left;
    }
    return old;
  }

  private void narrow(Update u, int register) {
    out.at(u.at());
    conversions.convert(u.wide(), u.type(), register);
  }
}
