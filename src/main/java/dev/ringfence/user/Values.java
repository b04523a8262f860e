package dev.ringfence.user;

import dev.ringfence.c.MathFunction;
import dev.ringfence.core.Reals;
import dev.ringfence.machine.Mmu;
import dev.ringfence.machine.PhysicalMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// What single instructions do, as [Body] calls it. Numbers lie in pages little-endian.
public final class Values {
  private static final int FRAME = PhysicalMemory.FRAME;
  private static final int OFFSET = FRAME - 1;
  static final VarHandle SHORTS = view(short[].class);
  static final VarHandle INTS = view(int[].class);
  static final VarHandle LONGS = view(long[].class);

  private Values() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /// Whether a number of so many bytes at this address spans two pages.
  static boolean spans(long at, int size) {
    return ((int) at & OFFSET) > FRAME - size;
  }

  /// The page that holds a number to be read. Null when the number spans two pages, and nothing has
  /// been accessed; null also when the access faulted, as the MMU says.
  static byte @Nullable [] readable(Mmu mmu, long at, int size) {
    return spans(at, size) ? null : mmu.forRead(at);
  }

  /// As [#readable], for a number to be written.
  static byte @Nullable [] writable(Mmu mmu, long at, int size) {
    return spans(at, size) ? null : mmu.forWrite(at);
  }

  static long loadS8(byte[] page, long at) {
    return page[(int) at & OFFSET];
  }

  static long loadU8(byte[] page, long at) {
    return page[(int) at & OFFSET] & 0xFF;
  }

  static long loadS16(byte[] page, long at) {
    return (short) SHORTS.get(page, (int) at & OFFSET);
  }

  static long loadU16(byte[] page, long at) {
    return (short) SHORTS.get(page, (int) at & OFFSET) & 0xFFFF;
  }

  static long loadS32(byte[] page, long at) {
    return (int) INTS.get(page, (int) at & OFFSET);
  }

  static long loadU32(byte[] page, long at) {
    return (int) INTS.get(page, (int) at & OFFSET) & 0xFFFFFFFFL;
  }

  static long load64(byte[] page, long at) {
    return (long) LONGS.get(page, (int) at & OFFSET);
  }

  static long loadFloat(byte[] page, long at) {
    return bits(Float.intBitsToFloat((int) INTS.get(page, (int) at & OFFSET)));
  }

  static void store8(byte[] page, long at, long value) {
    page[(int) at & OFFSET] = (byte) value;
  }

  static void store16(byte[] page, long at, long value) {
    SHORTS.set(page, (int) at & OFFSET, (short) value);
  }

  static void store32(byte[] page, long at, long value) {
    INTS.set(page, (int) at & OFFSET, (int) value);
  }

  static void store64(byte[] page, long at, long value) {
    LONGS.set(page, (int) at & OFFSET, value);
  }

  static void storeFloat(byte[] page, long at, long value) {
    INTS.set(page, (int) at & OFFSET, Float.floatToRawIntBits((float) real(value)));
  }

  /// A number of 1, 2, 4 or 8 bytes without a sign.
  static long load(byte[] page, long at, int size) {
    return switch (size) {
      case 1 -> loadU8(page, at);
      case 2 -> loadU16(page, at);
      case 4 -> loadU32(page, at);
      default -> load64(page, at);
    };
  }

  static void store(byte[] page, long at, int size, long value) {
    switch (size) {
      case 1 -> store8(page, at, value);
      case 2 -> store16(page, at, value);
      case 4 -> store32(page, at, value);
      default -> store64(page, at, value);
    }
  }

  /// Whether the processor can divide: not by zero, and not the least number by -1.
  static boolean divides(long dividend, long divisor, long least) {
    return divisor != 0 && !(divisor == -1 && dividend == least);
  }

  static double real(long bits) {
    return Double.longBitsToDouble(bits);
  }

  static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  static long add(long a, long b) {
    return result(real(a) + real(b), a, b);
  }

  static long subtract(long a, long b) {
    return result(real(a) - real(b), a, b);
  }

  static long multiply(long a, long b) {
    return result(real(a) * real(b), a, b);
  }

  static long divide(long a, long b) {
    return result(real(a) / real(b), a, b);
  }

  private static long result(double value, long a, long b) {
    return bits(!Double.isNaN(value) ? value : Reals.result(value, real(a), real(b)));
  }

  static boolean equal(long a, long b) {
    return real(a) == real(b);
  }

  static boolean less(long a, long b) {
    return real(a) < real(b);
  }

  static boolean lessOrEqual(long a, long b) {
    return real(a) <= real(b);
  }

  static long fromSigned(long a) {
    return bits((double) a);
  }

  static long fromUnsigned(long a) {
    return bits(Reals.fromUnsigned(a));
  }

  static long toSigned(long a) {
    return Reals.toSigned(real(a));
  }

  static long toUnsigned(long a) {
    return Reals.toUnsigned(real(a));
  }

  static long toWord(long a) {
    return Reals.toWord(real(a));
  }

  static long toFloat(long a) {
    return bits((float) real(a));
  }

  static long math(int function, long a, long b, long c) {
    return bits(MathFunction.apply(function, real(a), real(b), real(c)));
  }
}
