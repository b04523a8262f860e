package dev.ringfence.report.output;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A message in the encoding of Protocol Buffers (protobuf.dev, "Encoding"), in a buffer that grows
/// and is used again. Fields are written in the order in which they are added.
final class Message {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;

  private byte[] bytes = new byte[256];
  private int size;

  /// Empties it.
  Message clear() {
    size = 0;
    return this;
  }

  /// How many bytes there are in [#bytes].
  int size() {
    return size;
  }

  byte[] bytes() {
    return bytes;
  }

  /// A field of type `uint64`, `uint32`, `bool` or of an enumeration, or one of type `int64` or
  /// `int32`.
  Message number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  /// A field of type `fixed64`.
  Message fixed(int field, long value) {
    tag(field, FIXED64);
    reserve(Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[size++] = (byte) (value >>> 8 * i);
    }
    return this;
  }

  /// A field of type `string`.
  Message text(int field, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    tag(field, LENGTH);
    varint(encoded.length);
    append(encoded, encoded.length);
    return this;
  }

  /// A field that is a message itself.
  Message message(int field, Message other) {
    tag(field, LENGTH);
    varint(other.size);
    append(other.bytes, other.size);
    return this;
  }

  private void tag(int field, int type) {
    varint((long) field << 3 | type);
  }

  private void varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void append(byte[] from, int length) {
    reserve(length);
    System.arraycopy(from, 0, bytes, size, length);
    size += length;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
