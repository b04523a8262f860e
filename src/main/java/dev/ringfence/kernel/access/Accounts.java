package dev.ringfence.kernel.access;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The users and groups of the machine.
///
/// @param groups the numbers of groups, by name, in the order of the file
public record Accounts(List<Account> users, Map<String, Integer> groups) {
  /// Those that every machine has.
  public static final Accounts USUAL =
      new Accounts(
          List.of(Account.ROOT, Account.USER),
          new TreeMap<>(Map.of("root", Account.ROOT.group(), "user", Account.USER.group())));

  /// The user of a name, or null.
  public @Nullable Account user(String name) {
    return users.stream().filter(user -> user.name().equals(name)).findFirst().orElse(null);
  }

  /// The user of a number, who need not have a name.
  public Account user(int number) {
    return users.stream()
        .filter(user -> user.user() == number)
        .findFirst()
        .orElseGet(() -> Account.numbered(number));
  }

  /// The text of `/etc/passwd`.
  public String passwd() {
    return users.stream()
        .map(
            user ->
                "%s:x:%s:%s:%s:%s:/bin/sh\n"
                    .formatted(
                        user.name(),
                        Integer.toUnsignedString(user.user()),
                        Integer.toUnsignedString(user.group()),
                        user.user() == Credentials.ROOT ? "root" : "",
                        user.home()))
        .collect(Collectors.joining());
  }

  /// The text of `/etc/group`.
  public String group() {
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (name, number) -> {
          String members =
              users.stream()
                  .filter(user -> user.others().contains(number) && user.group() != number)
                  .map(Account::name)
                  .collect(Collectors.joining(","));
          text.append("%s:x:%s:%s\n".formatted(name, Integer.toUnsignedString(number), members));
        });
    return text.toString();
  }
}
