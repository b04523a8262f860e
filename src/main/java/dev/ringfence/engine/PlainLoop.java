package dev.ringfence.engine;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.memory.Shootdown;
import dev.ringfence.kernel.process.Process;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// Runs lent processes one after the other on the caller's thread until nothing is left to run.
public final class PlainLoop implements Kernel.Effects {
  private record Order(Process process, boolean run, Shootdown shootdown) {}

  private final IntUnaryOperator choose;
  private final List<Order> orders = new ArrayList<>();

  /// A loop that serves whoever was lent first.
  public PlainLoop() {
    this(_ -> 0);
  }

  /// @param choose which of so many lent processes is served next; the events do not depend on it
  public PlainLoop(IntUnaryOperator choose) {
    this.choose = choose;
  }

  @Override
  public void run(Process process) {
    orders.add(new Order(process, true, Shootdown.ALL));
  }

  @Override
  public void shootdown(Process process, Shootdown shootdown) {
    orders.add(new Order(process, false, shootdown));
  }

  /// Boots the kernel and serves it to the end.
  public void serve(Kernel kernel) {
    kernel.boot();
    while (!orders.isEmpty()) {
      Order order = orders.remove(choose.applyAsInt(orders.size()));
      if (order.run) {
        order.process.user().run(kernel);
        kernel.returned(order.process);
      } else {
        order.shootdown.apply(order.process.user().mmu());
        kernel.acknowledged(order.process);
      }
    }
  }
}
