package dev.ringfence.kernel.call;

import dev.ringfence.core.Signal;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.List;

/// How an argument is shown by `strace(1)`. It is chosen once for each parameter, by its
/// declaration in the prototype, so that a call is shown without looking at the prototype again.
interface Argument {
  int PATH_MAX = 4096;

  /// Statuses of `wait(2)`: that of who goes on, and the low byte of those of who is stopped.
  int CONTINUED = 0xFFFF;

  int STOPPED = 0x7F;

  /// Appends the argument.
  ///
  /// @param result of the call, if it is the kernel that stores what is shown
  void show(StringBuilder text, Task task, long value, long result);

  /// @param parameter as the prototype has it
  /// @param index of the parameter; that of a buffer is followed by its length
  static Argument of(String call, String parameter, int index) {
    if (parameter.contains("(*")) {
      return Argument::address;
    }
    if (parameter.equals("const char *msg_ptr")) {
      Bytes bytes = new Bytes();
      return (text, task, value, _) -> bytes.show(text, task, value, task.argument(index + 1));
    }
    if (parameter.equals("char *msg_ptr")) {
      return ifDone(new Bytes());
    }
    Argument sysv = SysvArgument.of(call, parameter);
    if (sysv != null) {
      return sysv;
    }
    if (parameter.startsWith("const char *")) {
      return Argument::string;
    }
    if (parameter.equals("const void *buf")) {
      Bytes bytes = new Bytes();
      return (text, task, value, _) -> bytes.show(text, task, value, task.argument(index + 1));
    }
    if (parameter.equals("const struct sockaddr *addr")) {
      return new SocketAddress(index);
    }
    if (parameter.equals("void *buf")) {
      return ifDone(new Bytes());
    }
    if (parameter.startsWith("char *const")) {
      return parameter.contains("envp") ? Argument::environment : Argument::strings;
    }
    if (parameter.contains("struct timespec *") && !parameter.endsWith("rem")) {
      return ifDone(Argument::timespec);
    }
    if (parameter.contains("[2]")) {
      return ifDone(Argument::pair);
    }
    if (parameter.equals("int *wstatus")) {
      return Argument::waitStatus;
    }
    return parameter.contains("*") ? Argument::address : number(call, parameter);
  }

  /// Whether an argument is shown when the call is done, as what it has stored.
  static boolean isResult(String parameter) {
    return parameter.equals("void *buf")
        || parameter.equals("char *msg_ptr")
        || parameter.equals("void *msgp")
        || parameter.startsWith("int *")
        || parameter.contains("[2]")
        || parameter.equals("struct timespec *tp");
  }

  /// An address.
  static String hex(long value) {
    return value == 0 ? "NULL" : "0x" + Long.toHexString(value);
  }

  private static Argument number(String call, String parameter) {
    if (parameter.equals("int sig")) {
      return Argument::signal;
    }
    if (Symbols.has(call, parameter)) {
      return (text, _, value, _) -> text.append(Symbols.of(call, parameter, value));
    }
    if (parameter.equals("mode_t mode")) {
      return Argument::mode;
    }
    return parameter.startsWith("size_t") || parameter.startsWith("pthread_t")
        ? (text, _, value, _) -> unsigned(text, value)
        : (text, _, value, _) -> text.append((int) value);
  }

  private static void unsigned(StringBuilder text, long value) {
    if (value >= 0) {
      text.append(value);
    } else {
      text.append(Long.toUnsignedString(value));
    }
  }

  /// What is shown only when the call has not failed, and its address otherwise.
  private static Argument ifDone(Argument argument) {
    return (text, task, value, result) ->
        (result < 0 ? (Argument) Argument::address : argument).show(text, task, value, result);
  }

  private static void address(StringBuilder text, Task task, long value, long result) {
    text.append(hex(value));
  }

  private static void signal(StringBuilder text, Task task, long value, long result) {
    Signal signal = Signal.of((int) value);
    if (signal == null) {
      text.append((int) value);
    } else {
      text.append(signal.name());
    }
  }

  private static void mode(StringBuilder text, Task task, long value, long result) {
    text.append("%04o".formatted(value & 07777).replaceFirst("^00(?=...)", "0"));
  }

  private static void string(StringBuilder text, Task task, long value, long result) {
    String string = UserMemory.string(task.process().memory(), value, PATH_MAX);
    text.append(string == null ? hex(value) : "\"" + string + "\"");
  }

  private static void environment(StringBuilder text, Task task, long value, long result) {
    int count = pointedTo(task.process().memory(), value).size();
    text.append(hex(value)).append(" /* ").append(count).append(" vars */");
  }

  private static void strings(StringBuilder text, Task task, long value, long result) {
    List<String> strings = pointedTo(task.process().memory(), value);
    text.append('[').append(String.join(", ", strings)).append(']');
  }

  private static List<String> pointedTo(AddressSpace memory, long vector) {
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < Bytes.MOST && vector != 0; i++) {
      Long pointer = UserMemory.getPointer(memory, vector + (long) memory.regions().word() * i);
      String text =
          pointer == null || pointer == 0 ? null : UserMemory.string(memory, pointer, PATH_MAX);
      if (text == null) {
        break;
      }
      strings.add("\"" + text + "\"");
    }
    return strings;
  }

  private static void timespec(StringBuilder text, Task task, long value, long result) {
    AddressSpace memory = task.process().memory();
    Long seconds = UserMemory.getLong(memory, value);
    Long nanos = UserMemory.getWord(memory, value + 8);
    text.append(
        seconds == null || nanos == null
            ? hex(value)
            : "{tv_sec=" + seconds + ", tv_nsec=" + nanos + "}");
  }

  private static void pair(StringBuilder text, Task task, long value, long result) {
    AddressSpace memory = task.process().memory();
    long first = UserMemory.getInt(memory, value);
    long second = UserMemory.getInt(memory, value + memory.regions().intSize());
    boolean there = first >= 0 && second >= 0;
    text.append(there ? "[" + (int) first + ", " + (int) second + "]" : hex(value));
  }

  private static void waitStatus(StringBuilder text, Task task, long value, long result) {
    long status =
        value == 0 || result <= 0 ? -1 : UserMemory.getInt(task.process().memory(), value);
    text.append(status < 0 ? hex(value) : "[{" + status((int) status) + "}]");
  }

  private static String status(int status) {
    if (status == CONTINUED) {
      return "WIFCONTINUED(s)";
    }
    if ((status & 0xFF) == STOPPED) {
      Signal signal = Signal.of(status >> 8);
      return "WIFSTOPPED(s) && WSTOPSIG(s) == " + (signal == null ? status >> 8 : signal.name());
    }
    Signal signal = Signal.of(status & 0x7F);
    if (signal == null) {
      return "WIFEXITED(s) && WEXITSTATUS(s) == " + (status >> 8);
    }
    return "WIFSIGNALED(s) && WTERMSIG(s) == "
        + signal.name()
        + (signal.action() == Signal.Action.CORE ? " && WCOREDUMP(s)" : "");
  }
}
