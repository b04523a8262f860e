package dev.ringfence.c;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringfence.scenario.Utilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/c-support.md` against what it is derived from: the suite of programs that run here
/// as on Linux, the headers, and the kernel's table of calls. `mvn verify -Ddocs=write` writes it.
class SupportPageTest {
  private static final Path PAGE = Path.of("docs", "c-support.md");
  private static final Path SUITE = Path.of("src", "test", "c");
  private static final Pattern MACRO = Pattern.compile("(?m)^ *# *define +([A-Za-z]\\w*)");
  private static final int WIDTH = 118;

  private static final String ABSENT =
      """

      ## What is not here, and why

      - Other roundings of `fenv.h` than to nearest, and the flags of exceptions: the machine below computes as the
        JVM does, which has neither; each operation would have to be done again, exactly.
      - Shared libraries of one's own: there is no loader. `dlopen` knows the program and the C library's parts, and
        `dlsym` finds there what a literal of the program names.
      - `clone`, `unshare`, `setns`, `chroot`, `mount`: there are no name spaces; `hosts` of a scenario divide a machine.
      - `ptrace`, `process_vm_readv`: nobody reaches into another process; `replay --step` and the views do.
      - `RLIMIT_STACK` and `RLIMIT_DATA` have no effect. Bytes of a file lie below 1 GiB.
      - Extended attributes of files, and quotas: the file system has neither.
      - `printf.h`: the GNU library's own, for which there is `fopencookie`.
      - Locales beside `C` and `C.UTF-8`, and so `newlocale`, `catgets`, `strfmon`; of Unicode the most usual alphabets.
      - `crypt.h`, `shadow.h`, `utmpx.h`, `resolv.h`: nobody logs in, and names of hosts are those of the scenario.
      - The Bessel functions `j0` to `yn`, and functions of decimal and 128-bit floating types.
      - `asm goto`, and of assembly what [c.md](c.md) does not name.
      """;

  private final List<SystemCall> calls = HeadersTest.CALLS;

  @Test
  void page_ofWhatIsSupported_isWhatIsSupported() throws IOException {
    String page =
        """
        # What C programs find here

        This page is made from the sources (`mvn verify -Ddocs=write`), and a test holds it to them. What the
        page does not have, the compiler refuses with an error that points at it. See [c.md](c.md) for the
        choices behind it.

        ## The language

        Each line is a program of `src/test/c`, which prints here what it prints on Linux, compiled by gcc.

        """
            + suite()
            + """

            ## The library

            The functions, objects and macros of each header. Those in the next section are system calls.

            """
            + headers()
            + """

            ## The programs

            What processes find in `/bin`, compiled when one is first run.

            """
            + programs()
            + """

            ## The kernel

            """
            + kernel()
            + ABSENT;
    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE), "mvn verify -Ddocs=write writes this page");
  }

  /// The first comment line of each program, by topic.
  private static String suite() throws IOException {
    Map<String, TreeSet<String>> topics = new TreeMap<>();
    for (Path program : files(SUITE, ".c")) {
      Path topic = SUITE.relativize(program).getParent();
      String first = Files.readAllLines(program).getFirst();
      if (topic != null && first.startsWith("//")) {
        String what = first.substring(2).strip();
        topics.computeIfAbsent(topic.toString(), _ -> new TreeSet<>()).add(what);
      }
    }
    return topics.entrySet().stream()
        .map(t -> "**" + t.getKey() + "**\n\n- " + String.join("\n- ", t.getValue()) + "\n")
        .collect(Collectors.joining("\n"));
  }

  private String headers() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : files(HeadersTest.FOLDER, ".h")) {
      String name = HeadersTest.FOLDER.relativize(file).toString();
      TreeSet<String> names = new TreeSet<>(HeadersTest.declared(name));
      MACRO.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
      if (!names.isEmpty() && !name.startsWith("bits/")) {
        text.append(wrapped("`<" + name + ">` " + String.join(" ", names))).append("\n");
      }
    }
    return text.toString();
  }

  /// The first comment line of each program that every machine has.
  private static String programs() {
    return Utilities.files().values().stream()
        .distinct()
        .sorted()
        .map(file -> Utilities.source(file).text().lines().findFirst().orElse(""))
        .map(line -> "- " + line.replaceAll("^/\\* | ?\\*/$", "") + "\n")
        .collect(Collectors.joining());
  }

  private String kernel() {
    Map<String, List<SystemCall>> byHeader =
        calls.stream()
            .filter(call -> !call.name().startsWith("__"))
            .collect(Collectors.groupingBy(SystemCall::header, TreeMap::new, Collectors.toList()));
    Function<SystemCall, String> prototype = SystemCall::prototype;
    return byHeader.entrySet().stream()
        .map(
            entry ->
                "`<%s>`\n\n```c\n%s\n```\n"
                    .formatted(
                        entry.getKey(),
                        entry.getValue().stream()
                            .map(prototype.andThen(text -> text + ";"))
                            .sorted()
                            .collect(Collectors.joining("\n"))))
        .collect(Collectors.joining("\n"));
  }

  private static String wrapped(String text) {
    StringBuilder wrapped = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ")) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        wrapped.append("\n");
        column = 0;
      } else if (column > 0) {
        wrapped.append(" ");
        column++;
      }
      wrapped.append(word);
      column += word.length();
    }
    return wrapped.append("\n").toString();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
