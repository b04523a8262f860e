package dev.ringfence.trace;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a call of a trace makes a process do: memory that is filled, one command, and what of the
/// memory tells its result.
public final class Request {
  /// Where small things and large ones lie in the agent's memory.
  static final int A0 = 0;

  static final int A1 = 4096;
  static final int BIG = 65536;

  /// Tells what a result means.
  interface Decoder {
    /// @param out little-endian
    void decode(long result, ByteBuffer out, JsonObject to);
  }

  /// Bytes that are put into the arena before the call.
  record Fill(int offset, byte[] bytes) {}

  private static final Decoder NOTHING = (_, _, _) -> {};

  /// The name of the system call, or `peek` or `poke`.
  final String call;

  final long[] arguments;
  final List<Fill> fills = new ArrayList<>();
  /// How long the call waits at most, if the arena begins with the time until when.
  long deadline;

  int out;
  int outSize;
  Decoder decoder = NOTHING;

  /// @param arguments numbers; a pointer into the arena is made by [Arguments#at]
  Request(String call, long... arguments) {
    this.call = call;
    this.arguments = arguments;
  }

  Request with(int offset, byte[] bytes) {
    fills.add(new Fill(offset, bytes));
    return this;
  }

  Request zeros(int offset, int size) {
    return with(offset, new byte[size]);
  }

  Request text(int offset, String text) {
    return with(offset, (text + "\0").getBytes(StandardCharsets.ISO_8859_1));
  }

  Request filled(int offset, int size, int with) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) with);
    return with(offset, bytes);
  }

  Request ints(int offset, int... values) {
    ByteBuffer bytes = buffer(4 * values.length);
    for (int value : values) {
      bytes.putInt(value);
    }
    return with(offset, bytes.array());
  }

  Request longs(int offset, long... values) {
    ByteBuffer bytes = buffer(8 * values.length);
    for (long value : values) {
      bytes.putLong(value);
    }
    return with(offset, bytes.array());
  }

  public static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  Request out(int offset, long size, Decoder how) {
    out = offset;
    outSize = (int) Math.clamp(size, 0, Agent.ARENA - offset);
    decoder = how;
    return this;
  }

  /// The first bytes of a message as a text; of a long one not all.
  static String text(ByteBuffer from, int at, long size) {
    int all = (int) Math.min(size, from.capacity() - at);
    byte[] bytes = new byte[all > 64 ? 48 : all];
    from.get(at, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1) + (all > 64 ? "..." : "");
  }
}
