package dev.ringfence.kernel.process;

import dev.ringfence.machine.Flags;
import dev.ringfence.machine.Ports;
import dev.ringfence.machine.Privilege;
import dev.ringfence.user.Context;
import java.util.List;

/// What a process may do beyond what all may: as the scenario says, and its children after it.
///
/// @param ring that its program runs in, 0 to 3
/// @param iopl its I/O privilege level, 0 to 3
/// @param ports those that it may use in any case
/// @param gates through which it may call into other rings, by their place in its LDT
public record Rights(int ring, int iopl, Ports ports, List<Gate> gates) {
  /// Nothing.
  public static final Rights NONE = new Rights(3, 0, Ports.NONE, List.of());

  /// What all may where there are no rings: real mode.
  public static final Rights ALL = new Rights(0, 3, Ports.NONE, List.of());

  /// A call gate.
  ///
  /// @param dpl the outermost ring that may use it
  /// @param ring that it leads to
  /// @param function of the program, by name
  public record Gate(String name, int dpl, int ring, String function) {
    /// The selector of the gate with this place in the LDT. Its RPL is 0, so that the ring counts.
    public static int selector(int place) {
      return place << 3 | 4;
    }
  }

  /// Lets a thread that begins a program have them.
  public void applyTo(Context context) {
    int flags = Flags.withIopl(context.privilege.flags(), iopl);
    context.privilege = this == NONE ? Privilege.USER : new Privilege(ring, flags, ports);
  }
}
