package dev.ringfence.trace.random;

import dev.ringfence.trace.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One command to a process of a random trace, in the form that the driver on Linux reads, and the
/// simulated kernel's side, too.
final class Move {
  /// A number as it is, what a slot has, or a place in the arena.
  record Argument(char kind, long value) {
    @Override
    public String toString() {
      return kind + " " + value;
    }
  }

  /// What is put into the arena before the call: bytes, or where a place of the arena is (8 bytes),
  /// or what a slot has (4 or 8 bytes).
  record Fill(int offset, byte[] bytes, @Nullable Argument instead) {
    @Override
    public String toString() {
      String what = instead == null ? HexFormat.of().formatHex(bytes) : "" + instead.value;
      String kind =
          instead == null ? "" : instead.kind == 'a' ? "@" : bytes.length == 4 ? "v" : "w";
      return offset + " " + kind + what;
    }
  }

  final int process;

  /// What it is: a call (`C`), a fork (`F`), what is done about a signal (`A`), how often one was
  /// caught (`N`), time that passes (`W`), a write (`P`) or a read (`G`) of memory.
  final char kind;

  /// The call's number on x86-64.
  final int number;

  final List<Argument> arguments = new ArrayList<>();
  final List<Fill> fills = new ArrayList<>();

  /// How the result is shown: as it is (`n`), only whether there was an error (`o`), or as a
  /// process (`p`).
  char shows = 'n';

  int slot = -1;
  int pair = -1;

  /// The bytes of the arena that are shown: so many, or for a negative size `-size - 1` more than
  /// the result.
  int out;

  int size;

  /// The child of a fork.
  int child;

  Move(int process, char kind, int number) {
    this.process = process;
    this.kind = kind;
    this.number = number;
  }

  static Move call(int process, int number) {
    return new Move(process, 'C', number);
  }

  /// Whether it makes a socket of `AF_INET`.
  boolean isOfInternet() {
    return number == Numbers.SOCKET && kind == 'C' && arguments.getFirst().value == 2;
  }

  /// Time that passes, in milliseconds.
  static Move pass(int milliseconds) {
    return new Move(0, 'W', 0).number(milliseconds);
  }

  static Move fork(int parent, int child) {
    Move fork = new Move(parent, 'F', 0).to(child);
    fork.child = child;
    return fork;
  }

  /// The same by another process, which puts its own mark on the bytes that it sends.
  Move by(int other) {
    Move same = new Move(other, kind, number);
    same.arguments.addAll(arguments);
    for (Fill fill : fills) {
      byte[] bytes = fill.bytes.clone();
      for (int i = 0; i < bytes.length && fill.offset >= Moves.BUFFER; i++) {
        bytes[i] += (byte) (other - process);
      }
      same.fills.add(new Fill(fill.offset, bytes, fill.instead));
    }
    same.shows = shows;
    same.slot = slot;
    same.pair = pair;
    same.out = out;
    same.size = size;
    return same;
  }

  Move number(long... values) {
    for (long value : values) {
      arguments.add(new Argument('n', value));
    }
    return this;
  }

  Move slot(int from) {
    arguments.add(new Argument('v', from));
    return this;
  }

  Move arena(int offset) {
    arguments.add(new Argument('a', offset));
    return this;
  }

  Move fill(int offset, byte... bytes) {
    fills.add(new Fill(offset, bytes, null));
    return this;
  }

  /// Puts into the arena where another place of it is.
  Move pointer(int offset, int place) {
    fills.add(new Fill(offset, new byte[8], new Argument('a', place)));
    return this;
  }

  /// Puts into the arena the descriptor or process that a slot has.
  Move fromSlot(int offset, int from) {
    fills.add(new Fill(offset, new byte[4], new Argument('v', from)));
    return this;
  }

  /// Puts into the arena the address that a slot has.
  Move addressFromSlot(int offset, int from) {
    fills.add(new Fill(offset, new byte[8], new Argument('v', from)));
    return this;
  }

  /// Puts a text into the arena.
  Move text(int offset, String text) {
    return fill(offset, (text + "\0").getBytes(StandardCharsets.ISO_8859_1));
  }

  Move ints(int offset, int... values) {
    var bytes = Request.buffer(4 * values.length);
    for (int value : values) {
      bytes.putInt(value);
    }
    return fill(offset, bytes.array());
  }

  Move longs(int offset, long... values) {
    var bytes = Request.buffer(8 * values.length);
    for (long value : values) {
      bytes.putLong(value);
    }
    return fill(offset, bytes.array());
  }

  Move out(int offset, int bytes) {
    out = offset;
    size = bytes;
    return this;
  }

  Move to(int target) {
    slot = target;
    return this;
  }

  Move toPair(int target) {
    pair = target;
    return this;
  }

  Move as(char how) {
    shows = how;
    return this;
  }

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder().append(kind).append(' ').append(process);
    switch (kind) {
      case 'F' -> line.append(' ').append(child).append(' ').append(slot);
      case 'A', 'N', 'W' -> arguments.forEach(a -> line.append(' ').append(a.value));
      case 'P' ->
          line.append(' ').append(arguments.getFirst()).append(' ').append(hex(fills.getFirst()));
      case 'G' -> line.append(' ').append(arguments.getFirst()).append(' ').append(size);
      default -> {
        line.append(" %d %c %d %d %d %d".formatted(number, shows, slot, pair, out, size));
        line.append(' ').append(fills.size());
        fills.forEach(f -> line.append(' ').append(f));
        line.append(' ').append(arguments.size());
        arguments.forEach(a -> line.append(' ').append(a));
      }
    }
    return line.toString();
  }

  private static String hex(Fill fill) {
    return HexFormat.of().formatHex(fill.bytes);
  }
}
