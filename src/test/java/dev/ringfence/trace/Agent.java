package dev.ringfence.trace;

import dev.ringfence.c.Compiler;
import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.c.SystemCall;
import dev.ringfence.c.lex.IncludePath;
import dev.ringfence.c.lex.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The program of a commanded process: a handler for signals, memory for arguments, and one
/// instruction for each system call, at which the process can be put.
public final class Agent {
  public static final int ARENA = 4 << 20;

  private static final String TEXT =
      """
      #include <signal.h>
      volatile unsigned caught[65];
      volatile char arena[4 << 20] __attribute__((aligned(4096)));
      volatile long sink;
      void on_signal(int signal) { caught[signal]++; }
      #define FEW sink = a; sink = b; sink = c; sink = d; sink = e; sink = f;
      #define SOME FEW FEW FEW FEW FEW FEW FEW FEW
      void stage(long a, long b, long c, long d, long e, long f) {
        SOME SOME SOME SOME SOME SOME SOME SOME
      }
      int main(void) {
        struct sigaction action = {.sa_handler = on_signal};
        sigaction(SIGUSR1, &action, 0);
        stage(1, 2, 3, 4, 5, 6);
        return arena[0];
      }
      """;

  private final Program program;
  private final Function stage;
  private final Map<String, SystemCall> calls = new HashMap<>();
  private final long arena;
  private final long caught;

  /// @param calls those of the kernel
  Agent(List<SystemCall> calls) {
    calls.forEach(call -> this.calls.put(call.name(), call));
    Compiler.Result result =
        new Compiler(calls)
            .compile("agent", new Source("agent.c", TEXT, false), new NoFiles(), Map.of());
    Program compiled = Objects.requireNonNull(result.program(), result.diagnostics().toString());
    stage = function(compiled, "stage");
    if (stage.end() - stage.entry() < calls.size() + 1) {
      throw new IllegalStateException("the stage has no room for " + calls.size() + " calls");
    }
    long[] code = compiled.code().clone();
    int at = stage.entry();
    for (SystemCall call : calls) {
      code[at++] = Op.word(Op.SYSCALL, Op.FIRST_PARAMETER, 0, call.number());
    }
    while (at < stage.end()) {
      code[at++] = Op.word(Op.JMP, 0, 0, stage.entry());
    }
    program = with(compiled, code);
    arena = object("arena");
    caught = object("caught");
  }

  private static Program with(Program p, long[] code) {
    return new Program(
        p.model(),
        p.name(),
        code,
        p.constants(),
        p.functions(),
        p.lines(),
        p.orders(),
        p.files(),
        p.rodataBase(),
        p.rodata(),
        p.dataBase(),
        p.data(),
        p.bssSize(),
        p.start(),
        p.objects(),
        p.threadStorage());
  }

  private static Function function(Program program, String name) {
    return program.functions().stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no function " + name));
  }

  private long object(String name) {
    return program.objects().stream()
        .filter(o -> o.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no object " + name))
        .address();
  }

  Program program() {
    return program;
  }

  /// A call by its name, with two underscores in front of it or without.
  public @Nullable SystemCall call(String name) {
    SystemCall call = calls.get(name);
    return call == null ? calls.get("__" + name) : call;
  }

  public List<SystemCall> calls() {
    return new ArrayList<>(calls.values());
  }

  /// The instruction of a call.
  int place(SystemCall call) {
    return stage.entry() + call.number();
  }

  /// Where a process is that has nothing to do: behind all calls.
  int park() {
    return stage.end() - 1;
  }

  int registers() {
    return Math.max(stage.registers(), Op.FIRST_PARAMETER + SystemCall.ARGUMENTS);
  }

  /// Whether a thread is where it is commanded, rather than in a handler.
  boolean isOnStage(int pc) {
    return pc >= stage.entry() && pc < stage.end();
  }

  /// The address of memory for arguments, [#ARENA] bytes.
  public long arena() {
    return arena;
  }

  /// The address of the count of a signal that was caught.
  public long caught(int signal) {
    return caught + 4L * signal;
  }

  public long handler() {
    return Program.address(function(program, "on_signal").entry());
  }

  public long restorer() {
    return Program.address(function(program, "__restore").entry());
  }

  private static final class NoFiles implements IncludePath {
    @Override
    public @Nullable Source system(String name) {
      return null;
    }

    @Override
    public @Nullable Source local(Source from, String name) {
      return null;
    }
  }
}
