package dev.ringfence.kernel.tty;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.sched.Alarm;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The line to a user whom the scenario describes: types what that says, when it says so, and shows
/// output on the console.
final class UserLine implements Line {
  private final Terminals terminals;
  private final Terminal terminal;
  private final List<TerminalSpec.Typed> input;
  private final Alarm typing = new Alarm(0, this::type);
  private final Alarm cutting = new Alarm(0, this::cut);
  private final StringBuilder shown = new StringBuilder();
  private int next;

  /// Whether the last character returned to the start of the line, which a new line makes good.
  private boolean returned;

  /// Whether what is shown is the echo of what is typed now, which is nobody's but the leader's.
  private boolean echoes;

  /// The last leader of the session.
  private int leader;

  UserLine(Terminals terminals, Terminal terminal, TerminalSpec spec) {
    this.terminals = terminals;
    this.terminal = terminal;
    this.input = spec.input();
    typeNext();
    if (spec.hangup() != TerminalSpec.NEVER) {
      terminals.scheduler.set(cutting, terminals.cyclesOf(spec.hangup()));
    }
  }

  private void typeNext() {
    if (next < input.size()) {
      terminals.scheduler.set(typing, terminals.cyclesOf(input.get(next).at()));
    }
  }

  private void type() {
    byte[] bytes = input.get(next++).text().getBytes(StandardCharsets.UTF_8);
    typeNext();
    echoes = true;
    terminal.arrive(bytes, Math.min(bytes.length, terminal.room()));
    echoes = false;
    if (next == input.size()) {
      // Those who have waited for more look again, so that they are judged by what is left.
      terminal.lookAgain();
    }
  }

  private void cut() {
    terminal.hangUp(false);
  }

  @Override
  public int room() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void put(int c) {
    if (returned && c != '\n') {
      shown.append('\r');
    }
    returned = c == '\r';
    if (!returned) {
      shown.append((char) c);
    }
  }

  @Override
  public void written() {
    leader = terminal.session == 0 ? leader : terminal.session;
    Process writer = echoes ? null : terminals.processes.current();
    int pid = writer == null ? leader : writer.pid();
    if (!shown.isEmpty()) {
      long now = terminals.scheduler.now();
      terminals.events.accept(new Event.ConsoleWritten(now, pid, 1, shown.toString()));
      shown.setLength(0);
    }
  }

  @Override
  public Wait mayBring() {
    return typing.isSet() || cutting.isSet() ? Wait.TIMER : Wait.NEVER;
  }

  /// All output is shown at once, unless it is stopped.
  @Override
  public Wait mayTake() {
    return Wait.NEVER;
  }

  @Override
  public void flush() {}

  @Override
  public void notice(int status) {}

  @Override
  public void accepted() {}

  @Override
  public void left() {}

  @Override
  public boolean isClosed() {
    return false;
  }

  @Override
  public boolean isPseudo() {
    return false;
  }
}
