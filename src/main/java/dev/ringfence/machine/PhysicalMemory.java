package dev.ringfence.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The machine's memory, in frames of 4 KiB. It is sparse: a frame that nobody has written has no
/// storage and reads as zero; one that is only written by [#writeLong], such as a page table, keeps
/// the numbers that are not zero; and one that is not in use may be packed ([#pack]). Whoever wants
/// a frame's bytes has it unpacked for good.
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
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final byte[] ZEROS = new byte[FRAME];
  private static final long[] NOTHING = {};

  /// How many models are kept, and how many bytes a frame that is like its model may take.
  private static final int MODELS = 64;

  private static final int CLOSE = 128;

  private static final int SPARES = 64;

  private final @Nullable Model[] models = new Model[MODELS];
  private final byte[] scratch = new byte[FRAME];

  /// Storage that no frame uses now, which the caches of the host still hold.
  private final byte[][] spare = new byte[SPARES][];

  private int spares;

  private long losses;

  private final int frames;
  private final int installed;
  private final @Nullable Chunk[] chunks;

  /// The storage of neighbouring frames, where they have any: all bytes, numbers as of
  /// [SparseTable], or [Packed].
  private static final class Chunk {
    final @Nullable Object[] frames = new Object[CHUNK];
  }

  /// A frame as it was packed, and what it packed to: those packed later are compared with it.
  private record Model(byte[] bytes, Packed packed) {}

  /// @param bytes the size, of which whole frames count
  /// @throws IllegalArgumentException if that is less than one frame or more than 2^31 - 1 frames
  public PhysicalMemory(long bytes) {
    this(bytes, 0);
  }

  /// @param beyond how many frames there are on top that are not the machine's own: no address of
  ///     its programs reaches them
  public PhysicalMemory(long bytes, int beyond) {
    long count = (bytes >>> SHIFT) + beyond;
    if (count <= beyond || count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("physical memory of " + bytes + " bytes");
    }
    frames = (int) count;
    installed = frames - beyond;
    chunks = new Chunk[(int) ((count + CHUNK - 1) >>> CHUNK_SHIFT)];
  }

  public int frames() {
    return frames;
  }

  /// How many frames the machine itself has: those of the lowest numbers.
  public int installed() {
    return installed;
  }

  /// One byte of the machine's own memory; where there is none, what a bus without it reads as.
  public int readByte(long physical) {
    int frame = (int) (physical >>> SHIFT);
    if (frame >= installed) {
      return 0xFF;
    }
    byte[] bytes = peek(frame);
    return bytes == null ? 0 : bytes[(int) physical & FRAME - 1] & 0xFF;
  }

  /// Writes one byte of the machine's own memory; where there is none, nothing happens.
  public void writeByte(long physical, int value) {
    int frame = (int) (physical >>> SHIFT);
    if (frame < installed) {
      materialise(frame)[(int) physical & FRAME - 1] = (byte) value;
    }
  }

  /// The frame's bytes, or null if it has never been written and is all zero.
  public byte @Nullable [] peek(int frame) {
    Object storage = storage(frame);
    if (storage instanceof byte[] bytes) {
      return bytes;
    }
    return storage == null ? null : unpack(frame, storage);
  }

  /// The frame's bytes, to be written.
  public byte[] materialise(int frame) {
    Object storage = storage(frame);
    return storage instanceof byte[] bytes ? bytes : unpack(frame, storage);
  }

  private byte[] unpack(int frame, @Nullable Object storage) {
    byte[] bytes = zeros();
    if (storage instanceof Packed packed) {
      packed.unpack(bytes);
    } else if (storage instanceof long[] table) {
      for (long word : table) {
        LONGS.set(bytes, 8 * SparseTable.index(word), SparseTable.value(word));
      }
    }
    store(frame, bytes);
    return bytes;
  }

  private byte[] zeros() {
    byte[] bytes;
    synchronized (spare) {
      if (spares == 0) {
        return new byte[FRAME];
      }
      bytes = spare[--spares];
    }
    Arrays.fill(bytes, (byte) 0);
    return bytes;
  }

  private void spare(byte[] bytes) {
    synchronized (spare) {
      if (spares < SPARES) {
        spare[spares++] = bytes;
      }
    }
  }

  private @Nullable Object storage(int frame) {
    Chunk chunk = chunks[check(frame) >>> CHUNK_SHIFT];
    return chunk == null ? null : chunk.frames[frame & CHUNK - 1];
  }

  private void store(int frame, Object storage) {
    int index = check(frame) >>> CHUNK_SHIFT;
    Chunk chunk = chunks[index];
    if (chunk == null) {
      chunk = new Chunk();
      chunks[index] = chunk;
    }
    chunk.frames[frame & CHUNK - 1] = storage;
  }

  /// Keeps the frame's contents in as few bytes as it can until somebody wants it again. Nobody may
  /// hold its bytes.
  ///
  /// @param likeness frames for which this number is the same are probably much alike
  public void pack(int frame, int likeness) {
    if (!(storage(frame) instanceof byte[] bytes)) {
      return;
    }
    int kind = likeness & MODELS - 1;
    Model model = models[kind];
    Packed packed = model == null ? null : pack(bytes, model.bytes, model.packed, CLOSE);
    if (packed == null) {
      packed = pack(bytes, ZEROS, null, FRAME / 2);
      if (packed == null) {
        return;
      }
      models[kind] = new Model(bytes, packed);
    } else {
      spare(bytes);
    }
    losses++;
    store(frame, packed);
  }

  private @Nullable Packed pack(byte[] bytes, byte[] from, @Nullable Packed base, int most) {
    return Packed.of(bytes, from, base, scratch, most);
  }

  /// How often a frame has lost its bytes: whoever holds some since then may hold those of another.
  long losses() {
    return losses;
  }

  /// Makes the frame all zero by dropping its storage, which nobody may hold.
  public void clear(int frame) {
    Chunk chunk = chunks[check(frame) >>> CHUNK_SHIFT];
    if (chunk != null) {
      if (chunk.frames[frame & CHUNK - 1] instanceof byte[] bytes) {
        losses++;
        spare(bytes);
      }
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
    Object storage = storage((int) (physical >>> SHIFT));
    int at = (int) physical & FRAME - 1;
    if (storage instanceof long[] table) {
      return SparseTable.get(table, at >>> 3);
    }
    byte[] bytes = storage instanceof byte[] dense ? dense : peek((int) (physical >>> SHIFT));
    return bytes == null ? 0 : (long) LONGS.get(bytes, at);
  }

  /// Writes the eight bytes at a physical address that is a multiple of 8.
  public void writeLong(long physical, long value) {
    int frame = (int) (physical >>> SHIFT);
    int at = (int) physical & FRAME - 1;
    Object storage = storage(frame);
    if (storage == null || storage instanceof long[]) {
      long[] table = storage == null ? NOTHING : (long[]) storage;
      long[] next = SparseTable.with(table, at >>> 3, value);
      if (next != null) {
        if (next != storage) {
          store(frame, next);
        }
        return;
      }
    }
    LONGS.set(materialise(frame), at, value);
  }

  /// The four bytes at a physical address that is a multiple of 4, as a number without a sign.
  public long readInt(long physical) {
    byte[] bytes = peek((int) (physical >>> SHIFT));
    return bytes == null ? 0 : (int) INTS.get(bytes, (int) physical & FRAME - 1) & 0xFFFF_FFFFL;
  }

  /// Writes the four bytes at a physical address that is a multiple of 4.
  void writeInt(long physical, int value) {
    INTS.set(materialise((int) (physical >>> SHIFT)), (int) physical & FRAME - 1, value);
  }

  /// The index of the first number of eight bytes in the frame that is not zero, from an index on;
  /// or -1.
  int nextLong(int frame, int from) {
    Object storage = storage(frame);
    if (storage instanceof long[] table) {
      for (long word : table) {
        if (SparseTable.index(word) >= from) {
          return SparseTable.index(word);
        }
      }
      return -1;
    }
    byte[] bytes = peek(frame);
    for (int i = from; bytes != null && i < FRAME / 8; i++) {
      if ((long) LONGS.get(bytes, 8 * i) != 0) {
        return i;
      }
    }
    return -1;
  }

  private int check(int frame) {
    if (frame < 0 || frame >= frames) {
      throw new IllegalStateException("frame " + frame + " is outside physical memory");
    }
    return frame;
  }
}
