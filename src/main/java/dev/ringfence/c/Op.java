package dev.ringfence.c;

/// The instructions of the register code that C is compiled to.
///
/// A word holds the operation in bits 0-7, register `d` in bits 8-19, register `a` in bits 20-31
/// and `b`, a signed 32-bit immediate or a register, in bits 32-63. Every register has 64 bits; an
/// integer narrower than that is kept sign- or zero-extended as its C type says, so that
/// comparisons, shifts to the right and divisions need one form only. A floating-point number is
/// kept as the bits of a `double`.
///
/// A function sees a window of registers: 0 is the frame pointer (the lowest address of its frame
/// in memory), 1 the link, 2 the stack pointer, and from 3 on its parameters, locals and
/// temporaries. `CALL d` opens the callee's window at the caller's register `d`: arguments are put
/// into `d + 3` and up, and the result is found in `d`. The instruction says how many there are;
/// the callee's registers behind its parameters, and parameters without an argument, begin as zero.
/// After the call the caller's registers above `d` hold nothing that it may read. Branch targets
/// are instruction numbers.
///
/// The interpreter executes all of them; which ones are also translated to JVM code is for
/// `user.Steps` to say, and nothing else needs to know.
public final class Op {
  // Values: d = ...
  public static final int MOV = 0; // a
  public static final int LI = 1; // imm, sign-extended
  public static final int LDC = 2; // constants[imm]
  public static final int TP = 3; // the thread pointer: address of the thread control block

  // Arithmetic on 64 bits: d = a op b
  public static final int ADD = 4;
  public static final int SUB = 5;
  public static final int MUL = 6;
  public static final int DIV = 7; // #DE on zero and on overflow
  public static final int DIVU = 8; // #DE on zero
  public static final int REM = 9; // as DIV
  public static final int REMU = 10; // as DIVU
  public static final int AND = 11;
  public static final int OR = 12;
  public static final int XOR = 13;
  public static final int SHL = 14; // count modulo 64
  public static final int SHR = 15; // logical
  public static final int SAR = 16; // arithmetic

  // Arithmetic on 32 bits, result sign-extended: d = (int) (a op b)
  public static final int ADDW = 17;
  public static final int SUBW = 18;
  public static final int MULW = 19;
  public static final int DIVW = 20; // #DE on zero and on overflow
  public static final int REMW = 21; // as DIVW
  public static final int SHLW = 22; // count modulo 32

  // With an immediate: d = a op imm
  public static final int ADDI = 23;
  public static final int ADDWI = 24;
  public static final int MULI = 25;
  public static final int ANDI = 26;
  public static final int ORI = 27;
  public static final int XORI = 28;
  public static final int SHLI = 29;
  public static final int SHRI = 30;
  public static final int SARI = 31;

  // Extension: d = extend(a)
  public static final int SX8 = 32;
  public static final int SX16 = 33;
  public static final int SX32 = 34;
  public static final int ZX8 = 35;
  public static final int ZX16 = 36;
  public static final int ZX32 = 37;
  public static final int NEG = 38;
  public static final int NOT = 39; // one's complement

  // Comparison: d = a op b ? 1 : 0
  public static final int EQ = 40;
  public static final int NE = 41;
  public static final int LT = 42;
  public static final int LE = 43;
  public static final int LTU = 44;
  public static final int LEU = 45;
  public static final int EQI = 46; // with an immediate
  public static final int NEI = 47;
  public static final int LTI = 48;
  public static final int LEI = 49;
  public static final int GTI = 50;
  public static final int GEI = 51;

  // Branches; imm is the target
  public static final int JMP = 52;
  public static final int JZ = 53; // if a == 0
  public static final int JNZ = 54; // if a != 0
  public static final int JEQ = 55; // if d == a
  public static final int JNE = 56;
  public static final int JLT = 57; // if d < a
  public static final int JLE = 58;
  public static final int JLTU = 59;
  public static final int JLEU = 60;

  // Memory: d = [a + imm], and [a + imm] = d
  public static final int LD8S = 61;
  public static final int LD8U = 62;
  public static final int LD16S = 63;
  public static final int LD16U = 64;
  public static final int LD32S = 65;
  public static final int LD32U = 66;
  public static final int LD64 = 67;
  public static final int ST8 = 68;
  public static final int ST16 = 69;
  public static final int ST32 = 70;
  public static final int ST64 = 71;
  public static final int COPY = 72; // imm bytes from [a] to [d], as memmove
  public static final int ZERO = 73; // imm bytes of zero to [d]

  // Calls
  public static final int CALL = 74; // function number imm, window at d, a arguments
  public static final int CALLR = 75; // text address in a, window at d, imm arguments
  public static final int RET = 76; // the value of a becomes the caller's d
  public static final int SYSCALL = 77; // call number imm, arguments in registers 3-8, result in d
  public static final int COMPUTE =
      78; // uses register d nanoseconds of CPU time, or imm millionths of them, counting d down to
  // 0
  public static final int PRIVILEGED = 79; // a Privileged instruction (imm); operand a, result d
  public static final int TRAP = 80; // #UD, as ud2: control came where the C program has nothing

  // Floating point on doubles: d = a op b
  public static final int FADD = 81;
  public static final int FSUB = 82;
  public static final int FMUL = 83;
  public static final int FDIV = 84;
  public static final int FNEG = 85; // a
  public static final int FEQ = 86;
  public static final int FNE = 87;
  public static final int FLT = 88;
  public static final int FLE = 89;
  public static final int I2F = 90; // signed 64-bit a
  public static final int U2F = 91; // unsigned 64-bit a
  public static final int F2I = 92; // to signed 64 bits, as cvttsd2si
  public static final int F2U = 93; // to unsigned 64 bits
  public static final int FROUND = 94; // a rounded to float precision
  public static final int LDF32 = 95; // d = (double) float at [a + imm]
  public static final int STF32 = 96; // float at [a + imm] = d

  public static final int F2W = 97; // to signed 32 bits, as cvttsd2si
  public static final int MATH = 98; // a MathFunction (imm) of registers a, a + 1 and a + 2
  public static final int BITS = 99; // a BitFunction (imm) of registers a and a + 1

  // Reads and writes [a] in one step: an AtomicFunction's operand (imm), registers a + 1 and a + 2
  public static final int ATOMIC = 100;
  public static final int JR = 101; // to the text address in a, within function number imm

  // Non-local jumps (`setjmp(3)`); the three longs at [a] are where to, in which window
  public static final int SETJMP = 102; // saves there the caller's place and stack pointer
  public static final int LONGJMP = 103; // goes there; a + 1 is the result of the call before it

  // What LONGJMP does instead, as imm says, with the image at [a] of the calls that are open:
  public static final int TO_RESUME = 1; // saves it, goes on with the one at [a + 1]
  public static final int TO_BEGIN = 2; // saves it, begins a function (a + 1) on a stack (a + 2)
  public static final int TO_COUNT = 3; // puts in d how many words it takes
  public static final int TO_TRACE = 4; // puts there where the calls return to, a + 1 at most

  public static final int EXCEPTION = 104; // raises the exception of number imm, as int3 does

  // Far pointers of machines of 16 bits: the segment in bits 16 to 31, the offset below
  public static final int FARLD = 105; // d = far [a + imm]: see farAccess
  public static final int FARST = 106; // far [a + imm] = d
  public static final int FARADD = 107; // d = a, its offset advanced by register b
  public static final int FARADDI = 108; // d = a, its offset advanced by imm
  public static final int SEGMENT = 109; // d = what DS holds

  public static final int STOP = 110; // ends the interpreter's run before it, and does nothing

  /// How many operations there are.
  public static final int COUNT = 111;

  /// The highest register that an instruction can name, plus one.
  public static final int REGISTERS = 1 << 12;

  /// The first register of a window that holds a parameter.
  public static final int FIRST_PARAMETER = 3;

  /// How many arguments a system call has at most.
  public static final int SYSTEM_CALL_ARGUMENTS = 6;

  private Op() {}

  /// The immediate of [#FARLD] or [#FARST].
  ///
  /// @param operation which load or store it is, of [#LD8S] to [#ST64], [#LDF32] and [#STF32]
  /// @param offset of which 16 bits count
  public static int farAccess(int operation, int offset) {
    return operation << 16 | offset & 0xFFFF;
  }

  /// Whether the operation goes to the instruction that its immediate names, or may.
  public static boolean isBranch(int op) {
    return op >= JMP && op <= JLEU;
  }

  /// Packs an instruction word.
  public static long word(int op, int d, int a, int b) {
    return (long) b << 32 | (long) a << 20 | (long) d << 8 | op;
  }

  public static int op(long word) {
    return (int) word & 0xFF;
  }

  public static int d(long word) {
    return (int) word >>> 8 & 0xFFF;
  }

  public static int a(long word) {
    return (int) word >>> 20;
  }

  public static int b(long word) {
    return (int) (word >> 32);
  }
}
