package dev.ringfence.kernel.inet;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// What one end of a TCP connection has to send: bytes that the other end has not acknowledged,
/// sent or not.
final class TcpSender {
  /// Puts a segment on its way.
  interface Output {
    void send(long seq, byte[] data, boolean finishes);
  }

  /// What small segments wait for: nothing, the acknowledgement of other small ones (Nagle's rule
  /// in Minshall's form), or more data.
  enum Rule {
    NONE,
    NAGLE,
    CORK
  }

  /// After so many acknowledgements of the same byte the segment from there on is sent again.
  private static final int DUPLICATES = 3;

  /// Up to how many bytes pieces are joined.
  static final int SMALL = 1460;

  private final TreeMap<Long, byte[]> pieces = new TreeMap<>();

  /// The oldest number that is not acknowledged, the next one to send, and the one behind all.
  private long oldest;

  private long next;
  private long end = 1;

  /// The number up to which the other end has room.
  private long edge;

  private boolean finishes;
  private int duplicates;

  /// When all before this number is acknowledged, what was lost has been made good.
  private long recovered;

  private boolean repeats;

  /// The number behind the last urgent byte; 0 while there was none.
  private long urgent;

  /// The number behind the last segment that was less than a whole one.
  private long small;

  /// Whether a small segment waits, and whether one has since all was sent.
  private boolean holds;

  private boolean hasHeld;

  /// Whether what is queued is sent in any case (`TCP_NODELAY` was set, or `TCP_CORK` cleared).
  private boolean pushes;

  /// Whether a small segment waits, as [Rule] says.
  boolean isHolding() {
    return holds;
  }

  /// Whether one waits though all that was sent is acknowledged.
  boolean isHoldingAlone() {
    return holds && next == oldest;
  }

  /// Has what is queued be sent in any case.
  void push() {
    pushes = true;
  }

  /// Bytes that were queued.
  long sent() {
    return end - 1 - (finishes ? 1 : 0);
  }

  /// Bytes of data that are not acknowledged.
  long unacknowledged() {
    return Math.max(0, sent() + 1 - Math.max(1, oldest));
  }

  /// Bytes of data that were never sent.
  long unsent() {
    return Math.max(0, sent() + 1 - Math.max(1, next));
  }

  /// Numbers that are acknowledged, those of the SYN and of the end among them.
  long acknowledged() {
    return oldest;
  }

  /// Segments that were sent and are not acknowledged.
  long segmentsUnderWay(int segment) {
    return (next - oldest + segment - 1) / segment;
  }

  /// Bytes that the other end has room for beyond those that it has acknowledged.
  long room() {
    return Math.max(0, edge - oldest);
  }

  /// Whether all that was queued is acknowledged, the end included.
  boolean isSettled() {
    return oldest >= end;
  }

  /// Whether the end was queued.
  boolean isFinishing() {
    return finishes;
  }

  /// The number of the next byte.
  long next() {
    return next;
  }

  /// Queues bytes: few of them behind those before, so that there is one piece for many.
  void add(byte[] data) {
    pushes &= next < end;
    Map.Entry<Long, byte[]> last = pieces.lastEntry();
    if (last != null && last.getValue().length + data.length <= SMALL) {
      pieces.put(last.getKey(), TcpReceiver.joined(last.getValue(), data));
    } else {
      pieces.put(end, data);
    }
    end += data.length;
  }

  /// The last byte that was queued is urgent.
  void mark() {
    urgent = end;
  }

  /// The flags of [Segment] by which a segment tells of an urgent byte that it comes before.
  int urgency(long seq) {
    return seq < urgent ? Segment.urgent(urgent - seq) : 0;
  }

  /// Queues the end.
  void finish() {
    if (!finishes) {
      finishes = true;
      end++;
    }
  }

  /// The other end has acknowledged the SYN and told of its room.
  void synchronise(long window) {
    oldest = 1;
    next = 1;
    edge = 1 + window;
  }

  /// Takes an acknowledgement in.
  ///
  /// @return whether it acknowledged anything
  boolean acknowledged(long ack, long window, boolean plain) {
    boolean news = ack > oldest && ack <= end;
    boolean wider = ack + window > edge;
    if (news) {
      oldest = ack;
      next = Math.max(next, oldest);
      duplicates = 0;
      repeats = oldest < recovered;
      for (Map.Entry<Long, byte[]> first = pieces.firstEntry();
          first != null && first.getKey() + first.getValue().length <= oldest;
          first = pieces.firstEntry()) {
        pieces.pollFirstEntry();
      }
    } else if (plain && ack == oldest && !wider && next > oldest) {
      duplicates++;
    }
    edge = Math.max(edge, ack + window);
    return news;
  }

  /// Whether the oldest segment must have got lost: enough acknowledgements have come of the byte
  /// before, or one that acknowledges only a part of what was sent when one got lost.
  boolean mustRepeat() {
    boolean lost = repeats || duplicates == DUPLICATES;
    repeats = false;
    duplicates += lost ? 1 : 0;
    return lost && oldest < next;
  }

  /// Sends all that there is room for, but for a last segment that is less than a whole one where a
  /// rule has that wait.
  void transmit(int most, Rule rule, Output output) {
    holds = false;
    while (next < end) {
      if (finishes && next == end - 1) {
        next++;
        output.send(next - 1, Segment.NO_DATA, true);
        return;
      }
      byte[] data = from(next, (int) Math.min(most, Math.max(0, edge - next)), hasHeld);
      if (data.length == 0) {
        return;
      }
      if (waits(most, pushes ? Rule.NONE : rule)) {
        holds = true;
        hasHeld = true;
        return;
      }
      next += data.length;
      if (data.length < most && next == end) {
        small = next;
      }
      output.send(next - data.length, data, false);
    }
    hasHeld = false;
  }

  private boolean waits(int most, Rule rule) {
    return end - next < most
        && !finishes
        && urgent <= oldest
        && switch (rule) {
          case NONE -> false;
          case NAGLE -> next > oldest && small > oldest;
          case CORK -> true;
        };
  }

  /// Sends the oldest segment again, or asks with a byte whether there is room now.
  void repeat(int most, Output output) {
    if (finishes && oldest == end - 1) {
      next = end;
      output.send(oldest, Segment.NO_DATA, true);
      return;
    }
    int room = (int) Math.max(1, Math.min(most, edge - oldest));
    byte[] data = from(oldest, room, false);
    if (oldest + data.length <= edge) {
      next = Math.max(next, oldest + data.length);
    }
    recovered = next;
    output.send(oldest, data, false);
  }

  /// @param joins whether as much as there is, rather than what was queued as one piece
  private byte[] from(long seq, int most, boolean joins) {
    Map.Entry<Long, byte[]> piece = pieces.floorEntry(seq);
    if (piece == null || most == 0) {
      return Segment.NO_DATA;
    }
    int offset = (int) (seq - piece.getKey());
    byte[] bytes = piece.getValue();
    int part = Math.min(bytes.length - offset, most);
    if (joins && part < most && seq + part < sent() + 1) {
      int more = (int) Math.min(most, sent() + 1 - seq) - part;
      byte[] first = Arrays.copyOfRange(bytes, offset, offset + part);
      return TcpReceiver.joined(first, from(seq + part, more, true));
    }
    return offset == 0 && part == bytes.length
        ? bytes
        : Arrays.copyOfRange(bytes, offset, offset + part);
  }
}
