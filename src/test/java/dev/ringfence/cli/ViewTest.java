package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Views of the machine: their forms are those of Linux, and taking them changes nothing.
class ViewTest {
  private static final String ALL =
      "pmap,maps,status,meminfo,vmstat,ps,pstree,strace-c,frames,tables";
  private static final String COPY_ON_WRITE = "scenarios/machine/copy-on-write.conf";

  private static JsonObject run(String... words) {
    List<String> all = new ArrayList<>(List.of("run", "--json"));
    all.addAll(List.of(words));
    CommandTest.Outcome outcome = CommandTest.execute(all.toArray(String[]::new));
    assertTrue(outcome.output().startsWith("{"), outcome.errors());
    return JsonParser.parseString(outcome.output()).getAsJsonObject();
  }

  private static String view(String name, String scenario, String at) {
    return run(scenario, "--view", name, "--at", at)
        .getAsJsonArray("views")
        .get(0)
        .getAsJsonObject()
        .get("text")
        .getAsString();
  }

  /// A view in all shells: the same text, and the digest that the run has without it.
  private static void assertLeavesAlone(String scenario, String at, String... settings) {
    List<String> words = new ArrayList<>(List.of(scenario));
    for (String setting : settings) {
      words.addAll(List.of("-D", setting));
    }
    String digest = run(words.toArray(String[]::new)).get("digest").getAsString();
    words.addAll(List.of("--view", ALL, "--at", at));
    Set<JsonElement> views = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    for (List<String> shell :
        List.of(
            List.of("--traps=slices"),
            List.of("--traps=messages"),
            List.of("--threads=2"),
            List.of("--interpreter"))) {
      List<String> command = new ArrayList<>(words);
      command.addAll(shell);
      JsonObject outcome = run(command.toArray(String[]::new));
      assertEquals(digest, outcome.get("digest").getAsString(), command.toString());
      views.add(outcome.getAsJsonArray("views"));
    }
    assertEquals(1, views.size(), scenario + " at " + at);
  }

  @Test
  void findings_expectedAndViewed_areToldOnce() {
    JsonObject outcome = run("scenarios/observe/convoy.conf", "--view", "contention");
    assertEquals(1, outcome.getAsJsonArray("findings").size());
  }

  @Test
  void view_atAnyTime_changesNothing() {
    assertLeavesAlone(COPY_ON_WRITE, "10us,30us,60us");
    assertLeavesAlone("scenarios/deadlock/dining-philosophers.conf", "2us,1ms");
    assertLeavesAlone("scenarios/deadlock/bounded-buffer.conf", "50us,200us", "machine.cpus=4");
    assertLeavesAlone("scenarios/machine/shared-memory.conf", "30us,90us", "machine.cpus=2");
  }

  @Test
  void view_ofATimeBehindTheEnd_isOfTheEnd() {
    CommandTest.Outcome outcome =
        CommandTest.execute("run", COPY_ON_WRITE, "--view", "maps", "--at", "5s");
    assertEquals(0, outcome.status(), outcome.errors());
    assertTrue(outcome.output().contains("it came before 5 s"), outcome.output());
    assertTrue(outcome.output().contains("no process is alive"), outcome.output());
  }

  @Test
  void view_withoutATime_showsWhoIsAliveAtTheEnd() {
    CommandTest.Outcome outcome =
        CommandTest.execute(
            "run", "scenarios/deadlock/dining-philosophers.conf", "--view", "status,ps");
    assertTrue(outcome.output().contains("State:\tS (sleeping)"), outcome.output());
    assertTrue(outcome.output().contains("/proc/6/status of philosopher[4]"), outcome.output());
  }

  @Test
  void commandLine_withAWrongViewOrTime_isRefused() {
    for (List<String> words :
        List.of(
            List.of("--view", "frobnicate"),
            List.of("--view", "maps", "--at", "5"),
            List.of("--view", "maps", "--at=-5ms"),
            List.of("--at", "5ms"))) {
      List<String> command = new ArrayList<>(List.of("run", COPY_ON_WRITE));
      command.addAll(words);
      assertEquals(2, CommandTest.execute(command.toArray(String[]::new)).status(), "" + words);
    }
  }

  /// What a command or a file of Linux prints.
  private static List<String> linux(String... command) throws IOException, InterruptedException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "there is no /proc");
    try {
      Process process = new ProcessBuilder(command).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return text.lines().toList();
    } catch (IOException _) {
      assumeTrue(false, command[0] + " is not installed");
      return List.of();
    }
  }

  private static void assertForm(String form, List<String> lines) {
    Pattern pattern = Pattern.compile(form);
    assertTrue(!lines.isEmpty());
    for (String line : lines) {
      assertTrue(pattern.matcher(line).matches(), form + " is not the form of: " + line);
    }
  }

  private static List<String> middle(List<String> lines, int first, int last) {
    return lines.subList(first, lines.size() - last);
  }

  @Test
  void pmap_hereAndOnLinux_hasTheSameForm() throws IOException, InterruptedException {
    long self = ProcessHandle.current().pid();
    List<String> here = view("pmap", COPY_ON_WRITE, "40us").lines().toList();
    for (List<String> lines : List.of(here, linux("pmap", "-x", Long.toString(self)))) {
      assertForm("\\d+:   \\S.*", lines.subList(0, 1));
      assertEquals("Address           Kbytes     RSS   Dirty Mode  Mapping", lines.get(1));
      assertForm(
          "[0-9a-f]{16} [ 0-9]{6}\\d [ 0-9]{6}\\d [ 0-9]{6}\\d [r-][w-][x-][s-][R-]"
              + " (  \\[ (anon|stack) \\]|[^ ].*)",
          middle(lines, 2, 2));
      assertEquals("---------------- ------- ------- ------- ", lines.get(lines.size() - 2));
      assertForm(
          "total kB [ 0-9]{14}\\d [ 0-9]{6}\\d [ 0-9]{6}\\d", middle(lines, lines.size() - 1, 0));
    }
  }

  @Test
  void maps_hereAndOnLinux_haveTheSameForm() throws IOException, InterruptedException {
    List<String> here = view("maps", COPY_ON_WRITE, "40us").lines().toList();
    for (List<String> lines : List.of(middle(here, 1, 0), linux("cat", "/proc/self/maps"))) {
      assertForm(
          "[0-9a-f]{8,16}-[0-9a-f]{8,16} [r-][w-][x-][ps] [0-9a-f]{8} [0-9a-f]{2}:[0-9a-f]{2} \\d+ "
              + "( *(/|\\[).*)?",
          lines);
      for (String line : lines) {
        Matcher name = Pattern.compile("[^ /\\[]+ [/\\[]").matcher(line.substring(45));
        assertTrue(!name.find() || line.length() > 73, line);
      }
    }
  }

  @Test
  void lines_ofStatusAndMeminfo_areThoseOfLinux() throws IOException, InterruptedException {
    List<String> status = view("status", COPY_ON_WRITE, "40us").lines().toList();
    assertIsPartOf(middle(status, 1, 0), linux("cat", "/proc/self/status"));
    List<String> memory = view("meminfo", COPY_ON_WRITE, "40us").lines().toList();
    assertIsPartOf(memory, linux("cat", "/proc/meminfo"));
  }

  /// Each line's name and form is one of Linux's, in the same order.
  private static void assertIsPartOf(List<String> here, List<String> linux) {
    int at = 0;
    for (String line : here) {
      String name = line.replaceFirst(":.*", ":");
      while (at < linux.size() && !linux.get(at).startsWith(name)) {
        at++;
      }
      assertTrue(at < linux.size(), name + " is not there in this order");
      assertEquals(form(linux.get(at)), form(line));
    }
  }

  private static String form(String line) {
    return line.replaceFirst("(Name|State|Groups|SigQ|Cpus.*):.*", "$1")
        .replaceAll(" *[0-9a-f]*\\d[0-9a-f]*", "N");
  }

  @Test
  void vmstat_hereAndOnLinux_hasTheSameHeading() throws IOException, InterruptedException {
    List<String> here = view("vmstat", COPY_ON_WRITE, "40us").lines().toList();
    assertEquals(linux("vmstat").subList(0, 2), here.subList(0, 2));
    assertEquals(17, here.get(2).strip().split(" +", -1).length);
  }

  @Test
  void frames_ofTheMachine_areAllAccountedFor() {
    String text = view("frames", COPY_ON_WRITE, "55us");
    long counted = 0;
    Matcher runs = Pattern.compile("(?m)^ +(\\d+)(?:-(\\d+))?  [a-z]").matcher(text);
    while (runs.find()) {
      long first = Long.parseLong(runs.group(1));
      assertEquals(counted, first, text);
      counted = 1 + (runs.group(2) == null ? first : Long.parseLong(runs.group(2)));
    }
    assertEquals(65_536, counted);
    assertTrue(text.contains("r-x     0x400000"), text);
    assertTrue(Pattern.compile("anonymous +rc- .* 2 3\n").matcher(text).find(), text);
  }

  @Test
  void tables_ofAProcess_leadFromTheRootToItsFrames() {
    String text = view("tables", COPY_ON_WRITE, "40us");
    Matcher first =
        Pattern.compile("PML4\\[0\\] += ([0-9a-f]{16})  -> PDPT in frame (\\d+): present")
            .matcher(text);
    assertTrue(first.find(), text);
    assertEquals(
        Long.parseLong(first.group(2)), Long.parseUnsignedLong(first.group(1), 16) >>> 12, text);
    assertTrue(text.contains("no-execute"), text);
  }

  @Test
  void pstree_hasTheFormOfPsmisc(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("family.conf");
    Files.writeString(
        file,
        """
        processes.family.program = \"""
          #include <pthread.h>
          #include <unistd.h>
          static void *body(void *none) { sleep(1); return none; }
          int main(void) {
            pthread_t thread;
            if (fork() == 0) {
              if (fork() == 0) { sleep(1); return 0; }
              sleep(1);
              return 0;
            }
            if (fork() == 0) { sleep(1); return 0; }
            pthread_create(&thread, NULL, body, NULL);
            sleep(1);
            return 0;
          }
        \"""
        processes.other.program = "sleep(1);"
        """);
    assertEquals(
        """
        init(1)-+-family(2)-+-family(4)---family(7)
                |           |-family(5)
                |           `-{family}(6)
                `-other(3)
        """,
        view("pstree", file.toString(), "500ms"));
  }

  @Test
  void straceC_hasTheFormOfStraceAndCountsErrors(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("calls.conf");
    Files.writeString(
        file,
        """
        processes.p.program = \"""
          for (int i = 0; i < 5; i++) getppid();
          close(99);
          sleep(1);
        \"""
        """);
    String text = view("strace-c", file.toString(), "2s");
    String[] lines = text.split("\n");
    assertEquals("% time     seconds  usecs/call     calls    errors syscall", lines[0]);
    assertEquals("------ ----------- ----------- --------- --------- ----------------", lines[1]);
    Pattern row = Pattern.compile(" *\\d+\\.\\d\\d +0\\.\\d{6} +\\d+ +\\d+ {1,10}\\d* \\w+");
    for (int i = 2; i < lines.length; i++) {
      assertTrue(i == lines.length - 2 || row.matcher(lines[i]).matches(), lines[i]);
    }
    assertTrue(text.contains("         5           getppid\n"), text);
    assertTrue(text.contains("         1         1 close\n"), text);
    assertTrue(lines[lines.length - 1].matches("100\\.00 .* 1 total"), text);
  }
}
