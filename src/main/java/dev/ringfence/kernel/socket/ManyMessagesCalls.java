package dev.ringfence.kernel.socket;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import java.util.HashMap;
import java.util.Map;

/// The calls that send and receive several messages at once: `sendmmsg(2)`, `recvmmsg(2)`.
public final class ManyMessagesCalls {
  private static final String HEADER = "sys/socket.h";
  private static final int MOST = 1024;
  private static final long SECOND = 1_000_000_000;

  /// How far a call has come: the messages that are done, above what is done of the present one.
  private static final int DONE = 32;

  private static final long PRESENT = (1L << DONE) - 1;

  private final SocketLimits limits;
  private final Scheduler scheduler;
  private final Profile profile;

  /// When calls that wait are to give up.
  private final Map<Task, Long> ends = new HashMap<>();

  public ManyMessagesCalls(SocketLimits limits, Scheduler scheduler, Profile profile) {
    this.scheduler = scheduler;
    this.limits = limits;
    this.profile = profile;
  }

  public void addTo(Calls calls) {
    calls
        .add(
            HEADER,
            "int sendmmsg(int fd, struct mmsghdr *msgvec, unsigned int vlen, int msgflags)",
            task -> SocketError.answer(() -> send(task)))
        .waits()
        .interrupted(ManyMessagesCalls::interrupted)
        .acts(Act.WRITE, Act.PASS)
        .cancels(true);
    calls
        .add(
            HEADER,
            "int recvmmsg(int fd, struct mmsghdr *msgvec, unsigned int vlen, int msgflags,"
                + " struct timespec *timeout)",
            task -> SocketError.answer(() -> receive(task)))
        .waits()
        .interrupted(ManyMessagesCalls::interrupted)
        .acts(Act.READ, Act.RECEIVE)
        .cancels(true);
  }

  /// What is done of each message.
  private interface Step {
    long move(MessageHeader header, long index) throws SocketError;

    /// One could not be moved, after so many others.
    default void failed(long done, long result) {}

    /// Whether there is no time for another.
    default boolean isOver() {
      return false;
    }
  }

  /// Moves one message after the other, beginning with the one that the call has come to.
  ///
  /// @return how many were moved; an error only if it is none
  private static long each(Task task, Step step) throws SocketError {
    long count = Math.min(task.argument(2) & PRESENT, MOST);
    long done = task.progress >>> DONE;
    while (done < count) {
      task.progress &= PRESENT;
      long result;
      try {
        MessageHeader header =
            MessageHeader.read(task, MessageHeader.place(task, task.argument(1), done));
        result = step.move(header, done);
        if (result >= 0 && !header.putMoved(task, result)) {
          result = Errno.EFAULT.result();
        }
      } catch (SocketError error) {
        result = error.errno().result();
      }
      if (result == Calls.BLOCKED) {
        task.progress |= done << DONE;
        return result;
      }
      if (result < 0) {
        step.failed(done, result);
        return done > 0 ? done : result;
      }
      done++;
      task.progress = 0;
      task.until = 0;
      if (step.isOver()) {
        break;
      }
    }
    return done;
  }

  private long send(Task task) throws SocketError {
    Socket socket = SocketArguments.socket(task);
    int flags = (int) task.argument(3);
    return each(task, (header, _) -> socket.send(task, header.outgoing(task, flags, limits)));
  }

  private long receive(Task task) throws SocketError {
    long timeout = task.argument(4);
    long cycles = timeout == 0 ? Long.MAX_VALUE : Timespec.cycles(task, timeout, profile);
    if (cycles < 0) {
      return cycles;
    }
    Socket socket = SocketArguments.socket(task);
    int error = task.state == Task.State.BLOCKED ? 0 : socket.takeError();
    if (error != 0) {
      return -error;
    }
    if (timeout == 0) {
      return each(task, new Reception(task, socket, Long.MAX_VALUE));
    }
    ends.keySet().removeIf(each -> each.state == Task.State.DEAD);
    long end = ends.computeIfAbsent(task, _ -> now(task) + cycles);
    long result = each(task, new Reception(task, socket, end));
    if (result != Calls.BLOCKED) {
      ends.remove(task);
    }
    return result > 0 && !putLeft(task, timeout, end) ? Errno.EFAULT.result() : result;
  }

  private long now(Task task) {
    return Math.max(scheduler.now(), task.context().time);
  }

  private boolean putLeft(Task task, long to, long end) {
    long left = profile.nanos(Math.max(0, end - now(task)));
    AddressSpace memory = task.process().memory();
    return UserMemory.put(memory, to, Long.BYTES, left / SECOND)
        && UserMemory.putWord(memory, to + Long.BYTES, left % SECOND);
  }

  /// Receives one message after the other until a moment; that is looked at between them.
  private final class Reception implements Step {
    private final Task task;
    private final Socket socket;
    private final long end;

    Reception(Task task, Socket socket, long end) {
      this.task = task;
      this.socket = socket;
      this.end = end;
    }

    @Override
    public long move(MessageHeader header, long index) throws SocketError {
      int asked = (int) task.argument(3);
      boolean atOnce = index > 0 && (asked & MessageFlags.WAITFORONE) != 0;
      int flags = asked & ~MessageFlags.WAITFORONE | (atOnce ? MessageFlags.DONTWAIT : 0);
      Incoming message = new Incoming(header.data(), flags);
      long result = MessageCalls.take(task, socket, message);
      if (result >= 0) {
        header.put(task, message);
      }
      return result;
    }

    /// The next call is told of an error that comes after messages.
    @Override
    public void failed(long done, long result) {
      if (done > 0 && result != Errno.EAGAIN.result()) {
        socket.fail((int) -result);
      }
    }

    @Override
    public boolean isOver() {
      return now(task) >= end;
    }
  }

  /// How many messages were moved, one in part included.
  private static long interrupted(Task task) {
    long done = task.progress >>> DONE;
    long part = task.progress & PRESENT;
    if (part > 0) {
      try {
        MessageHeader.read(task, MessageHeader.place(task, task.argument(1), done))
            .putMoved(task, part);
      } catch (SocketError _) {
        return done > 0 ? done : Errno.EFAULT.result();
      }
      done++;
    }
    return done > 0 ? done : task.until != 0 ? Errno.EINTR.result() : Calls.BLOCKED;
  }
}
