package dev.ringfence.kernel.socket;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;

/// The calls that make sockets, name them and connect them: `socket(2)`, `socketpair(2)`,
/// `bind(2)`, `listen(2)`, `accept(2)`, `connect(2)`, `shutdown(2)`, `getsockname(2)`.
public final class SocketCalls {
  private static final String HEADER = "sys/socket.h";
  private static final int CLOEXEC = 0x80000;

  /// The numbers that address families can have: `NPROTO`.
  private static final int FAMILIES = 46;

  private final Sockets sockets;

  public SocketCalls(Sockets sockets) {
    this.sockets = sockets;
  }

  /// What a call does with a socket.
  private interface Handler {
    long call(Task task, Socket socket) throws SocketError;
  }

  private static Calls.Handler on(Handler handler) {
    return task -> SocketError.answer(() -> handler.call(task, SocketArguments.socket(task)));
  }

  public void addTo(Calls calls) {
    calls
        .add(HEADER, "int socket(int domain, int socktype, int protocol)", this::socket)
        .acts(Act.SOCKET);
    calls.add(
        HEADER, "int socketpair(int domain, int socktype, int protocol, int sv[2])", this::pair);
    calls.add(
        HEADER,
        "int bind(int fd, const struct sockaddr *addr, socklen_t addrlen)",
        on((task, socket) -> socket.bind(task, SocketArguments.address(task, 1))));
    calls.add(HEADER, "int listen(int fd, int backlog)", on(this::listen)).acts(Act.RECEIVE);
    calls
        .add(
            HEADER,
            "int connect(int fd, const struct sockaddr *addr, socklen_t addrlen)",
            on((task, socket) -> socket.connect(task, SocketArguments.address(task, 1))))
        .waits()
        .endsWhenStopped()
        .interrupted(SocketArguments::interrupted)
        .acts(Act.CONNECT)
        .cancels(true);
    calls
        .add(
            HEADER,
            "int accept(int fd, struct sockaddr *peeraddr, socklen_t *peerlen)",
            on((task, socket) -> accept(task, socket, 0)))
        .waits()
        .endsWhenStopped()
        .interrupted(SocketArguments::interrupted)
        .acts(Act.RECEIVE)
        .cancels(true);
    calls
        .add(
            HEADER,
            "int accept4(int fd, struct sockaddr *peeraddr, socklen_t *peerlen, int sockflags)",
            on((task, socket) -> accept(task, socket, task.argument(3))))
        .waits()
        .endsWhenStopped()
        .interrupted(SocketArguments::interrupted)
        .acts(Act.RECEIVE)
        .cancels(true);
    calls
        .add(HEADER, "int shutdown(int fd, int shuthow)", on(SocketCalls::shut))
        .acts(Act.SHUT, Act.READ, Act.WRITE);
    calls.add(
        HEADER,
        "int getsockname(int fd, struct sockaddr *peeraddr, socklen_t *peerlen)",
        on((task, socket) -> SocketArguments.putAddress(task, 1, socket.name())));
    calls.add(
        HEADER,
        "int getpeername(int fd, struct sockaddr *peeraddr, socklen_t *peerlen)",
        on((task, socket) -> SocketArguments.putAddress(task, 1, socket.peerName())));
  }

  private static int flags(long type, int mask) throws SocketError {
    int flags = (int) type & ~mask;
    if ((flags & ~(CLOEXEC | OpenFile.O_NONBLOCK)) != 0) {
      throw new SocketError(Errno.EINVAL);
    }
    return flags;
  }

  private Socket create(Task task) throws SocketError {
    int domain = (int) task.argument(0);
    int type = (int) task.argument(1) & SocketType.MASK;
    if (domain < 0 || domain >= FAMILIES) {
      throw new SocketError(Errno.EAFNOSUPPORT);
    }
    if (type > SocketType.MOST) {
      throw new SocketError(Errno.EINVAL);
    }
    Family family = sockets.family(domain);
    if (family == null) {
      throw new SocketError(Errno.EAFNOSUPPORT);
    }
    Socket socket = family.create(type, (int) task.argument(2));
    socket.owner = task.process().name();
    return socket;
  }

  /// Gives the socket a descriptor.
  private static long open(Task task, Socket socket, int flags) {
    Descriptors descriptors = task.process().descriptors();
    int fd = descriptors.open(socket.reference());
    if (fd < 0) {
      socket.closed();
      return Errno.EMFILE.result();
    }
    socket.setFlags(flags & OpenFile.O_NONBLOCK);
    descriptors.closeOnExec(fd, (flags & CLOEXEC) != 0);
    return fd;
  }

  private long socket(Task task) {
    return SocketError.answer(
        () -> {
          int flags = flags(task.argument(1), SocketType.MASK);
          return open(task, create(task), flags);
        });
  }

  private long pair(Task task) {
    return SocketError.answer(
        () -> {
          int flags = flags(task.argument(1), SocketType.MASK);
          AddressSpace memory = task.process().memory();
          if (!UserMemory.isReachable(
              memory, task.argument(3), 2L * memory.regions().intSize(), true)) {
            throw new SocketError(Errno.EFAULT);
          }
          Socket one = create(task);
          Socket other = create(task);
          try {
            one.family().pair(task, one, other);
          } catch (SocketError error) {
            one.closed();
            other.closed();
            throw error;
          }
          return open(task, one, other, flags);
        });
  }

  private static long open(Task task, Socket one, Socket other, int flags) {
    long first = open(task, one, flags);
    if (first < 0) {
      other.closed();
      return first;
    }
    long second = open(task, other, flags);
    Process process = task.process();
    if (second < 0) {
      process.descriptors().close(first);
      return second;
    }
    AddressSpace memory = process.memory();
    long to = task.argument(3);
    if (!UserMemory.putInt(memory, to, first)
        || !UserMemory.putInt(memory, to + memory.regions().intSize(), second)) {
      process.descriptors().close(first);
      process.descriptors().close(second);
      return Errno.EFAULT.result();
    }
    return 0;
  }

  private long listen(Task task, Socket socket) {
    int asked = (int) task.argument(1);
    int most = sockets.limits().maxBacklog();
    return socket.listen(task, asked < 0 || asked > most ? most : asked);
  }

  private static long accept(Task task, Socket socket, long flagsArgument) throws SocketError {
    int flags = flags(flagsArgument, 0);
    if (!task.process().descriptors().hasRoom()) {
      throw new SocketError(Errno.EMFILE);
    }
    long ready = socket.awaitConnection(task);
    if (ready != 0) {
      return ready;
    }
    Socket taken = socket.accepted(task);
    long fd = open(task, taken, flags);
    socket.wasAccepted(taken);
    if (task.argument(1) != 0) {
      long put = SocketArguments.putAddress(task, 1, taken.callerName());
      if (put < 0) {
        task.process().descriptors().close(fd);
        return put;
      }
    }
    return fd;
  }

  private static long shut(Task task, Socket socket) throws SocketError {
    int how = (int) task.argument(1);
    if (how < 0 || how > 2) {
      throw new SocketError(Errno.EINVAL);
    }
    return socket.shut(task, how + 1);
  }
}
