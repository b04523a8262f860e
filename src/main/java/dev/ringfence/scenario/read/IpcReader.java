package dev.ringfence.scenario.read;

import com.typesafe.config.Config;
import dev.ringfence.kernel.ipc.IpcLimits;
import dev.ringfence.kernel.ipc.PipeLimits;
import dev.ringfence.kernel.mqueue.QueueLimits;
import dev.ringfence.kernel.socket.SocketLimits;
import dev.ringfence.kernel.sysv.SysvLimits;
import java.math.BigInteger;

/// Reads how much there may be of the means by which processes communicate: the keys under `ipc`.
final class IpcReader {
  /// The most bytes of a message and of a queue that the simulator makes room for.
  private static final int MOST_BYTES = 1 << 26;

  private static final long MOST_PIPE = 1L << 30;

  private static final int MOST_SEMAPHORES = 1 << 16;

  private IpcReader() {}

  static IpcLimits read(Keys keys, IpcLimits given) {
    SysvLimits sysv = sysv(keys, given.sysv());
    QueueLimits queues = queues(keys.object("mqueue"), given.mqueue());
    PipeLimits pipes =
        new PipeLimits(keys.bytes("pipe-max-size", 4096, MOST_PIPE, given.pipes().maxSize()));
    SocketLimits sockets = SocketLimitReader.read(keys.object("socket"), given.socket());
    keys.finish();
    return new IpcLimits(queues, pipes, sysv, sockets);
  }

  private static QueueLimits queues(Keys keys, QueueLimits given) {
    int most = QueueLimits.HARD_MSGMAX;
    int largest = QueueLimits.HARD_MSGSIZEMAX;
    QueueLimits limits =
        new QueueLimits(
            (int) keys.integer("msg-max", 1, most, given.msgMax()),
            (int) keys.bytes("msgsize-max", 128, largest, given.msgsizeMax()),
            (int) keys.integer("queues-max", 0, Integer.MAX_VALUE, given.queuesMax()),
            (int) keys.integer("msg-default", 1, most, given.msgDefault()),
            (int) keys.bytes("msgsize-default", 128, largest, given.msgsizeDefault()),
            (int) keys.bytes("rlimit", 0, Integer.MAX_VALUE - 1, given.rlimit()));
    keys.finish();
    return limits;
  }

  private static SysvLimits sysv(Keys keys, SysvLimits given) {
    int most = SysvLimits.MOST_OBJECTS;
    return new SysvLimits(
        (int) keys.bytes("msgmax", 0, MOST_BYTES, given.msgmax()),
        (int) keys.bytes("msgmnb", 0, MOST_BYTES, given.msgmnb()),
        (int) keys.integer("msgmni", 0, most, given.msgmni()),
        (int) keys.integer("semmsl", 0, MOST_SEMAPHORES, given.semmsl()),
        (int) keys.integer("semmns", 0, Integer.MAX_VALUE, given.semmns()),
        (int) keys.integer("semopm", 0, MOST_SEMAPHORES, given.semopm()),
        (int) keys.integer("semmni", 0, most, given.semmni()),
        keys.bytes("shmmax", 0, Long.MAX_VALUE, given.shmmax()),
        keys.integer("shmall", 0, Long.MAX_VALUE, given.shmall()),
        (int) keys.integer("shmmni", 0, most, given.shmmni()),
        (int) keys.integer("msg-next-id", -1, Integer.MAX_VALUE, given.msgNextId()),
        (int) keys.integer("sem-next-id", -1, Integer.MAX_VALUE, given.semNextId()),
        (int) keys.integer("shm-next-id", -1, Integer.MAX_VALUE, given.shmNextId()));
  }

  /// What the defaults say.
  ///
  /// @param ipc the keys under `ipc`
  static IpcLimits defaults(Config ipc) {
    Config queues = ipc.getConfig("mqueue");
    return new IpcLimits(
        new QueueLimits(
            queues.getInt("msg-max"),
            queues.getInt("msgsize-max"),
            queues.getInt("queues-max"),
            queues.getInt("msg-default"),
            queues.getInt("msgsize-default"),
            queues.getInt("rlimit")),
        new PipeLimits(ipc.getBytes("pipe-max-size")),
        new SysvLimits(
            ipc.getInt("msgmax"),
            ipc.getInt("msgmnb"),
            ipc.getInt("msgmni"),
            ipc.getInt("semmsl"),
            ipc.getInt("semmns"),
            ipc.getInt("semopm"),
            ipc.getInt("semmni"),
            unsigned(ipc, "shmmax"),
            unsigned(ipc, "shmall"),
            ipc.getInt("shmmni"),
            ipc.getInt("msg-next-id"),
            ipc.getInt("sem-next-id"),
            ipc.getInt("shm-next-id")),
        SocketLimitReader.defaults(ipc.getConfig("socket")));
  }

  private static long unsigned(Config config, String key) {
    return new BigInteger(config.getString(key)).longValue();
  }
}
