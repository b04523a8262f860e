package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.WaitQueue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A device of the scenario's, such as a printer: what is written to it takes time, and if it is
/// exclusive only one open file description at a time is for it.
public final class Peripheral extends Inode {
  /// As the scenario describes a device.
  ///
  /// @param name as reports call it
  /// @param path absolute, in an existing directory
  /// @param bytesPerSecond how fast it takes what is written, or 0 for at once
  public record Spec(String name, String path, boolean exclusive, long bytesPerSecond) {}

  /// The numbers of a printer (`lp(4)`).
  public static final int MAJOR = 6;

  /// The most of its output that is kept for the report.
  private static final int KEPT = 1 << 20;

  final Spec spec;
  final WaitObject object;

  /// Who waits for it to be done with what was written.
  final WaitQueue writers = new WaitQueue();

  /// Cycles that a byte takes.
  final double cyclesPerByte;

  /// When it is done with all that was written so far.
  long doneAt;

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private long written;
  private @Nullable Reference holder;
  private @Nullable Task taker;

  Peripheral(long number, Spec spec, double cyclesPerByte, long now) {
    super(number, S_IFCHR, 0666, Credentials.SYSTEM, now);
    this.spec = spec;
    this.cyclesPerByte = cyclesPerByte;
    object = new WaitObject("the " + spec.name() + " " + spec.path());
  }

  /// The open file description that has it for itself, or null.
  @Nullable Reference holder() {
    return holder;
  }

  /// Gives it to an open file description that the task makes.
  void take(Task task, Reference reference) {
    holder = reference;
    taker = task;
    task.hold(object);
  }

  /// The open file description that had it is gone.
  void letGo() {
    holder = null;
    if (taker != null) {
      taker.release(object);
    }
  }

  void put(byte[] bytes) {
    written += bytes.length;
    output.write(bytes, 0, Math.min(bytes.length, KEPT - Math.min(KEPT, output.size())));
  }

  /// How it is described.
  public Spec spec() {
    return spec;
  }

  /// Bytes that it has put out.
  public long written() {
    return written;
  }

  /// What it has put out, or the beginning of that.
  public String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  @Override
  public long size() {
    return 0;
  }
}
