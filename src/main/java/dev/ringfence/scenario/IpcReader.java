package dev.ringfence.scenario;

import dev.ringfence.kernel.ipc.IpcLimits;
import dev.ringfence.kernel.mqueue.QueueLimits;
import dev.ringfence.kernel.socket.SocketLimits;

/// Reads the keys of `ipc`: the limits of IPC.
final class IpcReader {
  private IpcReader() {}

  static IpcLimits read(Keys keys, IpcLimits given) {
    IpcLimits limits =
        new IpcLimits(
            queues(keys.object("mqueue"), given.mqueue()),
            sockets(keys.object("socket"), given.socket()));
    keys.finish();
    return limits;
  }

  private static SocketLimits sockets(Keys keys, SocketLimits given) {
    int most = SocketLimits.MOST_BYTES;
    SocketLimits limits =
        new SocketLimits(
            (int) keys.integer("max-dgram-qlen", 0, 1 << 20, given.maxDatagrams()),
            (int) keys.integer("somaxconn", 0, 1 << 20, given.maxBacklog()),
            (int) keys.bytes("wmem-default", 4608, most, given.sendBuffer()),
            (int) keys.bytes("wmem-max", 4608, most, given.maxSendBuffer()),
            (int) keys.bytes("rmem-default", 2304, most, given.receiveBuffer()),
            (int) keys.bytes("rmem-max", 2304, most, given.maxReceiveBuffer()),
            (int) keys.bytes("optmem-max", 0, most, given.maxControl()));
    keys.finish();
    return limits;
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
}
