package dev.ringfence.user;

import dev.ringfence.c.Op;

/// Sets the registers of a thread that somebody else commands: as if its program had come to a
/// system call by itself.
public final class RawThread {
  private RawThread() {}

  /// Has the thread be at an instruction in its innermost window.
  ///
  /// @param registers how many the function has
  public static void park(Context context, int pc, int registers) {
    if (!context.reserve(context.base, registers)) {
      throw new IllegalStateException("no room for registers");
    }
    context.pc = pc;
  }

  /// Sets the arguments of the call at which the thread is parked.
  public static void arguments(Context context, long... arguments) {
    System.arraycopy(
        arguments, 0, context.registers, context.base + Op.FIRST_PARAMETER, arguments.length);
  }

  /// The result of the call that it has passed.
  public static long result(Context context) {
    return context.registers[context.base + Op.FIRST_PARAMETER];
  }

  /// Ends its slice with a system call.
  public static void trap(Context context) {
    context.time = Math.min(context.time + 1, Math.max(context.time, context.until - 1));
    context.cause = Cause.SYSCALL;
  }

  /// Ends its slice without having done anything.
  public static void idle(Context context) {
    context.time = context.until;
    context.cause = Cause.PREEMPTED;
  }
}
