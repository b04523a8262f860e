package dev.ringfence.user.translate;

import dev.ringfence.machine.Mmu;
import dev.ringfence.user.Context;
import dev.ringfence.user.Processor;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.SortedMap;
import java.util.TreeMap;

/// The local variables of a body's method, and what moves between them and the objects that the
/// method was passed.
final class Locals {
  static final ClassDesc PROCESSOR = desc(Processor.class);
  static final ClassDesc CONTEXT = desc(Context.class);
  static final ClassDesc MMU_TYPE = desc(Mmu.class);
  private static final ClassDesc LONGS = ConstantDescs.CD_long.arrayType();

  static final int P = 1;
  static final int C = 2;
  static final int BASE = 3;
  static final int CALLED = 4;
  static final int ROOM = 5;
  static final int R = 6;
  static final int MMU = 7;
  static final int PAGE = 8;
  static final int CALLEE = 9;
  static final int FUNCTION = 10;

  /// Where the thread stops: the instruction, and its window's distance from the body's.
  static final int PC = 11;

  static final int WINDOW = 12;

  /// The number that had no page: its address and size.
  static final int AT = 13;

  static final int SIZE = 15;
  static final int LEFT = 16;
  static final int COUNT = 18;
  private static final int FIRST_REGISTER = 20;

  private final CodeBuilder code;
  private final SortedMap<Integer, Integer> slots = new TreeMap<>();

  Locals(CodeBuilder code) {
    this.code = code;
  }

  static ClassDesc desc(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  /// How many variables there are with those of so many registers.
  static int size(int registers) {
    return FIRST_REGISTER + 2 * registers;
  }

  /// The variable of a register that the body uses, by the register's distance from the window that
  /// the body begins in.
  int slot(int register) {
    return slots.computeIfAbsent(register, _ -> FIRST_REGISTER + 2 * slots.size());
  }

  /// The variables of all registers that are used so far.
  SortedMap<Integer, Integer> slots() {
    return slots;
  }

  /// Pushes the array of registers and the index of one.
  void element(int register) {
    code.aload(R);
    index(register);
  }

  /// Pushes the index of a register.
  void index(int register) {
    code.iload(BASE).loadConstant(register).iadd();
  }

  void loadRegisters() {
    code.aload(C).getfield(CONTEXT, "registers", LONGS).astore(R);
  }

  void loadMmu() {
    code.aload(P).getfield(PROCESSOR, "mmu", MMU_TYPE).astore(MMU);
  }

  /// Takes over what the processor has been charged.
  void loadCharge() {
    code.aload(P).getfield(PROCESSOR, "left", ConstantDescs.CD_long).lstore(LEFT);
    code.aload(P).getfield(PROCESSOR, "count", ConstantDescs.CD_long).lstore(COUNT);
  }

  void storeCharge() {
    code.aload(P).lload(LEFT).putfield(PROCESSOR, "left", ConstantDescs.CD_long);
    code.aload(P).lload(COUNT).putfield(PROCESSOR, "count", ConstantDescs.CD_long);
  }

  /// Calls a method of the processor, which has been pushed with the arguments.
  void processor(String method, ClassDesc result, ClassDesc... parameters) {
    code.invokevirtual(PROCESSOR, method, MethodTypeDesc.of(result, parameters));
  }
}
