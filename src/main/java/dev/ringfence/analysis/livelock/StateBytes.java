package dev.ringfence.analysis.livelock;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes that grow up to a bound; or that are compared with others as they come, and not kept.
final class StateBytes {
  /// A larger state is not looked at.
  private static final int MOST = 64 << 20;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final @Nullable StateBytes expected;
  private byte[] bytes;
  private int size;
  private boolean differs;

  /// @param expected what is to come, or null to keep what comes
  StateBytes(@Nullable StateBytes expected) {
    this.expected = expected;
    bytes = expected == null ? new byte[1 << 16] : expected.bytes;
  }

  void put(long value) {
    if (reserve(8)) {
      if (expected == null) {
        LONGS.set(bytes, size, value);
      } else {
        differs = (long) LONGS.get(bytes, size) != value;
      }
      size += 8;
    }
  }

  void put(byte[] values) {
    put(values.length);
    if (reserve(values.length)) {
      if (expected == null) {
        System.arraycopy(values, 0, bytes, size, values.length);
      } else {
        differs = !Arrays.equals(bytes, size, size + values.length, values, 0, values.length);
      }
      size += values.length;
    }
  }

  /// Whether so many more are of interest.
  private boolean reserve(int count) {
    if (expected != null) {
      differs |= size + count > expected.size;
    } else if (size + count > MOST) {
      throw new UnknownStateException("more than 64 MiB");
    } else if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
    }
    return !differs;
  }

  int size() {
    return size;
  }

  /// Whether something was not as expected, so that no more need come.
  boolean differ() {
    return differs;
  }

  /// Whether all has come that was expected, and nothing else.
  boolean isComplete() {
    return !differs && (expected == null || size == expected.size);
  }
}
