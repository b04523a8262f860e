package dev.ringfence.kernel.ipc;

import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Wait;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who has which end of a pipe or FIFO open, and what can therefore still come of it. A pipe is one
/// rather than having one, which saves an object for each.
abstract sealed class PipeEnds permits Pipe {
  private final Processes processes;
  private final String name;
  private final @Nullable Inode inode;
  private final int host;
  private final List<Reference> readEnds = new ArrayList<>(1);
  private final List<Reference> writeEnds = new ArrayList<>(1);
  private Wait.@Nullable Held writtenTo;
  private Wait.@Nullable Held readFrom;
  private int readEndsOpened;
  private int writeEndsOpened;

  /// @param name as reports call it
  /// @param inode the FIFO, or null for a pipe without a name
  /// @param host where its name is seen
  PipeEnds(Processes processes, String name, @Nullable Inode inode, int host) {
    this.processes = processes;
    this.name = name;
    this.inode = inode;
    this.host = host;
  }

  final Processes processes() {
    return processes;
  }

  /// Its inode number.
  final long number() {
    return inode != null ? inode.number() : Long.parseLong(name.replaceAll("[^0-9]", ""));
  }

  /// As reports call it.
  public final String name() {
    return name;
  }

  final @Nullable Inode inode() {
    return inode;
  }

  /// An end has been opened, or both as one.
  ///
  /// @param mode an access mode of `open(2)`
  final void add(Reference end, int mode) {
    if (mode != OpenFile.O_WRONLY) {
      readEnds.add(end);
      readEndsOpened++;
    }
    if (mode != 0) {
      writeEnds.add(end);
      writeEndsOpened++;
    }
  }

  /// Whether anybody has an end open.
  ///
  /// @param reads which one
  public final boolean isOpen(boolean reads) {
    return !(reads ? readEnds : writeEnds).isEmpty();
  }

  /// How often an end has been opened.
  ///
  /// @param reads which one
  public final int opened(boolean reads) {
    return reads ? readEndsOpened : writeEndsOpened;
  }

  /// An end is open no more.
  final void remove(PipeEnd ending) {
    readEnds.removeIf(end -> end.file() == ending);
    writeEnds.removeIf(end -> end.file() == ending);
  }

  final Wait.Formula mayBeWritten() {
    Wait.Held held = writtenTo;
    if (held == null) {
      held = new Wait.Held(writeEnds, Act.WRITE);
      writtenTo = held;
    }
    return may(held);
  }

  final Wait.Formula mayBeRead() {
    Wait.Held held = readFrom;
    if (held == null) {
      held = new Wait.Held(readEnds, Act.READ);
      readFrom = held;
    }
    return may(held);
  }

  /// That all give the read end back.
  final Wait mayBreak() {
    return inode == null ? new Wait.Left(readEnds) : Wait.TIMER;
  }

  /// That a holder of the other end acts, or that all of them give it back; for a FIFO also that
  /// somebody opens it.
  private Wait.Formula may(Wait.Held held) {
    return inode == null
        ? held
        : () -> new Wait.Or(List.of(held, new Wait.AnyMay(processes.on(host), Act.OPEN)));
  }
}
