package dev.ringfence.kernel.memory;

import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.segment.SystemTables;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where the segments of a process lie on a machine of 16 bits: one of 64 KiB for data, heap and
/// stack, and one for code, which has one byte for each instruction: its operation.
///
/// @param data the first frame of the data segment
/// @param code the first frame of the code segment
/// @param codeFrames how many that has
public record Placement(int data, int code, int codeFrames) {
  /// Bytes of a data segment.
  public static final int SIZE = 1 << 16;

  private static final int PAGE = PhysicalMemory.FRAME;
  private static final int DATA_FRAMES = SIZE / PAGE;
  private static final long BITS = Entry.PRESENT | Entry.USER | Entry.WRITABLE;

  /// Loads a program.
  ///
  /// @param root of a page table without entries, which then has those of the data segment
  /// @return null when memory is out
  static @Nullable Placement of(Frames frames, PhysicalMemory memory, Program program, int root) {
    int length = codeSize(program);
    int codeFrames = (length + PAGE - 1) / PAGE;
    int data = frames.allocateRun(DATA_FRAMES);
    int code = data < 0 ? -1 : frames.allocateRun(codeFrames);
    if (code < 0) {
      frames.releaseRun(data, DATA_FRAMES);
      return null;
    }
    for (int i = 0; i < DATA_FRAMES; i++) {
      frames.tables().set(root, (long) i * PAGE, Entry.of(data + i, BITS));
    }
    write(memory, base(data) + program.rodataBase(), program.rodata());
    write(memory, base(data) + program.dataBase(), program.data());
    write(memory, base(code), codeBytes(program));
    if (frames.isProtected()) {
      SystemTables.describe(memory, data, code, length);
    }
    return new Placement(data, code, codeFrames);
  }

  /// What the code segment of a program has.
  private static byte[] codeBytes(Program program) {
    byte[] bytes = new byte[codeSize(program)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = codeByte(program, i);
    }
    return bytes;
  }

  /// How many bytes of code a program has.
  public static int codeSize(Program program) {
    return program.code().length + Program.FIRST_OFFSET;
  }

  /// What its code segment has at an offset below that.
  public static byte codeByte(Program program, int offset) {
    int instruction = offset - Program.FIRST_OFFSET;
    return instruction < 0 ? 0 : (byte) Op.op(program.code()[instruction]);
  }

  /// The instruction whose byte is at an offset of the code segment, or -1.
  public static int instruction(Program program, int offset) {
    int instruction = offset - Program.FIRST_OFFSET;
    return instruction < program.code().length ? Math.max(-1, instruction) : -1;
  }

  private static void write(PhysicalMemory memory, long to, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      memory.writeByte(to + i, bytes[i]);
    }
  }

  /// Copies what the data segment of another process holds.
  void copyFrom(Placement other, PhysicalMemory memory) {
    for (int i = 0; i < DATA_FRAMES; i++) {
      byte[] from = memory.materialise(other.data + i);
      System.arraycopy(from, 0, memory.materialise(data + i), 0, PAGE);
    }
  }

  /// Writes zeros to pages of the data segment.
  void clear(PhysicalMemory memory, long from, long to) {
    for (long page = from; page < Math.min(to, SIZE); page += PAGE) {
      Arrays.fill(memory.materialise(data + (int) (page / PAGE)), (byte) 0);
    }
  }

  /// Gives back what the page table does not name.
  void release(Frames frames, PhysicalMemory memory) {
    frames.releaseRun(code, codeFrames);
    if (frames.isProtected()) {
      SystemTables.forget(memory, data);
    }
  }

  /// The offset of a physical address in the data segment, or -1.
  public long dataOffset(long physical) {
    long offset = physical - base(data);
    return offset >= 0 && offset < SIZE ? offset : -1;
  }

  /// The offset of a physical address in the code segment, or -1.
  public long codeOffset(long physical) {
    long offset = physical - base(code);
    return offset >= 0 && offset < (long) codeFrames * PAGE ? offset : -1;
  }

  private static long base(int frame) {
    return (long) frame * PAGE;
  }
}
