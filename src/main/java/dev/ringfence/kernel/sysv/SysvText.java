package dev.ringfence.kernel.sysv;

/// What there is in `/proc/sysvipc`: a line for each object (`proc_sysvipc(5)`).
public final class SysvText {
  private final SysvObjects objects;

  public SysvText(SysvObjects objects) {
    this.objects = objects;
  }

  /// `msg`.
  public String messageQueues() {
    StringBuilder text = new StringBuilder();
    text.append(
        "       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid  cuid ");
    text.append(" cgid      stime      rtime      ctime\n");
    for (MessageQueue queue : objects.queues.all()) {
      identity(text, queue);
      text.append(
          "  %10d %10d %5d %5d %s %10d %10d %10d\n"
              .formatted(
                  queue.bytes(),
                  queue.queued(),
                  queue.lastSender,
                  queue.lastReceiver,
                  owners(queue),
                  queue.sendTime,
                  queue.receiveTime,
                  queue.changed));
    }
    return text.toString();
  }

  /// `sem`.
  public String semaphoreSets() {
    StringBuilder text = new StringBuilder();
    text.append("       key      semid perms      nsems   uid   gid  cuid  cgid      otime");
    text.append("      ctime\n");
    for (SemaphoreSet set : objects.sets.all()) {
      identity(text, set);
      text.append(
          " %10d %s %10d %10d\n".formatted(set.size(), owners(set), set.operated, set.changed));
    }
    return text.toString();
  }

  /// `shm`.
  public String sharedMemory() {
    StringBuilder text = new StringBuilder();
    text.append(
        "       key      shmid perms                  size  cpid  lpid nattch   uid   gid ");
    text.append(" cuid  cgid      atime      dtime      ctime                   rss");
    text.append("                  swap\n");
    for (SharedMemory shared : objects.segments.all()) {
      identity(text, shared);
      text.append(
          " %21d %5d %5d  %5d %s %10d %10d %10d %21d %21d\n"
              .formatted(
                  shared.size(),
                  shared.creator(),
                  shared.lastUser,
                  shared.attachments(),
                  owners(shared),
                  shared.attachTime,
                  shared.detachTime,
                  shared.changed,
                  (long) shared.segment().resident() * SharedMemory.PAGE,
                  (long) shared.segment().swapped() * SharedMemory.PAGE));
    }
    return text.toString();
  }

  private static void identity(StringBuilder text, IpcObject object) {
    text.append("%10d %10d  %4o".formatted(object.key(), object.id(), object.permissions.mode()));
  }

  private static String owners(IpcObject object) {
    Permissions p = object.permissions;
    return "%5d %5d %5d %5d".formatted(p.owner(), p.group(), p.creator(), p.creatorGroup());
  }
}
