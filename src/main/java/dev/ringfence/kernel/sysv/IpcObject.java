package dev.ringfence.kernel.sysv;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.access.Policy;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// An object of System V's: with a key by which processes find it, an id by which they use it, and
/// permissions.
abstract sealed class IpcObject permits MessageQueue, SemaphoreSet, SharedMemory {
  /// The key of an object that is not found by one.
  static final int PRIVATE = 0;

  /// What a policy must know of it.
  ///
  /// @param maker the process that has made it, by its name in the scenario
  record Guard(Policy policy, Way way, String maker) {}

  final Permissions permissions;

  /// Null until it has an id.
  @Nullable Guard guard;

  private final String kind;
  private int key;
  private int id;
  private boolean removed;

  /// When it was made or changed last, in seconds.
  long changed;

  /// @param kind such as "message queue"
  /// @param now in seconds
  IpcObject(String kind, int key, Credentials maker, int mode, long now) {
    this.kind = kind;
    this.key = key;
    permissions = new Permissions(maker, mode);
    changed = now;
  }

  int key() {
    return key;
  }

  int id() {
    return id;
  }

  void id(int given) {
    id = given;
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
  }

  /// Whether it is gone, so that whoever waits for it is told so.
  boolean isRemoved() {
    return removed;
  }

  void removed() {
    removed = true;
  }

  /// Whether the policy lets a task reach it.
  boolean isOpenTo(Task task) {
    return guard == null || guard.policy.permits(task, guard.maker, guard.way, "the " + name());
  }

  /// Its key, or its id if that is private.
  String label() {
    return key == PRIVATE ? Integer.toString(id) : "0x%x".formatted(key);
  }

  /// What reports call it.
  public String name() {
    return kind + " " + label();
  }
}
