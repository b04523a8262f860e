package dev.ringfence.machine;

import org.jspecify.annotations.Nullable;

/// A swap device that keeps its pages in the memory of the machine that simulates.
public final class MemorySwap implements SwapDevice {
  private final byte[] @Nullable [] pages;

  public MemorySwap(int slots) {
    pages = new byte[slots][];
  }

  @Override
  public void write(int slot, byte[] page) {
    pages[slot] = page.clone();
  }

  @Override
  public void read(int slot, byte[] page) {
    byte[] kept = pages[slot];
    if (kept == null) {
      throw new IllegalStateException("nothing was put into slot " + slot);
    }
    System.arraycopy(kept, 0, page, 0, page.length);
  }

  @Override
  public void discard(int slot) {
    pages[slot] = null;
  }

  @Override
  public void close() {}
}
