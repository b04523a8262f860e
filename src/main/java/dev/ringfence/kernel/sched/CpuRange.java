package dev.ringfence.kernel.sched;

/// The CPUs of a host, which its programs count from 0.
///
/// @param first its place among those of the machine
public record CpuRange(int first, int count) {
  /// All of them, as bits.
  public long mask() {
    return count >= Long.SIZE ? -1 : (1L << count) - 1;
  }

  /// The number by which programs know a CPU of the machine.
  public int numberOf(int cpu) {
    return cpu - first;
  }
}
