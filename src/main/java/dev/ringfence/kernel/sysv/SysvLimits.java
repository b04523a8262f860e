package dev.ringfence.kernel.sysv;

/// What there may be of System V's objects: Linux's files of the same names in `/proc/sys/kernel`.
///
/// @param msgmax bytes of a message
/// @param msgmnb bytes of a message queue, unless it is given others
/// @param msgmni message queues
/// @param semmsl semaphores of a set
/// @param semmns semaphores of all sets together
/// @param semopm operations of one call
/// @param semmni semaphore sets
/// @param shmmax bytes of a segment of shared memory, without a sign
/// @param shmall pages of all segments together, without a sign
/// @param shmmni segments
/// @param msgNextId the id that the first queue gets, or -1 for the usual one
/// @param semNextId the same of the first set
/// @param shmNextId the same of the first segment
public record SysvLimits(
    int msgmax,
    int msgmnb,
    int msgmni,
    int semmsl,
    int semmns,
    int semopm,
    int semmni,
    long shmmax,
    long shmall,
    int shmmni,
    int msgNextId,
    int semNextId,
    int shmNextId) {
  /// `IPCMNI`: the most objects of a kind that any limit allows.
  public static final int MOST_OBJECTS = 1 << 15;

  private static final long NO_LIMIT = -1L - (1 << 24);

  /// What Linux begins with.
  public static final SysvLimits USUAL =
      new SysvLimits(
          8192,
          16_384,
          32_000,
          32_000,
          1_024_000_000,
          500,
          32_000,
          NO_LIMIT,
          NO_LIMIT,
          4096,
          -1,
          -1,
          -1);
}
