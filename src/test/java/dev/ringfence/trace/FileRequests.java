package dev.ringfence.trace;

import static dev.ringfence.trace.Request.A0;
import static dev.ringfence.trace.Request.BIG;

import com.google.gson.JsonArray;
import java.nio.ByteBuffer;

/// Calls on descriptors: files, pipes, locks, events.
final class FileRequests {
  private static final long CWD = -100;
  private static final int GETLK = 5;
  private static final int SETLKW = 7;
  private static final int FIONREAD = 0x541B;
  private static final int FIFO = 0010000;

  private FileRequests() {}

  static void addTo(Requests to) {
    to.simple("close", "dup", "dup2", "umask", "flock");
    to.add("eventfd2", a -> new Request("eventfd", a.numbers(0)));
    to.add("pipe", a -> a.has(0) ? new Request("pipe", a.number(0)) : pair("pipe", a, a.at(A0)));
    to.add("pipe2", a -> pair("pipe2", a, a.at(A0), a.number(0, 0)));
    to.add("write", a -> write("write", a, 0));
    to.add("read", a -> read("read", a, a.number(0), a.at(BIG), a.number(1)));
    to.add("read_ptr", a -> new Request("read", a.numbers(0)));
    to.add("write_ptr", a -> new Request("write", a.numbers(0)));
    to.add(
        "open",
        a ->
            new Request("openat", CWD, a.at(A0), a.number(1, 0), a.number(2, 0))
                .text(A0, a.text(0)));
    to.add("unlink", a -> new Request("unlinkat", CWD, a.at(A0), 0).text(A0, a.text(0)));
    to.add(
        "mkfifo",
        a ->
            new Request("mknodat", CWD, a.at(A0), FIFO | a.number(1, 0666), 0).text(A0, a.text(0)));
    to.add("fcntl", FileRequests::fcntl);
    to.add(
        "fionread",
        a ->
            new Request("ioctl", a.number(0), FIONREAD, a.at(A0))
                .zeros(A0, 4)
                .out(A0, 4, (r, out, json) -> addIfDone(r, out, json)));
    to.add("poll", FileRequests::poll);
  }

  private static void addIfDone(long result, ByteBuffer out, com.google.gson.JsonObject json) {
    if (result == 0) {
      json.addProperty("value", out.getInt(0));
    }
  }

  /// A call that stores two descriptors at the start of the arena.
  static Request pair(String call, Arguments a, long... arguments) {
    return new Request(call, arguments)
        .ints(A0, -1, -1)
        .out(
            A0,
            8,
            (r, out, json) -> {
              if (r >= 0) {
                JsonArray both = new JsonArray();
                both.add(out.getInt(0));
                both.add(out.getInt(4));
                json.add("fds", both);
              }
            });
  }

  /// A call on a descriptor, data and its size.
  static Request write(String call, Arguments a, int further, long... rest) {
    byte[] bytes = a.payload(1);
    int at = a.object(1) == null ? A0 : BIG;
    long[] all = new long[3 + further];
    all[0] = a.number(0);
    all[1] = a.at(at);
    all[2] = bytes.length;
    System.arraycopy(rest, 0, all, 3, rest.length);
    return new Request(call, all).with(at, bytes);
  }

  static Request read(String call, Arguments a, long... arguments) {
    return new Request(call, arguments)
        .out(
            BIG,
            Math.clamp(arguments[2], 0, 4096),
            (r, out, json) -> {
              if (r > 0) {
                json.addProperty("data", Request.text(out, 0, r));
              }
            });
  }

  private static Request fcntl(Arguments a) {
    int command = a.integer(1);
    if (command < GETLK || command > SETLKW) {
      return new Request("fcntl", a.number(0), command, a.number(2, 0));
    }
    ByteBuffer lock = Request.buffer(32);
    lock.putShort(0, (short) a.number(2, 0));
    lock.putLong(8, a.number(3, 0)).putLong(16, a.number(4, 0));
    return new Request("fcntl", a.number(0), command, a.at(A0))
        .with(A0, lock.array())
        .out(
            A0,
            32,
            (r, out, json) -> {
              if (command == GETLK && r == 0) {
                json.addProperty("type", out.getShort(0));
                json.addProperty("pid", out.getInt(24));
              }
            });
  }

  private static Request poll(Arguments a) {
    int count = a.count() - 1;
    ByteBuffer all = Request.buffer(8 * count);
    for (int i = 0; i < count; i++) {
      JsonArray one = a.element(1 + i).getAsJsonArray();
      all.putInt((int) a.number(one.get(0))).putShort((short) a.number(one.get(1)));
      all.putShort((short) 0);
    }
    return new Request("poll", a.at(A0), count, a.number(0))
        .with(A0, all.array())
        .out(
            A0,
            8L * count,
            (r, out, json) -> {
              JsonArray found = new JsonArray();
              for (int i = 0; r >= 0 && i < count; i++) {
                found.add(events(out.getShort(8 * i + 6)));
              }
              if (r >= 0) {
                json.add("revents", found);
              }
            });
  }

  private static String events(int bits) {
    StringBuilder names = new StringBuilder();
    String[] all = {"POLLIN", "POLLPRI", "POLLOUT", "POLLERR", "POLLHUP", "POLLNVAL"};
    for (int i = 0; i < all.length; i++) {
      if ((bits >> i & 1) != 0) {
        names.append(names.isEmpty() ? "" : "|").append(all[i]);
      }
    }
    return names.toString();
  }
}
