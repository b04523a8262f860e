package dev.ringfence.user;

import dev.ringfence.c.Function;
import dev.ringfence.c.Program;
import dev.ringfence.machine.Mmu;
import org.jspecify.annotations.Nullable;

/// Code outside of the text segment: a copy of one of the program's functions, where the machine
/// lets it be executed. Nothing else that lies in data is an instruction.
final class CopiedCode {
  private static final int WORD = Long.BYTES;

  private final Mmu mmu;
  private final Blocks blocks;

  CopiedCode(Mmu mmu, Blocks blocks) {
    this.mmu = mmu;
    this.blocks = blocks;
  }

  /// The function of which a copy lies at an address, or null.
  @Nullable Function at(long address, Program program) {
    if (program.model().isSegmented() || !mmu.mayFetch(address) || !blocks.load(address, WORD)) {
      return null;
    }
    long first = blocks.loaded;
    for (Function function : program.functions()) {
      if (program.code()[function.entry()] == first && isCopy(function, address, program)) {
        return function;
      }
    }
    return null;
  }

  private boolean isCopy(Function function, long address, Program program) {
    for (int i = function.entry(); i < function.end(); i++) {
      long at = address + (long) WORD * (i - function.entry());
      if (!mmu.mayFetch(at) || !blocks.load(at, WORD) || blocks.loaded != program.code()[i]) {
        return false;
      }
    }
    return true;
  }
}
