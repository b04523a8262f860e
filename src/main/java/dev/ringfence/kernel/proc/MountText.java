package dev.ringfence.kernel.proc;

import java.util.List;

/// What is mounted, for `/proc/PID/mounts` and `/proc/PID/mountinfo` (`proc_pid_mountinfo(5)`), and
/// which kinds of file systems there are, for `/proc/filesystems`. To processes it looks as on
/// Linux, though the tree of a host is one whole.
final class MountText {
  /// Something that is mounted.
  ///
  /// @param parent the number of the mount in which it is
  private record Mount(int number, int parent, String path, String type) {}

  private static final List<Mount> MOUNTS =
      List.of(
          new Mount(1, 0, "/", "tmpfs"),
          new Mount(2, 1, "/proc", "proc"),
          new Mount(3, 1, "/dev", "devtmpfs"),
          new Mount(4, 3, "/dev/pts", "devpts"),
          new Mount(5, 3, "/dev/shm", "tmpfs"),
          new Mount(6, 3, "/dev/mqueue", "mqueue"));

  private MountText() {}

  static String mounts() {
    StringBuilder text = new StringBuilder();
    for (Mount mount : MOUNTS) {
      text.append("%s %s %s rw,relatime 0 0\n".formatted(mount.type, mount.path, mount.type));
    }
    return text.toString();
  }

  static String information() {
    StringBuilder text = new StringBuilder();
    for (Mount mount : MOUNTS) {
      text.append(
          "%d %d 0:%d / %s rw,relatime - %s %s rw\n"
              .formatted(
                  mount.number, mount.parent, mount.number, mount.path, mount.type, mount.type));
    }
    return text.toString();
  }

  static String types() {
    StringBuilder text = new StringBuilder();
    MOUNTS.stream()
        .map(Mount::type)
        .distinct()
        .forEach(type -> text.append("nodev\t").append(type).append('\n'));
    return text.toString();
  }
}
