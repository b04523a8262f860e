package dev.ringfence.analysis.order;

import dev.ringfence.event.ObjectEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;

/// Who sends to whom through what, and so in which circles.
final class Credits {
  private final Map<Integer, Use> uses = new LinkedHashMap<>();

  /// What is known of a channel.
  private static final class Use {
    final Set<Integer> senders = new HashSet<>();
    final Set<Integer> receivers = new HashSet<>();
    final String name;
    long capacity;
    long level;
    long most;

    Use(String name) {
      this.name = name;
    }
  }

  void level(ObjectEvent.Level fact) {
    Use use = uses.computeIfAbsent(fact.object(), _ -> new Use(fact.name()));
    if (fact.by() != 0 && fact.queued() != use.level) {
      (fact.queued() > use.level ? use.senders : use.receivers).add(fact.by());
    }
    use.level = fact.queued();
    use.most = Math.max(use.most, use.level);
    use.capacity = fact.capacity();
  }

  /// The circles.
  List<Credit> circles() {
    Graph<Integer, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
    for (Use use : uses.values()) {
      for (int sender : use.senders) {
        for (int receiver : use.receivers) {
          if (sender != receiver) {
            graph.addVertex(sender);
            graph.addVertex(receiver);
            graph.addEdge(sender, receiver);
          }
        }
      }
    }
    List<Credit> all = new ArrayList<>();
    for (Set<Integer> tasks :
        new KosarajuStrongConnectivityInspector<>(graph).stronglyConnectedSets()) {
      if (tasks.size() > 1) {
        all.add(new Credit(new TreeSet<>(tasks), channels(tasks)));
      }
    }
    return all;
  }

  private List<Credit.Channel> channels(Set<Integer> tasks) {
    return uses.values().stream()
        .filter(use -> use.senders.stream().anyMatch(tasks::contains))
        .filter(use -> use.receivers.stream().anyMatch(tasks::contains))
        .map(use -> new Credit.Channel(use.name, use.capacity, use.most))
        .toList();
  }
}
