package dev.ringfence.kernel.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of the flags and choices that calls are given, as `strace(1)` shows them.
final class Symbols {
  private record Symbol(long value, String name) {}

  /// What an argument is made of.
  ///
  /// @param mask the bits that are one choice, the others being flags; -1 where all are
  /// @param none what no flag at all is called; empty where a choice is always there
  private record Vocabulary(long mask, String none, List<Symbol> choices, List<Symbol> flags) {
    String of(long value) {
      List<String> words = new ArrayList<>();
      long rest = value & ~mask;
      for (Symbol choice : choices) {
        if (((int) value & mask) == choice.value) {
          words.add(choice.name);
        }
      }
      if (mask != 0 && words.isEmpty()) {
        return Long.toString((int) value);
      }
      for (Symbol flag : flags) {
        if ((rest & flag.value) == flag.value) {
          words.add(flag.name);
          rest &= ~flag.value;
        }
      }
      if (rest != 0) {
        words.add("0x" + Long.toHexString(rest & 0xFFFF_FFFFL));
      }
      return words.isEmpty() ? none : String.join("|", words);
    }
  }

  private static final Vocabulary OPEN =
      new Vocabulary(
          3,
          "",
          symbols("O_RDONLY 0 O_WRONLY 1 O_RDWR 2"),
          symbols(
              "O_CREAT 0x40 O_EXCL 0x80 O_NOCTTY 0x100 O_TRUNC 0x200 O_APPEND 0x400"
                  + " O_NONBLOCK 0x800 O_SYNC 0x101000 O_DSYNC 0x1000 O_DIRECTORY 0x10000"
                  + " O_NOFOLLOW 0x20000 O_CLOEXEC 0x80000"));
  private static final Vocabulary FUTEX =
      new Vocabulary(
          255,
          "",
          symbols(
              "FUTEX_WAIT 0 FUTEX_WAKE 1 FUTEX_REQUEUE 3 FUTEX_CMP_REQUEUE 4 FUTEX_WAKE_OP 5"
                  + " FUTEX_LOCK_PI 6 FUTEX_UNLOCK_PI 7 FUTEX_TRYLOCK_PI 8 FUTEX_WAIT_BITSET 9"
                  + " FUTEX_WAKE_BITSET 10 FUTEX_WAIT_REQUEUE_PI 11"
                  + " FUTEX_CMP_REQUEUE_PI 12 FUTEX_LOCK_PI2 13 FUTEX_WAIT_PRIVATE 128"
                  + " FUTEX_WAKE_PRIVATE 129 FUTEX_REQUEUE_PRIVATE 131"
                  + " FUTEX_CMP_REQUEUE_PRIVATE 132 FUTEX_WAKE_OP_PRIVATE 133"
                  + " FUTEX_LOCK_PI_PRIVATE 134 FUTEX_UNLOCK_PI_PRIVATE 135"
                  + " FUTEX_TRYLOCK_PI_PRIVATE 136 FUTEX_WAIT_BITSET_PRIVATE 137"
                  + " FUTEX_WAKE_BITSET_PRIVATE 138 FUTEX_WAIT_REQUEUE_PI_PRIVATE 139"
                  + " FUTEX_CMP_REQUEUE_PI_PRIVATE 140 FUTEX_LOCK_PI2_PRIVATE 141"),
          symbols("FUTEX_CLOCK_REALTIME 256"));
  private static final Vocabulary DUPLICATE =
      flags("0", "O_NONBLOCK 0x800 O_CLOEXEC 0x80000 O_APPEND 0x400");
  private static final Map<String, Vocabulary> BY_PARAMETER =
      Map.ofEntries(
          Map.entry("int openflags", OPEN),
          Map.entry("int oflag", OPEN),
          Map.entry("int futex_op", FUTEX),
          Map.entry("int dirfd", choices("AT_FDCWD -100")),
          Map.entry("int olddirfd", choices("AT_FDCWD -100")),
          Map.entry("int newdirfd", choices("AT_FDCWD -100")),
          Map.entry(
              "int atflags",
              flags("0", "AT_SYMLINK_NOFOLLOW 0x100 AT_REMOVEDIR 0x200 AT_EMPTY_PATH 0x1000")),
          Map.entry("int amode", flags("F_OK", "R_OK 4 W_OK 2 X_OK 1")),
          Map.entry("int whence", choices("SEEK_SET 0 SEEK_CUR 1 SEEK_END 2")),
          Map.entry("int how", choices("SIG_BLOCK 0 SIG_UNBLOCK 1 SIG_SETMASK 2")),
          Map.entry("int options", flags("0", "WNOHANG 1 WSTOPPED 2 WEXITED 4 WCONTINUED 8")),
          Map.entry("int domain", choices("AF_UNSPEC 0 AF_UNIX 1 AF_INET 2 AF_INET6 10")),
          Map.entry(
              "int socktype",
              new Vocabulary(
                  0xF,
                  "",
                  symbols("SOCK_STREAM 1 SOCK_DGRAM 2 SOCK_RAW 3 SOCK_RDM 4 SOCK_SEQPACKET 5"),
                  symbols("SOCK_NONBLOCK 0x800 SOCK_CLOEXEC 0x80000"))),
          Map.entry("int sockflags", flags("0", "SOCK_NONBLOCK 0x800 SOCK_CLOEXEC 0x80000")),
          Map.entry("int shuthow", choices("SHUT_RD 0 SHUT_WR 1 SHUT_RDWR 2")),
          Map.entry(
              "int msgflags",
              flags(
                  "0",
                  "MSG_OOB 1 MSG_PEEK 2 MSG_DONTROUTE 4 MSG_TRUNC 0x20 MSG_DONTWAIT 0x40"
                      + " MSG_EOR 0x80 MSG_WAITALL 0x100 MSG_ERRQUEUE 0x2000 MSG_NOSIGNAL 0x4000"
                      + " MSG_MORE 0x8000 MSG_WAITFORONE 0x10000 MSG_CMSG_CLOEXEC 0x40000000")),
          Map.entry("int prot", flags("PROT_NONE", "PROT_READ 1 PROT_WRITE 2 PROT_EXEC 4")),
          Map.entry(
              "int cmd",
              choices(
                  "F_DUPFD 0 F_GETFD 1 F_SETFD 2 F_GETFL 3 F_SETFL 4 F_GETLK 5 F_SETLK 6"
                      + " F_SETLKW 7 F_SETOWN 8 F_GETOWN 9 F_SETSIG 10 F_GETSIG 11 F_SETOWN_EX 15"
                      + " F_GETOWN_EX 16 F_DUPFD_CLOEXEC 1030")),
          Map.entry(
              "clockid_t clockid",
              choices(
                  "CLOCK_REALTIME 0 CLOCK_MONOTONIC 1 CLOCK_PROCESS_CPUTIME_ID 2"
                      + " CLOCK_THREAD_CPUTIME_ID 3 CLOCK_MONOTONIC_RAW 4"
                      + " CLOCK_REALTIME_COARSE 5 CLOCK_MONOTONIC_COARSE 6 CLOCK_BOOTTIME 7"
                      + " CLOCK_TAI 11")));
  private static final Map<String, Vocabulary> BY_CALL =
      Map.of(
          "dup3",
          DUPLICATE,
          "timerfd_create",
          DUPLICATE,
          "pipe2",
          DUPLICATE,
          "clock_nanosleep",
          flags("0", "TIMER_ABSTIME 1"),
          "timer_settime",
          flags("0", "TIMER_ABSTIME 1"),
          "mmap",
          flags(
              "0",
              "MAP_SHARED 1 MAP_PRIVATE 2 MAP_FIXED 0x10 MAP_ANONYMOUS 0x20 MAP_NORESERVE 0x4000"
                  + " MAP_STACK 0x20000 MAP_HUGETLB 0x40000"));

  private Symbols() {}

  private static List<Symbol> symbols(String text) {
    List<Symbol> symbols = new ArrayList<>();
    String[] words = text.isEmpty() ? new String[0] : text.split(" ", -1);
    for (int i = 0; i + 1 < words.length; i += 2) {
      symbols.add(new Symbol(Long.decode(words[i + 1]), words[i]));
    }
    return symbols;
  }

  private static Vocabulary choices(String text) {
    return new Vocabulary(-1, "", symbols(text), List.of());
  }

  private static Vocabulary flags(String none, String text) {
    return new Vocabulary(0, none, List.of(), symbols(text));
  }

  /// Whether there are names for some values of an argument.
  static boolean has(String call, String parameter) {
    return BY_PARAMETER.containsKey(parameter)
        || parameter.equals("int flags") && BY_CALL.containsKey(call);
  }

  /// The names for an argument, or null where it is shown as a number.
  ///
  /// @param parameter as the prototype has it
  static @Nullable String of(String call, String parameter, long value) {
    Vocabulary own = parameter.equals("int flags") ? BY_CALL.get(call) : null;
    Vocabulary vocabulary = own == null ? BY_PARAMETER.get(parameter) : own;
    return vocabulary == null ? null : vocabulary.of(value);
  }
}
