package dev.ringfence.c.gen;

import dev.ringfence.c.ast.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is to be done at the ends of the blocks around the place where the code of a function is
/// being generated, and around its labels.
final class Cleanups {
  private final List<Statement.Cleanup> due = new ArrayList<>();
  private final Map<String, List<Statement.Cleanup>> atLabels = new HashMap<>();

  /// @param code the function's, in which the labels are found
  Cleanups(@Nullable Statement code) {
    if (code != null) {
      find(code, new ArrayList<>());
    }
  }

  private void find(Statement statement, List<Statement.Cleanup> before) {
    switch (statement) {
      case Statement.Block b -> {
        List<Statement.Cleanup> inside = new ArrayList<>(before);
        b.statements().forEach(part -> find(part, inside));
      }
      case Statement.Cleanup c -> before.add(c);
      case Statement.Label l -> atLabels.put(l.name(), List.copyOf(before));
      case Statement.If i -> {
        find(i.yes(), before);
        if (i.no() != null) {
          find(i.no(), before);
        }
      }
      case Statement.Loop l -> find(l.body(), before);
      case Statement.DoWhile l -> find(l.body(), before);
      case Statement.Switch s -> find(s.body(), before);
      default -> {}
    }
  }

  void add(Statement.Cleanup cleanup) {
    due.add(cleanup);
  }

  /// How many are due.
  int count() {
    return due.size();
  }

  /// Forgets those that were added after there were so many.
  void leaveTo(int count) {
    due.subList(count, due.size()).clear();
  }

  /// What is to be done before control goes to where only so many are due, in this order.
  List<Statement.Cleanup> since(int count) {
    return List.copyOf(due.subList(count, due.size())).reversed();
  }

  /// What is to be done before the function returns, in this order: its stack goes of itself.
  List<Statement.Cleanup> ofCalls() {
    return since(0).stream().filter(c -> !(c.action() instanceof Statement.Release)).toList();
  }

  /// What is to be done before control goes to a label, in this order.
  List<Statement.Cleanup> before(String label) {
    List<Statement.Cleanup> there = atLabels.getOrDefault(label, due);
    int common = 0;
    while (common < Math.min(due.size(), there.size())
        && due.get(common).equals(there.get(common))) {
      common++;
    }
    return since(common);
  }
}
