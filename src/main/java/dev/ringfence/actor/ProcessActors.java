package dev.ringfence.actor;

import dev.ringfence.kernel.process.Process;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.pekko.actor.ActorContext;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;

/// The actors of the processes that have been lent: one for each that lives.
///
/// An actor whose process has ended becomes the next process that needs one, since to make and end
/// an actor takes longer than a fork. It is told nothing between: a process ends at rest, when it
/// has taken all that its actor was told.
final class ProcessActors {
  /// Groups of process actors, and how many actors one gets at a time.
  private static final int GROUPS = 1024;

  private static final int TURN = 1024;

  /// How many actors are kept for processes to come.
  private static final int MOST_IDLE = 1024;

  private final ActorContext kernel;
  private final Props members;
  private final String dispatcher;
  private final List<ActorRef> groups = new ArrayList<>();
  private final Deque<ActorRef> idle = new ArrayDeque<>();
  private long started;

  /// @param kernel the actor below which they are
  /// @param gate where their processes enter the kernel
  ProcessActors(ActorContext kernel, ProcessActor.Gate gate, String dispatcher) {
    this.kernel = kernel;
    this.members = ProcessActor.props(gate, dispatcher);
    this.dispatcher = dispatcher;
  }

  /// Whether a process has an actor already.
  boolean have(Process process) {
    return process.shell != null;
  }

  /// Tells the actor of a process something, which gets one if it has none yet.
  void tell(Process process, ProcessActor.Command command) {
    if (process.shell instanceof ActorRef actor) {
      actor.tell(command, ActorRef.noSender());
      return;
    }
    ActorRef actor = idle.poll();
    if (actor != null) {
      process.shell = actor;
      actor.tell(new ProcessActor.Become(process, command), ActorRef.noSender());
    } else {
      group().tell(new ProcessGroup.Start(process, command), ActorRef.noSender());
    }
  }

  /// The process has ended, and will not be told anything any more.
  void ended(Process process) {
    if (process.shell instanceof ActorRef actor) {
      process.shell = null;
      if (idle.size() < MOST_IDLE) {
        idle.push(actor);
      } else {
        kernel.stop(actor);
      }
    }
  }

  /// The parent of the next process actor: each gets so many before the next one's turn.
  private ActorRef group() {
    int index = (int) (started++ / TURN % GROUPS);
    if (index == groups.size()) {
      groups.add(kernel.actorOf(ProcessGroup.props(members, dispatcher), "group-" + index));
    }
    return groups.get(index);
  }
}
