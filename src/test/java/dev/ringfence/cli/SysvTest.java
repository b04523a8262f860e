package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What of System V's objects the comparison with Linux cannot show: limits of the scenario, ids on
/// a machine that has no others, memory that is put away, lists, and that all shells agree.
class SysvTest {
  private static final String HEADERS =
      "#define _GNU_SOURCE\n#include <errno.h>\n#include <stdio.h>\n#include <stdlib.h>\n"
          + "#include <string.h>\n#include <sys/msg.h>\n#include <sys/sem.h>\n"
          + "#include <sys/shm.h>\n#include <sys/wait.h>\n#include <unistd.h>\n";

  @TempDir Path folder = Path.of("");

  private CommandTest.Outcome run(String keys, String main, String... words) throws IOException {
    Files.writeString(folder.resolve("p.c"), HEADERS + "int main(void) {\n" + main + "\n}\n");
    Path scenario = folder.resolve("s.conf");
    Files.writeString(scenario, keys + "\nprocesses.p.program = \"p.c\"\n");
    List<String> all = new ArrayList<>(List.of("run", scenario.toString()));
    all.addAll(List.of(words));
    return CommandTest.execute(all.toArray(String[]::new));
  }

  private void assertPrints(String expected, String keys, String main) throws IOException {
    CommandTest.Outcome outcome = run(keys, main);
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
    assertTrue(outcome.output().contains("| " + expected + "\n"), outcome.output());
  }

  @ParameterizedTest
  @CsvSource({
    "ipc.msgmni = 2, 'msgget(IPC_PRIVATE, 0600)'",
    "ipc.semmni = 2, 'semget(IPC_PRIVATE, 1, 0600)'",
    "ipc.shmmni = 2, 'shmget(IPC_PRIVATE, 1, 0600)'",
    "ipc.semmns = 10, 'semget(IPC_PRIVATE, 5, 0600)'",
    "ipc.shmall = 5, 'shmget(IPC_PRIVATE, 8192, 0600)'",
  })
  void limit_ofTheScenario_allowsNoMore(String key, String call) throws IOException {
    assertPrints(
        "1 1 1",
        key,
        "int a = "
            + call
            + ", b = "
            + call
            + ", c = "
            + call
            + ";\n printf(\"%d %d %d\\n\", a >= 0, b >= 0, c < 0 && errno == ENOSPC); return 0;");
  }

  @ParameterizedTest
  @CsvSource({
    "ipc.shmmax = 8192, 'shmget(IPC_PRIVATE, 8193, 0600)', EINVAL",
    "ipc.semmsl = 3, 'semget(IPC_PRIVATE, 4, 0600)', EINVAL",
    "ipc.semopm = 1, 'semop(semget(IPC_PRIVATE, 2, 0600), (struct sembuf[2]){}, 2)', E2BIG",
    "ipc.msgmax = 5, 'msgsnd(msgget(IPC_PRIVATE, 0600), (long[]){1, 0}, 6, 0)', EINVAL",
    "ipc.msgmnb = 5, 'msgsnd(msgget(IPC_PRIVATE, 0600), (long[]){1, 0}, 6, IPC_NOWAIT)', EAGAIN",
    "machine.memory = 4 MiB, 'shmget(IPC_PRIVATE, 5 << 20, 0600)', ENOMEM",
    "machine.memory = 1 MiB, 'semget(IPC_PRIVATE, 20000, 0600)', ENOMEM",
  })
  void size_beyondTheLimit_isRefused(String key, String call, String error) throws IOException {
    assertPrints(
        "-1 1",
        key,
        "int r = " + call + "; printf(\"%d %d\\n\", r, errno == " + error + "); return 0;");
  }

  @Test
  void limit_outOfItsRange_isToldWithItsPlace() throws IOException {
    CommandTest.Outcome outcome = run("ipc.msgmni = 40000", "return 0;");
    assertEquals(3, outcome.status());
    assertTrue(outcome.errors().contains("out of range: from 0 to 32768"), outcome.errors());
    assertTrue(outcome.errors().contains("s.conf:1:"), outcome.errors());
  }

  @Test
  void ids_ofNewObjects_areThoseOfLinux() throws IOException {
    assertPrints(
        "0 1 2; 62 63 32768 32771; 65542",
        "",
        """
        int a = msgget(1, IPC_CREAT | 0600), b = msgget(2, IPC_CREAT | 0600);
        msgctl(a, IPC_RMID, NULL);
        printf("%d %d %d;", a, b, msgget(3, IPC_CREAT | 0600));
        for (int i = 0; i < 128; i++) {
          int id = msgget(IPC_PRIVATE, 0600);
          if (i > 58 && i < 63)
            printf(" %d", id);
          if (i == 127)
            printf("; %d\\n", id);
          msgctl(id, IPC_RMID, NULL);
        }
        return 0;
        """);
  }

  @Test
  void nextId_ofTheScenario_isThatOfTheFirstObject() throws IOException {
    assertPrints(
        "4321 0 0",
        "ipc.shm-next-id = 4321, ipc.msg-next-id = 0",
        """
        int segment = shmget(7, 100, IPC_CREAT), other = shmget(8, 100, IPC_CREAT);
        printf("%d %d %d\\n", segment, other, msgget(7, IPC_CREAT));
        return 0;
        """);
  }

  /// The table of calls with what Linux answered, each of which a trace makes; of four rows nobody
  /// knows the answer.
  @Test
  void rows_ofTheTableOfErrors_haveTraces() throws IOException {
    Path traces = Path.of("src/test/resources/oracle/traces/calls");
    List<String> without = new ArrayList<>();
    Path table = Path.of("src/test/resources/reference/sysv_errno_cases.csv");
    for (String row : Files.readAllLines(table)) {
      String id = row.substring(0, row.indexOf(','));
      boolean ours = id.matches("(msg|sem|shm).*");
      if (ours && !Files.exists(traces.resolve(id + ".jsonl"))) {
        without.add(id);
        assertTrue(row.contains(",not run,"), row);
      }
    }
    assertEquals(List.of("msgget05.1", "msgctl06.1", "semop04.1", "shmget02.7"), without);
  }

  @Test
  void sharedMemory_thatIsPutAway_comesBackAlsoToWhoAttachesItLater() throws IOException {
    CommandTest.Outcome outcome =
        run(
            "machine { memory = 2 MiB, swap = 8 MiB }, limit.cpu = 20 s",
            """
            int segment = shmget(IPC_PRIVATE, 3 << 20, 0600);
            unsigned *words = shmat(segment, NULL, 0);
            for (int i = 0; i < 3 << 18; i++)
              words[i] = i * 2654435761u;
            shmdt(words);
            struct shm_info info;
            shmctl(0, SHM_INFO, (struct shmid_ds *)&info);
            printf("%lu pages of %lu, some away: %d\\n", info.shm_rss + info.shm_swp, info.shm_tot,
                   info.shm_swp > 200);
            if (fork() == 0) {
              unsigned wrong = 0;
              words = shmat(segment, NULL, SHM_RDONLY);
              for (int i = 0; i < 3 << 18; i++)
                wrong += words[i] != i * 2654435761u;
              printf("wrong: %u\\n", wrong);
              return 0;
            }
            wait(NULL);
            shmctl(segment, IPC_RMID, NULL);
            shmctl(0, SHM_INFO, (struct shmid_ds *)&info);
            printf("left: %lu\\n", info.shm_tot + info.shm_rss + info.shm_swp);
            return 0;
            """);
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
    assertTrue(outcome.output().contains("768 pages of 768, some away: 1"), outcome.output());
    assertTrue(outcome.output().contains("wrong: 0"), outcome.output());
    assertTrue(outcome.output().contains("left: 0"), outcome.output());
  }

  @Test
  void sharedMemory_ofHugePages_takesThemFromThePool() throws IOException {
    String program =
        """
        int segment = shmget(IPC_PRIVATE, 3 << 20, SHM_HUGETLB | 0600);
        if (segment < 0) {
          printf("%s\\n", strerror(errno));
          return 0;
        }
        char *bytes = shmat(segment, NULL, 0);
        bytes[(4 << 20) - 1] = 1;
        shmdt(bytes);
        shmctl(segment, IPC_RMID, NULL);
        printf("%d\\n", (int)((long)bytes % (2 << 20)));
        return 0;
        """;
    String root = "\nprocesses.p.user = root";
    assertPrints("0", "machine.huge-pages = 2" + root, program);
    assertPrints("Cannot allocate memory", "machine.huge-pages = 1" + root, program);
    assertPrints("Invalid argument", "machine.profile = 80386" + root, program);
    assertPrints("Operation not permitted", "machine.huge-pages = 2", program);
  }

  @Test
  void ipcs_asAViewAndAsAProgram_saysTheSame() throws IOException {
    CommandTest.Outcome outcome =
        run(
            "",
            """
            msgsnd(msgget(0x11, IPC_CREAT | 0640), (long[]){1, 2}, 5, 0);
            semget(0xff00ff00, 7, IPC_CREAT | 0666);
            int segment = shmget(IPC_PRIVATE, 5000, 0600);
            shmctl(segment, SHM_LOCK, NULL);
            system("ipcs -a");
            return 0;
            """,
            "--view",
            "ipcs");
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
    List<String> console = new ArrayList<>();
    outcome.output().lines().filter(l -> l.contains("(3) ")).forEach(l -> console.add(after(l)));
    assertEquals(13, console.size(), outcome.output());
    String view = outcome.output().substring(outcome.output().indexOf("ipcs at the end"));
    assertTrue(view.contains(String.join("\n", console)), outcome.output());
  }

  private static String after(String line) {
    int bar = line.indexOf("| ");
    return bar < 0 ? "" : line.substring(bar + 2);
  }

  @Test
  void policy_thatNamesNobody_deniesWhatAnotherHasMade() throws IOException {
    Path scenario = folder.resolve("s.conf");
    Files.writeString(
        scenario,
        """
        policy = {}
        processes.maker.program = \"""
        #include <sys/msg.h>
        int main(void) {
          msgget(5, IPC_CREAT | 0666);
          return 0;
        }
        \"""
        processes.guest.program = \"""
        #include <errno.h>
        #include <stdio.h>
        #include <sys/msg.h>
        #include <unistd.h>
        int main(void) {
          usleep(100);
          int queue = msgget(5, 0);
          printf("%d %d\\n", queue, errno == EACCES);
          printf("%d\\n", msgsnd(0, (long[]){1, 1}, 1, 0));
          return 0;
        }
        \"""
        """);
    CommandTest.Outcome outcome = CommandTest.execute("run", scenario.toString());
    assertTrue(outcome.output().contains("| -1 1\n"), outcome.output() + outcome.errors());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message-queue",
        "message-queue-full",
        "semaphore-set",
        "semaphores-one-by-one",
        "shared-segment"
      })
  void run_inAllShells_hasTheSameDigest(String name) {
    Set<String> digests = new TreeSet<>();
    for (String shell :
        List.of("--traps=slices", "--traps=messages", "--threads=2", "--interpreter")) {
      List<String> words = new ArrayList<>(List.of("run", "--json", "-D", "machine.cpus=2", shell));
      if (name.equals("semaphores-one-by-one")) {
        words.addAll(List.of("--variant", "at-once"));
      }
      words.add("scenarios/ipc/" + name + ".conf");
      String json = CommandTest.execute(words.toArray(String[]::new)).output();
      digests.add(JsonParser.parseString(json).getAsJsonObject().get("digest").getAsString());
    }
    assertEquals(1, digests.size(), digests.toString());
  }
}
