package dev.ringfence.scenario.read;

import dev.ringfence.core.Spelling;
import dev.ringfence.kernel.deadlock.DeadlockPolicy;
import dev.ringfence.kernel.deadlock.DeadlockPolicy.Claim;
import dev.ringfence.kernel.deadlock.DeadlockPolicy.Kind;
import dev.ringfence.kernel.deadlock.DeadlockPolicy.Victim;
import dev.ringfence.kernel.deadlock.LockNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads what a scenario wants to be done about deadlocks: the keys under `deadlock`, and
/// `claims` of processes.
final class DeadlockReader {
  private static final int MOST_UNITS = 1_000_000;
  private static final long MILLISECOND = 1_000_000;
  private static final DeadlockPolicy NOTHING =
      new DeadlockPolicy(
          Kind.NONE,
          Victim.YOUNGEST,
          false,
          MILLISECOND,
          false,
          List.of(),
          Map.of(),
          MILLISECOND,
          MILLISECOND);

  private DeadlockReader() {}

  /// What all keys of the defaults say.
  static DeadlockPolicy defaults(Keys keys) {
    return read(keys, NOTHING, Map.of());
  }

  /// @param claims by the name of a process
  static DeadlockPolicy read(Keys keys, DeadlockPolicy given, Map<String, List<Claim>> claims) {
    Kind kind = choice(keys, "policy", Kind.class, given.kind());
    DeadlockPolicy policy =
        new DeadlockPolicy(
            kind,
            choice(keys, "victim", Victim.class, given.victim()),
            keys.truth("restart", given.restart()),
            keys.duration("restart-delay", 0, given.restartDelay()),
            stops(keys, given.stops()),
            List.copyOf(keys.strings("order")),
            Map.copyOf(claims),
            keys.duration("back-off", 1, given.backOff()),
            keys.duration("timeout", 1, given.timeout()));
    if (kind == Kind.BANKER && claims.isEmpty()) {
      keys.wrong("policy", "the banker needs claims: processes.NAME.claims");
    }
    keys.finish();
    return policy;
  }

  private static boolean stops(Keys keys, boolean otherwise) {
    String word = keys.string("on-refusal", otherwise ? "stop" : "fail");
    if (!word.equals("fail") && !word.equals("stop")) {
      keys.wrong("on-refusal", "expected fail or stop");
    }
    return word.equals("stop");
  }

  private static <E extends Enum<E>> E choice(Keys keys, String key, Class<E> type, E otherwise) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(DeadlockReader::word).toList();
    String text = keys.string(key, word(otherwise));
    int index = words.indexOf(text);
    if (index < 0) {
      String near = Spelling.nearest(text, words);
      keys.wrong(
          key,
          near == null
              ? "expected one of " + String.join(", ", words)
              : "did you mean '" + near + "'?");
      return otherwise;
    }
    return type.getEnumConstants()[index];
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What the threads of a process claim.
  ///
  /// @param count how many replicas it has
  static List<Claim> claims(Keys keys, int count) {
    List<Claim> claims = new ArrayList<>();
    for (String lock : keys.names()) {
      claims.add(new Claim(lock, (int) keys.integer(lock, 1, MOST_UNITS, 1)));
      try {
        for (int index = 0; index < Math.max(1, count); index++) {
          LockNames.fill(lock, index, Math.max(1, count));
        }
      } catch (IllegalArgumentException e) {
        keys.wrong(lock, String.valueOf(e.getMessage()));
        claims.removeLast();
      }
    }
    keys.finish();
    return claims;
  }
}
