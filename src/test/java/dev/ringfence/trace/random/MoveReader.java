package dev.ringfence.trace.random;

import java.util.HexFormat;
import java.util.Scanner;

/// Reads moves as [Move#toString] writes them.
final class MoveReader {
  private final Scanner words;

  private MoveReader(String line) {
    words = new Scanner(line);
  }

  static Move read(String line) {
    return new MoveReader(line).move();
  }

  private Move move() {
    char kind = words.next().charAt(0);
    int process = words.nextInt();
    if (kind == 'F') {
      int child = words.nextInt();
      return Move.fork(process, child).to(words.nextInt());
    }
    if (kind == 'C') {
      return call(process);
    }
    Move move = new Move(process, kind, 0);
    switch (kind) {
      case 'P' -> {
        argument(move);
        move.fill(0, HexFormat.of().parseHex(words.next()));
      }
      case 'G' -> {
        argument(move);
        move.out(0, words.nextInt());
      }
      default -> {
        while (words.hasNextLong()) {
          move.number(words.nextLong());
        }
      }
    }
    return move;
  }

  private Move call(int process) {
    Move move = Move.call(process, words.nextInt()).as(words.next().charAt(0));
    move.to(words.nextInt()).toPair(words.nextInt()).out(words.nextInt(), words.nextInt());
    for (int fills = words.nextInt(); fills > 0; fills--) {
      fill(move, words.nextInt(), words.next());
    }
    for (int arguments = words.nextInt(); arguments > 0; arguments--) {
      argument(move);
    }
    return move;
  }

  private static void fill(Move move, int offset, String what) {
    String rest = what.substring(1);
    switch (what.charAt(0)) {
      case '@' -> move.pointer(offset, Integer.parseInt(rest));
      case 'v' -> move.fromSlot(offset, Integer.parseInt(rest));
      case 'w' -> move.addressFromSlot(offset, Integer.parseInt(rest));
      default -> move.fill(offset, HexFormat.of().parseHex(what));
    }
  }

  private void argument(Move move) {
    move.arguments.add(new Move.Argument(words.next().charAt(0), words.nextLong()));
  }
}
