package dev.ringfence.c;

import dev.ringfence.machine.DataModel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A compiled and linked C program: immutable, and shared by all processes that run it.
///
/// On a machine of 16 bits the text has a segment of its own, and a pointer to an instruction is
/// its number, counted from [#FIRST_OFFSET]; data begins at the same offset of the data segment.
///
/// On others its image has a text segment (read, execute) at [#TEXT_BASE], where instruction `i`
/// has the address `TEXT_BASE + 8 i`, then rodata (read), then data and bss (read, write), each
/// from a page boundary.
///
/// @param model how wide its integers and pointers are
/// @param name the program's name in the scenario, as in `/bin/NAME`
/// @param code the instructions ([Op])
/// @param constants what [Op#LDC] loads
/// @param functions by number
/// @param lines per instruction its place in the source: file number in the upper 12 bits, line in
///     the lower 20; 0 where there is none
/// @param orders per instruction that reads or writes memory its [AccessOrder], by number; of those
///     that do both [AccessOrder#both], and of [Op#ATOMIC] nothing
/// @param files the source files by number, as diagnostics name them
/// @param start the function number where a process begins (`_start`: argc, argv, envp)
/// @param objects the named objects with static storage, by rising address
/// @param threadStorage what each thread has of its own
public record Program(
    DataModel model,
    String name,
    long[] code,
    long[] constants,
    List<Function> functions,
    int[] lines,
    byte[] orders,
    List<File> files,
    long rodataBase,
    byte[] rodata,
    long dataBase,
    byte[] data,
    long bssSize,
    int start,
    List<DataObject> objects,
    ThreadStorage threadStorage) {

  /// The objects of which each thread has its own (ELF's segment for them): they lie below the
  /// thread control block.
  ///
  /// @param image the first bytes; the others are zero
  /// @param size bytes in all, a multiple of the alignment
  public record ThreadStorage(byte[] image, long size, int align) {
    public static final ThreadStorage NONE = new ThreadStorage(new byte[0], 0, 16);
  }

  /// A source file.
  ///
  /// @param library whether it is of Ringfence's own C library rather than the user's
  public record File(String name, boolean library) {}

  /// A named object in rodata, data or bss.
  ///
  /// @param element bytes of an element if it is an array, otherwise the same as `size`
  public record DataObject(String name, long address, long size, long element) {
    /// An address within it as C would write it, such as `forks[2]` or `table+8`.
    public String path(long at) {
      long offset = at - address;
      String text = element == size ? name : name + "[" + offset / element + "]";
      return offset % element == 0 ? text : text + "+" + offset % element;
    }
  }

  /// Where the text segment begins.
  public static final long TEXT_BASE = 0x400000;

  /// The address of an instruction.
  public static long address(int instruction) {
    return TEXT_BASE + 8L * instruction;
  }

  /// Where text and data begin in the segments of a machine of 16 bits: no pointer to either is
  /// null.
  public static final int FIRST_OFFSET = 16;

  /// What a pointer to an instruction holds.
  public static long pointer(DataModel model, int instruction) {
    return model.isSegmented() ? FIRST_OFFSET + instruction : address(instruction);
  }

  /// The instruction that a pointer points to, or -1 if it points to none.
  public int instructionAt(long pointer) {
    long offset = pointer - (model.isSegmented() ? FIRST_OFFSET : TEXT_BASE);
    long size = model.isSegmented() ? 1 : 8;
    boolean within = offset >= 0 && offset % size == 0 && offset / size < code.length;
    return within ? (int) (offset / size) : -1;
  }

  /// The same program, in which `compute` takes another time where these lines say so.
  ///
  /// @param paces millionths of what the program says, by line as [#placeOf] gives it
  public Program paced(Map<String, Integer> paces) {
    long[] other = code.clone();
    for (int i = 0; i < other.length; i++) {
      Integer pace = Op.op(other[i]) == Op.COMPUTE ? paces.get(place(i)) : null;
      if (pace != null) {
        other[i] = Op.word(Op.COMPUTE, Op.d(other[i]), Op.a(other[i]), pace);
      }
    }
    return new Program(
        model,
        name,
        other,
        constants,
        functions,
        lines,
        orders,
        files,
        rodataBase,
        rodata,
        dataBase,
        data,
        bssSize,
        start,
        objects,
        threadStorage);
  }

  /// The lines, as [#placeOf] gives them, where it uses CPU time by `compute`.
  public Set<String> computing() {
    Set<String> all = new TreeSet<>();
    for (int i = 0; i < code.length; i++) {
      if (Op.op(code[i]) == Op.COMPUTE) {
        all.add(place(i));
      }
    }
    return all;
  }

  /// The first address behind text, rodata, data and bss.
  public long end() {
    return dataBase + data.length + bssSize;
  }

  /// The named object at an address, or null.
  public @Nullable DataObject objectAt(long address) {
    for (DataObject object : objects) {
      if (address >= object.address && address < object.address + object.size) {
        return object;
      }
    }
    return null;
  }

  /// The function that holds the instruction, found by bisection.
  public Function functionAt(int instruction) {
    int low = 0;
    int high = functions.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (functions.get(middle).entry() <= instruction) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return functions.get(low);
  }

  /// Whether a place lies in Ringfence's own C library rather than in the user's files.
  public boolean inLibrary(int packed) {
    return files.get(packed >>> 20).library();
  }

  /// The source line of an instruction as "file:line", or "?" where it has none.
  public String place(int instruction) {
    return placeOf(lines[instruction]);
  }

  /// A place as [#lines] packs it, as "file:line", or "?" where there is none.
  public String placeOf(int packed) {
    boolean known = packed != 0 && packed >>> 20 < files.size();
    return !known ? "?" : files.get(packed >>> 20).name() + ":" + (packed & 0xFFFFF);
  }
}
