package dev.ringfence.kernel.sysv;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What the calls on all kinds of objects have in common: to find or make one by its key
/// (`ftok(3)`), and the `struct ipc_perm` that they give and take.
final class Keyed {
  static final int IPC_CREAT = 01000;
  static final int IPC_EXCL = 02000;
  static final int IPC_NOWAIT = 04000;
  static final int IPC_RMID = 0;
  static final int IPC_SET = 1;
  static final int IPC_STAT = 2;
  static final int IPC_INFO = 3;

  /// The size of `struct ipc_perm`, and where it has what.
  static final int SIZE = 48;

  private static final int KEY = 0;
  private static final int UID = 4;
  private static final int GID = 8;
  private static final int CUID = 12;
  private static final int CGID = 16;
  private static final int MODE = 20;
  private static final int SEQUENCE = 24;

  private Keyed() {}

  /// The id of the object with the key of a call's first argument.
  ///
  /// @param flags as of `msgget(2)`
  /// @param maker adds a new object and gives its id, or an error
  /// @param check what speaks against an object that is there: an error number, or 0
  static <T extends IpcObject> long get(
      Task task, IpcTable<T> table, int flags, LongSupplier maker, ToLongFunction<T> check) {
    int key = (int) task.argument(0);
    T object = key == IpcObject.PRIVATE ? null : table.find(key);
    if (object == null) {
      return key != IpcObject.PRIVATE && (flags & IPC_CREAT) == 0
          ? Errno.ENOENT.result()
          : maker.getAsLong();
    }
    if ((flags & IPC_CREAT) != 0 && (flags & IPC_EXCL) != 0) {
      return Errno.EEXIST.result();
    }
    long wrong = check.applyAsLong(object);
    if (wrong != 0) {
      return wrong;
    }
    return allows(task, object, flags) ? object.id() : Errno.EACCES.result();
  }

  static boolean allows(Task task, IpcObject object, int wanted) {
    return object.allows(task, wanted);
  }

  /// What speaks against that a process changes or removes an object: an error number, or 0.
  ///
  /// @param object null if there is none
  static long refusal(Task task, @Nullable IpcObject object) {
    if (object == null) {
      return Errno.EINVAL.result();
    }
    return object.refusal(task);
  }

  /// A structure that begins with the object's `struct ipc_perm`.
  static ByteBuffer image(int size, IpcObject object) {
    ByteBuffer to = structure(size);
    Permissions permissions = object.permissions;
    to.putInt(KEY, object.key());
    to.putInt(UID, permissions.owner());
    to.putInt(GID, permissions.group());
    to.putInt(CUID, permissions.creator());
    to.putInt(CGID, permissions.creatorGroup());
    to.putInt(MODE, permissions.mode());
    to.putShort(SEQUENCE, (short) object.sequence());
    return to;
  }

  static ByteBuffer structure(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Sets owner, group and mode from such a structure, and when that was. The error number, or 0.
  static long set(IpcObject object, ByteBuffer from, long now) {
    int owner = from.getInt(UID);
    int group = from.getInt(GID);
    if (owner == -1 || group == -1) {
      return Errno.EINVAL.result();
    }
    object.permissions.set(owner, group, from.getInt(MODE));
    object.changed = now;
    return 0;
  }

  /// Gives the structure to the process: a result, or `EFAULT`.
  static long give(Task task, int argument, ByteBuffer image, long result) {
    byte[] bytes = image.array();
    return UserMemory.write(
            task.process().memory(), task.argument(argument), bytes, 0, bytes.length)
        ? result
        : Errno.EFAULT.result();
  }

  /// Takes a structure from the process. False means `EFAULT`.
  static boolean take(Task task, int argument, ByteBuffer image) {
    byte[] bytes = image.array();
    return UserMemory.read(
        task.process().memory(), task.argument(argument), bytes, 0, bytes.length);
  }
}
