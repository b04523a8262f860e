package dev.ringfence.actor;

import com.typesafe.config.Config;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/// One thread for a kernel and its processes, which take turns. What the thread itself hands in
/// goes into a plain queue, without a lock or a wake-up; what other threads hand in comes in
/// between. Long tasks that need nothing of the thread may run beside it, on other cores; it takes
/// part in those when it has nothing else to do.
public final class EventLoop extends AbstractExecutorService {
  /// Makes dispatchers run on an event loop: the `executor` of a dispatcher's configuration.
  public static final class Configurator extends ExecutorServiceConfigurator {
    public Configurator(Config config, DispatcherPrerequisites prerequisites) {
      super(config, prerequisites);
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
      return () -> new EventLoop(threads);
    }
  }

  /// After so many tasks of its own the thread looks at what others have handed in.
  private static final int TURNS = 64;

  private static final ThreadLocal<EventLoop> CURRENT = new ThreadLocal<>();

  private final ArrayDeque<Runnable> own = new ArrayDeque<>();
  private final Queue<Runnable> others = new ConcurrentLinkedQueue<>();
  private final Crew crew = new Crew();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean parked;
  private volatile boolean closed;

  private EventLoop(ThreadFactory threads) {
    thread = threads.newThread(this::run);
    thread.start();
  }

  /// The loop whose thread this is.
  static EventLoop current() {
    EventLoop loop = CURRENT.get();
    if (loop == null) {
      throw new IllegalStateException("not on the thread of an event loop");
    }
    return loop;
  }

  /// Has a task run beside the loop.
  void beside(Runnable task) {
    crew.add(task);
  }

  private void run() {
    CURRENT.set(this);
    try {
      while (true) {
        for (int turn = 0; turn < TURNS && !own.isEmpty(); turn++) {
          own.removeFirst().run();
        }
        Runnable other = others.poll();
        if (other != null) {
          other.run();
        } else if (own.isEmpty() && !crew.help()) {
          if (closed && others.isEmpty()) {
            return;
          }
          if (!crew.isBusy() || !spin()) {
            park();
          }
        }
      }
    } catch (OutOfMemoryError e) {
      Exhaustion.met(e);
      throw e;
    } finally {
      crew.end();
      ended.countDown();
    }
  }

  /// Waits for a short time for what the crew is about to hand in. False if nothing came.
  private boolean spin() {
    long until = System.nanoTime() + Crew.PATIENCE_NANOS;
    while (others.isEmpty()) {
      if (closed || System.nanoTime() > until) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }

  private void park() {
    parked = true;
    if (others.isEmpty() && !closed) {
      LockSupport.park(this);
    }
    parked = false;
  }

  @Override
  public void execute(Runnable task) {
    if (Thread.currentThread() == thread) {
      own.addLast(task);
      return;
    }
    others.add(task);
    if (parked) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void shutdown() {
    closed = true;
    LockSupport.unpark(thread);
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    List<Runnable> left = new ArrayList<>();
    for (Runnable task = others.poll(); task != null; task = others.poll()) {
      left.add(task);
    }
    return left;
  }

  @Override
  public boolean isShutdown() {
    return closed;
  }

  @Override
  public boolean isTerminated() {
    return ended.getCount() == 0;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return ended.await(timeout, unit);
  }
}
