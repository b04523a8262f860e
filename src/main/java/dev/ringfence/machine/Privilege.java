package dev.ringfence.machine;

/// What a thread may do, as the processor has it.
///
/// @param ring that it is in, 0 to 3
/// @param flags EFLAGS, as far as [Flags] has it
/// @param ports those that it may use although its ring is outside the I/O privilege level
public record Privilege(int ring, int flags, Ports ports) {
  /// That of user programs.
  public static final Privilege USER = new Privilege(3, Flags.INTERRUPTS, Ports.NONE);

  /// The same in another ring.
  public Privilege in(int other) {
    return new Privilege(other, flags, ports);
  }

  /// The same with other flags.
  public Privilege with(int other) {
    return new Privilege(ring, other, ports);
  }

  /// The same with other ports.
  public Privilege with(Ports other) {
    return new Privilege(ring, flags, other);
  }

  /// The same with one of the flags set or clear.
  public Privilege with(int flag, boolean set) {
    return with(set ? flags | flag : flags & ~flag);
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /// The I/O privilege level.
  public int iopl() {
    return Flags.iopl(flags);
  }
}
