package dev.ringfence.c.gen;

import dev.ringfence.c.MathFunction;
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
import dev.ringfence.c.lex.Token;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Generates code for expressions. Temporaries are taken and given back like a stack.
final class Generator {
  private static final int FRAME = 0;
  private static final int STACK_POINTER = 2;

  /// How many registers, one behind the other, an instruction may read.
  private static final int MOST_OPERANDS = 3;

  final Code code;
  private final Consumer<Statement> statements;
  private final ToIntFunction<Token> lineOf;
  int next = Op.FIRST_PARAMETER;
  private int line;

  /// A register and an offset from it.
  private record Operand(int base, int offset) {}

  /// @param statements generates a statement within an expression
  Generator(Code code, Consumer<Statement> statements, ToIntFunction<Token> lineOf) {
    this.statements = statements;
    this.code = code;
    this.lineOf = lineOf;
  }

  void at(Token token) {
    line = lineOf.applyAsInt(token);
  }

  int emit(int op, int d, int a, int b) {
    return code.emit(op, d, a, b, line);
  }

  void branch(int op, int d, int a, Code.Label to) {
    code.branch(op, d, a, to, line);
  }

  int temporary() {
    int register = next++;
    code.registers = Math.max(code.registers, next);
    return register;
  }

  private static boolean fits(long value) {
    return value == (int) value;
  }

  /// A register that holds the value: a local's own, or a temporary.
  int value(Expression e) {
    if (e instanceof Variable v && !v.local().inMemory) {
      return v.local().position;
    }
    if (e instanceof Cast c && isScalar(c) && !changes(c)) {
      return value(c.operand());
    }
    int target = temporary();
    into(e, target);
    return target;
  }

  /// Evaluates for the effects alone.
  void effect(Expression e) {
    int before = next;
    switch (e) {
      case Update u -> {
        at(u.at());
        Variable v = inRegister(u.target());
        if (v != null) {
          step(u, v.local().position, v.local().position);
        } else {
          updateInMemory(u);
        }
      }
      case Assign a when inRegister(a.target()) instanceof Variable v ->
          into(a.value(), v.local().position);
      case Assign a when a.type().isScalar() -> store(a);
      case Comma c -> {
        effect(c.first());
        effect(c.second());
      }
      default -> value(e);
    }
    next = before;
  }

  void constant(long value, int target) {
    if (fits(value)) {
      emit(Op.LI, target, 0, (int) value);
      return;
    }
    emit(Op.LDC, target, 0, code.constant(value));
  }

  /// Puts the value into a register.
  void into(Expression e, int target) {
    int before = next;
    at(e.at());
    switch (e) {
      case Number n -> constant(n.value(), target);
      case Real r -> constant(Double.doubleToRawLongBits(r.value()), target);
      case Address a -> {
        at(a.at());
        a.symbol().addressTaken = true;
        int op = Op.LI;
        if (a.symbol().threadLocal) {
          emit(Op.TP, target, 0, 0);
          op = Op.ADDI;
        }
        code.fix(emit(op, target, op == Op.LI ? 0 : target, 0), a.symbol(), a.offset());
      }
      case Variable v -> variable(v, target);
      case LocalAddress l -> emit(Op.ADDI, target, FRAME, l.local().position + (int) l.offset());
      case Offset o -> {
        int base = value(o.base());
        if (fits(o.offset())) {
          emit(Op.ADDI, target, base, (int) o.offset());
        } else {
          int by = temporary();
          constant(o.offset(), by);
          emit(Op.ADD, target, base, by);
        }
      }
      case Load load -> load(load, target);
      case Field f -> {
        Operand from = operand(f.address());
        at(f.at());
        extract(f, from, target);
      }
      case Unary u -> {
        int operand = value(u.operand());
        if (u.type().isFloating()) {
          emit(Op.FNEG, target, operand, 0);
        } else {
          emit(u.operator().equals("-") ? Op.NEG : Op.NOT, target, operand, 0);
          extend(u.type(), target);
        }
      }
      case Binary b -> binary(b, target);
      case Logical l -> truth(l, target);
      case Conditional c -> conditional(c, target);
      case Comma c -> {
        effect(c.first());
        into(c.second(), target);
      }
      case Assign a -> assign(a, target);
      case Update u -> update(u, target);
      case Cast c -> cast(c, target);
      case Call c -> call(c, target);
      case Allocate a -> {
        int size = value(a.size());
        at(a.at());
        emit(Op.SUB, STACK_POINTER, STACK_POINTER, size);
        emit(Op.ANDI, STACK_POINTER, STACK_POINTER, -16);
        emit(Op.MOV, target, STACK_POINTER, 0);
      }
      case Expression.Block b -> block(b, target);
      case Intrinsic i -> intrinsic(i, target);
    }
    next = before;
  }

  private void variable(Variable v, int target) {
    if (!v.local().inMemory) {
      emit(Op.MOV, target, v.local().position, 0);
    } else if (v.type().isScalar()) {
      emit(loadOp(v.type()), target, FRAME, v.local().position);
    } else {
      emit(Op.ADDI, target, FRAME, v.local().position);
    }
  }

  private void load(Load load, int target) {
    if (!load.type().isScalar()) {
      into(load.address(), target);
      return;
    }
    Operand from = operand(load.address());
    at(load.at());
    emit(loadOp(load.type()), target, from.base, from.offset);
  }

  private void extract(Field f, Operand from, int target) {
    emit(loadOp(f.container()), target, from.base, from.offset);
    shift(f, target, target, f.bit());
  }

  /// Puts a bit-field whose lowest bit is a register's bit `bit` into another one, extended.
  private void shift(Field f, int target, int from, int bit) {
    emit(Op.SHLI, target, from, 64 - bit - f.width());
    emit(f.type().unsigned ? Op.SHRI : Op.SARI, target, target, 64 - f.width());
  }

  /// Stores a register's value in a bit-field, and tells the register with what that then holds.
  private int insert(Field f, Operand place, int value) {
    int result = temporary();
    int before = next;
    int container = temporary();
    int part = temporary();
    emit(loadOp(f.container()), container, place.base, place.offset);
    constant(~(-1L >>> 64 - f.width() << f.bit()), part);
    emit(Op.AND, container, container, part);
    emit(Op.SHLI, part, value, 64 - f.width());
    emit(Op.SHRI, part, part, 64 - f.bit() - f.width());
    emit(Op.OR, container, container, part);
    emit(storeOp(f.container()), container, place.base, place.offset);
    shift(f, result, value, 0);
    next = before;
    return result;
  }

  void release(Local end) {
    if (end.inMemory) {
      emit(Op.LD64, STACK_POINTER, FRAME, end.position);
    } else {
      emit(Op.MOV, STACK_POINTER, end.position, 0);
    }
  }

  private Operand operand(Expression address) {
    return switch (address) {
      case LocalAddress l -> new Operand(FRAME, l.local().position + (int) l.offset());
      case Offset o when fits(o.offset()) -> new Operand(value(o.base()), (int) o.offset());
      default -> new Operand(value(address), 0);
    };
  }

  private static int loadOp(Type type) {
    if (type.isFloating()) {
      return type.is(Kind.FLOAT) ? Op.LDF32 : Op.LD64;
    }
    return switch ((int) type.size) {
      case 1 -> type.unsigned ? Op.LD8U : Op.LD8S;
      case 2 -> type.unsigned ? Op.LD16U : Op.LD16S;
      case 4 -> type.unsigned ? Op.LD32U : Op.LD32S;
      default -> Op.LD64;
    };
  }

  static int storeOp(Type type) {
    if (type.isFloating()) {
      return type.is(Kind.FLOAT) ? Op.STF32 : Op.ST64;
    }
    return switch ((int) type.size) {
      case 1 -> Op.ST8;
      case 2 -> Op.ST16;
      case 4 -> Op.ST32;
      default -> Op.ST64;
    };
  }

  /// Puts into a register what the type can hold of another register's value.
  private void extend(Type type, int target, int from) {
    if (type.is(Kind.BOOL)) {
      emit(Op.NEI, target, from, 0);
      return;
    }
    switch ((int) type.size) {
      case 1 -> emit(type.unsigned ? Op.ZX8 : Op.SX8, target, from, 0);
      case 2 -> emit(type.unsigned ? Op.ZX16 : Op.SX16, target, from, 0);
      case 4 -> emit(type.unsigned ? Op.ZX32 : Op.SX32, target, from, 0);
      default -> move(target, from);
    }
  }

  private void extend(Type type, int register) {
    extend(type, register, register);
  }

  private void move(int target, int from) {
    if (target != from) {
      emit(Op.MOV, target, from, 0);
    }
  }

  private static boolean isScalar(Cast c) {
    return c.type().isScalar() && c.operand().type().isScalar();
  }

  /// Whether a conversion between scalars can change the register's value.
  private static boolean changes(Cast c) {
    Type from = c.operand().type();
    Type to = c.type();
    if (from.matches(to)) {
      return false;
    }
    if (from.isFloating() || to.isFloating()) {
      return !from.isFloating() || !to.isFloating() || to.is(Kind.FLOAT);
    }
    return to.is(Kind.BOOL)
        || to.size < 8 && (from.size >= to.size || !from.unsigned && to.unsigned);
  }

  private void cast(Cast c, int target) {
    Type from = c.operand().type();
    Type to = c.type();
    if (!isScalar(c)) {
      int register = value(c.operand());
      if (!to.is(Kind.VOID)) {
        move(target, register);
      }
    } else if (changes(c) && from.isInteger() && to.isInteger()) {
      extend(to, target, value(c.operand()));
    } else {
      into(c.operand(), target);
      at(c.at());
      convert(from, to, target);
    }
  }

  /// Makes of an argument that was promoted, since no prototype was in sight, what the parameter
  /// is.
  void demote(Type type, int register) {
    if (type.is(Kind.FLOAT)) {
      emit(Op.FROUND, register, register, 0);
    } else if (type.isInteger() && type.size < 4) {
      extend(type, register);
    }
  }

  /// Turns a register's value of one scalar type into another's.
  private void convert(Type from, Type to, int register) {
    if (from.matches(to)) {
      return;
    }
    if (from.isFloating() && to.isFloating()) {
      if (to.is(Kind.FLOAT)) {
        emit(Op.FROUND, register, register, 0);
      }
    } else if (to.isFloating()) {
      toFloating(from, to, register);
    } else if (from.isFloating()) {
      toInteger(to, register);
    } else {
      boolean holds = to.size == 8 || from.size < to.size && (from.unsigned || !to.unsigned);
      if (to.is(Kind.BOOL) || !holds) {
        extend(to, register);
      }
    }
  }

  private void toFloating(Type from, Type to, int register) {
    boolean wide = from.size == 8;
    if (wide && to.is(Kind.FLOAT)) {
      MathFunction function =
          from.unsigned ? MathFunction.FLOAT_FROM_ULONG : MathFunction.FLOAT_FROM_LONG;
      emit(Op.MATH, register, register, function.ordinal());
      code.registers = Math.max(code.registers, register + 3);
      return;
    }
    emit(wide && from.unsigned ? Op.U2F : Op.I2F, register, register, 0);
    if (to.is(Kind.FLOAT)) {
      emit(Op.FROUND, register, register, 0);
    }
  }

  private void toInteger(Type to, int register) {
    if (to.is(Kind.BOOL)) {
      int zero = next;
      code.registers = Math.max(code.registers, zero + 1);
      emit(Op.LI, zero, 0, 0);
      emit(Op.FNE, register, register, zero);
    } else if (to.size == 8) {
      emit(to.unsigned ? Op.F2U : Op.F2I, register, register, 0);
    } else if (to.size == 4 && to.unsigned) {
      emit(Op.F2I, register, register, 0);
      emit(Op.ZX32, register, register, 0);
    } else {
      emit(Op.F2W, register, register, 0);
      extend(to, register);
    }
  }

  private void block(Expression.Block b, int target) {
    statements.accept(b.code());
    if (b.value() != null) {
      into(b.value(), target);
    }
  }

  private void binary(Binary b, int target) {
    int left = value(b.left());
    operate(b.operator(), b.left().type(), target, left, b.right(), b.at());
  }

  /// Does an operation whose right operand is not evaluated yet.
  private void operate(
      String operator, Type type, int target, int left, Expression right, Token at) {
    if (right instanceof Number n
        && !type.isFloating()
        && fits(n.value())
        && immediate(operator, type, target, left, (int) n.value(), at)) {
      return;
    }
    int register = value(right);
    at(at);
    operate(operator, type, target, left, register);
  }

  private boolean immediate(String operator, Type type, int target, int left, int value, Token at) {
    boolean wide = type.size == 8;
    boolean plain = wide && type.unsigned;
    boolean power = value > 0 && (value & value - 1) == 0;
    int op =
        switch (operator) {
          case "+", "-" -> wide || type.unsigned ? Op.ADDI : Op.ADDWI;
          case "*" -> power ? Op.SHLI : Op.MULI;
          case "&" -> Op.ANDI;
          case "|" -> Op.ORI;
          case "^" -> Op.XORI;
          case "<<" -> Op.SHLI;
          case ">>" -> type.unsigned ? Op.SHRI : Op.SARI;
          case "==" -> Op.EQI;
          case "!=" -> Op.NEI;
          case "<" -> plain ? -1 : Op.LTI;
          case "<=" -> plain ? -1 : Op.LEI;
          default -> -1;
        };
    boolean minus = operator.equals("-");
    if (op < 0 || minus && value == Integer.MIN_VALUE) {
      return false;
    }
    boolean shift = op == Op.SHLI && operator.equals("*");
    int operand = minus ? -value : shift ? Integer.numberOfTrailingZeros(value) : value;
    at(at);
    emit(op, target, left, operand);
    boolean narrows = op == Op.ADDI || op == Op.MULI || op == Op.SHLI;
    if (!wide && narrows) {
      extend(type, target);
    }
    return true;
  }

  private void operate(String operator, Type type, int target, int left, int right) {
    if (type.isFloating()) {
      operateFloating(operator, type, target, left, right);
      return;
    }
    boolean wide = type.size == 8;
    boolean word = !wide && !type.unsigned;
    boolean unsigned = wide && type.unsigned;
    int op =
        switch (operator) {
          case "+" -> word ? Op.ADDW : Op.ADD;
          case "-" -> word ? Op.SUBW : Op.SUB;
          case "*" -> word ? Op.MULW : Op.MUL;
          case "<<" -> word ? Op.SHLW : Op.SHL;
          case ">>" -> type.unsigned ? Op.SHR : Op.SAR;
          case "/" -> word ? Op.DIVW : type.unsigned ? Op.DIVU : Op.DIV;
          case "%" -> word ? Op.REMW : type.unsigned ? Op.REMU : Op.REM;
          case "&" -> Op.AND;
          case "|" -> Op.OR;
          case "^" -> Op.XOR;
          case "==" -> Op.EQ;
          case "!=" -> Op.NE;
          case "<" -> unsigned ? Op.LTU : Op.LT;
          case "<=" -> unsigned ? Op.LEU : Op.LE;
          default -> throw new IllegalStateException("operator " + operator);
        };
    emit(op, target, left, right);
    if (!wide && type.unsigned && (op <= Op.MUL || op == Op.SHL)) {
      extend(type, target);
    }
  }

  private void operateFloating(String operator, Type type, int target, int left, int right) {
    int op =
        switch (operator) {
          case "+" -> Op.FADD;
          case "-" -> Op.FSUB;
          case "*" -> Op.FMUL;
          case "/" -> Op.FDIV;
          case "==" -> Op.FEQ;
          case "!=" -> Op.FNE;
          case "<" -> Op.FLT;
          case "<=" -> Op.FLE;
          default -> throw new IllegalStateException("operator " + operator);
        };
    emit(op, target, left, right);
    if (type.is(Kind.FLOAT) && op <= Op.FDIV) {
      emit(Op.FROUND, target, target, 0);
    }
  }

  private void truth(Logical l, int target) {
    Code.Label no = new Code.Label();
    Code.Label end = new Code.Label();
    branch(l, false, no);
    emit(Op.LI, target, 0, 1);
    branch(Op.JMP, 0, 0, end);
    code.bind(no);
    emit(Op.LI, target, 0, 0);
    code.bind(end);
  }

  private void conditional(Conditional c, int target) {
    Code.Label no = new Code.Label();
    Code.Label end = new Code.Label();
    branch(c.test(), false, no);
    into(c.yes(), target);
    branch(Op.JMP, 0, 0, end);
    code.bind(no);
    into(c.no(), target);
    code.bind(end);
  }

  /// Branches when the test has the given truth.
  void branch(Expression test, boolean when, Code.Label to) {
    int before = next;
    at(test.at());
    switch (test) {
      case Number n -> {
        if (n.value() != 0 == when) {
          branch(Op.JMP, 0, 0, to);
        }
      }
      case Logical l when l.and() == when -> {
        Code.Label skip = new Code.Label();
        branch(l.left(), !when, skip);
        branch(l.right(), when, to);
        code.bind(skip);
      }
      case Logical l -> {
        branch(l.left(), when, to);
        branch(l.right(), when, to);
      }
      case Binary b when isComparison(b) -> compare(b, when, to);
      default -> branch(when ? Op.JNZ : Op.JZ, 0, value(test), to);
    }
    next = before;
  }

  private static boolean isComparison(Binary b) {
    return switch (b.operator()) {
      case "==", "!=", "<", "<=" -> true;
      default -> false;
    };
  }

  private void compare(Binary b, boolean when, Code.Label to) {
    boolean equality = b.operator().equals("==") || b.operator().equals("!=");
    boolean immediate = b.right() instanceof Number n && fits(n.value());
    if (equality && b.right() instanceof Number n && n.value() == 0) {
      int left = value(b.left());
      branch(b.operator().equals("==") == when ? Op.JZ : Op.JNZ, 0, left, to);
      return;
    }
    Type type = b.left().type();
    boolean unsigned = type.size == 8 && type.unsigned;
    // Of floating operands neither "less" nor "not less" may hold, so that no branch stands for
    // both.
    if (immediate && !unsigned || type.isFloating()) {
      branch(when ? Op.JNZ : Op.JZ, 0, value(b), to);
      return;
    }
    int left = value(b.left());
    int right = value(b.right());
    at(b.at());
    if (equality) {
      branch(b.operator().equals("==") == when ? Op.JEQ : Op.JNE, left, right, to);
      return;
    }
    boolean less = b.operator().equals("<") == when;
    int op = unsigned ? less ? Op.JLTU : Op.JLEU : less ? Op.JLT : Op.JLE;
    branch(op, when ? left : right, when ? right : left, to);
  }

  private void assign(Assign a, int target) {
    if (!a.type().isScalar()) {
      int source = value(a.value());
      into(addressOf(a.target()), target);
      at(a.at());
      emit(Op.COPY, target, source, (int) a.type().size);
      return;
    }
    if (a.target() instanceof Variable v && !v.local().inMemory) {
      into(a.value(), v.local().position);
      move(target, v.local().position);
      return;
    }
    move(target, store(a));
  }

  /// Stores a scalar, and tells the register that holds it.
  private int store(Assign a) {
    Operand to = operand(addressOf(a.target()));
    int from = value(a.value());
    at(a.at());
    if (a.target() instanceof Field f) {
      return insert(f, to, from);
    }
    emit(storeOp(a.type()), from, to.base, to.offset);
    return from;
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
        emit(Op.MOV, target, local, 0);
      }
      step(u, local, local);
      if (!u.postfix()) {
        move(target, local);
      }
      return;
    }
    move(target, updateInMemory(u));
  }

  /// Updates an object in memory, and tells the register that holds the expression's value.
  private int updateInMemory(Update u) {
    int amount = u.amount() instanceof Number ? 0 : value(u.amount());
    Operand place = operand(addressOf(u.target()));
    at(u.at());
    int old = temporary();
    Field field = u.target() instanceof Field f ? f : null;
    if (field == null) {
      emit(loadOp(u.type()), old, place.base, place.offset);
    } else {
      extract(field, place, old);
    }
    int result = temporary();
    if (u.amount() instanceof Number) {
      step(u, result, old);
    } else {
      operate(u.operator(), u.wide(), result, widened(u, old), amount);
      narrow(u, result);
    }
    at(u.at());
    if (field != null) {
      result = insert(field, place, result);
    } else {
      emit(storeOp(u.type()), result, place.base, place.offset);
    }
    return u.postfix() ? old : result;
  }

  private void step(Update u, int target, int old) {
    operate(u.operator(), u.wide(), target, widened(u, old), u.amount(), u.at());
    narrow(u, target);
  }

  private int widened(Update u, int old) {
    at(u.at());
    Type type = u.type();
    Type wide = u.wide();
    if (wide.unsigned && wide.size == 4 && !type.unsigned
        || wide.isFloating() && !wide.matches(type)) {
      int left = temporary();
      move(left, old);
      convert(type, wide, left);
      return left;
    }
    return old;
  }

  private void narrow(Update u, int register) {
    at(u.at());
    convert(u.wide(), u.type(), register);
  }

  /// Arguments are evaluated from the last to the first, as gcc does on x86-64; programs rely on
  /// it.
  private void call(Call c, int target) {
    boolean direct = c.function() instanceof Address a && a.symbol().isFunction();
    int callee = direct ? -1 : value(c.function());
    int window = temporary();
    int at = window + Op.FIRST_PARAMETER;
    next = at;
    boolean structure = c.type().isAggregate();
    boolean variadic = c.function().type().base().variadic;
    int first = at + (structure ? 1 : 0);
    next = first + c.fixed() + (variadic ? 1 : 0);
    int passed = next - at;
    code.registers = Math.max(code.registers, next);
    if (variadic) {
      further(c, first + c.fixed());
    }
    for (int i = c.fixed() - 1; i >= 0; i--) {
      into(c.arguments().get(i), first + i);
    }
    if (structure) {
      emit(Op.ADDI, at, FRAME, code.reserve(c.type().size, c.type().align));
    }
    at(c.at());
    if (c.function() instanceof Address a && direct) {
      code.fix(emit(Op.CALL, window, passed, 0), a.symbol(), 0);
    } else {
      emit(Op.CALLR, window, callee, passed);
    }
    code.registers = Math.max(code.registers, window + Op.FIRST_PARAMETER);
    if (!c.type().is(Kind.VOID) && target != window) {
      emit(Op.MOV, target, window, 0);
    }
  }

  /// Stores the further arguments of a variadic call in the frame, and their address in a register.
  private void further(Call c, int address) {
    long bytes = 0;
    for (Expression argument : c.arguments().subList(c.fixed(), c.arguments().size())) {
      bytes += slots(argument);
    }
    int area = code.reserve(bytes, 8);
    int at = area + (int) bytes;
    for (int i = c.arguments().size() - 1; i >= c.fixed(); i--) {
      Expression argument = c.arguments().get(i);
      at -= slots(argument);
      int before = next;
      int register = value(argument);
      if (argument.type().isScalar()) {
        emit(Op.ST64, register, FRAME, at);
      } else {
        int to = temporary();
        emit(Op.ADDI, to, FRAME, at);
        emit(Op.COPY, to, register, (int) argument.type().size);
      }
      next = before;
    }
    emit(Op.ADDI, address, FRAME, area);
  }

  /// The bytes that an argument takes among the further ones: whole slots of eight.
  private static int slots(Expression argument) {
    return (int) ((argument.type().size + 7) / 8 * 8);
  }

  private void intrinsic(Intrinsic i, int target) {
    at(i.at());
    if (i.arguments().isEmpty()) {
      emit(i.operation(), target, 0, i.immediate());
      return;
    }
    boolean single = i.arguments().size() == 1;
    int first = single ? target : next;
    next += single ? 0 : i.arguments().size();
    for (int k = i.arguments().size() - 1; k >= 0; k--) {
      into(i.arguments().get(k), first + k);
    }
    at(i.at());
    code.registers = Math.max(code.registers, first + MOST_OPERANDS);
    emit(i.operation(), target, first, i.immediate());
  }
}
