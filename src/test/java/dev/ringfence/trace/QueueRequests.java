package dev.ringfence.trace;

import static dev.ringfence.trace.Request.A0;
import static dev.ringfence.trace.Request.A1;
import static dev.ringfence.trace.Request.BIG;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.ringfence.core.Errno;
import java.nio.ByteBuffer;
import java.util.Objects;

/// Calls on POSIX message queues. The kernel takes names without the slash that the library wants.
final class QueueRequests {
  private static final String[] ATTRIBUTES = {"flags", "maxmsg", "msgsize", "curmsgs"};
  private static final long MILLI = 1_000_000;

  private QueueRequests() {}

  static void addTo(Requests to) {
    to.add("mq_open", QueueRequests::open);
    to.add("mq_unlink", a -> named(a.text(0), new Request("mq_unlink", a.at(A0))));
    to.add("mq_send", QueueRequests::send);
    to.add("mq_receive", QueueRequests::receive);
    to.add(
        "mq_getattr",
        a ->
            new Request("mq_getsetattr", a.number(0), 0, a.at(A0))
                .zeros(A0, 64)
                .out(A0, 64, QueueRequests::attributes));
    to.add(
        "mq_setattr",
        a ->
            new Request("mq_getsetattr", a.number(0), a.at(A0), 0)
                .longs(A0, a.number(1), 0, 0, 0, 0, 0, 0, 0));
    to.add("mq_notify", QueueRequests::inform);
  }

  /// The request with its name; the library answers itself when that has no slash.
  private static Request named(String name, Request request) {
    return name.startsWith("/")
        ? request.text(A0, name.substring(1))
        : new Request("answer", -Errno.EINVAL.number());
  }

  private static Request open(Arguments a) {
    JsonElement given = a.named("attr", 3);
    JsonObject attributes = given == null ? null : given.getAsJsonObject();
    Request request =
        new Request(
            "mq_open", a.at(A0), a.number(1), a.number(2, 0), attributes == null ? 0 : a.at(A1));
    request = named(a.text(0), request);
    return attributes == null
        ? request
        : request.longs(
            A1,
            0,
            value(a, attributes, "maxmsg", 10),
            value(a, attributes, "msgsize", 8192),
            0,
            0,
            0,
            0,
            0);
  }

  private static long value(Arguments a, JsonObject from, String name, long otherwise) {
    return from.has(name) ? a.number(from.get(name)) : otherwise;
  }

  /// Whether the call has a time limit, for which the first bytes of the arena then have room.
  private static boolean isTimed(Arguments a, int index) {
    return a.named("timeout_ms", index) != null || a.named("abstime", index + 1) != null;
  }

  /// Adds the time until when the call waits; of one that says how long, the runner adds the
  /// present time.
  private static Request timed(Arguments a, int index, Request request) {
    JsonElement absolute = a.named("abstime", index + 1);
    if (absolute != null) {
      JsonArray both = absolute.getAsJsonArray();
      return request.longs(A0, a.number(both.get(0)), a.number(both.get(1)));
    }
    JsonElement millis = a.named("timeout_ms", index);
    if (millis != null) {
      long nanos = a.number(Objects.requireNonNull(millis)) * MILLI;
      request.deadline = nanos;
      return request.longs(A0, 0, 0);
    }
    return request;
  }

  private static Request send(Arguments a) {
    byte[] bytes = a.payload(1);
    int at = a.object(1) == null ? A1 : BIG;
    long until = isTimed(a, 3) ? a.at(A0) : 0;
    return timed(
        a,
        3,
        new Request("mq_timedsend", a.number(0), a.at(at), bytes.length, a.number(2, 0), until)
            .with(at, bytes));
  }

  private static Request receive(Arguments a) {
    long size = a.number(1, 8192);
    long until = isTimed(a, 2) ? a.at(A0) : 0;
    return timed(
        a,
        2,
        new Request("mq_timedreceive", a.number(0), a.at(BIG), size, a.at(BIG - 8), until)
            .out(
                BIG - 8,
                Math.clamp(size, 0, 4096) + 8,
                (r, out, json) -> {
                  if (r >= 0) {
                    json.addProperty("prio", out.getInt(0));
                    json.addProperty("data", Request.text(out, 8, r));
                  }
                }));
  }

  private static void attributes(long result, ByteBuffer out, JsonObject to) {
    JsonObject attributes = new JsonObject();
    for (int i = 0; result == 0 && i < ATTRIBUTES.length; i++) {
      attributes.addProperty(ATTRIBUTES[i], out.getLong(8 * i));
    }
    if (result == 0) {
      to.add("attr", attributes);
    }
  }

  private static Request inform(Arguments a) {
    if (!a.has(1)) {
      return new Request("mq_notify", a.number(0), 0);
    }
    ByteBuffer event = Request.buffer(64);
    event.putInt(8, (int) a.number(2, 0)).putInt(12, a.integer(1));
    return new Request("mq_notify", a.number(0), a.at(A0)).with(A0, event.array());
  }
}
