package io.millwright.split;

import io.millwright.Require;
import io.millwright.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds of blocks in time for labels that take time to come about. Made by {@link
 * CrossValidation#purged} and {@link CrossValidation#combinatorialPurged}; immutable and
 * thread-safe, equal if made alike.
 *
 * <p>The label of a row comes about between two times {@code [t0, t1]}, both included: when it is
 * predicted and when it is known. Rows are put in the order of {@code t0}, equal ones in the order
 * of the table, and cut into blocks of neighbours, the first of them one row longer where they do
 * not divide evenly. Around each held out block, {@code T0} being its least {@code t0} and {@code
 * T1} its greatest {@code t1}, rows with {@code t0 <= T1} and {@code t1 >= T0} are purged: they are
 * not learnt from, so that equal times are never on both sides. The {@link #embargo(Duration)
 * embargo} drops rows after the block besides, up to the last row of the table if need be. Rows
 * before a block that end before {@code T0} are learnt from, and so are later ones: what is judged
 * is how well a rule holds in any stretch of time, not forecasting.
 *
 * <p>Rows in neither half, and rows without one of the times, are counted in {@link Split#left}. A
 * fold for which no row is left to learn from is refused. Cost: O(rows × (blocks + folds)).
 *
 * @see "López de Prado (2018), Advances in Financial Machine Learning, sections 7.4 and 12.4"
 */
public final class PurgedFolds implements Folds {

  private record Rule(
      String start, String end, int blocks, int held, double embargoShare, Duration embargo) {}

  private final Rule rule;

  PurgedFolds(String start, String end, int blocks, int held) {
    this(new Rule(start, end, blocks, held, 0, Duration.ZERO));
  }

  private PurgedFolds(Rule rule) {
    this.rule = rule;
  }

  /**
   * The next {@code ceil(share × rows)} rows with {@code t0 > T1} after each held out block are not
   * learnt from, computed in doubles; none if not given. With both embargoes a row is dropped if
   * either says so.
   *
   * @param share of the rows that have both times, from 0 to 1
   */
  public PurgedFolds embargo(double share) {
    return new PurgedFolds(
        new Rule(
            rule.start,
            rule.end,
            rule.blocks,
            rule.held,
            Require.share("embargo", share),
            rule.embargo));
  }

  /**
   * Rows with {@code T1 < t0 <= T1 + duration} are not learnt from; none if not given.
   *
   * @param duration not negative; whole days for DATEs
   */
  public PurgedFolds embargo(Duration duration) {
    TimeLine.requireNotNegative("embargo", duration);
    return new PurgedFolds(
        new Rule(rule.start, rule.end, rule.blocks, rule.held, rule.embargoShare, duration));
  }

  @Override
  public List<SplitRows> rows(Table table) {
    LabelSpans spans = LabelSpans.of(table, rule.start, rule.end);
    TimeLine.requireFit(spans.type(), Map.of("embargo", rule.embargo));
    if (spans.rows().length < rule.blocks) {
      throw new IllegalArgumentException(
          "Rows with both times must be at least the "
              + rule.blocks
              + " blocks; were "
              + spans.rows().length
              + ". Choose fewer blocks or bring more rows.");
    }
    PurgeRule purge =
        new PurgeRule(
            spans.starts(),
            spans.ends(),
            rule.embargoShare,
            last -> TimeLine.shifted(last, 1, rule.embargo, spans.type()));
    List<PurgeRule.Halves> folds = purge.folds(rule.blocks, rule.held);
    List<SplitRows> splits = new ArrayList<>(folds.size());
    for (PurgeRule.Halves fold : folds) {
      splits.add(
          SplitRows.of(
              table.rowCount(),
              inTable(fold.train(), spans),
              inTable(fold.test(), spans),
              description(splits.size() + 1, folds.size())));
    }
    return List.copyOf(splits);
  }

  private static BitSet inTable(BitSet positions, LabelSpans spans) {
    int[] rows = spans.rows();
    return FoldSplits.set(positions.stream().map(i -> rows[i]).toArray());
  }

  private String description(int fold, int of) {
    return (rule.held == 1
            ? "purged"
            : "combinatorial purged, " + rule.held + " of " + rule.blocks + " blocks,")
        + " by '"
        + rule.start
        + "' to '"
        + rule.end
        + "', fold "
        + fold
        + " of "
        + of
        + (rule.embargoShare == 0
            ? ""
            : ", embargo " + Shares.percent(rule.embargoShare) + " of rows")
        + (rule.embargo.isZero() ? "" : ", embargo " + rule.embargo);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PurgedFolds that && rule.equals(that.rule);
  }

  @Override
  public int hashCode() {
    return rule.hashCode();
  }

  @Override
  public String toString() {
    return "PurgedFolds " + rule;
  }
}
