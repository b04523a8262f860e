package dev.ringfence.scenario.read;

import dev.ringfence.kernel.access.Accounts;
import dev.ringfence.kernel.fs.Ownership;
import dev.ringfence.scenario.Scenario.FileSpec;
import dev.ringfence.scenario.SourceFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Reads the `files` block of a scenario.
final class FilesReader {
  private FilesReader() {}

  /// The files that processes find, with a text of the scenario's or a copy of a file beside it.
  ///
  /// @param file the scenario's
  static Map<String, FileSpec> read(Keys keys, SourceFiles sources, Path file, Accounts accounts) {
    Map<String, FileSpec> files = new TreeMap<>();
    for (String name : keys.names()) {
      if (name.isEmpty() || name.contains("/")) {
        keys.wrong(name, "a file needs a name without '/'");
      }
      Keys one = keys.object(name);
      if (one.has("text") == one.has("from")) {
        keys.wrong(name, "expected either 'text' or 'from'");
      }
      byte[] bytes =
          one.has("from")
              ? sources.bytes(file.resolveSibling(one.string("from", "")))
              : one.string("text", "").getBytes(StandardCharsets.UTF_8);
      Ownership own = AccountsReader.ownership(one, accounts, Ownership.FILE);
      if (bytes == null) {
        one.wrong("from", "cannot read " + file.resolveSibling(one.string("from", "")));
      } else {
        files.put(name, new FileSpec(bytes, own));
      }
      one.finish();
    }
    return files;
  }
}
