package dev.ringfence.actor;

import dev.ringfence.kernel.process.Process;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.actor.UntypedAbstractActor;

/// The parent of some of the process actors: one parent of a million would take long to find its
/// children.
final class ProcessGroup extends UntypedAbstractActor {
  /// Make an actor for a process that is lent for the first time.
  record Start(Process process, ProcessActor.Command first) {}

  private final Props members;

  private ProcessGroup(Props members) {
    this.members = members;
  }

  /// @param members how the actors of processes are made
  static Props props(Props members, String dispatcher) {
    return Props.create(ProcessGroup.class, () -> new ProcessGroup(members))
        .withDispatcher(dispatcher);
  }

  @Override
  public void onReceive(Object message) {
    Start start = (Start) message;
    ActorRef actor = getContext().actorOf(members);
    start.process.shell = actor;
    actor.tell(new ProcessActor.Become(start.process, start.first), ActorRef.noSender());
  }

  /// A process actor that fails has told the kernel, and is not to begin anew.
  @Override
  public SupervisorStrategy supervisorStrategy() {
    return SupervisorStrategy.stoppingStrategy();
  }
}
