package dev.ringfence.report.output;

import dev.ringfence.event.Event;
import dev.ringfence.report.output.Packets.Track;
import org.jspecify.annotations.Nullable;

/// A task in a Perfetto trace: the slice of the call that it is in, and the slice of its state.
///
/// A call ends when its program goes on: at a time that the call's return says, or when a CPU next
/// turns to the task. The slice's end is put off until something later happens, since what the call
/// brings about is told after its return and belongs into the slice.
final class PerfettoTask {
  /// What a task does.
  enum State {
    NONE,
    RUNNING,
    RUNNABLE,
    BLOCKED
  }

  private static final long OPEN = -1;

  final String label;
  final Track calls;
  final Track states;
  private final PerfettoSlices slices;
  private boolean isInCall;
  private boolean hasCallSlice;
  private boolean hasStateSlice;

  /// The present call's arguments as far as they are known when it is entered.
  private String arguments = "";

  private Event.@Nullable CallReturned returned;
  private long callEnd = OPEN;

  State state = State.NONE;

  PerfettoTask(String label, Track calls, Track states, PerfettoSlices slices) {
    this.label = label;
    this.calls = calls;
    this.states = states;
    this.slices = slices;
  }

  void entered(long nanos, Event.CallEntered entered, String place) {
    endCall(nanos);
    isInCall = true;
    hasCallSlice = slices.begin(calls, nanos, entered.call());
    arguments = "";
    if (hasCallSlice) {
      slices.packets().with("line", place).write();
      arguments = entered.shown().substring(entered.shown().indexOf('(') + 1);
    }
  }

  /// @param resumed when the program goes on, or 0 for when a CPU turns to the task
  void returned(long resumed, Event.CallReturned how) {
    returned = how;
    if (how.resumed() != 0) {
      callEnd = resumed;
    }
  }

  /// A CPU turns to the task.
  void dispatched(long nanos) {
    if (returned != null && callEnd == OPEN) {
      callEnd = nanos;
    }
  }

  /// Something happens at this time: the call's slice ends if it is over by then.
  void passes(long nanos) {
    if (callEnd != OPEN && callEnd < nanos) {
      endCall(callEnd);
    }
  }

  /// The call ends now, if it has not ended before.
  private void endCall(long nanos) {
    if (isInCall && hasCallSlice) {
      Packets packets = slices.end(calls, callEnd == OPEN ? nanos : callEnd);
      Event.CallReturned how = returned;
      int rest = how == null ? -1 : how.shown().lastIndexOf(") = ");
      String more = how == null || rest < 0 ? "" : how.shown().substring(0, rest);
      if (!arguments.isEmpty() || !more.isEmpty()) {
        packets.withText("arguments", arguments + more);
      }
      if (how != null) {
        packets.with("result", how.result());
      }
      packets.write();
    }
    isInCall = false;
    hasCallSlice = false;
    returned = null;
    callEnd = OPEN;
  }

  /// Ends the slice of what the task has done until now.
  void leaves(long nanos) {
    if (hasStateSlice) {
      slices.end(states, nanos).write();
      hasStateSlice = false;
    }
    state = State.NONE;
  }

  /// Begins the slice of what it does from now on.
  ///
  /// @return the event, to be completed and written, or null if there is no room for it
  @Nullable Packets enters(long nanos, State next, String name) {
    leaves(nanos);
    state = next;
    hasStateSlice = slices.begin(states, nanos, name);
    return hasStateSlice ? slices.packets() : null;
  }

  /// The task has ended, or the run has.
  void ends(long nanos) {
    endCall(nanos);
    leaves(nanos);
  }
}
