package dev.ringfence.kernel.inet;

/// The state of a TCP connection (RFC 9293, section 3.3.2), with the name that `ss(8)` gives it.
public enum TcpState {
  CLOSED("UNCONN"),
  LISTEN("LISTEN"),
  SYN_SENT("SYN-SENT"),
  SYN_RECEIVED("SYN-RECV"),
  ESTABLISHED("ESTAB"),
  FIN_WAIT_1("FIN-WAIT-1"),
  FIN_WAIT_2("FIN-WAIT-2"),
  CLOSE_WAIT("CLOSE-WAIT"),
  CLOSING("CLOSING"),
  LAST_ACK("LAST-ACK"),
  TIME_WAIT("TIME-WAIT");

  private final String label;

  TcpState(String label) {
    this.label = label;
  }

  /// As `ss(8)` calls it.
  public String label() {
    return label;
  }

  /// As `lsof(8)` calls it.
  String inFull() {
    return switch (this) {
      case SYN_RECEIVED -> "SYN_RECV";
      case FIN_WAIT_1 -> "FIN_WAIT1";
      case FIN_WAIT_2 -> "FIN_WAIT2";
      case CLOSED -> "CLOSE";
      default -> name();
    };
  }

  /// Whether both ends have agreed on a connection, and nothing has been given up since.
  boolean isSynchronised() {
    return ordinal() >= ESTABLISHED.ordinal();
  }

  /// Whether to give it up counts as a reset.
  boolean resets() {
    return SYN_SENT.ordinal() <= ordinal() && ordinal() <= CLOSE_WAIT.ordinal();
  }

  /// Whether what is queued may be sent.
  boolean sends() {
    return isSynchronised() && this != TIME_WAIT && this != FIN_WAIT_2;
  }
}
