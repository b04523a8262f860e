package dev.ringfence.bench;

import dev.ringfence.machine.Entry;
import dev.ringfence.machine.Mmu;
import dev.ringfence.machine.PageTables;
import dev.ringfence.machine.Paging;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.scenario.Profiles;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// Per second: reads that the TLB translates, and reads for which page tables are walked.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgs = {
      "-XX:+UseSerialGC",
      "-XX:+UseCompactObjectHeaders",
      "--sun-misc-unsafe-memory-access=allow"
    })
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class MmuBenchmark {
  private static final int PAGES = 4096;
  private static final long HELD = 32;
  private static final long STRIDE = 4099;
  private static final int SHIFT = PhysicalMemory.SHIFT;
  private static final long BASE = 0x7000_0000_0000L;

  private final PhysicalMemory memory = new PhysicalMemory(64 << 20);
  private final Mmu mmu = new Mmu(memory, Profiles.load("x86-64"));
  private int next = PAGES + 1;

  public MmuBenchmark() {
    PageTables tables = new PageTables(memory, Paging.FOUR_LEVELS, new Frames());
    int root = tables.create();
    for (int page = 0; page < PAGES; page++) {
      long entry = Entry.of(page + 1, Entry.PRESENT | Entry.WRITABLE | Entry.USER);
      tables.set(root, BASE + ((long) page << SHIFT), entry);
      // The TLB holds no page without storage.
      memory.materialise(page + 1);
    }
    mmu.load(root);
  }

  /// Frames behind those of the pages, one after another.
  private final class Frames implements PageTables.FrameSource {
    @Override
    public int allocate() {
      memory.clear(next);
      return next++;
    }

    @Override
    public void release(int frame) {}
  }

  /// Reads a byte each of pages that the TLB holds all at once.
  @Benchmark
  @OperationsPerInvocation(PAGES)
  public int hit() {
    int sum = 0;
    for (long i = 0; i < PAGES; i++) {
      long at = BASE + (i * STRIDE & (HELD << SHIFT) - 1);
      sum += Objects.requireNonNull(mmu.forRead(at))[(int) at & PhysicalMemory.FRAME - 1];
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(PAGES)
  public void miss(Blackhole reader) {
    for (long page = 0; page < PAGES; page++) {
      reader.consume(mmu.forRead(BASE + (page << SHIFT)));
    }
  }
}
