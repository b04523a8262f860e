package dev.ringfence.kernel.call;

import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import java.nio.charset.StandardCharsets;

/// An address that a call on a socket is given, whose length is the next argument.
///
/// @param index of the argument
record SocketAddress(int index) implements Argument {
  private static final int MOST = 128;
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int FAMILY = 2;
  private static final int INET_SIZE = 8;

  @Override
  public void show(StringBuilder text, Task task, long value, long result) {
    int length = (int) Math.clamp((int) task.argument(index + 1), 0, MOST);
    byte[] bytes = new byte[length];
    if (length < FAMILY || !UserMemory.read(task.process().memory(), value, bytes, 0, length)) {
      text.append(Argument.hex(value));
      return;
    }
    int family = bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8;
    switch (family) {
      case AF_UNIX -> text.append("{sa_family=AF_UNIX").append(path(bytes)).append('}');
      case AF_INET -> text.append("{sa_family=AF_INET").append(endpoint(bytes)).append('}');
      default -> text.append("{sa_family=").append(family == 0 ? "AF_UNSPEC" : family).append('}');
    }
  }

  private static String path(byte[] bytes) {
    if (bytes.length == FAMILY) {
      return "";
    }
    boolean named = bytes[FAMILY] != 0;
    String path = new String(bytes, FAMILY, bytes.length - FAMILY, StandardCharsets.UTF_8);
    return named
        ? ", sun_path=\"" + path.split("\0", 2)[0] + "\""
        : ", sun_path=@\"" + path.substring(1).replace("\0", "\\0") + "\"";
  }

  private static String endpoint(byte[] bytes) {
    if (bytes.length < INET_SIZE) {
      return "";
    }
    return ", sin_port=htons(%d), sin_addr=inet_addr(\"%d.%d.%d.%d\")"
        .formatted(
            (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF,
            bytes[4] & 0xFF,
            bytes[5] & 0xFF,
            bytes[6] & 0xFF,
            bytes[7] & 0xFF);
  }
}
