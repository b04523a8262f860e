package dev.ringfence.replay;

import dev.ringfence.core.Nanos;
import dev.ringfence.core.Signal;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Profile;
import dev.ringfence.machine.Vector;
import java.util.HashMap;
import java.util.Map;

/// Says on one line what an event tells. It is asked where events arise, and looks at the kernel
/// for names.
final class EventText {
  private static final int WIDEST = 60;

  private final Profile profile;
  private final Map<Integer, String> names = new HashMap<>();

  EventText(Profile profile) {
    this.profile = profile;
  }

  /// Learns from an event what somebody is called.
  void meet(Event event) {
    if (event instanceof Event.ProcessCreated e) {
      names.put(e.pid(), e.count() > 1 ? e.name() + "[" + e.index() + "]" : e.name());
    } else if (event instanceof Event.ThreadCreated e) {
      names.put(e.tid(), names.getOrDefault(e.pid(), "pid"));
    }
  }

  /// The number of the event, its time, who, and what.
  String line(long number, Event event, Kernel kernel) {
    String time = Nanos.text(profile.nanos(event.time()));
    return "%8d %12s  %s".formatted(number, time, text(event, kernel));
  }

  private String text(Event event, Kernel kernel) {
    return switch (event) {
      case Event.ProcessCreated e ->
          e.parent() == 1
              ? who(e.pid()) + " is created"
              : who(e.parent()) + " forks " + who(e.pid());
      case Event.ThreadCreated e -> who(e.pid()) + " starts thread " + e.tid();
      case Event.ThreadExited e -> who(e.tid()) + " ends, a thread";
      case Event.ProcessExited e -> {
        Signal signal = Signal.of(e.status() & 0x7F);
        yield who(e.pid())
            + (signal == null ? " exits with " + (e.status() >> 8) : " is killed by " + signal);
      }
      case Event.CallEntered e ->
          who(e.tid()) + " calls " + call(e.shown(), e.call()) + at(kernel, e.tid(), e.line());
      case Event.CallReturned e -> who(e.tid()) + " has " + plain(e.call()) + " = " + result(e);
      case Event.CallBlocked e ->
          who(e.tid()) + " waits in " + plain(e.call()) + " for " + e.reason();
      case Event.Dispatched e -> "CPU " + e.cpu() + " turns to " + who(e.tid());
      case Event.SliceEnded e -> "CPU " + e.cpu() + " has used up the slice of " + who(e.tid());
      case Event.FaultRaised e ->
          "%s raises %s, error code %d, at 0x%x%s"
              .formatted(
                  who(e.tid()),
                  Vector.of(e.vector()).mnemonic(),
                  e.errorCode(),
                  e.address(),
                  at(kernel, e.tid(), e.line()));
      case Event.MachineCrashed e -> "the machine crashes: " + e.reason() + ": " + e.why();
      case Event.StrayWritten e ->
          "%s writes over %s at 0x%x%s"
              .formatted(who(e.tid()), e.destroyed(), e.address(), at(kernel, e.tid(), e.line()));
      case Event.PageFilled e ->
          "%s gets a frame for page 0x%x%s"
              .formatted(who(e.pid()), e.address(), e.copied() ? ", a copy" : "");
      case Event.PagedOut e -> "a page of " + who(e.pid()) + " goes" + hex(e.address());
      case Event.PagedIn e -> "a page of " + who(e.pid()) + " is back" + hex(e.address());
      case Event.OutOfMemory e -> "memory is out: " + who(e.pid()) + " is to end";
      case Event.SignalSent e ->
          (e.sender() == 0 ? "the kernel" : who(e.sender()))
              + " sends "
              + Signal.of(e.signal())
              + " to "
              + who(e.pid());
      case Event.ConsoleWritten e ->
          who(e.pid()) + " writes to " + e.stream() + ": " + quoted(e.text());
      case Event.Stuck e ->
          "stuck" + (e.unlessKilled() ? ", unless killed: " : " for ever: ") + e.tids();
      case Event.Measured e ->
          who(e.tid()) + (e.begins() ? " begins to measure " : " has measured ") + e.name();
      case Event.SessionStarted e -> "the load begins process " + e.pid();
      case Event.AccessDenied e ->
          "the policy denies %s -> %s by %s to %s".formatted(e.from(), e.to(), e.way(), e.object());
      case Event.Intervened e ->
          "the deadlock policy: "
              + (e.tid() == 0 ? "" : who(e.tid()) + " ")
              + "%s, %s: %s".formatted(e.action(), e.object(), e.reason());
      case Event.Derived e -> "(" + e + ")";
    };
  }

  private String who(int tid) {
    return names.getOrDefault(tid, "pid") + " (" + tid + ")";
  }

  private static String hex(long address) {
    return address == 0 ? "" : ", at 0x" + Long.toHexString(address);
  }

  private static String at(Kernel kernel, int tid, int line) {
    Task task = kernel.processes().task(tid);
    String place = task == null ? "" : task.context().program().placeOf(line);
    return task == null || line == 0 ? "" : " at " + place.replaceFirst("^.*/", "");
  }

  private static String call(String shown, String name) {
    return shown.isEmpty() ? plain(name) : shortened(shown) + (shown.endsWith(")") ? "" : " ...");
  }

  private static String result(Event.CallReturned e) {
    int at = e.shown().lastIndexOf(") = ");
    return at < 0 ? Long.toString(e.result()) : e.shown().substring(at + 4).strip();
  }

  private static String plain(String call) {
    return call.replaceFirst("^_+", "");
  }

  private static String quoted(String text) {
    String plain = text.replace("\n", "\\n").replaceAll("\\p{Cntrl}", "?");
    return '"' + shortened(plain) + '"';
  }

  private static String shortened(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST) + "...";
  }
}
