package dev.ringfence.recording;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// The file of a recording: a zip archive with `recording.json`, which says what was run and what
/// came of it, and the files of the scenario.
public final class RecordingFile {
  private static final String HEAD = "recording.json";
  private static final int FORMAT = 1;
  private static final int LARGEST = 64 << 20;
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  /// What `recording.json` holds. Whatever is missing in it is null.
  ///
  /// @param files their paths; the n-th is the entry `files/n`
  private record Head(
      int format,
      @Nullable Version ringfence,
      @Nullable String scenario,
      @Nullable String variant,
      @Nullable List<String> settings,
      long seed,
      boolean sanitize,
      @Nullable List<String> files,
      @Nullable List<Recording.Choice> choices,
      Recording.@Nullable Ending ending,
      @Nullable List<Checkpoint> checkpoints) {}

  private RecordingFile() {}

  /// Writes a recording: the same one always has the same bytes.
  public static void write(Recording recording, OutputStream to) throws IOException {
    List<String> paths = new ArrayList<>(new TreeMap<>(recording.files()).keySet());
    Head head =
        new Head(
            FORMAT,
            recording.version(),
            recording.scenario(),
            recording.variant(),
            recording.settings(),
            recording.seed(),
            recording.sanitize(),
            paths,
            recording.choices(),
            recording.ending(),
            recording.checkpoints());
    ZipOutputStream zip = new ZipOutputStream(to);
    add(zip, HEAD, (GSON.toJson(head) + "\n").getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < paths.size(); i++) {
      byte[] bytes = recording.files().get(paths.get(i));
      add(zip, "files/" + i, bytes == null ? new byte[0] : bytes);
    }
    zip.finish();
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /// Reads a recording.
  ///
  /// @throws DamagedRecording when it is none, or not a whole one
  /// @throws IOException when it cannot be read
  public static Recording read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Head head = head(zip);
      List<String> paths = there(head.files(), "files");
      Map<String, byte[]> files = new TreeMap<>();
      long left = LARGEST;
      for (int i = 0; i < paths.size(); i++) {
        byte[] bytes = bytes(zip, "files/" + i, left);
        left -= bytes.length;
        files.put(there(paths.get(i), "a file's path"), bytes);
      }
      return recording(head, files);
    } catch (ZipException _) {
      throw new DamagedRecording("it is no recording, or the end of it is missing");
    }
  }

  private static Recording recording(Head head, Map<String, byte[]> files) throws DamagedRecording {
    Recording.Ending ending = there(head.ending(), "the ending");
    Version version = there(head.ringfence(), "the version");
    there(version.number(), "the version");
    there(version.build(), "the version");
    there(ending.outcome(), "the outcome");
    there(ending.stoppedBy(), "the outcome");
    there(there(ending.last(), "the digest").digest(), "the digest");
    for (Checkpoint checkpoint : there(head.checkpoints(), "the checkpoints")) {
      there(there(checkpoint, "a checkpoint").digest(), "a checkpoint");
    }
    for (String setting : there(head.settings(), "the settings")) {
      there(setting, "a setting");
    }
    return new Recording(
        version,
        there(head.scenario(), "the scenario"),
        head.variant(),
        there(head.settings(), "the settings"),
        head.seed(),
        head.sanitize(),
        there(head.choices(), "the choices"),
        ending,
        there(head.checkpoints(), "the checkpoints"),
        files);
  }

  private static Head head(ZipFile zip) throws IOException {
    if (zip.getEntry(HEAD) == null) {
      throw new DamagedRecording("it is an archive, but no recording: there is no " + HEAD);
    }
    String text = new String(bytes(zip, HEAD, LARGEST), StandardCharsets.UTF_8);
    Head head;
    try {
      head = GSON.fromJson(text, Head.class);
    } catch (RuntimeException _) {
      // Gson throws different exceptions for what is no JSON, and for JSON of another shape.
      throw new DamagedRecording("its " + HEAD + " cannot be read");
    }
    if (head == null || head.format() < 1) {
      throw new DamagedRecording("its " + HEAD + " is not that of a recording");
    }
    if (head.format() > FORMAT) {
      throw new DamagedRecording(
          "its format is %d, and this Ringfence reads up to %d".formatted(head.format(), FORMAT));
    }
    return head;
  }

  /// The bytes of an entry, if they are those that were put there.
  private static byte[] bytes(ZipFile zip, String name, long most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new DamagedRecording("there is no " + name + " in it");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) most + 1);
      CRC32 sum = new CRC32();
      sum.update(bytes);
      if (bytes.length > most || sum.getValue() != entry.getCrc()) {
        throw new DamagedRecording(
            bytes.length > most ? "it is larger than 64 MiB" : name + " in it is damaged");
      }
      return bytes;
    } catch (ZipException | java.io.EOFException _) {
      throw new DamagedRecording(name + " in it is damaged");
    }
  }

  private static <T> T there(@Nullable T value, String what) throws DamagedRecording {
    if (value == null) {
      throw new DamagedRecording(what + " is missing in it");
    }
    return value;
  }
}
