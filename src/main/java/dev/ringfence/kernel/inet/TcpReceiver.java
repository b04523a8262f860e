package dev.ringfence.kernel.inet;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one end of a TCP connection has received: bytes in their order, which nobody has taken yet,
/// and segments that came too early.
final class TcpReceiver {
  private final Deque<byte[]> chunks = new ArrayDeque<>();
  private final TreeMap<Long, Segment> early = new TreeMap<>();
  private int taken;
  private long available;
  private long received;
  private long edge;

  /// The number of the byte that is expected next.
  private long next;

  private boolean finished;
  private @Nullable TcpUrgent urgent;

  /// Urgent bytes that nobody has received when what stands behind them was.
  private long passed;

  long next() {
    return next;
  }

  /// The number of the first byte that nobody has taken.
  long position() {
    return next - available - (finished ? 1 : 0);
  }

  /// What it has been told of urgent bytes, or null while that is nothing.
  @Nullable TcpUrgent urgent() {
    return urgent;
  }

  /// Urgent bytes that have been passed by without being received.
  long passed() {
    return passed;
  }

  /// Leaves the first byte out, which is urgent.
  void pass(boolean wasReceived) {
    drop(1);
    if (!wasReceived) {
      received--;
      passed++;
    }
  }

  /// Looks for what a segment tells of urgent bytes, before it is received.
  ///
  /// @return [TcpUrgent#MARKED], [TcpUrgent#CAME], added
  int urge(Segment segment, boolean inline) {
    if (urgent == null) {
      urgent = new TcpUrgent(this);
    }
    return urgent.receive(segment, inline);
  }

  /// Bytes that can be taken.
  long available() {
    return available;
  }

  /// Bytes that have been taken.
  long received() {
    return received;
  }

  /// Whether the other end has said that no more follows.
  boolean isFinished() {
    return finished;
  }

  /// The other end's first number has been heard.
  void synchronise() {
    next = 1;
  }

  /// Whether nothing has come too early.
  boolean isInOrder() {
    return early.isEmpty();
  }

  /// Takes a segment in.
  ///
  /// @param room how many bytes there is room for at most
  /// @return whether there is more to take, or the end has been reached
  boolean receive(Segment segment, long room) {
    if (segment.seq() > next) {
      if (segment.seq() < next + room) {
        early.putIfAbsent(segment.seq(), segment);
      }
      return false;
    }
    boolean news = append(segment, room);
    while (!early.isEmpty() && early.firstKey() <= next) {
      news |= append(early.pollFirstEntry().getValue(), room);
    }
    return news;
  }

  private boolean append(Segment segment, long room) {
    int skip = (int) Math.min(next - segment.seq(), segment.data().length);
    int part = (int) Math.min(segment.data().length - skip, Math.max(0, room - available));
    boolean news = part > 0;
    if (news) {
      keep(
          skip == 0 && part == segment.data().length
              ? segment.data()
              : Arrays.copyOfRange(segment.data(), skip, skip + part));
      available += part;
      next += part;
    }
    boolean whole = next == segment.seq() + segment.data().length;
    if (segment.has(Segment.FIN) && whole && !finished) {
      finished = true;
      next++;
      early.clear();
      news = true;
    }
    return news;
  }

  private void keep(byte[] data) {
    byte[] last = chunks.peekLast();
    if (last != null && last.length + data.length <= TcpSender.SMALL) {
      chunks.removeLast();
      chunks.add(joined(last, data));
    } else {
      chunks.add(data);
    }
  }

  static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /// The room to tell of: how many bytes more than what is there.
  long window(long room) {
    long window = Math.max(0, room - available);
    edge = Math.max(edge, next + window);
    return window;
  }

  /// Whether there is so much more room than the other end knows of that it is told.
  boolean hasNewRoom(long room) {
    return next + Math.max(0, room - available) - edge >= Math.max(1, room / 2);
  }

  /// Shows bytes to take, from the first on.
  interface Taker {
    /// @param done how many bytes were shown before
    /// @return whether it could take them
    boolean take(long done, byte[] from, int offset, int length);
  }

  /// Has bytes taken, or only looked at.
  ///
  /// @param skip how many to leave out, if they are only looked at
  /// @return how many, or -1 if the first of them could not be taken
  long take(long most, boolean keep, long skip, Taker taker) {
    long done = 0;
    long left = skip;
    int offset = taken;
    for (byte[] chunk : chunks) {
      if (left >= chunk.length - offset) {
        left -= chunk.length - offset;
        offset = 0;
        continue;
      }
      offset += (int) left;
      left = 0;
      int part = (int) Math.min(chunk.length - offset, most - done);
      if (part == 0) {
        break;
      }
      if (!taker.take(done, chunk, offset, part)) {
        done = done == 0 ? -1 : done;
        break;
      }
      done += part;
      offset = 0;
    }
    if (!keep && done > 0) {
      drop(done);
    }
    return done;
  }

  private void drop(long count) {
    long left = count + taken;
    while (left > 0 && left >= chunks.element().length) {
      left -= chunks.remove().length;
    }
    taken = (int) left;
    available -= count;
    received += count;
  }

  /// Bytes that are there for good when nobody takes any more.
  long discard() {
    long gone = available;
    chunks.clear();
    early.clear();
    taken = 0;
    available = 0;
    return gone;
  }
}
