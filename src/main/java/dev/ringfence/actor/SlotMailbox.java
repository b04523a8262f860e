package dev.ringfence.actor;

import com.typesafe.config.Config;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.MailboxType;
import org.apache.pekko.dispatch.MessageQueue;
import org.apache.pekko.dispatch.ProducesMessageQueue;
import org.jspecify.annotations.Nullable;
import scala.Option;

/// Mailboxes of one slot, for actors that are sent a message only when they have taken the last: a
/// million of them should cost little. A second message is an error of ours.
public final class SlotMailbox implements MailboxType, ProducesMessageQueue<SlotMailbox.Slot> {
  public SlotMailbox(ActorSystem.Settings settings, Config config) {}

  @Override
  public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
    return new Slot();
  }

  /// The slot.
  public static final class Slot implements MessageQueue {
    private static final VarHandle CONTENT;

    static {
      try {
        CONTENT = MethodHandles.lookup().findVarHandle(Slot.class, "content", Envelope.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private volatile @Nullable Envelope content;

    /// One sender at a time: the kernel, or the group for the first message. The message must be
    /// seen before the sender looks whether the actor is about to rest: a release would not do.
    @Override
    public void enqueue(ActorRef receiver, Envelope message) {
      if (content != null) {
        throw new IllegalStateException(receiver + " has not taken its last message yet");
      }
      content = message;
    }

    /// Only the actor itself dequeues, so that nobody can take what it has seen.
    @Override
    public @Nullable Envelope dequeue() {
      Envelope taken = content;
      if (taken != null) {
        CONTENT.setRelease(this, null);
      }
      return taken;
    }

    @Override
    public int numberOfMessages() {
      return content == null ? 0 : 1;
    }

    @Override
    public boolean hasMessages() {
      return content != null;
    }

    @Override
    public void cleanUp(ActorRef owner, MessageQueue deadLetters) {
      Envelope left = dequeue();
      if (left != null) {
        deadLetters.enqueue(owner, left);
      }
    }
  }
}
