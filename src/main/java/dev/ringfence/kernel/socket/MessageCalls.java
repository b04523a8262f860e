package dev.ringfence.kernel.socket;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import java.util.List;

/// The calls that send and receive: `send(2)`, `recv(2)` and their kin.
public final class MessageCalls {
  private static final String HEADER = "sys/socket.h";

  private final SocketLimits limits;

  public MessageCalls(SocketLimits limits) {
    this.limits = limits;
  }

  /// What a call does with a socket.
  private interface Handler {
    long call(Task task, Socket socket) throws SocketError;
  }

  private static Call add(Calls calls, String prototype, Handler handler) {
    return calls
        .add(
            HEADER,
            prototype,
            task -> SocketError.answer(() -> handler.call(task, SocketArguments.socket(task))))
        .waits()
        .endsWhenStopped()
        .interrupted(SocketArguments::interrupted)
        .cancels(true);
  }

  public void addTo(Calls calls) {
    add(
            calls,
            "ssize_t send(int fd, const void *buf, size_t len, int msgflags)",
            (task, socket) -> send(task, socket, Outgoing.NO_ADDRESS))
        .acts(Act.WRITE);
    add(
            calls,
            "ssize_t sendto(int fd, const void *buf, size_t len, int msgflags,"
                + " const struct sockaddr *addr, socklen_t addrlen)",
            MessageCalls::sendTo)
        .acts(Act.WRITE);
    add(calls, "ssize_t sendmsg(int fd, const struct msghdr *msg, int msgflags)", this::sendMessage)
        .acts(Act.WRITE, Act.PASS);
    add(
            calls,
            "ssize_t recv(int fd, void *buf, size_t len, int msgflags)",
            (task, socket) -> receive(task, socket, incoming(task)))
        .acts(Act.READ);
    add(
            calls,
            "ssize_t recvfrom(int fd, void *buf, size_t len, int msgflags,"
                + " struct sockaddr *peeraddr, socklen_t *peerlen)",
            MessageCalls::receiveFrom)
        .acts(Act.READ);
    add(
            calls,
            "ssize_t recvmsg(int fd, struct msghdr *msg, int msgflags)",
            MessageCalls::receiveMessage)
        .acts(Act.READ, Act.RECEIVE);
  }

  private static long send(Task task, Socket socket, byte[] address) throws SocketError {
    Parts data = Parts.of(task.argument(1), task.argument(2));
    int flags = (int) task.argument(3);
    return socket.send(task, new Outgoing(data, flags, address, List.of()));
  }

  private static long sendTo(Task task, Socket socket) throws SocketError {
    boolean named = task.argument(4) != 0;
    return send(task, socket, named ? SocketArguments.address(task, 4) : Outgoing.NO_ADDRESS);
  }

  private long sendMessage(Task task, Socket socket) throws SocketError {
    int flags = flags(task);
    MessageHeader header = MessageHeader.read(task, task.argument(1));
    return socket.send(task, header.outgoing(task, flags, limits));
  }

  /// Flags of a message with a header. On 64 bits one is the kernel's own, `MSG_CMSG_COMPAT`, by
  /// which it marks the calls of 32 bits.
  private static int flags(Task task) throws SocketError {
    int flags = (int) task.argument(2);
    if (flags < 0 && task.process().memory().regions().word() == Long.BYTES) {
      throw new SocketError(Errno.EINVAL);
    }
    return flags;
  }

  private static Incoming incoming(Task task) throws SocketError {
    Parts data = Parts.of(task.argument(1), task.argument(2));
    return new Incoming(data, (int) task.argument(3));
  }

  /// Receives a message of which only the bytes are told.
  private static long receive(Task task, Socket socket, Incoming message) throws SocketError {
    long result = take(task, socket, message);
    message.finish();
    return result;
  }

  static long take(Task task, Socket socket, Incoming message) throws SocketError {
    if (message.has(MessageFlags.ERRQUEUE) && socket.family().hasPorts()) {
      throw new SocketError(Errno.EAGAIN);
    }
    return socket.receive(task, message);
  }

  private static long receiveFrom(Task task, Socket socket) throws SocketError {
    Incoming message = incoming(task);
    long result = receive(task, socket, message);
    if (result >= 0 && task.argument(4) != 0) {
      SocketArguments.putAddress(task, 4, message.address);
    }
    return result;
  }

  private static long receiveMessage(Task task, Socket socket) throws SocketError {
    int flags = flags(task);
    MessageHeader header = MessageHeader.read(task, task.argument(1));
    Incoming message = new Incoming(header.data(), flags);
    long result = take(task, socket, message);
    if (result >= 0) {
      header.put(task, message);
    }
    return result;
  }
}
