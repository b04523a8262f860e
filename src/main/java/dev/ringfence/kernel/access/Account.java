package dev.ringfence.kernel.access;

import java.util.ArrayList;
import java.util.List;

/// A user of the machine (`passwd(5)`).
///
/// @param group the primary group
/// @param others the supplementary groups
public record Account(String name, int user, int group, List<Integer> others, String home) {
  /// The user to whom a scenario's processes belong unless it says otherwise.
  public static final Account USER = new Account("user", 1000, 1000, List.of(), "/home/user");

  /// The user who may do all.
  public static final Account ROOT = new Account("root", 0, 0, List.of(), "/root");

  /// A user who has a number and nothing else.
  public static Account numbered(int user) {
    return new Account(Integer.toUnsignedString(user), user, user, List.of(), "/");
  }

  /// Who a process of the user is.
  public Credentials credentials() {
    List<Integer> groups = new ArrayList<>(others);
    if (!groups.contains(group)) {
      groups.add(group);
    }
    groups.sort(Integer::compareUnsigned);
    return Credentials.of(user, group, groups);
  }
}
