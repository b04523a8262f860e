package dev.ringfence.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The machine's memory, in frames of 4 KiB. It is sparse: a frame that nobody has written has no
/// storage and reads as zero.
///
/// The directory of frames is split into chunks, so that a large memory costs nothing until it is
/// used. Distinct frames may be used from distinct threads.
public final class PhysicalMemory {
  /// Bytes in a frame.
  public static final int FRAME = 4096;

  /// The bits of an address that lie within a frame.
  public static final int SHIFT = 12;

  private static final int CHUNK_SHIFT = 10;
  private static final int CHUNK = 1 << CHUNK_SHIFT;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int frames;
  private final @Nullable Chunk[] chunks;

  /// The storage of neighbouring frames, where they have any.
  private static final class Chunk {
    final byte[] @Nullable [] frames = new byte[CHUNK][];
  }

  /// @param bytes the size, of which whole frames count
  /// @throws IllegalArgumentException if that is less than one frame or more than 2^31 - 1 frames
  public PhysicalMemory(long bytes) {
    long count = bytes >>> SHIFT;
    if (count < 1 || count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("physical memory of " + bytes + " bytes");
    }
    frames = (int) count;
    chunks = new Chunk[(int) ((count + CHUNK - 1) >>> CHUNK_SHIFT)];
  }

  public int frames() {
    return frames;
  }

  /// The frame's bytes, or null if it has never been written and is all zero.
  public byte @Nullable [] peek(int frame) {
    Chunk chunk = chunks[check(frame) >>> CHUNK_SHIFT];
    return chunk == null ? null : chunk.frames[frame & CHUNK - 1];
  }

  /// The frame's bytes, to be written.
  public byte[] materialise(int frame) {
    int index = check(frame) >>> CHUNK_SHIFT;
    Chunk chunk = chunks[index];
    if (chunk == null) {
      chunk = new Chunk();
      chunks[index] = chunk;
    }
    byte[] bytes = chunk.frames[frame & CHUNK - 1];
    if (bytes == null) {
      bytes = new byte[FRAME];
      chunk.frames[frame & CHUNK - 1] = bytes;
    }
    return bytes;
  }

  /// Makes the frame all zero by dropping its storage.
  public void clear(int frame) {
    Chunk chunk = chunks[check(frame) >>> CHUNK_SHIFT];
    if (chunk != null) {
      chunk.frames[frame & CHUNK - 1] = null;
    }
  }

  /// Copies one frame onto another.
  public void copy(int from, int to) {
    byte[] bytes = peek(from);
    if (bytes == null) {
      clear(to);
    } else {
      System.arraycopy(bytes, 0, materialise(to), 0, FRAME);
    }
  }

  /// The eight bytes at a physical address that is a multiple of 8.
  public long readLong(long physical) {
    byte[] bytes = peek((int) (physical >>> SHIFT));
    return bytes == null ? 0 : (long) LONGS.get(bytes, (int) physical & FRAME - 1);
  }

  /// Writes the eight bytes at a physical address that is a multiple of 8.
  public void writeLong(long physical, long value) {
    LONGS.set(materialise((int) (physical >>> SHIFT)), (int) physical & FRAME - 1, value);
  }

  private int check(int frame) {
    if (frame < 0 || frame >= frames) {
      throw new IllegalStateException("frame " + frame + " is outside physical memory");
    }
    return frame;
  }
}
