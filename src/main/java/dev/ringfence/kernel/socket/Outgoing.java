package dev.ringfence.kernel.socket;

import java.util.List;

/// A message that a process wants to send (`sendmsg(2)`).
///
/// @param flags of [MessageFlags]
/// @param address where to, or empty for where the socket is connected
/// @param control what goes with it
public record Outgoing(Parts data, int flags, byte[] address, List<Control> control) {
  public static final byte[] NO_ADDRESS = {};

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
