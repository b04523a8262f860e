package dev.ringfence.c.gen;

import dev.ringfence.c.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Generates the jumps of a `switch` to its cases: one comparison after the other if they are few,
/// a binary search otherwise.
final class Choices {
  private static final int FEW = 8;

  private record Choice(long when, Code.Label label) {}

  private final Emitter out;
  private final int value;
  private final List<Choice> all = new ArrayList<>();

  /// @param value the register of what is compared
  Choices(Emitter out, int value) {
    this.out = out;
    this.value = value;
  }

  /// Adds a case of one value.
  void add(long when, Code.Label label) {
    all.add(new Choice(when, label));
  }

  /// Jumps to a case of several values, the bounds included.
  void range(long from, long to, Code.Label label) {
    int before = out.next;
    int bound = out.temporary();
    Code.Label below = new Code.Label();
    out.constant(from, bound);
    out.branch(Op.JLT, value, bound, below);
    out.constant(to, bound);
    out.branch(Op.JLE, value, bound, label);
    out.code.bind(below);
    out.next = before;
  }

  /// Jumps to the case that was added for the value.
  ///
  /// @param otherwise where to, if there is none
  void jump(Code.Label otherwise) {
    if (all.size() > FEW) {
      all.sort(Comparator.comparingLong(Choice::when));
    }
    int before = out.next;
    search(all, out.temporary(), otherwise);
    out.next = before;
  }

  private void search(List<Choice> choices, int bound, Code.Label otherwise) {
    if (choices.size() <= FEW) {
      for (Choice choice : choices) {
        out.constant(choice.when, bound);
        out.branch(Op.JEQ, value, bound, choice.label);
      }
      out.jump(otherwise);
      return;
    }
    int middle = choices.size() / 2;
    Code.Label below = new Code.Label();
    out.constant(choices.get(middle).when, bound);
    out.branch(Op.JLT, value, bound, below);
    search(choices.subList(middle, choices.size()), bound, otherwise);
    out.code.bind(below);
    search(choices.subList(0, middle), bound, otherwise);
  }
}
