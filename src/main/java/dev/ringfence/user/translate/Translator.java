package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.user.Body;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/// Translates the blocks of a function that can be reached from one of them to a [Body].
final class Translator {
  /// The most bytecode of a method that HotSpot compiles is 8,000 bytes.
  private static final int LARGEST = 7_900;

  /// The most registers of functions that the body takes in, for which nobody counts how much of
  /// the JVM's stack they need.
  private static final int MOST_REGISTERS = 128;

  /// Instructions of a body at first; half of them if that is too much bytecode, and so on.
  private static final int MOST_INSTRUCTIONS = 200;

  static final ClassDesc BODY = Locals.desc(Body.class);
  static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_boolean,
          Locals.PROCESSOR,
          Locals.CONTEXT,
          ConstantDescs.CD_int,
          ConstantDescs.CD_boolean,
          ConstantDescs.CD_int);

  private final HotCode hot;
  private final Program program;
  private final Function function;
  private final Start start;

  Translator(HotCode hot, Start start) {
    this.hot = hot;
    this.program = hot.program;
    this.function = program.functionAt(start.outermost());
    this.start = start;
  }

  /// Whether bodies can execute the operation; where they cannot, they leave to the interpreter.
  static boolean translates(int op) {
    return isCall(op) || op == Op.RET || Op.isBranch(op) || Steps.has(op);
  }

  /// Whether what follows the operation begins a block, branches apart.
  static boolean endsBlock(int op) {
    return isCall(op) || op == Op.RET || !translates(op);
  }

  private static boolean isCall(int op) {
    return op == Op.CALL || op == Op.CALLR || op == Op.SYSCALL;
  }

  /// The body, or null if there is nothing to translate.
  @Nullable Body translate() {
    if (!translates(Op.op(program.code()[start.instruction()]))) {
      return null;
    }
    for (int most = MOST_INSTRUCTIONS; most > 0; most /= 2) {
      NavigableSet<Integer> blocks = hot.blocks(function, start.outermost(), most);
      byte[] bytes = write(blocks);
      if (fits(bytes)) {
        return Body.define(bytes, start.distance(program));
      }
    }
    return null;
  }

  private boolean fits(byte[] bytes) {
    int registers = function.registers() + MOST_REGISTERS;
    return ClassFile.of().parse(bytes).methods().stream()
        .filter(method -> method.methodName().equalsString("run"))
        .flatMap(method -> method.findAttribute(java.lang.classfile.Attributes.code()).stream())
        .allMatch(
            code -> code.codeLength() <= LARGEST && code.maxLocals() <= Locals.size(registers));
  }

  private byte[] write(NavigableSet<Integer> blocks) {
    String name =
        Body.class.getPackageName() + ".Body_" + function.name() + "_" + start.instruction();
    return ClassFile.of()
        .build(
            ClassDesc.of(name),
            builder ->
                builder
                    .withSuperclass(BODY)
                    .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                    .withMethodBody(
                        ConstantDescs.INIT_NAME,
                        ConstantDescs.MTD_void,
                        0,
                        code ->
                            code.aload(0)
                                .invokespecial(
                                    BODY, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                .return_())
                    .withMethodBody(
                        "run", RUN, 0, code -> new BodyMethod(code, hot, start, blocks).write()));
  }
}
