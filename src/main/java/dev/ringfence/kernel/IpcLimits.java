package dev.ringfence.kernel;

import dev.ringfence.kernel.sysv.SysvLimits;

/// How much there may be of the means by which processes communicate.
public record IpcLimits(SysvLimits sysv) {
  /// What Linux begins with.
  public static final IpcLimits USUAL = new IpcLimits(SysvLimits.USUAL);
}
