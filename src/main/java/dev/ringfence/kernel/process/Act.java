package dev.ringfence.kernel.process;

import java.util.EnumSet;
import java.util.Set;

/// What a task can do that may end another task's wait. A call says which acts it may be
/// ([dev.ringfence.kernel.call.Call#acts]); that a task still reaches such a call in its program is
/// judged by the analysis.
public enum Act {
  /// Lets a mutex go.
  UNLOCK,
  /// Raises a semaphore.
  POST,
  /// Opens a named semaphore, which it may then raise.
  OPEN_SEMAPHORE,
  /// Signals or broadcasts a condition.
  SIGNAL,
  /// Takes bytes out of a pipe.
  READ,
  /// Puts bytes into a pipe.
  WRITE,
  /// Opens a file, which may be a FIFO.
  OPEN,
  /// Sends a signal.
  KILL,
  /// Sets a handler for a signal, in which any function whose address was taken may run.
  CATCH,
  /// Comes to a barrier.
  ARRIVE,
  /// Cancels a thread of its process.
  CANCEL,
  /// Starts a process that goes on like it.
  FORK,
  /// Starts a thread, in which any function whose address was taken may run.
  SPAWN,
  /// Runs another program.
  EXEC,
  /// Opens a POSIX message queue, which it may then send to and receive from.
  OPEN_QUEUE,
  /// Sends a message to a POSIX message queue.
  SEND_TO_QUEUE,
  /// Takes a message out of a POSIX message queue.
  RECEIVE_FROM_QUEUE,
  /// Asks to be told of the next message that comes to a POSIX message queue.
  REGISTER,
  /// Wakes those who wait at a futex.
  WAKE,
  /// Maps a file, in which others may wait for what it then does.
  MAP,
  /// Sends a message to a queue of System V's.
  SEND_MESSAGE,
  /// Receives one.
  RECEIVE_MESSAGE,
  /// Changes or removes such a queue.
  CONTROL_MESSAGES,
  /// Operates on a set of System V's semaphores.
  OPERATE_SEMAPHORES,
  /// Sets the values of such a set, or removes it.
  CONTROL_SEMAPHORES,
  /// Asks for a connection.
  CONNECT,
  /// Takes open files out of a socket: accepts a connection, or receives a message with control.
  RECEIVE,
  /// Sends open files through a socket, after which others may act on them.
  PASS,
  /// Shuts a socket down.
  SHUT,
  /// Changes what an epoll instance watches.
  WATCH,
  /// Makes a socket.
  SOCKET,
  /// Changes a terminal, or types at it.
  CONTROL_TERMINAL,
  /// Closes a descriptor.
  CLOSE,
  /// Changes how an open file behaves, such as whether it waits.
  CONTROL,
  /// Locks a whole file, or lets it go.
  LOCK,
  /// Makes a semaphore in memory.
  INITIALIZE,
  /// Takes a copy of another process's descriptor, or opens what that refers to.
  TAKE;

  /// What a call does before it may have to wait.
  public static final long AT_ONCE = LOCK.bit() | UNLOCK.bit() | ARRIVE.bit();

  private static final Set<Act> UTILITIES =
      EnumSet.of(
          READ,
          WRITE,
          OPEN,
          KILL,
          CATCH,
          FORK,
          EXEC,
          UNLOCK,
          CONTROL_MESSAGES,
          CONTROL_SEMAPHORES,
          CLOSE,
          CONTROL);

  /// What the programs that every machine has in `/bin` may do. They know no threads, but streams
  /// have locks.
  public static final long OF_UTILITIES =
      UTILITIES.stream().mapToLong(Act::bit).reduce(0, (a, b) -> a | b);

  /// The act as a set.
  public long bit() {
    return 1L << ordinal();
  }
}
