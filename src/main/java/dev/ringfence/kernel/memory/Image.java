package dev.ringfence.kernel.memory;

import dev.ringfence.c.Program;
import dev.ringfence.machine.PhysicalMemory;
import java.util.HashMap;
import java.util.Map;

/// A program's segments in physical memory: one set of frames, shared by all processes that run it.
/// On a machine of 16 bits each process has its own copy ([Placement]), and the image has no
/// frames.
public final class Image {
  private final Program program;
  private final Map<Long, Integer> frames = new HashMap<>();
  private final Areas areas;
  private final int number;

  /// Loads the program.
  ///
  /// @throws IllegalArgumentException when physical memory is too small for it
  public Image(Program program, PhysicalMemory memory, Frames source) {
    this.program = program;
    areas = AddressSpace.initial(program, source.regions());
    number = source.inUse();
    if (source.isSegmented()) {
      if (program.end() > source.regions().heapLimit()) {
        throw new IllegalArgumentException(
            "the data of %s takes %d bytes, and its segment has room for %d"
                .formatted(program.name(), program.end(), source.regions().heapLimit()));
      }
      return;
    }
    byte[] text = new byte[8 * program.code().length];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (program.code()[i / 8] >>> 8 * (i % 8));
    }
    load(Program.TEXT_BASE, text, memory, source);
    load(program.rodataBase(), program.rodata(), memory, source);
    load(program.dataBase(), program.data(), memory, source);
  }

  private void load(long base, byte[] bytes, PhysicalMemory memory, Frames source) {
    for (int from = 0; from < bytes.length; from += PhysicalMemory.FRAME) {
      int frame = source.allocate();
      if (frame < 0) {
        throw new IllegalArgumentException("physical memory cannot hold " + program.name());
      }
      int length = Math.min(PhysicalMemory.FRAME, bytes.length - from);
      System.arraycopy(bytes, from, memory.materialise(frame), 0, length);
      frames.put(base + from, frame);
    }
  }

  public Program program() {
    return program;
  }

  /// The areas with which a process that runs it begins.
  Areas areas() {
    return areas;
  }

  /// A number that other images do not have.
  int number() {
    return number;
  }

  /// The frame that holds the page, or 0 where the program has nothing there.
  int frame(long page) {
    return frames.getOrDefault(page, 0);
  }
}
