package dev.ringfence.kernel.mqueue;

/// How many message queues there may be and how large: the files of `/proc/sys/fs/mqueue`
/// (`mq_overview(7)`) and the usual `RLIMIT_MSGQUEUE`.
///
/// @param msgMax messages of a queue, for those without `CAP_SYS_RESOURCE`
/// @param msgsizeMax bytes of a message, likewise
/// @param queuesMax queues, likewise
/// @param msgDefault messages of a queue whose maker does not say
/// @param msgsizeDefault bytes of a message of such a queue
/// @param rlimit bytes that all queues of a user may take, unless `setrlimit(2)` says otherwise
public record QueueLimits(
    int msgMax, int msgsizeMax, int queuesMax, int msgDefault, int msgsizeDefault, int rlimit) {
  /// Those of Linux.
  public static final QueueLimits USUAL = new QueueLimits(10, 8192, 256, 10, 8192, 819_200);

  /// The most that the sysctls can be set to.
  public static final int HARD_MSGMAX = 65_536;

  public static final int HARD_MSGSIZEMAX = 16 << 20;

  /// What a message takes beside its bytes: `struct msg_msg` and a node of the tree of priorities.
  private static final int OVERHEAD = 96;

  /// Whether a queue may be made so large.
  ///
  /// @param privileged whether its maker has `CAP_SYS_RESOURCE`
  boolean allow(long messages, long size, boolean privileged) {
    int most = privileged ? HARD_MSGMAX : msgMax;
    int largest = privileged ? HARD_MSGSIZEMAX : msgsizeMax;
    return messages > 0 && messages <= most && size > 0 && size <= largest;
  }

  /// The bytes that count against `RLIMIT_MSGQUEUE`.
  static long bytes(long messages, long size) {
    return messages * (size + OVERHEAD);
  }
}
