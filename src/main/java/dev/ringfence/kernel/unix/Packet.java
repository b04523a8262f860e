package dev.ringfence.kernel.unix;

import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.socket.Whole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bytes on their way from one socket to another, as one piece, with what goes with them: Linux's
/// `struct sk_buff`.
final class Packet implements Whole {
  private static final int PAGE = 4096;

  /// What the kernel needs for each: `struct sk_buff`, and `struct skb_shared_info` behind the
  /// bytes, which lie in an allocation of a power of two.
  private static final int HEADER = 256;

  private static final int SHARED_INFO = 320;
  private static final int LEAST_ALLOCATED = 512;

  /// The most bytes beside that in one page, and in the largest allocation of a message.
  private static final int PAGE_ROOM = PAGE - SHARED_INFO;

  private static final int LARGEST_ROOM = 4 * PAGE - SHARED_INFO;

  /// The most bytes of a message that lie in pages of their own.
  private static final int MOST_IN_PAGES = 17 * PAGE;

  /// The most bytes of one piece of a stream.
  static final int MOST_OF_STREAM = PAGE_ROOM + 8 * PAGE;

  final UnixSocket sender;
  final byte[] bytes;

  /// What it counts for towards the sender's buffer.
  final int charge;

  /// How many of its bytes have been taken.
  int taken;

  /// Open files that go with it.
  List<Reference> files = List.of();

  /// The user on whose account they are.
  int user;

  /// Who has sent it, if anybody wanted to know by then.
  @Nullable Ucred credentials;

  /// When it was sent, for [dev.ringfence.kernel.socket.option.Timestamps].
  long time;

  private boolean seen;

  private Packet(UnixSocket sender, int size, int inPages) {
    this.sender = sender;
    bytes = new byte[size];
    int room = size - inPages + SHARED_INFO;
    int allocated = Math.max(LEAST_ALLOCATED, Integer.highestOneBit(room - 1) << 1);
    charge = HEADER + allocated + roundUp(inPages);
  }

  private static int roundUp(int size) {
    return (size + PAGE - 1) / PAGE * PAGE;
  }

  /// A piece of a stream.
  static Packet ofStream(UnixSocket sender, int size) {
    return new Packet(sender, size, Math.min(size, roundUp(Math.max(0, size - PAGE_ROOM))));
  }

  /// A message.
  static Packet ofMessage(UnixSocket sender, int size) {
    int beyond = Math.min(Math.max(0, size - LARGEST_ROOM), MOST_IN_PAGES);
    return new Packet(sender, size, roundUp(beyond));
  }

  @Override
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean wasSeen() {
    return seen;
  }

  @Override
  public void see() {
    seen = true;
  }

  int left() {
    return bytes.length - taken;
  }
}
