package dev.ringfence.actor;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Looks out for the end of the JVM's memory, which may leave no thread that can tell of it.
final class Exhaustion {
  private static final long LOOK_MILLIS = 500;

  private static final int RESERVE = 1 << 20;

  /// Memory has run out when more than this is in use after everything was collected.
  private static final double FULL = 0.97;

  private static volatile @Nullable OutOfMemoryError last;

  private @Nullable List<MemoryPoolMXBean> pools;
  private boolean found;

  /// Given up when memory has run out, so that it can be told.
  private byte @Nullable [] reserve = new byte[RESERVE];

  Exhaustion() {
    last = null;
  }

  /// A thread has ended for want of memory.
  static void met(OutOfMemoryError failure) {
    last = failure;
  }

  /// Whether memory has run out.
  boolean isFound() {
    return found;
  }

  /// Waits for the end of something.
  ///
  /// @throws CompletionException with its failure, or with an [OutOfMemoryError]
  void await(CompletableFuture<?> end) {
    try {
      while (true) {
        try {
          end.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
          return;
        } catch (TimeoutException _) {
          look();
        }
      }
    } catch (ExecutionException e) {
      found = e.getCause() instanceof OutOfMemoryError;
      reserve = found ? null : reserve;
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private void look() {
    OutOfMemoryError failure = last;
    if (failure == null && pools().stream().anyMatch(Exhaustion::isFull)) {
      failure = new OutOfMemoryError("Java heap space");
    }
    if (failure != null) {
      reserve = null;
      found = true;
      throw new CompletionException(failure);
    }
  }

  private List<MemoryPoolMXBean> pools() {
    if (pools == null) {
      pools =
          ManagementFactory.getMemoryPoolMXBeans().stream()
              .filter(pool -> pool.getType() == MemoryType.HEAP)
              .filter(MemoryPoolMXBean::isUsageThresholdSupported)
              .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
              .filter(pool -> pool.getUsage().getMax() > 0)
              .toList();
      for (MemoryPoolMXBean pool : pools) {
        pool.setCollectionUsageThreshold((long) (FULL * pool.getUsage().getMax()));
      }
    }
    return pools;
  }

  private static boolean isFull(MemoryPoolMXBean pool) {
    return pool.isCollectionUsageThresholdExceeded();
  }
}
