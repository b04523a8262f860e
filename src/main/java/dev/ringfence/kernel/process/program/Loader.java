package dev.ringfence.kernel.process.program;

import dev.ringfence.c.Program;
import dev.ringfence.c.Program.ThreadStorage;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Image;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.user.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sets up the stack on which a program begins: at the top the thread control block, then the
/// argument strings, then `argv` and `envp`.
public final class Loader {
  private static final int CONTROL_BLOCK = 256;
  private static final int INDEX = 8;
  private static final int COUNT = 16;
  private static final int TID = 24;

  private Loader() {}

  /// Sets up the control block of a thread at the top of its stack, and below it the objects of
  /// which each thread has its own.
  ///
  /// @return the block's address, or -1 when memory is out
  public static long controlBlock(Process process, Program program, long top, int tid) {
    return controlBlock(
        process.memory(), program.threadStorage(), top, process.index(), process.count(), tid);
  }

  /// Where the stack of a thread begins: below its own objects.
  public static long stackPointer(Program program, long block) {
    return block - program.threadStorage().size() & -16;
  }

  private static long controlBlock(
      AddressSpace memory, ThreadStorage own, long top, int index, int count, int tid) {
    long block = (top & -Math.max(16, own.align())) - Math.max(CONTROL_BLOCK, own.align());
    boolean done =
        UserMemory.write(memory, block - own.size(), own.image(), 0, own.image().length)
            && UserMemory.put(memory, block + INDEX, 8, index)
            && UserMemory.put(memory, block + COUNT, 8, count)
            && UserMemory.put(memory, block + TID, 8, tid);
    return done ? block : -1;
  }

  /// The first context of a process, or null when memory is out.
  public static @Nullable Context start(
      Image image,
      AddressSpace memory,
      List<String> arguments,
      List<String> environment,
      int index,
      int count,
      int tid) {
    Program program = image.program();
    ThreadStorage own = program.threadStorage();
    long block = controlBlock(memory, own, memory.regions().stackTop(), index, count, tid);
    boolean done = block >= 0;
    long at = stackPointer(program, block);
    int first = arguments.size() + 1;
    long[] pointers = new long[first + environment.size() + 1];
    for (int i = 0; i < pointers.length - 1; i++) {
      if (i == arguments.size()) {
        continue;
      }
      String text = i < first ? arguments.get(i) : environment.get(i - first);
      byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
      at -= bytes.length;
      pointers[i] = at;
      done &= UserMemory.write(memory, at, bytes, 0, bytes.length);
    }
    int word = memory.regions().word();
    long vector = (at - (long) word * pointers.length) & -16;
    for (int i = 0; i < pointers.length; i++) {
      done &= UserMemory.put(memory, vector + (long) word * i, word, pointers[i]);
    }
    return done
        ? new Context(
            image.program(),
            image.program().start(),
            vector,
            block,
            arguments.size(),
            vector,
            vector + (long) word * first)
        : null;
  }
}
