package dev.ringfence.core;

/// A 128-bit running checksum over a sequence of numbers, order included.
///
/// Two runs whose events are equal, in the same order, have equal digests. It is not meant to
/// withstand an adversary.
public final class Digest {
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xC2B2AE3D27D4EB4FL;

  private long low = FIRST;
  private long high = SECOND;

  public void add(long value) {
    low = (low ^ value) * FIRST;
    low ^= low >>> 29;
    high = (Long.rotateLeft(high, 23) + value) * SECOND;
    high ^= high >>> 31;
  }

  public void add(String text) {
    add(text.length());
    for (int i = 0; i < text.length(); i++) {
      add(text.charAt(i));
    }
  }

  /// As [#add(String)], for one of the few names that occur again and again: their hash codes,
  /// which strings keep, stand for them.
  public void addName(String name) {
    add((long) name.length() << 32 | name.hashCode() & 0xFFFF_FFFFL);
  }

  public void add(byte[] bytes, int from, int length) {
    add(length);
    for (int i = from; i < from + length; i++) {
      add(bytes[i]);
    }
  }

  /// The checksum so far as 32 hexadecimal digits.
  public String hex() {
    return "%016x%016x".formatted(high, low);
  }
}
