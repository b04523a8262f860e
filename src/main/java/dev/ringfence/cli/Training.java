package dev.ringfence.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The run that the launcher records to make its archive: what short runs do, once each, in one
/// JVM. What it says does not matter, and is not shown.
final class Training {
  private Training() {}

  /// @param arguments the folder of Ringfence
  public static void main(String[] arguments) {
    String scenarios = arguments[0] + "/scenarios/";
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(nowhere);
    System.setErr(nowhere);
    Main.execute("exec", scenarios + "bench/hello.c");
    Main.execute("exec", scenarios + "bench/sieve.c", "2");
    Main.execute("run", "--json", scenarios + "deadlock/dining-philosophers.conf");
    Main.execute("run", scenarios + "machine/stray-pointer.conf");
    Main.execute("--help");
    System.exit(0);
  }
}
