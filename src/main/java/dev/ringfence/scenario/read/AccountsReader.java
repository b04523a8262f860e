package dev.ringfence.scenario.read;

import dev.ringfence.core.Spelling;
import dev.ringfence.kernel.access.Account;
import dev.ringfence.kernel.access.Accounts;
import dev.ringfence.kernel.fs.Ownership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the users and groups of a scenario, and what it says of who runs a process and to whom a
/// file belongs.
final class AccountsReader {
  /// The largest number of a user or a group: one less than what stands for none.
  private static final long MOST = 0xFFFF_FFFEL;

  private static final int FIRST_USER = 1001;
  private static final int FIRST_GROUP = 2001;
  private static final String NAME = "[a-z_][a-z0-9_-]{0,31}";

  private final Map<String, Integer> groups = new LinkedHashMap<>(Accounts.USUAL.groups());
  private final Map<String, Account> users = new LinkedHashMap<>();

  private AccountsReader() {
    Accounts.USUAL.users().forEach(user -> users.put(user.name(), user));
  }

  /// The machine's users and groups.
  static Accounts read(Keys users, Keys groups) {
    AccountsReader reader = new AccountsReader();
    groups.names().forEach(name -> reader.group(groups, name));
    users.names().forEach(name -> reader.user(users, name));
    return new Accounts(List.copyOf(reader.users.values()), reader.groups);
  }

  private void group(Keys keys, String name) {
    if (!name.matches(NAME)) {
      keys.wrong(name, "a group needs a name of small letters, digits, '_' and '-'");
    }
    Keys one = keys.object(name);
    groups.put(name, number(one, "gid", free(groups.values(), FIRST_GROUP)));
    one.finish();
  }

  private void user(Keys keys, String name) {
    if (!name.matches(NAME)) {
      keys.wrong(name, "a user needs a name of small letters, digits, '_' and '-'");
    }
    Keys one = keys.object(name);
    Account before = users.get(name);
    List<Integer> taken = users.values().stream().map(Account::user).toList();
    int user = number(one, "uid", before == null ? free(taken, FIRST_USER) : before.user());
    if (users.values().stream().anyMatch(u -> u.user() == user && !u.name().equals(name))) {
      one.wrong("uid", "another user has this number");
    }
    int group = number(one, "gid", before == null ? user : before.group());
    if (!groups.containsValue(group)) {
      groups.put(name, group);
    }
    List<Integer> others = new ArrayList<>();
    for (Keys.Item item : one.items("groups")) {
      if (!item.text().matches(NAME)) {
        item.wrong("a group needs a name of small letters, digits, '_' and '-'");
      }
      others.add(groups.computeIfAbsent(item.text(), _ -> free(groups.values(), FIRST_GROUP)));
    }
    String home = before == null ? "/home/" + name : before.home();
    users.put(name, new Account(name, user, group, others, home));
    one.finish();
  }

  private static int number(Keys keys, String key, int otherwise) {
    return (int) keys.integer(key, 0, MOST, Integer.toUnsignedLong(otherwise));
  }

  private static int free(Iterable<Integer> taken, int first) {
    int number = first;
    for (boolean again = true; again; ) {
      again = false;
      for (int other : taken) {
        if (other == number) {
          number++;
          again = true;
        }
      }
    }
    return number;
  }

  /// The user whom a key names, by name or by number.
  static Account user(Keys keys, String key, Accounts accounts, Account otherwise) {
    String name = keys.string(key, otherwise.name());
    Account found = accounts.user(name);
    if (found != null) {
      return found;
    }
    Integer number = number(name);
    if (number == null) {
      List<String> names = accounts.users().stream().map(Account::name).toList();
      keys.wrong(key, unknown("user", name, names));
    }
    return number == null ? otherwise : accounts.user((int) number);
  }

  /// To whom a file belongs, by the keys `owner`, `group` and `mode`.
  static Ownership ownership(Keys keys, Accounts accounts, Ownership otherwise) {
    Account owner = user(keys, "owner", accounts, accounts.user(otherwise.owner()));
    int group = keys.has("owner") ? owner.group() : otherwise.group();
    if (keys.has("group")) {
      String name = keys.string("group", "");
      Integer known = accounts.groups().get(name);
      Integer number = known == null ? number(name) : known;
      if (number == null) {
        keys.wrong("group", unknown("group", name, List.copyOf(accounts.groups().keySet())));
      } else {
        group = number;
      }
    }
    String mode = keys.string("mode", Integer.toOctalString(otherwise.mode()));
    if (!mode.matches("[0-7]{1,5}") || Integer.parseInt(mode, 8) > 07777) {
      keys.wrong("mode", "expected permissions in octal, such as 0644 or 4755");
      mode = "0";
    }
    return new Ownership(owner.user(), group, Integer.parseInt(mode, 8));
  }

  private static @Nullable Integer number(String text) {
    return text.matches("[0-9]{1,10}") && Long.parseLong(text) <= MOST
        ? Integer.valueOf((int) Long.parseLong(text))
        : null;
  }

  private static String unknown(String kind, String name, List<String> known) {
    String near = Spelling.nearest(name, known);
    String help =
        near == null ? "one of " + String.join(", ", known) : "did you mean '" + near + "'?";
    return "there is no " + kind + " '" + name + "': " + help;
  }
}
