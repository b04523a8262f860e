package dev.ringfence.user;

import dev.ringfence.c.Program;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Registers of threads that rest, one set for each program, with which those of others are
/// compared: processes that wait at the same place have nearly the same.
///
/// The differences are numbers of which the first holds where the others belong, 10 bits each.
public final class RegisterModels {
  /// The most numbers that may differ.
  private static final int MOST = 6;

  private static final int INDEX_BITS = 10;
  private static final int INDEX = (1 << INDEX_BITS) - 1;

  /// No difference.
  static final long[] SAME = {0};

  private final Map<Program, long[]> models = new IdentityHashMap<>();

  /// What these registers are to be compared with: others, or they themselves.
  long[] model(Program program, long[] registers) {
    long[] known = models.get(program);
    if (known != null && differences(registers, known) != null) {
      return known;
    }
    models.put(program, registers);
    return registers;
  }

  /// How registers differ from a model, or null when they do too much.
  static long @Nullable [] differences(long[] registers, long[] model) {
    if (registers == model) {
      return SAME;
    }
    if (registers.length != model.length || registers.length > INDEX) {
      return null;
    }
    int count = 0;
    long places = 0;
    for (int i = 0; i < registers.length; i++) {
      if (registers[i] != model[i]) {
        if (count == MOST) {
          return null;
        }
        places |= (long) i << INDEX_BITS * count;
        count++;
      }
    }
    if (count == 0) {
      return SAME;
    }
    long[] found = new long[count + 1];
    found[0] = places;
    for (int i = 0; i < count; i++) {
      found[i + 1] = registers[place(places, i)];
    }
    return found;
  }

  /// The register with this number.
  static long get(long[] model, long[] differences, int register) {
    for (int i = 1; i < differences.length; i++) {
      if (place(differences[0], i - 1) == register) {
        return differences[i];
      }
    }
    return model[register];
  }

  /// All registers, to be changed.
  static long[] all(long[] model, long[] differences) {
    long[] registers = model.clone();
    for (int i = 1; i < differences.length; i++) {
      registers[place(differences[0], i - 1)] = differences[i];
    }
    return registers;
  }

  private static int place(long places, int index) {
    return (int) (places >>> INDEX_BITS * index) & INDEX;
  }
}
