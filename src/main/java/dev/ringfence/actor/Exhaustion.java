package dev.ringfence.actor;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.ServiceConfigurationError;
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
      Throwable failure = shortage(e.getCause());
      found = failure != null;
      reserve = found ? null : reserve;
      throw new CompletionException(failure == null ? e.getCause() : failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  /// The want of memory that a failure comes from, or null: other failures may follow from it.
  private static @Nullable Throwable shortage(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return cause;
      }
    }
    return last;
  }

  private void look() {
    OutOfMemoryError failure = last;
    if (failure == null && isFull()) {
      failure = new OutOfMemoryError("Java heap space");
    }
    if (failure != null) {
      reserve = null;
      found = true;
      throw new CompletionException(failure);
    }
  }

  /// Whether memory has run out; also when not even that can be found out for want of it.
  private boolean isFull() {
    try {
      return pools().stream().anyMatch(Exhaustion::isFull);
    } catch (LinkageError | OutOfMemoryError | ServiceConfigurationError _) {
      return true;
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
