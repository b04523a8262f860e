package dev.ringfence.trace;

import static dev.ringfence.trace.Request.A0;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Calls on memory, shared memory of System V, futexes, and accesses to memory.
final class MemoryRequests {
  private static final int SHMID_DS = 112;
  private static final int SHM_STAT = 13;

  private MemoryRequests() {}

  static void addTo(Requests to) {
    to.simple("shmget", "shmdt", "munmap", "mprotect", "madvise", "mlock");
    to.add("shmat", a -> new Request("shmat", a.number(0), a.number(1, 0), a.number(2, 0)));
    to.add("shmctl", MemoryRequests::control);
    to.add("peek", a -> peek(a.number(0), a.integer(1)));
    to.add(
        "peek32",
        a ->
            new Request("peek", a.number(0), 4)
                .out(0, 4, (r, out, json) -> addValue(r, out, json)));
    to.add("poke", a -> new Request("poke", a.number(0)).with(-1, latin(a.text(1))));
    to.add("poke32", a -> new Request("poke", a.number(0)).ints(-1, a.integer(1)));
    to.add("xadd32", a -> new Request("add", a.number(0), a.number(1)));
    to.add("mmap", MemoryRequests::map);
    to.add("mincore", MemoryRequests::residency);
    to.add("pagemap", a -> new Request("pagemap", a.number(0), a.number(1, 1)));
    addFutexes(to);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void addValue(long result, ByteBuffer out, JsonObject json) {
    if (result == 4) {
      json.addProperty("value", out.getInt(0));
    }
  }

  private static Request peek(long address, int size) {
    return new Request("peek", address, size)
        .out(
            0,
            size,
            (r, out, json) -> {
              if (r > 0) {
                byte[] bytes = new byte[(int) r];
                out.get(0, bytes);
                json.addProperty("data", new String(bytes, StandardCharsets.ISO_8859_1));
              }
            });
  }

  private static Request map(Arguments a) {
    return new Request(
        "mmap",
        a.number(3, 0),
        a.number(0),
        a.number(1, 3),
        a.number(2, 0x22),
        a.number(4, -1),
        a.number(5, 0));
  }

  private static Request residency(Arguments a) {
    int pages = (int) ((a.number(1) + 4095) / 4096);
    return new Request("mincore", a.number(0), a.number(1), a.at(A0))
        .out(
            A0,
            pages,
            (r, out, json) -> {
              StringBuilder resident = new StringBuilder();
              for (int i = 0; r == 0 && i < pages; i++) {
                resident.append(out.get(i) & 1);
              }
              if (r == 0) {
                json.addProperty("resident", resident.toString());
              }
            });
  }

  private static Request control(Arguments a) {
    int command = a.integer(1);
    JsonObject set = a.object(2);
    if (set == null && a.has(2)) {
      return new Request("shmctl", a.number(0), command, a.number(2));
    }
    Request request = new Request("shmctl", a.number(0), command, a.at(A0));
    if (set != null) {
      return request;
    }
    request.zeros(A0, 128);
    return command == MessageRequests.STAT || command == SHM_STAT
        ? request.out(A0, SHMID_DS, MemoryRequests::decode)
        : request;
  }

  private static void decode(long result, ByteBuffer out, JsonObject to) {
    if (result < 0) {
      return;
    }
    JsonObject stat = MessageRequests.permissions(out);
    stat.addProperty("segsz", out.getLong(48));
    String[] times = {"atime", "dtime", "ctime"};
    for (int i = 0; i < times.length; i++) {
      stat.addProperty(times[i], out.getLong(56 + 8 * i) == 0 ? 0 : 1);
    }
    stat.addProperty("cpid", out.getInt(80));
    stat.addProperty("lpid", out.getInt(84));
    stat.addProperty("nattch", out.getLong(88));
    to.add("stat", stat);
  }

  private static void addFutexes(Requests to) {
    to.add("futex_wait", MemoryRequests::wait);
    to.add(
        "futex_wake",
        a -> new Request("futex", a.number(0), 1 | a.number(2, 0), a.number(1), 0, 0, 0));
    to.add(
        "futex_cmp_requeue",
        a ->
            new Request(
                "futex", a.number(0), 4, a.number(1), a.number(2), a.number(3), a.number(4)));
    to.add("futex_lock_pi", a -> new Request("futex", a.number(0), 6, 0, 0, 0, 0));
    to.add("futex_unlock_pi", a -> new Request("futex", a.number(0), 7, 0, 0, 0, 0));
  }

  private static Request wait(Arguments a) {
    var timeout = a.named("timeout_ms", 2);
    long flags = a.number(3, 0);
    if (timeout == null) {
      return new Request("futex", a.number(0), flags, a.number(1), 0, 0, 0);
    }
    long millis = a.number(timeout);
    return new Request("futex", a.number(0), flags, a.number(1), a.at(A0), 0, 0)
        .longs(A0, millis / 1000, millis % 1000 * 1_000_000);
  }
}
