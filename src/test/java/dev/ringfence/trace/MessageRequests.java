package dev.ringfence.trace;

import static dev.ringfence.trace.Request.A0;
import static dev.ringfence.trace.Request.BIG;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;

/// Calls on message queues of System V, and what all objects of System V have in common.
final class MessageRequests {
  static final int SET = 1;
  static final int STAT = 2;

  private static final int MSQID_DS = 120;
  private static final int MSG_STAT = 11;
  private static final int BYTES = 88;

  private MessageRequests() {}

  static void addTo(Requests to) {
    to.simple("msgget");
    to.add("msgsnd", MessageRequests::send);
    to.add(
        "msgsnd_ptr",
        a -> new Request("msgsnd", a.number(0), a.number(1), a.number(2), a.number(3, 0)));
    to.add("msgrcv", MessageRequests::receive);
    to.add(
        "msgrcv_ptr",
        a ->
            new Request(
                "msgrcv", a.number(0), a.number(1), a.number(2), a.number(3, 0), a.number(4, 0)));
    to.add("msgctl", MessageRequests::control);
  }

  private static Request send(Arguments a) {
    byte[] bytes = a.payload(2);
    int at = a.object(2) == null ? A0 : BIG - 8;
    JsonElement size = a.named("size", 4);
    long length = size == null ? bytes.length : a.number(size);
    return new Request("msgsnd", a.number(0), a.at(at), length, a.number(3, 0))
        .longs(at, a.number(1))
        .with(at + 8, bytes);
  }

  private static Request receive(Arguments a) {
    long size = a.number(1);
    return new Request("msgrcv", a.number(0), a.at(BIG), size, a.number(2, 0), a.number(3, 0))
        .out(
            BIG,
            Math.clamp(size, 0, 4096) + 8,
            (r, out, json) -> {
              if (r >= 0) {
                json.addProperty("type", out.getLong(0));
                json.addProperty("data", Request.text(out, 8, r));
              }
            });
  }

  private static Request control(Arguments a) {
    int command = a.integer(1);
    JsonObject set = a.object(2);
    if (set != null && command == SET) {
      // The other members keep their values: the runner reads them first.
      return new Request("msgctl", a.number(0), command, a.at(A0));
    }
    if (a.has(2)) {
      return new Request("msgctl", a.number(0), command, a.number(2));
    }
    Request request = new Request("msgctl", a.number(0), command, a.at(A0)).zeros(A0, 128);
    return command == STAT || command == MSG_STAT
        ? request.out(A0, MSQID_DS, MessageRequests::decode)
        : request;
  }

  /// Changes what an `IPC_SET` sets in a structure that `IPC_STAT` has filled.
  static void set(Arguments a, JsonObject set, ByteBuffer structure) {
    for (String name : new String[] {"uid", "gid", "mode", "qbytes"}) {
      if (set.has(name)) {
        long value = a.number(set.get(name));
        switch (name) {
          case "uid" -> structure.putInt(4, (int) value);
          case "gid" -> structure.putInt(8, (int) value);
          case "mode" -> structure.putInt(20, (int) value);
          default -> structure.putLong(BYTES, value);
        }
      }
    }
  }

  private static void decode(long result, ByteBuffer out, JsonObject to) {
    if (result < 0) {
      return;
    }
    JsonObject stat = permissions(out);
    String[] times = {"stime", "rtime", "ctime"};
    for (int i = 0; i < times.length; i++) {
      stat.addProperty(times[i], out.getLong(48 + 8 * i) == 0 ? 0 : 1);
    }
    stat.addProperty("cbytes", out.getLong(72));
    stat.addProperty("qnum", out.getLong(80));
    stat.addProperty("qbytes", out.getLong(BYTES));
    stat.addProperty("lspid", out.getInt(96));
    stat.addProperty("lrpid", out.getInt(100));
    to.add("stat", stat);
  }

  /// What `struct ipc_perm` says.
  static JsonObject permissions(ByteBuffer out) {
    JsonObject stat = new JsonObject();
    stat.addProperty("key", out.getInt(0) & 0xFFFF_FFFFL);
    String[] names = {"uid", "gid", "cuid", "cgid"};
    for (int i = 0; i < names.length; i++) {
      stat.addProperty(names[i], out.getInt(4 + 4 * i));
    }
    stat.addProperty("mode", "0o" + Integer.toOctalString(out.getInt(20) & 0xFFFF));
    return stat;
  }
}
