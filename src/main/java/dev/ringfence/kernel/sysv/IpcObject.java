package dev.ringfence.kernel.sysv;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Policy;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;

/// An object of System V's: with a key by which processes find it, an id by which they use it, and
/// permissions.
abstract sealed class IpcObject permits MessageQueue, SemaphoreSet, SharedMemory {
  /// The key of an object that is not found by one.
  static final int PRIVATE = 0;

  final Permissions permissions;
  private final Way way;
  private final String kind;
  private final String makerName;
  private final Policy policy;
  private int key;
  private int id;
  private boolean removed;
  private String name = "";
  private String reached = "";

  /// When it was made or changed last, in seconds.
  long changed;

  /// @param way in which others reach it
  /// @param kind such as "message queue"
  /// @param now in seconds
  IpcObject(Way way, String kind, int key, Process maker, int mode, long now, Policy policy) {
    this.way = way;
    this.kind = kind;
    this.key = key;
    this.policy = policy;
    makerName = maker.name();
    permissions = new Permissions(maker.credentials, mode);
    changed = now;
  }

  /// Whether a task may use it so, as its permissions say and the policy.
  ///
  /// @param wanted bits of a mode
  boolean allows(Task task, int wanted) {
    return permissions.allow(task.process().credentials, wanted) && isReached(task);
  }

  /// What speaks against that a task changes or removes it: an error number, or 0.
  long refusal(Task task) {
    if (!permissions.areChangedBy(task.process().credentials)) {
      return Errno.EPERM.result();
    }
    return isReached(task) ? 0 : Errno.EACCES.result();
  }

  private boolean isReached(Task task) {
    return policy.permits(task, makerName, way, reached);
  }

  int key() {
    return key;
  }

  int id() {
    return id;
  }

  void id(int given) {
    id = given;
    rename();
  }

  /// Where its table has it.
  int index() {
    return IpcTable.index(id);
  }

  /// How often the table had come round when it was made.
  int sequence() {
    return id / SysvLimits.MOST_OBJECTS;
  }

  /// Nobody finds it by its key any more.
  void hide() {
    key = PRIVATE;
    rename();
  }

  private void rename() {
    name = kind + " " + label();
    reached = "the " + name;
  }

  /// Whether it is gone, so that whoever waits for it is told so.
  boolean isRemoved() {
    return removed;
  }

  void removed() {
    removed = true;
  }

  /// Its key, or its id if that is private.
  String label() {
    return key == PRIVATE ? Integer.toString(id) : "0x%x".formatted(key);
  }

  /// What reports call it.
  public String name() {
    return name;
  }
}
