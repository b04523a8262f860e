package dev.ringfence.core;

/// A 128-bit running checksum over a sequence of numbers, order included.
///
/// Two runs whose events are equal, in the same order, have equal digests. It is not meant to
/// withstand an adversary.
public final class Digest {
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xC2B2AE3D27D4EB4FL;
  private static final long THIRD = 0x165667B19E3779F9L;
  private static final long FOURTH = 0xD6E8FEB86659FD93L;

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

  /// Adds two numbers, in half the time that two calls take.
  public void add(long one, long other) {
    long a = one ^ THIRD;
    long b = other + FOURTH;
    add(a * b ^ Math.multiplyHigh(a, b) ^ Long.rotateLeft(a, 32) - b);
  }

  /// The checksum so far as 32 hexadecimal digits.
  public String hex() {
    return "%016x%016x".formatted(high, low);
  }
}
