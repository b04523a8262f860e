package dev.ringfence.analysis.order;

import dev.ringfence.event.Event;
import dev.ringfence.event.ObjectEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which deeds of tasks came before others whatever the schedule, as far as events tell: threads
/// and processes are made before they begin, end before they are waited for, and what is received
/// was sent before.
///
/// Who takes a lock after whom is left to the schedule, so locks order nothing here.
final class HappensBefore {
  /// Of `waitid(2)`: a process by its number.
  private static final int P_PID = 1;

  private final Map<Integer, VectorClock> clocks = new HashMap<>();
  private final Map<Integer, Channel> channels = new HashMap<>();
  private final Set<Integer> locks = new HashSet<>();
  private final Map<Integer, VectorClock> barriers = new HashMap<>();
  private final Map<Integer, String> waits = new HashMap<>();
  private final Map<Integer, Event.CallEntered> calls = new HashMap<>();
  private final Map<Integer, Integer> processes = new HashMap<>();
  private final Map<Integer, Set<Integer>> threads = new HashMap<>();
  private final Map<List<Long>, Channel> semaphores = new HashMap<>();

  /// Those whose present call has taken or given back a lock.
  private final Set<Integer> locking = new HashSet<>();

  /// What is sent and not received yet, in its order.
  private static final class Channel {
    private final Deque<Parcel> parcels = new ArrayDeque<>();
    private long level;

    /// @param amount in the units of the channel
    private record Parcel(long amount, int sender, VectorClock clock) {}

    void send(long amount, int sender, VectorClock clock) {
      parcels.add(new Parcel(amount, sender, clock.copy()));
    }

    /// Who has sent what is received.
    Set<Integer> receive(long amount, VectorClock into) {
      Set<Integer> senders = new LinkedHashSet<>();
      long left = amount;
      while (left > 0 && !parcels.isEmpty()) {
        Parcel first = parcels.remove();
        into.join(first.clock);
        senders.add(first.sender);
        if (first.amount > left) {
          parcels.addFirst(new Parcel(first.amount - left, first.sender, first.clock));
        }
        left -= first.amount;
      }
      return senders;
    }
  }

  /// What the task knows of others; it grows.
  VectorClock clock(int tid) {
    return clocks.computeIfAbsent(tid, _ -> new VectorClock());
  }

  /// How many tasks there were.
  int tasks() {
    return clocks.size();
  }

  void accept(Event event) {
    switch (event) {
      case Event.ProcessCreated created -> begins(created.pid(), created.pid());
      case Event.ThreadCreated created -> begins(created.tid(), created.pid());
      case Event.CallEntered call -> {
        calls.put(call.tid(), call);
        locking.remove(call.tid());
      }
      case Event.CallBlocked blocked -> {
        waits.put(blocked.tid(), blocked.reason());
        if (isBarrier(blocked.tid())) {
          barriers
              .computeIfAbsent(blocked.object(), _ -> new VectorClock())
              .join(clock(blocked.tid()));
        }
      }
      case Event.CallReturned returned -> returned(returned);
      case ObjectEvent fact -> fact(fact);
      default -> {}
    }
  }

  private void begins(int tid, int pid) {
    processes.put(tid, pid);
    threads.computeIfAbsent(pid, _ -> new HashSet<>()).add(tid);
  }

  private void fact(ObjectEvent fact) {
    switch (fact) {
      case ObjectEvent.Readied readied -> {
        boolean isNew = !clocks.containsKey(readied.tid());
        clock(readied.tid());
        if (isNew && readied.by() != 0 && readied.by() != readied.tid()) {
          edge(readied.by(), readied.tid());
        }
      }
      case ObjectEvent.Taken taken -> {
        locks.add(taken.object());
        locking.add(taken.tid());
      }
      case ObjectEvent.Given given -> locking.add(given.tid());
      case ObjectEvent.Signalled signalled -> locks.remove(signalled.object());
      case ObjectEvent.Woken woken -> woken(woken);
      case ObjectEvent.Level _, ObjectEvent.Paused _, ObjectEvent.Left _ -> {}
      case ObjectEvent.Runs _ -> {}
    }
  }

  private boolean isBarrier(int tid) {
    return waits.getOrDefault(tid, "").startsWith("barrier");
  }

  private void edge(int from, int to) {
    clock(to).join(clock(from));
    clock(from).tick(from);
  }

  private void woken(ObjectEvent.Woken woken) {
    if (woken.by() == 0 || woken.by() == woken.tid() || locks.contains(woken.object())) {
      return;
    }
    VectorClock barrier = isBarrier(woken.tid()) ? barriers.get(woken.object()) : null;
    if (barrier != null) {
      clock(woken.by()).join(barrier);
    }
    edge(woken.by(), woken.tid());
  }

  /// Something was put into a channel, or taken out.
  ///
  /// @return who has put in what was taken out
  Set<Integer> level(ObjectEvent.Level level) {
    Channel channel = channels.computeIfAbsent(level.object(), _ -> new Channel());
    long more = level.queued() - channel.level;
    channel.level = level.queued();
    if (level.by() == 0) {
      return Set.of();
    }
    VectorClock own = clock(level.by());
    if (more <= 0) {
      return channel.receive(-more, own);
    }
    channel.send(more, level.by(), own);
    own.tick(level.by());
    return Set.of();
  }

  private void returned(Event.CallReturned returned) {
    Event.CallEntered call = calls.get(returned.tid());
    if (call == null || returned.result() < 0) {
      return;
    }
    VectorClock own = clock(returned.tid());
    switch (call.call()) {
      case "pthread_join" -> {
        if (returned.result() == 0) {
          own.join(clock((int) call.a()));
        }
      }
      case "wait4" -> ended(own, returned.result());
      case "waitid" -> {
        if (call.a() == P_PID) {
          ended(own, call.b());
        }
      }
      case "sem_init" -> {
        semaphores.remove(semaphore(call));
        if (call.c() > 0) {
          semaphores
              .computeIfAbsent(semaphore(call), _ -> new Channel())
              .send(call.c(), 0, new VectorClock());
        }
      }
      case "sem_post" -> {
        if (!locking.contains(call.tid())) {
          semaphores.computeIfAbsent(semaphore(call), _ -> new Channel()).send(1, call.tid(), own);
          own.tick(call.tid());
        }
      }
      case "sem_wait", "sem_trywait", "sem_timedwait" -> {
        Channel semaphore = semaphores.get(semaphore(call));
        if (semaphore != null && !locking.contains(call.tid())) {
          semaphore.receive(1, own);
        }
      }
      default -> {}
    }
  }

  private void ended(VectorClock own, long pid) {
    threads.getOrDefault((int) pid, Set.of()).forEach(tid -> own.join(clock(tid)));
  }

  private List<Long> semaphore(Event.CallEntered call) {
    return List.of((long) processes.getOrDefault(call.tid(), 0), call.a());
  }
}
