package dev.ringfence.trace;

import com.google.gson.JsonObject;
import dev.ringfence.c.SystemCall;
import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.memory.PageMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Runs a trace on the simulated kernel.
final class TraceRunner {
  /// A call of the trace does not exist.
  static final class MissingCall extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingCall(String name) {
      super(name);
    }
  }

  /// What an operation has come to.
  ///
  /// @param calls what is known of its own calls
  /// @param woken earlier calls that have returned meanwhile
  /// @param deaths processes that have ended meanwhile, with their statuses in words
  record Step(List<JsonObject> calls, List<JsonObject> woken, Map<String, String> deaths) {}

  /// What a trace has come to.
  ///
  /// @param stuck the calls that have not returned
  record Outcome(List<Step> steps, List<String> stuck) {}

  /// A process of the trace.
  private static final class Player {
    final String name;
    final Subject subject;
    boolean buried;
    @Nullable JsonObject record;
    @Nullable JsonObject operation;
    @Nullable Request request;

    Player(String name, Subject subject) {
      this.name = name;
      this.subject = subject;
    }

    boolean isPending() {
      return record != null;
    }
  }

  private static final long BLOCK_NANOS = 50_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final Requests REQUESTS = new Requests();

  private final Stage stage;
  private final Values values = new Values();
  private final Map<String, Player> players = new LinkedHashMap<>();
  private final Trace trace;

  TraceRunner(Trace trace) {
    this.trace = trace;
    stage = new Stage(Sysctl.settings(trace.header()));
  }

  Stage stage() {
    return stage;
  }

  /// @throws MissingCall when a call of the trace does not exist
  Outcome run() {
    for (String name : trace.processes()) {
      begin(name, stage.start(name));
    }
    stage.boot();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < trace.operations().size(); i++) {
      steps.add(step(trace.operations().get(i), i));
    }
    List<String> stuck = new ArrayList<>();
    for (Player player : players.values()) {
      if (player.subject.isAlive() && player.record != null) {
        stuck.add(player.record.get("id").getAsString());
      }
    }
    return new Outcome(steps, stuck);
  }

  private void begin(String name, Subject subject) {
    JsonObject users = trace.header().getAsJsonObject("uid");
    int user = users != null && users.has(name) ? users.get(name).getAsInt() : Credentials.ROOT;
    subject.process.credentials = Credentials.of(user, user);
    add(name, subject);
  }

  private void add(String name, Subject subject) {
    players.put(name, new Player(name, subject));
    values.bind("pid." + name, subject.pid());
  }

  private Step step(JsonObject operation, int number) {
    List<JsonObject> records = new ArrayList<>();
    for (JsonObject call : Trace.calls(operation)) {
      records.add(issue(call, number));
    }
    stage.settle(BLOCK_NANOS);
    List<JsonObject> woken = new ArrayList<>();
    Map<String, String> deaths = new LinkedHashMap<>();
    for (Player player : players.values()) {
      collect(player, records, woken);
      bury(player, woken, deaths);
    }
    for (JsonObject each : records) {
      if (each.get("status").getAsString().equals("issued")) {
        each.addProperty("status", "blocked");
      }
    }
    return new Step(records, woken, deaths);
  }

  private JsonObject issue(JsonObject operation, int number) {
    JsonObject result = new JsonObject();
    String call = operation.get("call").getAsString();
    result.addProperty(
        "id", operation.has("id") ? operation.get("id").getAsString() : "#" + number);
    result.addProperty("status", "done");
    if (call.equals("sleep")) {
      stage.settle(operation.getAsJsonArray("args").get(0).getAsLong() * 1_000_000);
      result.addProperty("ret", 0);
      return result;
    }
    Player player = Objects.requireNonNull(players.get(operation.get("p").getAsString()));
    if (!player.subject.isAlive() || player.isPending()) {
      result.addProperty("status", player.isPending() ? "busy" : "no-process");
      return result;
    }
    if (call.equals("fork")) {
      fork(player, operation.getAsJsonArray("args").get(0).getAsString(), result);
      return result;
    }
    try {
      perform(player, operation, result);
    } catch (Values.Unbound _) {
      result.addProperty("status", "unbound");
    }
    return result;
  }

  private void fork(Player player, String name, JsonObject result) {
    long pid = makeNow(player, "fork");
    tell(pid, result);
    if (pid > 0) {
      add(name, Objects.requireNonNull(stage.subject((int) pid)));
    }
  }

  /// Issues the call, and those before it that are to be repeated.
  private void perform(Player player, JsonObject operation, JsonObject result) {
    boolean untilError = operation.has("until_err") && operation.get("until_err").getAsBoolean();
    int times = operation.has("repeat") ? operation.get("repeat").getAsInt() : 1;
    for (int i = 0; untilError || i < times - 1; i++) {
      begin(player, operation, result);
      stage.settle(0);
      if (player.subject.isBusy() || !player.subject.isAlive()) {
        result.addProperty("status", "blocked");
        result.addProperty("count", i);
        return;
      }
      forget(player);
      if (player.subject.result < 0) {
        if (untilError) {
          tell(player.subject.result, result);
          result.addProperty("count", i);
        } else {
          result.addProperty("err", "repeat failed at " + i);
        }
        return;
      }
    }
    begin(player, operation, result);
  }

  /// Gives the process its command; what the runner answers itself is done at once.
  private void begin(Player player, JsonObject operation, JsonObject result) {
    String name = operation.get("call").getAsString();
    Requests.Maker maker = REQUESTS.get(name);
    if (maker == null) {
      throw new MissingCall(name);
    }
    Arguments arguments = new Arguments(operation, values, stage.agent().arena());
    Request request = maker.make(arguments);
    long[] given = request.arguments;
    switch (request.call) {
      case "answer" -> tell(given[0], result);
      case "sigcount" -> result.addProperty("value", word(player, (int) given[0]));
      case "pagemap" ->
          result.add(
              "pages",
              PageMap.of(
                  stage.kernel().parts().frames(),
                  player.subject.process,
                  given[0],
                  (int) given[1]));
      default -> {
        prepare(player, request, arguments);
        result.addProperty("status", "issued");
        player.subject.order(command(player, request));
        player.record = result;
        player.operation = operation;
        player.request = request;
      }
    }
  }

  private int word(Player player, int signal) {
    byte[] bytes = stage.get(player.subject, stage.agent().caught(signal), 4);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  private Command command(Player player, Request request) {
    long address = request.arguments.length == 0 ? 0 : request.arguments[0];
    switch (request.call) {
      case "peek" -> {
        return new Command.Peek(address, (int) request.arguments[1]);
      }
      case "poke" -> {
        return new Command.Poke(address, request.fills.getFirst().bytes());
      }
      case "sigaction" -> {
        return action(player, request);
      }
      default -> {
        return new Command.Call(call(request.call), request.arguments);
      }
    }
  }

  private SystemCall call(String name) {
    SystemCall call = stage.agent().call(name);
    if (call == null) {
      throw new MissingCall(name);
    }
    return call;
  }

  /// Sets what a signal does: the structure is that of the library, with its restorer.
  private Command action(Player player, Request request) {
    long how = request.arguments[1] == 2 ? stage.agent().handler() : request.arguments[1];
    Request structure =
        new Request("").longs(0, how, request.arguments[2], stage.agent().restorer(), 0);
    put(player, structure);
    return new Command.Call(call("sigaction"), request.arguments[0], stage.agent().arena(), 0);
  }

  /// Fills the arena as the request says.
  private void prepare(Player player, Request request, Arguments arguments) {
    JsonObject set = arguments.object(arguments.count() - 1);
    if (set != null && request.call.matches("(msg|sem|shm)ctl") && request.fills.isEmpty()) {
      long[] stat = request.arguments.clone();
      stat[request.call.equals("semctl") ? 2 : 1] = MessageRequests.STAT;
      put(player, new Request("").zeros(0, 128));
      makeNow(player, request.call, stat);
      byte[] structure = stage.get(player.subject, stage.agent().arena(), 128);
      MessageRequests.set(
          arguments, set, ByteBuffer.wrap(structure).order(ByteOrder.LITTLE_ENDIAN));
      put(player, new Request("").with(0, structure));
    } else if (!request.call.equals("poke")) {
      put(player, request);
    }
    if (request.deadline != 0) {
      long until = now(player) + request.deadline;
      put(player, new Request("").longs(0, until / SECOND, until % SECOND));
    }
  }

  /// The time of day in nanoseconds.
  private long now(Player player) {
    makeNow(player, "clock_gettime", 0, stage.agent().arena() + Agent.ARENA - 16);
    byte[] bytes = stage.get(player.subject, stage.agent().arena() + Agent.ARENA - 16, 16);
    ByteBuffer time = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return time.getLong(0) * SECOND + time.getLong(8);
  }

  private void put(Player player, Request request) {
    for (Request.Fill fill : request.fills) {
      stage.put(player.subject, stage.agent().arena() + fill.offset(), fill.bytes());
    }
  }

  /// Makes a call that does not block.
  private long makeNow(Player player, String name, long... arguments) {
    player.subject.order(new Command.Call(call(name), arguments));
    stage.settle(0);
    if (player.subject.isBusy()) {
      throw new IllegalStateException(name + " has blocked");
    }
    return player.subject.result;
  }

  /// Adds the result of a call to what is told of it.
  private static void tell(long result, JsonObject to) {
    to.addProperty("status", "done");
    if (result < 0 && result >= -4095) {
      to.addProperty("err", Errno.of((int) -result).name());
    } else {
      to.addProperty("ret", result);
    }
  }

  private static void forget(Player player) {
    player.record = null;
    player.operation = null;
    player.request = null;
  }

  /// Notes that a process's call has returned.
  private void collect(Player player, List<JsonObject> records, List<JsonObject> woken) {
    JsonObject begun = player.record;
    Request request = player.request;
    JsonObject operation = player.operation;
    Subject subject = player.subject;
    if (begun == null || request == null || operation == null || subject.command != null) {
      return;
    }
    forget(player);
    boolean own = records.contains(begun);
    JsonObject result = own ? begun : new JsonObject();
    result.add("id", begun.get("id"));
    tell(subject.result, result);
    byte[] out =
        request.call.equals("peek")
            ? subject.bytes
            : stage.get(subject, stage.agent().arena() + request.out, request.outSize);
    boolean failed = result.has("err");
    request.decoder.decode(
        failed && subject.result > 0 ? -1 : subject.result,
        ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN),
        result);
    if (operation.has("as") && !failed) {
      bind(operation.get("as").getAsString(), subject.result, result);
    }
    if (!own) {
      woken.add(result);
    }
  }

  private void bind(String name, long value, JsonObject result) {
    if (result.has("fds")) {
      values.bind(name + ".0", result.getAsJsonArray("fds").get(0).getAsLong());
      values.bind(name + ".1", result.getAsJsonArray("fds").get(1).getAsLong());
    } else {
      values.bind(name, value);
    }
  }

  private static void bury(Player player, List<JsonObject> woken, Map<String, String> deaths) {
    if (player.subject.isAlive() || player.buried) {
      return;
    }
    player.buried = true;
    String status = Constants.status(player.subject.status);
    deaths.put(player.name, status);
    JsonObject begun = player.record;
    forget(player);
    if (begun == null) {
      return;
    }
    if (begun.get("status").getAsString().equals("blocked")) {
      JsonObject dead = new JsonObject();
      dead.add("id", begun.get("id"));
      dead.addProperty("died", status);
      woken.add(dead);
    } else {
      begun.addProperty("status", "died:" + status);
    }
  }
}
