package dev.ringfence.trace;

import static dev.ringfence.trace.Request.A0;
import static dev.ringfence.trace.Request.A1;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;

/// Calls on processes, users and signals.
final class ProcessRequests {
  private static final long MILLI = 1_000_000;

  private ProcessRequests() {}

  static void addTo(Requests to) {
    to.simple("getpid", "getppid", "pause", "alarm", "setpgid", "getpgid", "kill", "setsid");
    to.simple("geteuid", "getuid", "sched_yield", "setresuid", "setresgid");
    to.add("seteuid", a -> new Request("setresuid", -1, a.number(0), -1));
    to.add("setuid", a -> new Request("setresuid", a.number(0), a.number(0), a.number(0)));
    to.add("setgid", a -> new Request("setresgid", a.number(0), a.number(0), a.number(0)));
    to.add("setgroups", ProcessRequests::groups);
    to.add("exit", a -> new Request("_exit", a.number(0, 0)));
    to.add("wait4", ProcessRequests::wait4);
    to.add("waitid", ProcessRequests::waitId);
    to.add("sigaction", a -> new Request("sigaction", a.number(0), how(a.text(1)), a.number(2, 0)));
    to.add(
        "sigprocmask",
        a -> new Request("sigprocmask", a.number(0), a.at(A0), 0).longs(A0, mask(a, 1)));
    to.add(
        "sigpending",
        a -> new Request("sigpending", a.at(A0)).out(A0, 8, ProcessRequests::decodeSet));
    to.add("sigsuspend", a -> new Request("sigsuspend", a.at(A0)).longs(A0, mask(a, 0)));
    to.add("sigtimedwait", ProcessRequests::timedWait);
    to.add("sigqueue", a -> new Request("sigqueue", a.number(0), a.number(1), a.number(2, 0)));
    to.add("sigcount", a -> new Request("sigcount", a.number(0)));
    to.add(
        "nanosleep",
        a ->
            new Request("nanosleep", a.at(A0), 0)
                .longs(A0, a.number(0) / 1000, a.number(0) % 1000 * MILLI));
    to.add(
        "setrlimit",
        a ->
            new Request("setrlimit", a.number(0), a.at(A0))
                .longs(A0, a.number(1), a.number(2, a.number(1))));
  }

  private static long how(String text) {
    return switch (text) {
      case "default" -> 0;
      case "ignore" -> 1;
      default -> 2;
    };
  }

  private static Request groups(Arguments a) {
    int[] all = new int[a.count()];
    for (int i = 0; i < all.length; i++) {
      all[i] = a.integer(i);
    }
    return new Request("setgroups", all.length, a.at(A0)).ints(A0, all);
  }

  private static Request wait4(Arguments a) {
    return new Request("wait4", a.number(0, -1), a.at(A0), a.number(1, 0), 0)
        .zeros(A0, 4)
        .out(
            A0,
            4,
            (r, out, json) -> {
              if (r > 0) {
                json.addProperty("wstatus", Constants.status(out.getInt(0)));
              }
            });
  }

  private static Request waitId(Arguments a) {
    return new Request("waitid", a.number(0), a.number(1), a.at(A0), a.number(2))
        .zeros(A0, 128)
        .out(
            A0,
            128,
            (r, out, json) -> {
              if (r == 0) {
                json.addProperty("si_pid", out.getInt(16));
                json.addProperty("si_code", out.getInt(8));
                json.addProperty("si_status", out.getInt(24));
              }
            });
  }

  private static long mask(Arguments a, int from) {
    long mask = 0;
    for (long signal : a.numbers(from)) {
      mask |= 1L << signal - 1;
    }
    return mask;
  }

  private static void decodeSet(long result, ByteBuffer out, JsonObject to) {
    JsonArray set = new JsonArray();
    for (int signal = 1; result >= 0 && signal <= 64; signal++) {
      if ((out.getLong(0) >>> signal - 1 & 1) != 0) {
        set.add(Constants.signal(signal));
      }
    }
    if (result >= 0) {
      to.add("set", set);
    }
  }

  private static Request timedWait(Arguments a) {
    Request request = new Request("sigtimedwait", a.at(A0), 0, a.has(0) ? a.at(A1) : 0);
    request.longs(A0, mask(a, 1));
    return a.has(0) ? request.longs(A1, a.number(0) / 1000, a.number(0) % 1000 * MILLI) : request;
  }
}
