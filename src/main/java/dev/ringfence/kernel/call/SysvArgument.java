package dev.ringfence.kernel.call;

import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the arguments of calls on System V's objects are shown by `strace(1)`.
final class SysvArgument {
  /// The mode in the flags of a call that makes an object, where it is shown in octal digits.
  private static final int MODE = 0777;

  private static final String MAKING = "IPC_CREAT 0x200 IPC_EXCL 0x400 SHM_HUGETLB 0x800";
  private static final Map<String, String> FLAGS =
      Map.of(
          "msgsnd", "IPC_NOWAIT 0x800",
          "msgrcv", "MSG_NOERROR 0x1000 MSG_EXCEPT 0x2000 MSG_COPY 0x4000 IPC_NOWAIT 0x800",
          "shmat", "SHM_RDONLY 0x1000 SHM_RND 0x2000 SHM_REMAP 0x4000 SHM_EXEC 0x8000");
  private static final String OPERATION_FLAGS = "SEM_UNDO 0x1000 IPC_NOWAIT 0x800";
  private static final String ALL = "IPC_RMID 0 IPC_SET 1 IPC_STAT 2 IPC_INFO 3 ";
  private static final Map<String, String> OPERATIONS =
      Map.of(
          "msgctl", ALL + "MSG_STAT 11 MSG_INFO 12 MSG_STAT_ANY 13",
          "semctl",
              ALL
                  + "GETPID 11 GETVAL 12 GETALL 13 GETNCNT 14 GETZCNT 15 SETVAL 16 SETALL 17"
                  + " SEM_STAT 18 SEM_INFO 19 SEM_STAT_ANY 20",
          "shmctl", ALL + "SHM_LOCK 11 SHM_UNLOCK 12 SHM_STAT 13 SHM_INFO 14 SHM_STAT_ANY 15");

  /// Bytes of `struct sembuf`.
  private static final int OPERATION = 6;

  private SysvArgument() {}

  /// How an argument is shown, or null if it is none of those that are shown in their own way.
  ///
  /// @param parameter as the prototype has it
  static @Nullable Argument of(String call, String parameter) {
    return switch (parameter) {
      case "key_t key" ->
          (text, _, value, _) -> text.append(value == 0 ? "IPC_PRIVATE" : hex(value));
      case "int msgflg", "int semflg", "int shmflg" -> flags(call);
      case "int op" -> {
        String choices = OPERATIONS.getOrDefault(call, "");
        yield (text, _, value, _) -> text.append(choice(choices, (int) value));
      }
      case "const void *msgp", "void *msgp" -> message(parameter.startsWith("const"));
      case "struct sembuf *sops" -> SysvArgument::operations;
      case "long arg" -> (text, _, value, _) -> text.append(Argument.hex(value));
      default -> null;
    };
  }

  private static String hex(long value) {
    return "0x" + Integer.toHexString((int) value);
  }

  private static Argument flags(String call) {
    String names = FLAGS.get(call);
    return (text, _, value, _) -> {
      if (names != null) {
        text.append(flags(names, (int) value));
        return;
      }
      String made = flags(MAKING, (int) value & ~MODE);
      String mode = "%03o".formatted(value & MODE);
      text.append(made.equals("0") ? "" : made + "|").append(mode.equals("000") ? "" : "0");
      text.append(mode);
    };
  }

  private static String flags(String names, int value) {
    List<String> words = new ArrayList<>();
    int rest = value;
    String[] parts = names.split(" ", -1);
    for (int i = 0; i < parts.length; i += 2) {
      int bit = Integer.decode(parts[i + 1]);
      if ((rest & bit) != 0) {
        words.add(parts[i]);
        rest &= ~bit;
      }
    }
    if (rest != 0) {
      words.add(hex(rest));
    }
    return words.isEmpty() ? "0" : String.join("|", words);
  }

  private static String choice(String names, int value) {
    String[] parts = names.split(" ", -1);
    for (int i = 0; i + 1 < parts.length; i += 2) {
      if (Integer.parseInt(parts[i + 1]) == value) {
        return parts[i];
      }
    }
    return Integer.toString(value);
  }

  /// A message that is sent, or that has been received.
  private static Argument message(boolean sent) {
    Bytes bytes = new Bytes();
    return (text, task, value, result) -> {
      AddressSpace memory = task.process().memory();
      Long type = sent || result >= 0 ? UserMemory.getWord(memory, value) : null;
      if (type == null) {
        text.append(Argument.hex(value));
        return;
      }
      text.append("{mtype=").append(type).append(", mtext=");
      int offset = Math.max(Integer.BYTES, memory.regions().word());
      bytes.show(text, task, value + offset, task.argument(2));
      text.append('}');
    };
  }

  private static void operations(StringBuilder text, Task task, long value, long result) {
    AddressSpace memory = task.process().memory();
    int count = (int) Math.clamp(task.argument(2), 0, Bytes.MOST);
    byte[] all = new byte[OPERATION * count];
    if (count == 0 || !UserMemory.read(memory, value, all, 0, all.length)) {
      text.append(Argument.hex(value));
      return;
    }
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "[" : ", ");
      text.append("{sem_num=").append(number(all, OPERATION * i) & 0xFFFF);
      text.append(", sem_op=").append(number(all, OPERATION * i + 2)).append(", sem_flg=");
      text.append(flags(OPERATION_FLAGS, number(all, OPERATION * i + 4) & 0xFFFF)).append('}');
    }
    text.append(count < task.argument(2) ? ", ...]" : "]");
  }

  private static short number(byte[] bytes, int at) {
    return (short) (bytes[at] & 0xFF | bytes[at + 1] << 8);
  }
}
