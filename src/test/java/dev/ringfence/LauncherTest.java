package dev.ringfence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher `ringfence`, in an installation of its own with JDKs whose `java` only notes how it
/// was called, and makes the archive that it is asked for.
class LauncherTest {
  private static final String JAVA =
      """
      #!/bin/sh
      log=${0%/bin/java}/calls
      archive=
      creates=
      for word in "$@"; do
        printf '%s\\n' "$word" >>"$log"
        case $word in
          -XX:AOTCache=*) archive=${word#*=} ;;
          -XX:AOTMode=create) creates=yes ;;
        esac
      done
      echo END >>"$log"
      if [ -n "$creates" ]; then
        [ ! -e "${0%/bin/java}/fails" ] || exit 1
        echo archive >"$archive"
      fi
      """;

  @TempDir Path folder = Path.of("");
  private Path home = folder;
  private Path jar = folder;

  private record Run(int status, String errors) {}

  /// An installation that is built, in a folder with a space in its name.
  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(folder.resolve("the tool/ringfence"));
    String script = Files.readString(Path.of("ringfence"));
    // The JDKs of the machine that tests are not the launcher's to find.
    String own =
        script
            .replace(" /usr/lib/jvm/*", " \"" + folder + "/jvm\"/*")
            .replace(" /opt/*", "")
            .replace(" /usr/local/*", "")
            .replace("/Library/Java/JavaVirtualMachines/*/Contents/Home", "/none");
    assertFalse(own.matches("(?s).* (/usr/l|/opt|/Library).*"), own);
    executable(home.resolve("ringfence"), own);
    for (String source : List.of("src/main/A.java", "conf/a.conf", "pom.xml")) {
      Path file = home.resolve(source);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
    }
    jar = home.resolve("target/ringfence.jar");
    Files.createDirectories(home.resolve("target/lib"));
    change(jar, "jar", -50);
    change(home.resolve("target/lib/a library.jar"), "library", -50);
    Files.createDirectories(folder.resolve("home"));
    jdk("jvm/jdk-17", "17.0.9");
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void change(Path file, String text, int seconds) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
  }

  private Path jdk(String name, String version) throws IOException {
    Path jdk = folder.resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(
        jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nOS_ARCH=\"any\"\n");
    executable(jdk.resolve("bin/java"), JAVA);
    return jdk;
  }

  /// Runs the launcher with the JDK 17 first on PATH.
  private Run run(Path launcher, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> all = builder.environment();
    all.keySet().removeIf(name -> name.startsWith("RINGFENCE_") || name.equals("JAVA_HOME"));
    all.put("HOME", folder.resolve("home").toString());
    all.put("PATH", folder.resolve("jvm/jdk-17/bin") + ":" + System.getenv("PATH"));
    all.putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), told);
  }

  private void runs(String... words) throws IOException, InterruptedException {
    assertEquals(new Run(0, ""), run(home.resolve("ringfence"), Map.of(), words));
  }

  /// How a JDK's `java` was called since this was last asked.
  private static List<List<String>> calls(Path jdk) throws IOException {
    Path log = jdk.resolve("calls");
    if (!Files.exists(log)) {
      return List.of();
    }
    String text = Files.readString(log);
    Files.delete(log);
    return Arrays.stream(text.split("END\n")).map(call -> call.lines().toList()).toList();
  }

  private List<String> archives() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("target"))) {
      return files.map(Path::toString).filter(file -> file.endsWith(".aot")).sorted().toList();
    }
  }

  @Test
  void links_toAFolderWithSpaces_areFollowed() throws IOException, InterruptedException {
    Path jdk = jdk("jvm/jdk 25", "25.0.1");
    Path bin = Files.createDirectories(folder.resolve("my bin"));
    Path first =
        Files.createSymbolicLink(bin.resolve("rf"), Path.of("../the tool/ringfence/ringfence"));
    Path second = Files.createSymbolicLink(folder.resolve("fence"), first);
    for (Path link : List.of(first, second)) {
      assertEquals(new Run(0, ""), run(link, Map.of(), "exec", "a b.c", "", "*"));
      List<String> call = calls(jdk).getLast();
      assertEquals(
          List.of(
              "-cp",
              jar + ":" + home.resolve("target/lib/a library.jar"),
              "dev.ringfence.cli.Main",
              "exec",
              "a b.c",
              "",
              "*"),
          call.subList(call.size() - 7, call.size()));
    }
  }

  @Test
  void jdk25_isFoundBesideTheOneOnPath() throws IOException, InterruptedException {
    Path jdk = jdk("jvm/jdk-25", "25");
    runs("check", "a.conf");
    assertTrue(calls(jdk).getLast().contains("check"));
    assertEquals(List.of(), calls(folder.resolve("jvm/jdk-17")));
    Path named = jdk("elsewhere/jdk-26", "26-ea");
    Map<String, String> environment = Map.of("RINGFENCE_JAVA_HOME", named.toString());
    assertEquals(new Run(0, ""), run(home.resolve("ringfence"), environment, "check"));
    assertTrue(calls(named).getLast().contains("check"));
    assertEquals(List.of(), calls(jdk));
  }

  @Test
  void noJdk25_isTold() throws IOException, InterruptedException {
    Run run = run(home.resolve("ringfence"), Map.of(), "check", "a.conf");
    assertEquals(2, run.status);
    assertTrue(
        run.errors.startsWith(
            "ringfence: needs a JDK 25 or newer; name one in RINGFENCE_JAVA_HOME"),
        run.errors);
    assertTrue(run.errors.contains(folder.resolve("jvm/jdk-17") + " (version 17)"), run.errors);
  }

  @Test
  void archive_isMadeOnceAndUsed() throws IOException, InterruptedException {
    Path jdk = jdk("jvm/jdk-25", "25.0.1");
    runs("check");
    List<List<String>> calls = calls(jdk);
    assertEquals(3, calls.size());
    assertTrue(calls.get(0).contains("-XX:AOTMode=record"));
    assertEquals(
        List.of("dev.ringfence.cli.Training", home.toString()),
        calls.get(0).subList(calls.get(0).size() - 2, calls.get(0).size()));
    assertTrue(calls.get(1).contains("-XX:AOTMode=create"));
    assertEquals(1, archives().size());
    String uses = "-XX:AOTCache=" + archives().getFirst();
    assertTrue(calls.get(2).contains(uses), calls.get(2).toString());
    runs("check");
    calls = calls(jdk);
    assertEquals(1, calls.size());
    assertTrue(calls.getFirst().contains(uses));
  }

  @Test
  void archive_ofAnotherJarOrJdk_isMadeAnew() throws IOException, InterruptedException {
    Path jdk = jdk("jvm/jdk-25", "25.0.1");
    runs("check");
    List<String> before = archives();
    change(jar, "raj", 50);
    calls(jdk);
    runs("check");
    assertEquals(3, calls(jdk).size());
    assertEquals(1, archives().size(), "the one of the old jar is gone");
    assertNotEquals(before, archives());
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.2\"\n");
    runs("check");
    assertEquals(3, calls(jdk).size());
    assertEquals(2, archives().size(), "those of both JDKs can be used");
  }

  @Test
  void archive_thatCannotBeMade_isDoneWithout() throws IOException, InterruptedException {
    Path jdk = jdk("jvm/jdk-25", "25.0.1");
    Files.createFile(jdk.resolve("fails"));
    runs("check");
    assertEquals(3, calls(jdk).size());
    runs("check");
    List<List<String>> calls = calls(jdk);
    assertEquals(1, calls.size(), "it is not tried again");
    assertTrue(calls.getFirst().stream().noneMatch(word -> word.contains("AOTCache")));
  }

  @Test
  void archive_thatIsNotWanted_isNotMade() throws IOException, InterruptedException {
    Path jdk = jdk("jvm/jdk-25", "25.0.1");
    Map<String, String> off = Map.of("RINGFENCE_ARCHIVE", "off");
    assertEquals(new Run(0, ""), run(home.resolve("ringfence"), off, "check"));
    List<List<String>> calls = calls(jdk);
    assertEquals(1, calls.size());
    assertTrue(calls.getFirst().stream().noneMatch(word -> word.contains("AOTCache")));
    assertEquals(List.of(), archives());
  }

  /// Where the tests are run by root, who may write everywhere, it need only work.
  @Test
  void target_thatCannotBeWritten_isLeftAsItIs() throws IOException, InterruptedException {
    Path jdk = jdk("jvm/jdk-25", "25.0.1");
    Path target = home.resolve("target");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      runs("check", "a.conf");
      List<String> call = calls(jdk).getLast();
      assertEquals("a.conf", call.getLast());
      if (!Files.isWritable(target)) {
        assertTrue(call.stream().noneMatch(word -> word.contains("AOTCache")));
        assertEquals(List.of(), archives());
      }
    } finally {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void collector_isThatOfTheSizeOfTheRun() throws IOException, InterruptedException {
    Path jdk = jdk("jvm/jdk-25", "25.0.1");
    Path small = Files.writeString(folder.resolve("small.conf"), "processes.p.count = 9999\n");
    Path large = Files.writeString(folder.resolve("large.conf"), "processes.p.count = 10000\n");
    Map<List<String>, String> cases =
        Map.of(
            List.of("exec", "a.c"), "-XX:+UseSerialGC",
            List.of("load", "a.conf"), "-XX:+UseParallelGC",
            List.of("run", small.toString()), "-XX:+UseSerialGC",
            List.of("run", large.toString()), "-XX:+UseParallelGC",
            List.of("run", "-D", "processes.p.count=20000", small.toString()),
                "-XX:+UseParallelGC");
    for (Map.Entry<List<String>, String> each : cases.entrySet()) {
      runs(each.getKey().toArray(String[]::new));
      List<String> call = calls(jdk).getLast();
      assertTrue(call.contains(each.getValue()), each + ": " + call);
    }
  }
}
