package dev.ringfence.kernel.socket;

import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.socket.option.SocketOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A message that a process wants to receive (`recvmsg(2)`), with what comes beside its bytes.
public final class Incoming {
  private final Parts data;
  private final int flags;

  /// Where it came from; empty if that has no address.
  public byte[] address = Outgoing.NO_ADDRESS;

  /// How many of its first bytes are left out (`SO_PEEK_OFF`).
  public int skip;

  /// Flags of [MessageFlags] that tell how it was.
  public int outcome;

  /// What came with it, in the order in which it is told.
  public final List<Control> control = new ArrayList<>();

  /// Open files that came with it, which are given descriptors (`SCM_RIGHTS`).
  public final List<Reference> files = new ArrayList<>();

  /// What is to be done when they have been given descriptors, or nobody wants them.
  public @Nullable Runnable taken;

  /// @param flags of [MessageFlags]
  Incoming(Parts data, int flags) {
    this.data = data;
    this.flags = flags;
  }

  /// Its open files have been given descriptors, or nobody wants them.
  void finish() {
    if (taken != null) {
      taken.run();
      taken = null;
    }
  }

  /// The message of a queue that is to be received, or null: the first one, unless looks go on
  /// where the one before has ended.
  public <M extends Whole> @Nullable M first(Queue<M> queue, SocketOptions options) {
    if (!has(MessageFlags.PEEK) || options.peekOffset < 0) {
      return queue.peek();
    }
    int left = options.peekOffset;
    for (M each : queue) {
      if (left < each.size() || left == 0 && !each.wasSeen()) {
        if (each.size() == 0) {
          each.see();
        }
        skip = left;
        return each;
      }
      left -= each.size();
    }
    return null;
  }

  public Parts data() {
    return data;
  }

  public int flags() {
    return flags;
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
