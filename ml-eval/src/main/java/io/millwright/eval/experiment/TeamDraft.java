package io.millwright.eval.experiment;

import io.millwright.Require;
import io.millwright.Seed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Mixes the results of two rankers into one list, so that clicks tell which ranker users prefer.
 *
 * <p>Team draft: the ranker that has placed fewer results places its best one that is not in the
 * list yet; a coin decides when both have placed equally many. A click counts for the ranker that
 * placed the result. As every user sees both rankers, it needs far fewer queries than two arms; but
 * it says only which ranker is preferred, not how any other metric changes. The coin depends on
 * seed and query only, so a list can be made again. Once one ranker has nothing new, the other's
 * results fill the list without credit. Thread-safe: yes, immutable.
 *
 * @see <a href="https://doi.org/10.1145/1458082.1458092">Radlinski, Kurup, Joachims (2008), How
 *     does clickthrough data reflect retrieval quality?</a>
 */
public final class TeamDraft {

  private final Seed seed;
  private final int length;

  private TeamDraft(Seed seed, int length) {
    this.seed = seed;
    this.length = length;
  }

  /** Who placed a result. */
  public enum Team {
    /** The first ranker. */
    A,
    /** The second ranker. */
    B,
    /** Filled up without credit. */
    NEITHER
  }

  /**
   * A mixed list.
   *
   * @param <T> type of results
   * @param items results in order
   * @param teams who placed each
   */
  public record Interleaved<T>(List<T> items, List<Team> teams) {

    public Interleaved {
      items = List.copyOf(items);
      teams = List.copyOf(teams);
      if (items.size() != teams.size()) {
        throw new IllegalArgumentException(
            "Items and teams must be equally many; were "
                + items.size()
                + " and "
                + teams.size()
                + ".");
      }
    }

    /**
     * Clicks for B minus clicks for A; a result clicked twice counts once.
     *
     * @param clicked positions from 0
     */
    public int lead(Collection<Integer> clicked) {
      int lead = 0;
      for (int position : new HashSet<>(clicked)) {
        if (position < 0 || position >= items.size()) {
          throw Require.violated("Position", "from 0 to " + (items.size() - 1), position);
        }
        Team team = teams.get(position);
        lead += team == Team.B ? 1 : team == Team.A ? -1 : 0;
      }
      return lead;
    }
  }

  /**
   * A way to mix lists.
   *
   * @param length the most results of a list, at least 1
   */
  public static TeamDraft of(Seed seed, int length) {
    return new TeamDraft(seed, Require.atLeast("Length", length, 1));
  }

  /**
   * The mixed list of a query.
   *
   * @param query identity of this showing; the same one gives the same list
   * @param a results of the first ranker, best first, each once
   * @param b results of the second ranker, best first, each once
   * @param <T> type of results
   */
  public <T> Interleaved<T> interleave(String query, List<T> a, List<T> b) {
    Draft<T> draft = new Draft<>(distinct("A", a), distinct("B", b));
    RandomGenerator coin = seed.derive("team-draft").derive(query).random();
    int lead = 0;
    while (draft.items.size() < length && draft.canPick(Team.A) && draft.canPick(Team.B)) {
      boolean turnOfB = lead < 0 || (lead == 0 && coin.nextBoolean());
      draft.pick(turnOfB ? Team.B : Team.A, turnOfB ? Team.B : Team.A);
      lead += turnOfB ? 1 : -1;
    }
    while (draft.items.size() < length && (draft.canPick(Team.A) || draft.canPick(Team.B))) {
      draft.pick(draft.canPick(Team.A) ? Team.A : Team.B, Team.NEITHER);
    }
    return new Interleaved<>(new ArrayList<>(draft.items), draft.teams);
  }

  private static <T> List<T> distinct(String name, List<T> ranking) {
    if (new HashSet<>(ranking).size() != ranking.size()) {
      throw new IllegalArgumentException(
          "Ranking " + name + " must hold every result once; holds one twice. Remove duplicates.");
    }
    return ranking;
  }

  /** A list in the making. */
  private static final class Draft<T> {

    final Set<T> items = new LinkedHashSet<>();
    final List<Team> teams = new ArrayList<>();
    private final List<T> a;
    private final List<T> b;
    private int nextA;
    private int nextB;

    Draft(List<T> a, List<T> b) {
      this.a = a;
      this.b = b;
    }

    boolean canPick(Team from) {
      while (nextA < a.size() && items.contains(a.get(nextA))) {
        nextA++;
      }
      while (nextB < b.size() && items.contains(b.get(nextB))) {
        nextB++;
      }
      return from == Team.A ? nextA < a.size() : nextB < b.size();
    }

    void pick(Team from, Team credit) {
      items.add(from == Team.A ? a.get(nextA) : b.get(nextB));
      teams.add(credit);
    }
  }
}
