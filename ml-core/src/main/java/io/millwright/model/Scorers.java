package io.millwright.model;

import io.millwright.model.spi.ScorerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Turns stored scorers into scorers again, whatever kind they are. Stateless. */
public final class Scorers {

  private Scorers() {}

  /**
   * The scorer that was stored.
   *
   * @throws IllegalArgumentException if no provider reads that kind, naming the kinds there are, or
   *     if the content is not of its kind
   */
  public static Scorer read(Scorer.Stored stored) {
    List<String> kinds = new ArrayList<>();
    for (ScorerProvider provider : ServiceLoader.load(ScorerProvider.class)) {
      if (provider.kind().equals(stored.kind())) {
        return provider.read(stored.json());
      }
      kinds.add(provider.kind());
    }
    throw missing("Scorer", stored.kind(), kinds);
  }

  static IllegalArgumentException missing(String what, String kind, List<String> kinds) {
    kinds.sort(null);
    return new IllegalArgumentException(
        what
            + " kind must be one of "
            + kinds
            + "; was '"
            + (kind.length() > 60 ? kind.substring(0, 60) + "…" : kind)
            + "'. Add the module that wrote it to the path.");
  }
}
