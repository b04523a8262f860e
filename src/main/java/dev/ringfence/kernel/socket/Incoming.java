package dev.ringfence.kernel.socket;

import dev.ringfence.kernel.file.Descriptors;
import java.util.ArrayList;
import java.util.List;

/// A message that a process wants to receive (`recvmsg(2)`), with what comes beside its bytes.
public final class Incoming {
  private final Parts data;
  private final int flags;

  /// Where it came from; empty if that has no address.
  public byte[] address = Outgoing.NO_ADDRESS;

  /// Flags of [MessageFlags] that tell how it was.
  public int outcome;

  /// What came with it, in the order in which it is told.
  public final List<Control> control = new ArrayList<>();

  /// Open files that came with it, which are given descriptors (`SCM_RIGHTS`).
  public final List<Descriptors.Reference> files = new ArrayList<>();

  /// @param flags of [MessageFlags]
  Incoming(Parts data, int flags) {
    this.data = data;
    this.flags = flags;
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
