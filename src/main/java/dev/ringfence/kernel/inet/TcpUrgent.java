package dev.ringfence.kernel.inet;

import org.jspecify.annotations.Nullable;

/// The urgent byte that one end of a TCP connection has been told of last, and the mark in the
/// stream where it stands (`tcp(7)`, RFC 6093): unless it is to stay in line, what is received goes
/// around it.
final class TcpUrgent {
  /// What has come of a segment: there is a new mark, its byte is there.
  static final int MARKED = 1;

  static final int CAME = 2;

  /// What is there in place of a byte: no mark, the byte has not come, it has been received.
  private static final int NONE = -1;

  private static final int AWAITED = -2;
  private static final int TAKEN = -3;

  private final TcpReceiver receiver;

  /// The number of the byte, and the byte itself.
  private long at;

  private int value = NONE;
  private boolean stopped;

  TcpUrgent(TcpReceiver receiver) {
    this.receiver = receiver;
  }

  /// Whether there is a mark that has not been passed.
  boolean isMarked() {
    return value != NONE;
  }

  /// Whether the byte can be received.
  boolean isThere() {
    return value >= 0;
  }

  /// Whether the byte has been received, or there is none.
  boolean isTaken() {
    return value == TAKEN || value == NONE;
  }

  /// Whether all before the mark has been taken.
  boolean isAtMark() {
    return isMarked() && at == receiver.position();
  }

  /// Bytes that can be taken before the mark; -1 if there is none among what has come.
  long before() {
    boolean ahead = isMarked() && at >= receiver.position() && at < receiver.next();
    return ahead ? at - receiver.position() : -1;
  }

  /// Whether the last [#take] has ended at the mark.
  boolean hasStopped() {
    return stopped;
  }

  byte look() {
    return (byte) value;
  }

  /// The byte has been received.
  void taken() {
    value = TAKEN;
  }

  /// Looks for what a segment tells of, before its bytes are kept.
  ///
  /// @param inline whether urgent bytes stay in line
  /// @return [#MARKED], [#CAME], added
  int receive(Segment segment, boolean inline) {
    int news = 0;
    if (segment.has(Segment.URG) && isNew(segment.mark())) {
      if (isAtMark() && !inline && receiver.available() > 0) {
        receiver.pass(value == TAKEN);
      }
      at = segment.mark();
      value = AWAITED;
      news = MARKED;
    }
    long offset = at - segment.seq();
    if (value == AWAITED && offset >= 0 && offset < segment.data().length) {
      value = segment.data()[(int) offset] & 0xFF;
      news |= CAME;
    }
    return news;
  }

  private boolean isNew(long mark) {
    return mark >= receiver.position() && mark >= receiver.next() && (!isMarked() || mark > at);
  }

  /// Has bytes taken, or only looked at, up to the mark: beginning there they are those behind it.
  ///
  /// @param skip how many to leave out, if they are only looked at
  /// @param begun whether the call has taken something before
  /// @return how many, or -1 if the first of them could not be taken
  long take(
      long most, boolean keep, long skip, boolean begun, boolean inline, TcpReceiver.Taker taker) {
    long done = 0;
    long skipped = keep ? skip : 0;
    stopped = false;
    while (done < most) {
      long seq = receiver.position() + skipped;
      if (isMarked() && at == seq) {
        stopped = begun || done > 0;
        if (stopped || !inline && receiver.available() <= skipped) {
          break;
        }
        if (!inline) {
          skipped += keep ? 1 : 0;
          if (!keep) {
            receiver.pass(value == TAKEN);
            value = NONE;
          }
          continue;
        }
      }
      long part = isMarked() && at > seq ? Math.min(most - done, at - seq) : most - done;
      long got = receiver.take(part, keep, skipped, behind(done, taker));
      if (got <= 0) {
        return done == 0 ? got : done;
      }
      done += got;
      skipped += keep ? got : 0;
      if (receiver.position() > at) {
        value = NONE;
      }
    }
    return done;
  }

  private static TcpReceiver.Taker behind(long before, TcpReceiver.Taker taker) {
    return (done, from, offset, length) -> taker.take(before + done, from, offset, length);
  }

  /// That of a receiver which has been told of a mark that has not been passed, or null.
  static @Nullable TcpUrgent of(@Nullable TcpConnection connection) {
    TcpUrgent urgent = connection == null ? null : connection.receiver().urgent();
    return urgent != null && urgent.isMarked() ? urgent : null;
  }
}
