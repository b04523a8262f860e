package dev.ringfence.kernel.memory;

/// Is told what the kernel does in the memory of processes.
public interface UserAccess {
  /// It has read or written there for the process.
  void accessed(AddressSpace space, long address, long size, boolean write);

  /// The process has other memory at these addresses than before.
  void renewed(AddressSpace space, long from, long to);
}
