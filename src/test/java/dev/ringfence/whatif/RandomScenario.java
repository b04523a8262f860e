package dev.ringfence.whatif;

import dev.ringfence.core.Rng;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A scenario of threads that compute, hold locks and send messages at random, which can also be
/// written with one of these things changed.
final class RandomScenario {
  private static final int LOCKS = 3;
  private static final int QUEUES = 2;

  private final Rng rng;
  private final int threads;
  private final int cpus;
  private final List<String> lines = new ArrayList<>();

  /// The lines that compute, by position in the program, and for how long.
  private final List<Integer> computing = new ArrayList<>();

  private final List<Integer> nanos = new ArrayList<>();

  RandomScenario(long seed) {
    rng = new Rng(seed);
    threads = 2 + pick(4);
    cpus = 1 + pick(3);
    write();
  }

  private int pick(int below) {
    return (int) rng.below(below);
  }

  private void write() {
    add("#include <mqueue.h>", "#include <pthread.h>", "#include <ringfence.h>");
    add("static struct {");
    add("  pthread_mutex_t shared[3], own[8][3], *locks[8][3];");
    add("} all __attribute__((aligned(4096)));");
    add("static long apart[3] = {APART_0, APART_1, APART_2};");
    add("static long room[2] = {ROOM_0, ROOM_1};");
    add("static mqd_t queues[2];");
    for (int i = 0; i < threads; i++) {
      thread(i);
    }
    add("int main(void) {", "  pthread_t ids[8];");
    add("  for (int t = 0; t < 8; t++)", "    for (int l = 0; l < 3; l++)");
    add("      all.locks[t][l] = (pthread_mutex_t *)((char *)&all.shared[l]");
    add("          + apart[l] * ((char *)&all.own[t][l] - (char *)&all.shared[l]));");
    for (int i = 0; i < QUEUES; i++) {
      add("  struct mq_attr a" + i + " = {.mq_maxmsg = room[" + i + "], .mq_msgsize = 8};");
      add("  queues[" + i + "] = mq_open(\"/q" + i + "\", O_RDWR | O_CREAT, 0600, &a" + i + ");");
    }
    for (int i = 0; i < threads; i++) {
      add("  pthread_create(&ids[" + i + "], NULL, thread" + i + ", NULL);");
    }
    for (int i = 0; i < threads; i++) {
      add("  pthread_join(ids[" + i + "], NULL);");
    }
    add("  return 0;", "}");
  }

  /// The first thread sends what the second one receives; the others have to do with locks only.
  private void thread(int number) {
    add("static void *thread" + number + "(void *x) {", "  char text[8];");
    int rounds = 1 + pick(5);
    add("  for (int i = 0; i < " + rounds + "; i++) {");
    int steps = 1 + pick(4);
    for (int i = 0; i < steps; i++) {
      if (pick(3) == 0) {
        compute();
      } else {
        int lock = pick(LOCKS);
        add("    pthread_mutex_lock(all.locks[" + number + "][" + lock + "]);");
        compute();
        add("    pthread_mutex_unlock(all.locks[" + number + "][" + lock + "]);");
      }
    }
    add("  }");
    if (number < 2) {
      add("  for (int i = 0; i < 8; i++) {");
      compute();
      add(
          number == 0
              ? "    mq_send(queues[i % 2], \"x\", 1, 0);"
              : "    mq_receive(queues[i % 2], text, 8, NULL);");
      add("  }");
    }
    add("  return NULL;", "}");
  }

  private void compute() {
    computing.add(lines.size());
    nanos.add(2 * (100 + pick(20_000)));
    add("");
  }

  private void add(String... some) {
    lines.addAll(List.of(some));
  }

  /// The scenario as it is, and where it computes, as what-if has it.
  Workload asIs(Path folder) throws IOException {
    return edited(folder, -1, 0, -1, -1);
  }

  List<Supposition> suppositions(Path folder) {
    List<Supposition> all = new ArrayList<>();
    for (int i = 0; i < LOCKS; i++) {
      all.add(new Supposition.Free("mutex all" + (i == 0 ? "" : "+" + 40 * i)));
    }
    all.add(new Supposition.Cpus(1));
    for (int i = 0; i < QUEUES; i++) {
      all.add(new Supposition.Room("message queue /q" + i, 1));
    }
    for (int line : computing) {
      all.add(new Supposition.Pace(file(folder) + ":" + (line + 1), 0.5));
    }
    return all;
  }

  /// The scenario in which the supposition of this number is not supposed but written.
  Workload written(Path folder, int number) throws IOException {
    int queue = number - LOCKS - 1;
    return edited(
        folder,
        number < LOCKS ? number : -1,
        number == LOCKS ? 1 : 0,
        queue >= 0 && queue < QUEUES ? queue : -1,
        queue - QUEUES);
  }

  private static Path file(Path folder) {
    return folder.resolve("program.c");
  }

  private Workload edited(Path folder, int lock, int moreCpus, int queue, int faster)
      throws IOException {
    List<String> text = new ArrayList<>(lines);
    for (int i = 0; i < computing.size(); i++) {
      text.set(computing.get(i), "    compute(" + nanos.get(i) / (i == faster ? 2 : 1) + ");");
    }
    Files.write(file(folder), text);
    Path scenario = folder.resolve("scenario.conf");
    List<String> defines = new ArrayList<>();
    for (int i = 0; i < LOCKS; i++) {
      defines.add("APART_" + i + " = " + (i == lock ? 1 : 0));
    }
    for (int i = 0; i < QUEUES; i++) {
      defines.add("ROOM_" + i + " = " + (i == queue ? 2 : 1));
    }
    Files.writeString(
        scenario,
        """
        machine.cpus = %d
        define { %s }
        processes.program.program = program.c
        """
            .formatted(cpus + moreCpus, String.join(", ", defines)));
    return Objects.requireNonNull(
        Workload.read(scenario, null, List.of(), true, false).workload(), "it is wrong");
  }
}
