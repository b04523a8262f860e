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
/// between.
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

  private final ArrayDeque<Runnable> own = new ArrayDeque<>();
  private final Queue<Runnable> others = new ConcurrentLinkedQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean parked;
  private volatile boolean closed;

  private EventLoop(ThreadFactory threads) {
    thread = threads.newThread(this::run);
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        for (int turn = 0; turn < TURNS && !own.isEmpty(); turn++) {
          own.removeFirst().run();
        }
        Runnable other = others.poll();
        if (other != null) {
          other.run();
        } else if (own.isEmpty()) {
          if (closed && others.isEmpty()) {
            return;
          }
          park();
        }
      }
    } finally {
      ended.countDown();
    }
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
