package dev.ringfence.kernel.sysv;

/// A limit of System V's objects that can be set while the machine runs, as those of the same names
/// in `/proc/sys/kernel` (`sysvipc(7)`).
public enum SysvLimit {
  MSGMAX(64 << 20),
  MSGMNB(64 << 20),
  MSGMNI(SysvLimits.MOST_OBJECTS),
  SEMMSL(1 << 16),
  SEMMNS(Integer.MAX_VALUE),
  SEMOPM(1 << 16),
  SEMMNI(SysvLimits.MOST_OBJECTS),
  /// Without a sign, as the next one.
  SHMMAX(-1),
  SHMALL(-1),
  SHMMNI(SysvLimits.MOST_OBJECTS);

  /// The most that it can be set to, without a sign; a scenario can have no more either.
  public final long most;

  SysvLimit(long most) {
    this.most = most;
  }

  /// Its value among others.
  public long of(SysvLimits limits) {
    return switch (this) {
      case MSGMAX -> limits.msgmax();
      case MSGMNB -> limits.msgmnb();
      case MSGMNI -> limits.msgmni();
      case SEMMSL -> limits.semmsl();
      case SEMMNS -> limits.semmns();
      case SEMOPM -> limits.semopm();
      case SEMMNI -> limits.semmni();
      case SHMMAX -> limits.shmmax();
      case SHMALL -> limits.shmall();
      case SHMMNI -> limits.shmmni();
    };
  }

  private long of(SysvLimits limits, SysvLimit set, long value) {
    return this == set ? value : of(limits);
  }

  /// The same limits but for this one.
  SysvLimits set(SysvLimits limits, long value) {
    return new SysvLimits(
        (int) MSGMAX.of(limits, this, value),
        (int) MSGMNB.of(limits, this, value),
        (int) MSGMNI.of(limits, this, value),
        (int) SEMMSL.of(limits, this, value),
        (int) SEMMNS.of(limits, this, value),
        (int) SEMOPM.of(limits, this, value),
        (int) SEMMNI.of(limits, this, value),
        SHMMAX.of(limits, this, value),
        SHMALL.of(limits, this, value),
        (int) SHMMNI.of(limits, this, value),
        limits.msgNextId(),
        limits.semNextId(),
        limits.shmNextId());
  }
}
