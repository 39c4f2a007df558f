package io.millwright.split;

import io.millwright.Require;
import java.time.temporal.TemporalAmount;

/**
 * Ways to cut a table into folds, each of which is held out once while the others are learnt from.
 *
 * <p>{@link #kFold}, {@link #stratified}, {@link #grouped} and {@link #stratifiedGrouped} are
 * {@link RandomFolds}: without a seed they follow fixed rules, with one they shuffle first. The
 * others have nothing to draw and take none. Without a seed the halves have the same rows as those
 * of scikit-learn's splitters of that kind, except where a method says otherwise. Every split holds
 * copies of its rows, so {@code k} folds take about {@code k} times the memory of the table.
 * Immutable and thread-safe.
 *
 * @see <a href="https://scikit-learn.org/stable/modules/cross_validation.html">scikit-learn:
 *     Cross-validation</a>
 */
public final class CrossValidation {

  private CrossValidation() {}

  /**
   * Blocks of neighbouring rows, the first {@code rows mod k} of them one row longer; with a seed
   * blocks of shuffled rows. Without one, beware of a table that is sorted. Every row is held out
   * exactly once. Refused if there are fewer than {@code k} rows.
   *
   * @param k folds, at least 2
   */
  public static RandomFolds kFold(int k) {
    return new UniformFolds(Require.atLeast("k", k, 2));
  }

  /**
   * As {@link #kFold}, each fold having as many rows of each stratum as any other, up to one row.
   * Strata are the values of the label; of a binary label positive and the rest; of a real label up
   * to 10 bins of equally many rows in the order of its values, {@code k} rows at least in each.
   * Rows whose label is missing or, if real, not finite are in no half. A stratum of fewer than
   * {@code k} rows is not in every fold, which the description then says. Refused if the schema has
   * no label, or every stratum has fewer than {@code k} rows.
   *
   * @param k folds, at least 2
   */
  public static RandomFolds stratified(int k) {
    return new StratifiedFolds(Require.atLeast("k", k, 2));
  }

  /**
   * Each group is held out whole, exactly once. The largest group is taken first, of equal ones
   * that with the later value; with a seed groups are taken in a random order. Each goes to the
   * fold with fewest rows so far. Which fold a group is in does not depend on the order of the
   * rows. Rows whose group is missing are in no half. Refused if there are fewer than {@code k}
   * groups.
   *
   * @param field whose values are the groups, of any type but NUMERIC
   * @param k folds, at least 2
   */
  public static RandomFolds grouped(String field, int k) {
    return new GroupedFolds(Require.notBlank("field", field), Require.atLeast("k", k, 2));
  }

  /**
   * As {@link #grouped}, folds having about the same share of each stratum. Strata are those of
   * {@link #stratified}. Groups whose rows are spread over the strata most unevenly are taken
   * first, of equally uneven ones that with the lesser value, with a seed in a random order; each
   * goes to the fold where the shares of the strata then differ least between folds, of about equal
   * ones that with fewest rows. Rows whose group or label is missing are in no half. Refused if the
   * schema has no label, there are fewer than {@code k} groups, or every stratum has fewer than
   * {@code k} rows. Cost: O(groups × k² × strata).
   *
   * @param field whose values are the groups, of any type but NUMERIC
   * @param k folds, at least 2
   */
  public static RandomFolds stratifiedGrouped(String field, int k) {
    return new StratifiedGroupedFolds(Require.notBlank("field", field), Require.atLeast("k", k, 2));
  }

  /**
   * A fold for each group, in the order of their values: whole numbers and times ascending, text by
   * code point. Rows whose group is missing are in no half. Refused if there are fewer than 2
   * groups.
   *
   * @param field whose values are the groups, of any type but NUMERIC
   */
  public static Folds leaveOneGroupOut(String field) {
    return new GroupsOut(Require.notBlank("field", field), 1);
  }

  /**
   * A fold for each choice of {@code p} groups, in lexicographic order of their values as {@link
   * #leaveOneGroupOut} orders them. Rows whose group is missing are in no half. Refused if there
   * are not more than {@code p} groups, or more than 10,000 such choices.
   *
   * @param field whose values are the groups, of any type but NUMERIC
   * @param p groups held out at a time, at least 1
   */
  public static Folds leavePGroupsOut(String field, int p) {
    return new GroupsOut(Require.notBlank("field", field), Require.atLeast("p", p, 1));
  }

  /**
   * Folds by the schema's event time: each is judged on rows later than those learnt from.
   *
   * @param k folds, at least 2
   */
  public static TimeSeriesFolds timeSeries(int k) {
    return new TimeSeriesFolds(Require.atLeast("k", k, 2), 0, 0, 0, 0);
  }

  /**
   * Folds by the calendar of the schema's event time: windows of one length, each judged on by what
   * was learnt before it.
   *
   * @param length of each window, a Period or a Duration, more than zero
   * @param k windows, at least 2
   */
  public static CalendarFolds calendar(TemporalAmount length, int k) {
    return new CalendarFolds(
        Require.atLeast("k", k, 2), TimeLine.requirePositive("length", length));
  }

  /**
   * Blocks of neighbours in time, each held out once; rows whose labels came about while those of
   * the block did are not learnt from. Refused if there are fewer than {@code k} rows with both
   * times, or an end before its start.
   *
   * @param start field with the time of which the row tells, a TIMESTAMP or DATE
   * @param end field with the time when its label was known, of the same type
   * @param k folds, at least 2
   */
  public static PurgedFolds purged(String start, String end, int k) {
    return combinatorialPurged(start, end, Require.atLeast("k", k, 2), 1);
  }

  /**
   * As {@link #purged}, with a fold for each choice of {@code held} blocks, in lexicographic order:
   * purged and embargoed around each of them. Each row is held out in {@code held / blocks} of the
   * folds. Refused besides if there are more than 10,000 choices.
   *
   * @param start field with the time of which the row tells, a TIMESTAMP or DATE
   * @param end field with the time when its label was known, of the same type
   * @param blocks at least 2
   * @param held blocks held out at a time, at least 1, fewer than {@code blocks}
   */
  public static PurgedFolds combinatorialPurged(String start, String end, int blocks, int held) {
    Require.atLeast("held", held, 1);
    if (held >= Require.atLeast("blocks", blocks, 2)) {
      throw Require.violated("held", "less than the " + blocks + " blocks", held);
    }
    return new PurgedFolds(
        Require.notBlank("start", start), Require.notBlank("end", end), blocks, held);
  }
}
