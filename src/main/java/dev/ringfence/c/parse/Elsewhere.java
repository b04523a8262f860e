package dev.ringfence.c.parse;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Names that other languages and systems have, and what stands for them in C on Linux.
public final class Elsewhere {
  private static final Set<String> WORDS =
      Set.of(
          ("class namespace using template public private protected virtual new delete try catch"
                  + " throw nullptr cout cin cerr endl std import package def function let var fn")
              .split(" "));

  private static final Set<String> HEADERS_OF_CPP =
      Set.of(
          ("algorithm array atomic chrono condition_variable cstdio cstdlib cstring deque fstream"
                  + " functional future iomanip iostream map memory mutex ostream queue set sstream"
                  + " stack string thread unordered_map utility vector bits/stdc++.h")
              .split(" "));

  private static final Set<String> HEADERS_OF_WINDOWS =
      Set.of("windows.h", "conio.h", "process.h", "direct.h", "io.h", "winsock2.h", "tchar.h");

  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("itoa", "snprintf(text, size, \"%d\", number)"),
          Map.entry("clrscr", "printf(\"\\033[H\\033[2J\")"),
          Map.entry("getch", "getchar, and tcsetattr for keys without Enter"),
          Map.entry("getche", "getchar, and tcsetattr for keys without Enter"),
          Map.entry("kbhit", "poll on descriptor 0"),
          Map.entry("Sleep", "sleep or nanosleep"),
          Map.entry("strrev", "a loop of your own"),
          Map.entry("strlwr", "a loop with tolower"),
          Map.entry("strupr", "a loop with toupper"),
          Map.entry("stricmp", "strcasecmp"),
          Map.entry("scanf_s", "scanf"),
          Map.entry("strcpy_s", "snprintf"),
          Map.entry("fopen_s", "fopen"),
          Map.entry("CreateThread", "pthread_create"));

  private Elsewhere() {}

  /// What may help where a name is unknown, or null.
  static @Nullable String help(String name) {
    if (WORDS.contains(name)) {
      return "'" + name + "' is a word of another language; programs are written in C";
    }
    if (name.equals("string") || name.equals("String")) {
      return "C has no such type: an array of char, or char *";
    }
    if (name.startsWith("FE_")) {
      return "only rounding to nearest is supported, and no floating-point exceptions";
    }
    String own = FUNCTIONS.get(name);
    return own == null ? null : "'" + name + "' is not of this library; here: " + own;
  }

  /// What may help where a header is not found, or null.
  public static @Nullable String helpWithHeader(String name) {
    if (HEADERS_OF_CPP.contains(name)) {
      return "this is a header of C++; programs are written in C";
    }
    return HEADERS_OF_WINDOWS.contains(name)
        ? "this is a header of Windows; programs find those of Linux here"
        : null;
  }
}
