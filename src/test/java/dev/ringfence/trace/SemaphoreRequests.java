package dev.ringfence.trace;

import static dev.ringfence.trace.Request.A0;
import static dev.ringfence.trace.Request.A1;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;

/// Calls on semaphores of System V.
final class SemaphoreRequests {
  private static final int GETALL = 13;
  private static final int SETALL = 17;
  private static final int SEM_STAT = 18;
  private static final int IPC_INFO = 3;
  private static final int SEM_INFO = 19;
  private static final String[] LIMITS = {
    "semmap", "semmni", "semmns", "semmnu", "semmsl", "semopm", "semume", "semusz", "semvmx",
    "semaem"
  };

  private SemaphoreRequests() {}

  static void addTo(Requests to) {
    to.simple("semget");
    to.add(
        "semop",
        a -> new Request("semop", a.number(0), a.at(A0), a.count() - 1).with(A0, operations(a, 1)));
    to.add("semop_n", SemaphoreRequests::many);
    to.add("semop_ptr", a -> new Request("semop", a.numbers(0)));
    to.add(
        "semtimedop",
        a ->
            new Request("semtimedop", a.number(0), a.at(A0), a.count() - 2, a.at(A1))
                .with(A0, operations(a, 2))
                .longs(A1, a.number(1) / 1000, a.number(1) % 1000 * 1_000_000));
    to.add("semctl", SemaphoreRequests::control);
  }

  private static byte[] operations(Arguments a, int from) {
    ByteBuffer all = Request.buffer(6 * Math.max(0, a.count() - from));
    for (int i = from; i < a.count(); i++) {
      JsonArray one = a.element(i).getAsJsonArray();
      for (int k = 0; k < 3; k++) {
        all.putShort((short) a.number(one.get(k)));
      }
    }
    return all.array();
  }

  /// The same operation several times.
  private static Request many(Arguments a) {
    int count = a.integer(1);
    ByteBuffer all = Request.buffer(6 * Math.clamp(count, 1, 4096));
    while (all.hasRemaining()) {
      all.putShort((short) a.number(2, 0)).putShort((short) a.number(3, 1));
      all.putShort((short) a.number(4, 0));
    }
    return new Request("semop", a.number(0), a.at(A0), count).with(A0, all.array());
  }

  private static Request control(Arguments a) {
    int command = a.integer(2);
    long set = a.number(0);
    long number = a.number(1);
    JsonArray values = a.array(3);
    boolean simple = a.object(3) == null && values == null && a.has(3);
    if (command == GETALL && (!simple || isCount(a))) {
      return all(a, set, number, simple ? a.integer(3) : 10);
    }
    Request atArena = new Request("semctl", set, number, command, a.at(A0));
    if (command == SETALL && values != null) {
      ByteBuffer bytes = Request.buffer(2 * values.size());
      values.forEach(value -> bytes.putShort((short) a.number(value)));
      return atArena.with(A0, bytes.array());
    }
    if (a.object(3) != null) {
      return atArena;
    }
    if ((command == MessageRequests.STAT || command == SEM_STAT) && !a.has(3)) {
      return atArena.zeros(A0, 128).out(A0, 104, SemaphoreRequests::decode);
    }
    if ((command == IPC_INFO || command == SEM_INFO) && !a.has(3)) {
      return atArena.zeros(A0, 128).out(A0, 40, SemaphoreRequests::limits);
    }
    return new Request("semctl", set, number, command, a.number(3, 0));
  }

  private static boolean isCount(Arguments a) {
    return a.element(3).getAsString().matches("\\d+");
  }

  private static Request all(Arguments a, long set, long number, int count) {
    return new Request("semctl", set, number, GETALL, a.at(A0))
        .zeros(A0, 4096)
        .out(
            A0,
            2L * count,
            (r, out, json) -> {
              JsonArray found = new JsonArray();
              for (int i = 0; r >= 0 && i < count; i++) {
                found.add(out.getShort(2 * i) & 0xFFFF);
              }
              if (r >= 0) {
                json.add("vals", found);
              }
            });
  }

  private static void decode(long result, ByteBuffer out, JsonObject to) {
    if (result >= 0) {
      JsonObject stat = MessageRequests.permissions(out);
      stat.addProperty("otime", out.getLong(48) == 0 ? 0 : 1);
      stat.addProperty("ctime", out.getLong(64) == 0 ? 0 : 1);
      stat.addProperty("nsems", out.getLong(80));
      to.add("stat", stat);
    }
  }

  private static void limits(long result, ByteBuffer out, JsonObject to) {
    JsonObject info = new JsonObject();
    for (int i = 0; result >= 0 && i < LIMITS.length; i++) {
      info.addProperty(LIMITS[i], out.getInt(4 * i));
    }
    if (result >= 0) {
      to.add("info", info);
    }
  }
}
