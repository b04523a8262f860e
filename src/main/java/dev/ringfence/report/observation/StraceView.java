package dev.ringfence.report.observation;

import dev.ringfence.core.Signal;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.call.Description;
import dev.ringfence.kernel.signal.SignalInfo;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The system calls in the form of `strace -f`: one line each, in two parts when something else
/// happened in between. Lines are put together in one text, without a string for each, which is
/// printed when it is long enough.
public final class StraceView implements Consumer<Event> {
  private static final String RESULT = ") = ";
  private static final String UNFINISHED = " <unfinished ...>";
  private static final String RESUMED = " resumed>";

  /// A thread, and the call that it is in.
  private static final class Caller {
    final int pid;
    final int parent;

    /// What its lines begin with while there are others.
    final String prefix;

    /// The first part of the line of its call, if that has not been printed, and if it has; or
    /// empty.
    String begun = "";

    String unfinished = "";

    Caller(int tid, int pid, int parent) {
      this.pid = pid;
      this.parent = parent;
      this.prefix = "[pid %5d] ".formatted(tid);
    }
  }

  private final PrintStream out;
  private final Charset charset;
  private final int most;
  private final StringBuilder text = new StringBuilder();
  private final Map<Integer, Caller> alive = new TreeMap<>();

  /// Those whose call's line is begun and not printed, in the order in which they began.
  private final List<Caller> begun = new ArrayList<>();

  private Caller recent = new Caller(0, 0, 0);
  private int recentTid;

  /// @param most how many characters may be held back to be printed together
  public StraceView(PrintStream out, int most) {
    this.out = out;
    this.charset = out.charset();
    this.most = most;
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.CallEntered entered -> {
        if (!entered.shown().isEmpty()) {
          begin(caller(entered.tid()), entered.shown());
        }
      }
      case Event.CallReturned returned -> returned(caller(returned.tid()), returned.shown());
      case Event.CallBlocked blocked -> {
        if (!blocked.shown().isEmpty() && caller(blocked.tid()).unfinished.isEmpty()) {
          begin(caller(blocked.tid()), blocked.shown());
        }
      }
      case Event.ProcessCreated created -> {
        Caller caller = add(created.pid(), created.pid(), created.parent());
        if (created.parent() == 1) {
          String call = "execve(\"/bin/%s\", [\"%<s\"], NULL)".formatted(created.name());
          line(caller, Description.padded(call) + "= 0");
        }
      }
      case Event.ThreadCreated created -> add(created.tid(), created.pid(), created.pid());
      case Event.FaultRaised fault -> fault(fault);
      case Event.SignalSent sent -> {
        if (sent.sender() != 0) {
          String name = nameOf(sent.signal());
          line(
              caller(sent.pid()),
              "--- %s {si_signo=%<s, si_code=SI_USER, si_pid=%d, si_uid=%s} ---"
                  .formatted(name, sent.sender(), Integer.toUnsignedString(sent.uid())));
        }
      }
      case Event.ThreadExited exited -> {
        Caller caller = caller(exited.tid());
        last(caller);
        line(caller, "+++ exited with 0 +++");
        alive.remove(exited.tid());
      }
      case Event.ProcessExited exited -> exited(exited.pid(), exited.status(), exited.uid());
      case Event.PageFilled _, Event.Dispatched _, Event.ConsoleWritten _ -> {}
      case Event.PagedIn _, Event.PagedOut _, Event.OutOfMemory _ -> {}
      case Event.MachineCrashed _, Event.StrayWritten _ -> {}
      case Event.AccessDenied _, Event.Intervened _ -> {}
      case Event.Derived _ -> {}
      case Event.Stuck _, Event.SliceEnded _, Event.Measured _, Event.SessionStarted _ -> {}
    }
  }

  /// Shows the calls that have not returned.
  public void finish() {
    interrupt();
    print();
    out.flush();
  }

  private Caller add(int tid, int pid, int parent) {
    Caller caller = new Caller(tid, pid, parent);
    alive.put(tid, caller);
    recentTid = 0;
    return caller;
  }

  /// The thread of that number; one that has ended is in no call.
  private Caller caller(int tid) {
    if (tid != recentTid) {
      Caller known = alive.get(tid);
      recent = known == null ? new Caller(tid, tid, 0) : known;
      recentTid = tid;
    }
    return recent;
  }

  private void begin(Caller caller, String shown) {
    if (caller.begun.isEmpty()) {
      begun.add(caller);
    }
    caller.begun = shown;
  }

  /// The line that the thread's call has begun, if that has not been printed.
  private String end(Caller caller) {
    String start = caller.begun;
    if (!start.isEmpty()) {
      caller.begun = "";
      begun.remove(caller);
    }
    return start;
  }

  private void returned(Caller caller, String rest) {
    String start = end(caller);
    String unfinished = caller.unfinished;
    if (!start.isEmpty()) {
      int column = start(caller);
      text.append(start);
      result(column, rest);
    } else if (!unfinished.isEmpty()) {
      caller.unfinished = "";
      int column = start(caller);
      text.append("<... ").append(unfinished, 0, unfinished.indexOf('(')).append(RESUMED);
      result(column, rest);
    } else if (!rest.isEmpty()) {
      line(caller, rest);
    }
  }

  /// Ends a line with what comes when a call has returned, its result in a column of its own.
  ///
  /// @param column where the call begins
  private void result(int column, String rest) {
    int at = rest.lastIndexOf(RESULT);
    if (at < 0) {
      text.append(rest);
    } else {
      text.append(rest, 0, at + 1);
      Description.pad(text, column);
      text.append(rest, at + 2, rest.length());
    }
    endLine();
  }

  /// A call that never returns.
  private void last(Caller caller) {
    String start = end(caller);
    if (start.startsWith("exit")) {
      line(caller, Description.padded(start + ")") + "= ?");
    } else if (!start.isEmpty()) {
      line(caller, start + UNFINISHED);
    }
    caller.unfinished = "";
  }

  private void fault(Event.FaultRaised fault) {
    String signal = nameOf(fault.signal());
    String reason =
        switch (fault.code()) {
          case SignalInfo.SI_KERNEL -> "SI_KERNEL";
          case 1 ->
              switch (signal) {
                case "SIGFPE" -> "FPE_INTDIV";
                case "SIGBUS" -> "BUS_ADRALN";
                default -> "SEGV_MAPERR";
              };
          default -> signal.equals("SIGILL") ? "ILL_ILLOPN" : "SEGV_ACCERR";
        };
    String address = fault.address() == 0 ? "NULL" : "0x" + Long.toHexString(fault.address());
    line(
        caller(fault.tid()),
        "--- %s {si_signo=%<s, si_code=%s, si_addr=%s} ---".formatted(signal, reason, address));
  }

  private void exited(int pid, int status, int uid) {
    Signal signal = Signal.of(status & 0x7F);
    for (Caller caller : alive.values()) {
      if (caller.pid == pid) {
        last(caller);
      }
    }
    boolean core = signal != null && signal.action() == Signal.Action.CORE;
    Caller ended = caller(pid);
    line(
        ended,
        signal == null
            ? "+++ exited with " + (status >> 8) + " +++"
            : "+++ killed by " + signal.name() + (core ? " (core dumped)" : "") + " +++");
    alive.values().removeIf(other -> other.pid == pid);
    recentTid = 0;
    Caller parent = alive.get(ended.parent);
    if (parent != null) {
      String code = signal == null ? "CLD_EXITED" : core ? "CLD_DUMPED" : "CLD_KILLED";
      line(
          parent,
          "--- SIGCHLD {si_signo=SIGCHLD, si_code=%s, si_pid=%d, si_uid=%s, si_status=%s, si_utime=0, si_stime=0} ---"
              .formatted(
                  code,
                  pid,
                  Integer.toUnsignedString(uid),
                  signal == null ? "" + (status >> 8) : signal.name()));
    }
  }

  private static String nameOf(int number) {
    Signal signal = Signal.of(number);
    return signal == null ? "" + number : signal.name();
  }

  private void line(Caller caller, String line) {
    start(caller);
    text.append(line);
    endLine();
  }

  /// Starts a line; what threads have begun is shown to be unfinished before it.
  ///
  /// @return where it starts behind the number of the thread
  private int start(Caller caller) {
    interrupt();
    prefix(caller);
    return text.length();
  }

  private void interrupt() {
    if (begun.isEmpty()) {
      return;
    }
    for (Caller other : begun) {
      other.unfinished = other.begun;
      other.begun = "";
      prefix(other);
      text.append(other.unfinished).append(UNFINISHED);
      endLine();
    }
    begun.clear();
  }

  private void prefix(Caller caller) {
    if (alive.size() > 1) {
      text.append(caller.prefix);
    }
  }

  private void endLine() {
    text.append('\n');
    if (text.length() > most) {
      print();
    }
  }

  private void print() {
    byte[] bytes = text.toString().getBytes(charset);
    out.write(bytes, 0, bytes.length);
    text.setLength(0);
  }
}
