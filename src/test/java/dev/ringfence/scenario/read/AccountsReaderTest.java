package dev.ringfence.scenario.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Workload;
import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.kernel.fs.Ownership;
import dev.ringfence.scenario.Scenario.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Users, groups, policies, and to whom processes and files belong.
class AccountsReaderTest {
  @TempDir Path folder = Path.of("");

  private Workload.Result read(String keys) throws IOException {
    String text =
        keys + "\nprocesses { p.program = \"\"\"puts(\"x\");\"\"\", q.program = \";\" }\n";
    Path file = Files.writeString(folder.resolve("s.conf"), text);
    return Workload.read(file, null, List.of(), true, false);
  }

  private Scenario scenario(String keys) throws IOException {
    Workload.Result result = read(keys);
    Workload workload = result.workload();
    assertNotNull(workload, result.diagnostics().toString());
    return workload.scenario();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users.Alice {}",
        "users.alice.uid = -1",
        "users.alice.uid = 4294967295",
        "users.alice.uid = 1000",
        "users.alice.gid = x",
        "users.alice.groups = printer",
        "users.alice.groups = [\"Pr inter\"]",
        "users.alice.shell = sh",
        "groups.printer.gid = -1",
        "groups.printer.members = [alice]",
        "processes.p.user = alcie",
        "processes.p.user = -1",
        "processes.p.user = 4294967295",
        "processes.p.file.owner = nobody",
        "processes.p.file.mode = 888",
        "processes.p.file.mode = 17777",
        "processes.p.file.size = 1",
        "files.f { text = x, owner = nobody }",
        "files.f { text = x, group = nobody }",
        "files.f { text = x, mode = rw }",
        "policy.allow = [1]",
        "policy.allow = signal",
        "policy.deny = []",
        "policy.allow = [{ from = p, to = q, by = telepathy }]",
        "policy.allow = [{ from = p, to = [q, r], by = signal }]",
        "policy.allow = [{ from = s, to = q, by = signal }]",
        "policy.allow = [{ from = p, to = q }]",
        "policy.allow = [{ from = p, by = pipe }]",
        "policy.allow = [{ from = p, to = q, by = pipe, when = now }]",
        "expect.denials = [p]",
        "expect.denials = [\"p -> r by signal\"]",
        "expect.denials = [\"p -> q by magic\"]",
      })
  void keys_thatAreWrong_areErrorsWithTheirPlace(String keys) throws IOException {
    List<Diagnostic> errors = read(keys).diagnostics();
    assertEquals(1, errors.size(), errors.toString());
    assertTrue(errors.getFirst().render().contains("s.conf:1"), errors.getFirst().render());
  }

  @Test
  void users_withoutNumbers_getTheNextFreeOnes() throws IOException {
    Scenario scenario =
        scenario("users { a {}, b { uid = 1002, groups = [g, user] }, c {} }, groups.h.gid = 2001");
    assertEquals(
        """
        root:x:0:0:root:/root:/bin/sh
        user:x:1000:1000::/home/user:/bin/sh
        a:x:1001:1001::/home/a:/bin/sh
        b:x:1002:1002::/home/b:/bin/sh
        c:x:1003:1003::/home/c:/bin/sh
        """,
        scenario.accounts().passwd());
    assertEquals(
        "root:x:0:\nuser:x:1000:b\nh:x:2001:\na:x:1001:\nb:x:1002:\ng:x:2002:b\nc:x:1003:\n",
        scenario.accounts().group());
  }

  @Test
  void processes_ofAUser_haveItsGroupsAndItsHome() throws IOException {
    ProcessSpec process =
        scenario("users.alice.groups = [printer]\nprocesses.p.user = alice").processes().getFirst();
    assertEquals(List.of(1001, 2001), process.user().credentials().groups());
    assertTrue(process.environment().contains("HOME=/home/alice"), "" + process.environment());
    assertTrue(process.environment().contains("USER=alice"), "" + process.environment());
  }

  @Test
  void files_thatBelongToSomebody_haveTheGroupOfTheirOwner() throws IOException {
    Scenario scenario =
        scenario(
            "users.alice {}\nfiles { f { text = x, owner = alice, mode = 0600 }, g.text = y }\n"
                + "processes.p.file { owner = root, group = 7, mode = 4755 }");
    assertEquals(new Ownership(1001, 1001, 0600), file(scenario, "f"));
    assertEquals(Ownership.FILE, file(scenario, "g"));
    assertEquals(new Ownership(0, 7, 04755), scenario.processes().getFirst().own());
  }

  private static Ownership file(Scenario scenario, String name) {
    return Objects.requireNonNull(scenario.files().get(name)).own();
  }
}
