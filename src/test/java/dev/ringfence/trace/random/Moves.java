package dev.ringfence.trace.random;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ringfence.core.Rng;
import java.util.ArrayList;
import java.util.List;

/// Random moves on the objects of a mechanism.
abstract class Moves {
  static final int FIRST_SLOT = 8;

  /// Where in the arena bytes lie that are sent or have been received.
  static final int BUFFER = 65536;

  final Rng rng;

  /// The first of the slots that are its own.
  final int slots;

  Moves(Rng rng, int slots) {
    this.rng = rng;
    this.slots = slots;
  }

  /// What the first process does before there are others.
  abstract List<Move> prelude();

  /// How many processes there may be beside those that it makes itself.
  int processes() {
    return 7;
  }

  /// Something that a process does.
  abstract Move next(int process);

  final int below(int bound) {
    return (int) rng.below(bound);
  }

  final long of(long... values) {
    return values[below(values.length)];
  }

  final boolean rarely() {
    return below(12) == 0;
  }

  /// Bytes to send: what they are tells who sent them.
  final byte[] bytes(int process, int size) {
    byte[] all = new byte[size];
    int mark = 'a' + process + 8 * below(3);
    java.util.Arrays.fill(all, (byte) mark);
    return all;
  }

  /// Writes a text to what a slot has.
  static Move write(int process, int end, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return Move.call(process, Numbers.WRITE).fill(0, bytes).slot(end).arena(0).number(bytes.length);
  }

  /// Leaves room in a socket for a few messages, or for many.
  final Move sendBuffer(int process, int end) {
    return Move.call(process, Numbers.SETSOCKOPT)
        .ints(0, (int) of(0, 100_000))
        .slot(end)
        .number(1, 7)
        .arena(0)
        .number(4);
  }

  static List<Move> listOf(Move... moves) {
    return new ArrayList<>(List.of(moves));
  }
}
