package dev.ringfence.kernel.ipc;

/// What a machine lets processes do with pipes (`pipe(7)`).
///
/// @param maxSize the largest capacity, in bytes, that a process without `CAP_SYS_RESOURCE` may
///     give a pipe: `/proc/sys/fs/pipe-max-size`
public record PipeLimits(long maxSize) {
  public static final PipeLimits USUAL = new PipeLimits(1 << 20);
}
