package dev.ringfence.kernel.inet;

import dev.ringfence.kernel.sched.Alarm;

/// When one end of a TCP connection acknowledges what it has received: at once, with what it sends
/// next, when it is read, or after up to 200 ms, as Linux decides (RFC 1122, section 4.2.3.2).
///
/// The first segments are acknowledged at once, and again after a long silence. Whoever answers
/// what it receives is expected to go on so, and acknowledges by its answers. When no answer has
/// come in time, that expectation ends.
final class DelayedAck {
  /// Milliseconds that an acknowledgement waits at least, and at most.
  private static final int LEAST = 40;

  private static final int MOST = 200;

  /// How many segments are acknowledged at once at most, and how long they count as being.
  private static final int QUICK = 16;

  private static final int USUAL_SEGMENT = 536;

  /// Bytes of data from which on a segment that is not whole may tell how long whole ones are.
  private static final int TELLING = 524;

  private final TcpEnd end;
  private final Alarm alarm = new Alarm(0, this::expired);

  /// What the other end seems to send at most in a segment, and the last one that was less.
  private int segment = USUAL_SEGMENT;

  private int lesser;

  /// The number up to which all is acknowledged.
  private long acknowledged = 1;

  private boolean owes;

  /// Small segments that are not acknowledged: one, or more.
  private boolean pushed;

  private boolean pushedAgain;

  /// Cycles to wait; 0 before the first data.
  private long wait;

  private long lastData;
  private int quick;
  private boolean answers;

  DelayedAck(TcpEnd end, boolean answers) {
    this.end = end;
    this.answers = answers;
  }

  /// Whether a timer will have something be acknowledged.
  boolean isTimed() {
    return alarm.isSet();
  }

  /// Whether something is not acknowledged.
  boolean isOwing() {
    return owes;
  }

  /// Data has come, next in order.
  ///
  /// @return whether it is to be acknowledged now
  boolean came(int length, long next, long room) {
    owes = true;
    measure(length);
    long now = end.host.network().now();
    predict(now, room);
    lastData = now;
    boolean fills = room - end.receiver.available() < segment;
    return next - acknowledged > segment
        || quick > 0 && !answers
        || fills
        || end.holdsUpOther()
        || !delays(now);
  }

  private void measure(int length) {
    int before = lesser;
    lesser = 0;
    if (length >= segment) {
      segment = Math.min(length, end.segment());
      pushed = true;
      return;
    }
    if (length >= TELLING) {
      lesser = length;
      if (length == before) {
        segment = length;
        return;
      }
    }
    pushedAgain |= pushed;
    pushed = true;
  }

  private void predict(long now, long room) {
    long least = cycles(LEAST);
    long since = now - lastData;
    if (wait == 0) {
      hurry(room);
      wait = least;
    } else if (since <= least / 2) {
      wait = wait / 2 + least / 2;
    } else if (since < wait) {
      wait = wait / 2 + since;
    } else if (since > cycles(MOST)) {
      hurry(room);
    }
  }

  private void hurry(long room) {
    long count = Math.max(2, room / (2L * segment));
    quick = (int) Math.max(quick, Math.min(count, QUICK));
  }

  /// Has it be acknowledged later; false if that would be so soon that it is done now.
  private boolean delays(long now) {
    long most = Math.max(cycles(LEAST), Math.min(cycles(MOST), end.roundTrip()));
    long delay = Math.min(wait, most);
    if (alarm.isSet()) {
      if (alarm.time() <= now + delay / 4) {
        return false;
      }
      delay = Math.min(delay, alarm.time() - now);
    }
    end.set(alarm, delay);
    return true;
  }

  private void expired() {
    if (!owes) {
      return;
    }
    wait = answers ? cycles(LEAST) : Math.min(2 * wait, cycles(MOST));
    answers = false;
    end.acknowledge();
    end.timerWasHeard();
  }

  /// Bytes have been read.
  ///
  /// @param empty whether there are none left
  /// @return whether what has come is to be acknowledged now
  boolean isDueAfterReading(long next, boolean empty) {
    return owes && (next - acknowledged > segment || empty && (pushedAgain || pushed && !answers));
  }

  /// An acknowledgement has left, with data or without.
  void sent(long next, boolean withData) {
    if (owes && quick > 0 && --quick == 0) {
      wait = cycles(LEAST);
    }
    acknowledged = next;
    cancel();
    if (withData && end.host.network().now() - lastData < wait) {
      answers = true;
    }
  }

  /// The other end has said that no more follows.
  void finished() {
    answers = true;
  }

  /// As `TCP_QUICKACK` says.
  ///
  /// @return whether what has come is to be acknowledged now
  boolean hurries(int value, long next, boolean empty) {
    answers = value == 0;
    pushed |= value != 0 && owes;
    boolean due = value != 0 && isDueAfterReading(next, empty);
    answers |= (value & 1) == 0;
    return due;
  }

  void cancel() {
    owes = false;
    pushed = false;
    pushedAgain = false;
    alarm.cancel();
  }

  private long cycles(int milliseconds) {
    return end.host.network().cycles(milliseconds);
  }
}
