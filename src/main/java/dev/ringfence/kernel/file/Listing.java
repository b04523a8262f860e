package dev.ringfence.kernel.file;

/// What `lsof(8)` and `/proc/PID/fd` say of an open file that has no inode in the tree.
///
/// @param type `TYPE` of lsof: `FIFO`, `CHR`, `a_inode`, `unix`, `IPv4`
/// @param device `DEVICE`, such as `0,15`
/// @param size `SIZE/OFF`: bytes, or `0t` and an offset
/// @param node `NODE`: the number of an inode, or a protocol
/// @param name `NAME`
/// @param link where the link in `/proc/PID/fd` leads
public record Listing(
    String type, String device, String size, String node, String name, String link) {
  /// The number of the inode that all have who have none of their own.
  public static final int ANONYMOUS_INODE = 1038;

  /// Stands for that inode where locks lie on it.
  static final Object ANONYMOUS = new Object();

  /// A file of the anonymous inode, which all that have no inode of their own share.
  ///
  /// @param what in brackets, such as `[eventfd]`
  public static Listing anonymous(String what) {
    return anonymous(what, what);
  }

  /// The same where lsof knows more of it than the link says.
  ///
  /// @param name such as `[eventfd:1]`
  public static Listing anonymous(String what, String name) {
    String node = Integer.toString(ANONYMOUS_INODE);
    return new Listing("a_inode", "0,16", "0", node, name, "anon_inode:" + what);
  }

  /// The same at a path.
  public Listing at(String path) {
    return new Listing(type, device, size, node, path, path);
  }
}
