package dev.ringfence.trace.random;

import dev.ringfence.c.SystemCall;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.trace.Agent;
import dev.ringfence.trace.Command;
import dev.ringfence.trace.Request;
import dev.ringfence.trace.Stage;
import dev.ringfence.trace.Subject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the simulated kernel makes of a random trace, in the words of the driver on Linux.
final class Simulated {
  private static final int SHOWN = 256;
  private static final int CWD = -100;
  private static final int SIGKILL = 9;
  private static final long MICRO = 1000;

  /// Stands for what a slot has that has nothing: no descriptor, no process, no address.
  private static final long NOTHING = 0x3FFFFFFF;

  /// The first results that are error numbers.
  private static final long ERRORS = -4095;

  private static final class Player {
    final Subject subject;
    @Nullable Move pending;
    boolean buried;

    Player(Subject subject) {
      this.subject = subject;
    }
  }

  private final Stage stage = new Stage("machine.quantum=20 us");
  private final @Nullable Player[] players = new Player[8];
  private final Map<Integer, Long> slots = new HashMap<>();

  Simulated() {
    Subject first = stage.start("P");
    first.process.credentials = Credentials.of(Credentials.ROOT, Credentials.ROOT);
    players[0] = new Player(first);
    // Its session is that of a shell, which is another process.
    first.process.session = Process.INIT;
    // Processes begin in a folder of root's, as on Linux.
    first.process.directory().owner = Credentials.ROOT;
    first.process.directory().group = Credentials.ROOT;
    stage.boot();
  }

  /// @param times when each move is made, in microseconds
  static List<String> run(List<Move> moves, List<Long> times) {
    Simulated simulated = new Simulated();
    long begin = simulated.stage.nanos();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < moves.size(); i++) {
      long until = begin + MICRO * times.get(i);
      simulated.stage.settle(Math.max(0, until - simulated.stage.nanos()));
      lines.add(simulated.one(moves.get(i)));
    }
    return lines;
  }

  Stage stage() {
    return stage;
  }

  /// What becomes of a trace, a line for each move.
  List<String> all(List<Move> moves) {
    List<String> lines = new ArrayList<>();
    for (Move move : moves) {
      lines.add(one(move));
    }
    return lines;
  }

  /// Kills all processes.
  void end() {
    Subject killer = stage.start("killer");
    killer.process.credentials = Credentials.of(Credentials.ROOT, Credentials.ROOT);
    for (Player player : players) {
      if (player != null && player.subject.isAlive()) {
        killer.order(new Command.Call(call("kill"), player.subject.pid(), SIGKILL));
        stage.settle(0);
      }
    }
  }

  private String one(Move move) {
    Player player = players[move.process];
    if (move.kind == 'W') {
      return "0" + others(-1);
    }
    if (player == null || !player.subject.isAlive() || player.pending != null) {
      return player != null && player.subject.isAlive() ? "busy" : "gone";
    }
    player.pending = move;
    begin(player, move);
    stage.settle(0);
    if (move.kind == 'F' && !player.subject.isBusy() && player.subject.result > 0) {
      Subject child = stage.subject((int) player.subject.result);
      players[move.child] = new Player(Objects.requireNonNull(child));
    }
    return report(move.process, player);
  }

  private void begin(Player player, Move move) {
    long[] arguments = new long[SystemCall.ARGUMENTS];
    for (int i = 0; i < move.arguments.size(); i++) {
      arguments[i] = value(move.arguments.get(i));
    }
    for (Move.Fill fill : move.kind == 'P' ? List.<Move.Fill>of() : move.fills) {
      stage.put(player.subject, stage.agent().arena() + fill.offset(), bytes(fill));
    }
    player.subject.order(
        switch (move.kind) {
          case 'F' -> new Command.Call(call("fork"));
          case 'A' -> action(player, arguments);
          case 'N' -> new Command.Peek(stage.agent().caught((int) arguments[0]), 4);
          case 'P' -> new Command.Poke(arguments[0], move.fills.getFirst().bytes());
          case 'G' -> new Command.Peek(arguments[0], move.size);
          default -> call(move.number, arguments);
        });
  }

  private SystemCall call(String name) {
    return Objects.requireNonNull(stage.agent().call(name), name);
  }

  private byte[] bytes(Move.Fill fill) {
    if (fill.instead() == null) {
      return fill.bytes();
    }
    byte[] whole = Request.buffer(8).putLong(value(fill.instead())).array();
    return Arrays.copyOf(whole, fill.bytes().length);
  }

  private long value(Move.Argument argument) {
    return switch (argument.kind()) {
      case 'v' -> slots.getOrDefault((int) argument.value(), NOTHING);
      case 'a' -> stage.agent().arena() + argument.value();
      default -> argument.value();
    };
  }

  private Command action(Player player, long[] arguments) {
    long handler = arguments[1] == 2 ? stage.agent().handler() : arguments[1];
    ByteBuffer action = Request.buffer(32);
    action.putLong(handler).putLong(arguments[2]).putLong(stage.agent().restorer());
    long at = stage.agent().arena() + Agent.ARENA - 64;
    stage.put(player.subject, at, action.array());
    return new Command.Call(call("sigaction"), arguments[0], at, 0);
  }

  /// A call of Linux as the one that there is here.
  private Command call(int number, long[] a) {
    return switch (number) {
      case Numbers.OPEN -> new Command.Call(call("openat"), CWD, a[0], a[1], a[2]);
      case Numbers.UNLINK -> new Command.Call(call("unlinkat"), CWD, a[0], 0);
      case Numbers.RENAME -> new Command.Call(call("renameat"), CWD, a[0], CWD, a[1]);
      case Numbers.LINK -> new Command.Call(call("linkat"), CWD, a[0], CWD, a[1], 0);
      case Numbers.MKNOD -> new Command.Call(call("mknodat"), CWD, a[0], a[1], a[2]);
      case Numbers.MKDIR -> new Command.Call(call("mkdirat"), CWD, a[0], a[1]);
      case Numbers.RMDIR -> new Command.Call(call("unlinkat"), CWD, a[0], 0x200);
      case Numbers.CHMOD -> new Command.Call(call("fchmodat"), CWD, a[0], a[1], 0);
      case Numbers.SIGNALFD -> new Command.Call(call("signalfd"), a[0], a[1], a[3]);
      case Numbers.SIGQUEUE -> new Command.Call(call("__sigqueue"), a[0], a[1], a[3]);
      default -> new Command.Call(call(Numbers.name(number)), a);
    };
  }

  private String report(int number, Player player) {
    StringBuilder line = new StringBuilder();
    if (player.subject.command == null) {
      line.append(show(player));
    } else {
      line.append(player.subject.isAlive() ? "blocked" : "died");
    }
    return line + others(number);
  }

  /// What has become of all processes but one.
  private String others(int number) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < players.length; i++) {
      Player other = players[i];
      if (i != number && other != null && other.pending != null && other.subject.command == null) {
        line.append(" | ").append(i).append(" woke ").append(show(other));
      }
    }
    for (int i = 0; i < players.length; i++) {
      Player other = players[i];
      if (other != null && !other.subject.isAlive() && !other.buried) {
        other.buried = true;
        other.pending = null;
        line.append(" | ").append(i).append(" died");
      }
    }
    return line.toString();
  }

  /// The result of a player's command, which is over.
  private String show(Player player) {
    Move move = Objects.requireNonNull(player.pending);
    player.pending = null;
    long result = player.subject.result;
    if (move.kind == 'N') {
      return Integer.toString(word(player.subject.bytes, 0));
    }
    if (result < 0 && result >= ERRORS) {
      return Long.toString(result);
    }
    byte[] bytes = player.subject.isAlive() ? bytes(player, move) : new byte[SHOWN];
    slots.put(move.slot, result);
    if (move.pair >= 0) {
      slots.put(move.pair, (long) word(bytes, 0));
      slots.put(move.pair + 1, (long) word(bytes, 4));
    }
    slots.remove(-1);
    long size = Math.min(move.size < 0 ? result - move.size - 1 : move.size, SHOWN);
    String shown = size <= 0 ? "" : " " + HexFormat.of().formatHex(bytes, 0, (int) size);
    return shown(move, result) + shown;
  }

  private byte[] bytes(Player player, Move move) {
    return move.kind == 'G'
        ? Arrays.copyOf(player.subject.bytes, SHOWN)
        : stage.get(player.subject, stage.agent().arena() + move.out, SHOWN);
  }

  private String shown(Move move, long result) {
    for (int i = 0; move.shows == 'p' && i < players.length; i++) {
      Player player = players[i];
      if (player != null && player.subject.pid() == result) {
        return "P" + i;
      }
    }
    return move.shows == 'o' || move.kind == 'F' ? "ok" : Long.toString(result);
  }

  private static int word(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }
}
