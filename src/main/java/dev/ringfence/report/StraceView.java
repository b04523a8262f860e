package dev.ringfence.report;

import dev.ringfence.core.Signal;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.call.Description;
import dev.ringfence.machine.Vector;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The system calls in the form of `strace -f`: one line each, in two parts when something else
/// happened in between. Most lines are those of calls that return at once, so these are put
/// together without a string for each.
public final class StraceView implements Consumer<Event> {
  private record Known(int pid, int parent) {}

  private static final String RESULT = ") = ";

  private final PrintStream out;
  private final Charset charset;
  private final StringBuilder text = new StringBuilder();
  private final Map<Integer, Known> alive = new TreeMap<>();

  /// Lines begun and not printed yet, and those whose first part has been printed, by thread. The
  /// last begun, mostly the only one, is kept apart.
  private final Map<Integer, String> begun = new LinkedHashMap<>();

  private int lastTid;
  private @Nullable String last;

  private final Map<Integer, String> unfinished = new LinkedHashMap<>();

  public StraceView(PrintStream out) {
    this.out = out;
    this.charset = out.charset();
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.ProcessCreated created -> {
        alive.put(created.pid(), new Known(created.pid(), created.parent()));
        if (created.parent() == 1) {
          String call = "execve(\"/bin/%s\", [\"%<s\"], NULL)".formatted(created.name());
          line(created.pid(), Description.padded(call) + "= 0");
        }
      }
      case Event.ThreadCreated created ->
          alive.put(created.tid(), new Known(created.pid(), created.pid()));
      case Event.CallEntered entered -> {
        if (!entered.shown().isEmpty()) {
          beginCall(entered.tid(), entered.shown());
        }
      }
      case Event.CallBlocked blocked -> {
        if (!blocked.shown().isEmpty() && !unfinished.containsKey(blocked.tid())) {
          beginCall(blocked.tid(), blocked.shown());
        }
      }
      case Event.CallReturned returned -> returned(returned.tid(), returned.shown());
      case Event.FaultRaised fault -> fault(fault);
      case Event.SignalSent sent -> {
        if (sent.sender() != 0) {
          String name = nameOf(sent.signal());
          line(
              sent.pid(),
              "--- %s {si_signo=%<s, si_code=SI_USER, si_pid=%d, si_uid=1000} ---"
                  .formatted(name, sent.sender()));
        }
      }
      case Event.ThreadExited exited -> {
        last(exited.tid());
        line(exited.tid(), "+++ exited with 0 +++");
        alive.remove(exited.tid());
      }
      case Event.ProcessExited exited -> exited(exited.pid(), exited.status());
      case Event.PageFilled _, Event.Dispatched _, Event.ConsoleWritten _ -> {}
      case Event.Stuck _, Event.SliceEnded _, Event.Measured _, Event.SessionStarted _ -> {}
    }
  }

  /// Shows the calls that have not returned.
  public void finish() {
    putLast();
    for (Map.Entry<Integer, String> open : new LinkedHashMap<>(begun).entrySet()) {
      print(open.getKey(), open.getValue() + " <unfinished ...>");
    }
    out.flush();
  }

  private void beginCall(int tid, String shown) {
    if (!begun.isEmpty() && begun.containsKey(tid)) {
      begun.put(tid, shown);
      return;
    }
    if (lastTid != tid) {
      putLast();
    }
    lastTid = tid;
    last = shown;
  }

  /// Puts the last call begun to the others.
  private void putLast() {
    if (last != null) {
      begun.put(lastTid, last);
      last = null;
    }
  }

  private @Nullable String endCall(int tid) {
    if (last != null && lastTid == tid) {
      String start = last;
      last = null;
      return start;
    }
    return begun.isEmpty() ? null : begun.remove(tid);
  }

  private void returned(int tid, String rest) {
    String start = endCall(tid);
    if (start != null) {
      line(tid, start, rest);
    } else if (unfinished.containsKey(tid)) {
      String call = unfinished.remove(tid);
      String name = call.substring(0, call.indexOf('('));
      line(tid, "<... " + name + " resumed>", rest);
    } else if (!rest.isEmpty()) {
      line(tid, rest);
    }
  }

  /// A call that never returns.
  private void last(int tid) {
    String start = endCall(tid);
    if (start != null && start.startsWith("exit")) {
      line(tid, Description.padded(start + ")") + "= ?");
    } else if (start != null) {
      line(tid, start + " <unfinished ...>");
    }
    unfinished.remove(tid);
  }

  private void fault(Event.FaultRaised fault) {
    boolean page = fault.vector() == Vector.PF.number();
    String reason =
        page ? (fault.errorCode() & 1) != 0 ? "SEGV_ACCERR" : "SEGV_MAPERR" : "SI_KERNEL";
    String signal =
        fault.vector() == Vector.DE.number()
            ? "SIGFPE"
            : fault.vector() == Vector.UD.number() ? "SIGILL" : "SIGSEGV";
    if (signal.equals("SIGFPE")) {
      reason = "FPE_INTDIV";
    } else if (signal.equals("SIGILL")) {
      reason = "ILL_ILLOPN";
    }
    String address = fault.address() == 0 ? "NULL" : "0x" + Long.toHexString(fault.address());
    line(
        fault.tid(),
        "--- %s {si_signo=%<s, si_code=%s, si_addr=%s} ---".formatted(signal, reason, address));
  }

  private void exited(int pid, int status) {
    Signal signal = Signal.of(status & 0x7F);
    for (Map.Entry<Integer, Known> entry : new TreeMap<>(alive).entrySet()) {
      if (entry.getValue().pid == pid) {
        last(entry.getKey());
      }
    }
    boolean core = signal != null && signal.action() == Signal.Action.CORE;
    line(
        pid,
        signal == null
            ? "+++ exited with " + (status >> 8) + " +++"
            : "+++ killed by " + signal.name() + (core ? " (core dumped)" : "") + " +++");
    Known known = alive.get(pid);
    alive.values().removeIf(other -> other.pid == pid);
    if (known != null && alive.containsKey(known.parent)) {
      String code = signal == null ? "CLD_EXITED" : core ? "CLD_DUMPED" : "CLD_KILLED";
      line(
          known.parent,
          "--- SIGCHLD {si_signo=SIGCHLD, si_code=%s, si_pid=%d, si_uid=1000, si_status=%s, si_utime=0, si_stime=0} ---"
              .formatted(code, pid, signal == null ? "" + (status >> 8) : signal.name()));
    }
  }

  private static String nameOf(int number) {
    Signal signal = Signal.of(number);
    return signal == null ? "" + number : signal.name();
  }

  /// Prints a line; what other threads have begun is shown to be unfinished before it.
  private void line(int tid, String line) {
    interrupt(tid, line.startsWith("---") || line.startsWith("+++"));
    print(tid, line);
  }

  /// The same for a call and what comes behind its first part, with the result in its column.
  private void line(int tid, String start, String rest) {
    interrupt(tid, false);
    begin(tid);
    int column = text.length();
    text.append(start).append(rest);
    int at = text.lastIndexOf(RESULT);
    if (at >= column) {
      String result = text.substring(at + 2);
      text.setLength(at + 1);
      Description.pad(text, column);
      text.append(result);
    }
    end();
  }

  /// Shows that what threads have begun is unfinished.
  ///
  /// @param also whether that of this thread is, too
  private void interrupt(int tid, boolean also) {
    if (begun.isEmpty() && (last == null || lastTid == tid && !also)) {
      return;
    }
    putLast();
    for (Map.Entry<Integer, String> other : new LinkedHashMap<>(begun).entrySet()) {
      if (other.getKey() != tid || also) {
        begun.remove(other.getKey());
        unfinished.put(other.getKey(), other.getValue());
        print(other.getKey(), other.getValue() + " <unfinished ...>");
      }
    }
  }

  private void print(int tid, String line) {
    begin(tid);
    text.append(line);
    end();
  }

  private void begin(int tid) {
    text.setLength(0);
    if (alive.size() > 1) {
      String number = Integer.toString(tid);
      text.append("[pid ")
          .repeat(' ', Math.max(0, 5 - number.length()))
          .append(number)
          .append("] ");
    }
  }

  private void end() {
    text.append('\n');
    byte[] bytes = text.toString().getBytes(charset);
    out.write(bytes, 0, bytes.length);
  }
}
