package dev.ringfence.kernel.mqueue;

import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.util.ArrayList;
import java.util.List;

/// What could end a wait at a message queue: that whoever has it open, or can still open it by its
/// name, sends or receives.
final class QueueWaits {
  private final Processes processes;
  private final MessageQueues queues;

  QueueWaits(Processes processes, MessageQueues queues) {
    this.processes = processes;
    this.queues = queues;
  }

  Wait maySend(MessageQueue queue) {
    return may(queue, true);
  }

  Wait mayReceive(MessageQueue queue) {
    return may(queue, false);
  }

  private Wait may(MessageQueue queue, boolean send) {
    Act act = send ? Act.SEND_TO_QUEUE : Act.RECEIVE_FROM_QUEUE;
    List<Wait> any = new ArrayList<>();
    for (Reference handle : queue.handles) {
      if (handle.file() instanceof OpenQueue open && (send ? open.writes() : open.reads())) {
        any.add(new Wait.AnyMay(handle, act));
      }
    }
    if (queue.linked) {
      Openers openers = queue.openers(processes.standing(queue.host), send);
      any.add(new Wait.AnyMayThen(openers, Act.OPEN_QUEUE, act));
    }
    return new Wait.Or(any);
  }

  /// That the process is sent a signal since a message has come: to a queue where it has
  /// registered, or where one of its threads still may.
  Wait mayNotify(Process process) {
    List<Wait> any = new ArrayList<>();
    for (MessageQueue queue : queues.all(process.host).values()) {
      Registration registration = queue.registration;
      if (registration != null && registration.process == process) {
        any.add(maySend(queue));
      }
    }
    for (Task task : process.tasks) {
      any.add(new Wait.May(task, Act.REGISTER));
    }
    return new Wait.Or(any);
  }

  /// That a thread which is to begin with a message does so, or that its process ends.
  Wait mayBegin(MessageQueue queue, Task thread) {
    List<Wait> any = new ArrayList<>();
    any.add(maySend(queue));
    for (Task task : thread.process().tasks) {
      if (task != thread) {
        any.add(new Wait.MayLeave(task));
      }
    }
    return new Wait.Or(any);
  }
}
