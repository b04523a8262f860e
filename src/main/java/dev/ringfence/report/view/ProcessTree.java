package dev.ringfence.report.view;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.proc.StatusText;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The processes in the form of `pstree -p` (psmisc): who is whose child, by name and number, and
/// threads in braces.
final class ProcessTree {
  /// Of a deeper tree only so many levels are shown.
  private static final int MOST_LEVELS = 200;

  /// A process or thread.
  private record Node(String name, int number, List<Node> children) {
    String label() {
      return name + "(" + number + ")";
    }
  }

  private final StringBuilder out = new StringBuilder();

  private ProcessTree() {}

  static String of(Kernel kernel, int host) {
    Map<Integer, Node> nodes = new HashMap<>();
    Node init = new Node("init", Process.INIT, new ArrayList<>());
    for (Process process : kernel.processes().on(host)) {
      Node node = new Node(StatusText.name(process), process.pid(), new ArrayList<>());
      nodes.put(process.pid(), node);
      nodes.getOrDefault(process.parent, init).children.add(node);
      for (Task task : process.tasks) {
        if (task.tid() != process.pid()) {
          node.children.add(new Node("{" + task.shownName() + "}", task.tid(), List.of()));
        }
      }
    }
    ProcessTree tree = new ProcessTree();
    tree.add("", init, 0);
    return tree.out.toString();
  }

  /// Adds a node, its children to the right of it, each but the first on a line of its own.
  ///
  /// @param before what such a line begins with
  private void add(String before, Node node, int level) {
    String label = node.label();
    out.append(label);
    List<Node> children = new ArrayList<>(node.children);
    if (children.isEmpty() || level == MOST_LEVELS) {
      out.append(children.isEmpty() ? "\n" : "---...\n");
      return;
    }
    children.sort(Comparator.comparing(Node::name).thenComparingInt(Node::number));
    String below = before + " ".repeat(label.length());
    for (int i = 0; i < children.size(); i++) {
      boolean isLast = i == children.size() - 1;
      if (i > 0) {
        out.append(below).append(isLast ? " `-" : " |-");
      } else {
        out.append(isLast ? "---" : "-+-");
      }
      add(below + (isLast ? "   " : " | "), children.get(i), level + 1);
    }
  }
}
