package dev.ringfence.trace;

import dev.ringfence.c.SystemCall;

/// What a commanded process does next.
public sealed interface Command {
  /// A system call with raw arguments.
  record Call(SystemCall call, long... arguments) implements Command {
    /// The arguments as a C program can give them: each as wide as its parameter's type, and
    /// extended as that says.
    long[] extended() {
      String list = call.prototype().substring(call.prototype().indexOf('(') + 1);
      String[] parameters = list.split(",");
      long[] all = new long[SystemCall.ARGUMENTS];
      for (int i = 0; i < arguments.length && i < all.length; i++) {
        all[i] = extend(arguments[i], i < parameters.length ? parameters[i].trim() : "long");
      }
      return all;
    }

    private static long extend(long value, String parameter) {
      if (parameter.contains("*") || parameter.contains("[") || parameter.contains("(")) {
        return value;
      }
      if (parameter.matches("(unsigned int|unsigned|mode_t|uid_t|gid_t|id_t|socklen_t)\\b.*")) {
        return value & 0xFFFF_FFFFL;
      }
      return parameter.matches("(int|pid_t|clockid_t|idtype_t|key_t|mqd_t|timer_t)\\b.*")
          ? (int) value
          : value;
    }
  }

  /// Reads memory as an instruction does.
  record Peek(long address, int size) implements Command {}

  /// Writes memory as an instruction does.
  record Poke(long address, byte[] bytes) implements Command {}
}
