package dev.ringfence.kernel.process;

/// What a task that waits does when it is killed, as its [Task#pending]: it looks once more whether
/// what it waits for has come, of which it need not have been told, and does it before it ends.
public interface LastLook {
  void look();
}
