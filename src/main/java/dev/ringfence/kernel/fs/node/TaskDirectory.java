package dev.ringfence.kernel.fs.node;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.SymbolicLink;
import dev.ringfence.kernel.fs.TextFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A directory `/proc/PID` or `/proc/PID/task/TID`, and what is in it (`proc(5)`). After the end
/// of what it is about there is nothing.
final class TaskDirectory implements Directory.Generated {
  /// Numbers of inodes below this one are given to other files.
  private static final long FIRST_NUMBER = 1L << 40;

  /// The permissions of directories that always belong to the process itself.
  private static final int OPEN = 0555;

  /// How many numbers each directory has.
  private static final long NUMBERS = 64;

  private final ProcTexts texts;
  private final ProcSubject subject;
  private final Directory directory;
  private final LongSupplier clock;
  private final Map<String, Inode> files = new LinkedHashMap<>();
  private final @Nullable ThreadsDirectory threads;
  private long number;

  TaskDirectory(ProcTexts texts, ProcSubject subject, Directory parent, LongSupplier clock) {
    this.texts = texts;
    this.subject = subject;
    this.clock = clock;
    number = FIRST_NUMBER + NUMBERS * (2L * subject.tid() + (subject.whole() ? 0 : 1));
    Credentials owner = texts.owner(subject.process());
    long now = clock.getAsLong();
    directory = new Directory(number, OPEN, owner, parent, now);
    directory.generate(this);
    directory(0500, "fd").generate(new DescriptorsDirectory(texts, subject, false, clock));
    directory(OPEN, "fdinfo").generate(new DescriptorsDirectory(texts, subject, true, clock));
    threads = subject.whole() ? threads() : null;
    for (Map.Entry<String, SymbolicLink.Target> link : texts.links(subject).entrySet()) {
      put(link.getKey(), new SymbolicLink(++number, owner, 0777, link.getValue(), 0, now));
    }
    for (ProcFile file : texts.of(subject)) {
      put(file.name(), new TextFile(++number, file.permissions(), owner, file.content(), now));
    }
  }

  private void put(String name, Inode inode) {
    inode.links = 1;
    files.put(name, inode);
  }

  private Directory directory(int permissions, String name) {
    Credentials owner = texts.owner(subject.process());
    Directory made = new Directory(++number, permissions, owner, directory, clock.getAsLong());
    files.put(name, made);
    return made;
  }

  private ThreadsDirectory threads() {
    Directory task = directory(OPEN, "task");
    ThreadsDirectory made = new ThreadsDirectory(texts, subject, task, clock);
    task.generate(made);
    return made;
  }

  /// The directory itself, which belongs to whoever the process is now.
  Directory directory() {
    own(directory);
    return directory;
  }

  private void own(Inode inode) {
    boolean open = inode instanceof Directory && inode.permissions == OPEN;
    Credentials owner = open ? subject.process().credentials : texts.owner(subject.process());
    inode.owner = owner.euid();
    inode.group = owner.egid();
  }

  @Override
  public boolean isThere() {
    return subject.isThere();
  }

  @Override
  public @Nullable Errno refusal() {
    return isThere() || !subject.whole() ? null : Errno.ESRCH;
  }

  @Override
  public @Nullable Inode get(String name) {
    Inode inode = isThere() ? files.get(name) : null;
    if (inode != null) {
      own(inode);
    }
    if (threads != null) {
      threads.count();
    }
    return inode;
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }
}
