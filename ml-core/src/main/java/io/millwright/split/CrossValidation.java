package io.millwright.split;

import io.millwright.Require;

/**
 * Ways to cut a table into folds, each of which is held out once while the others are learnt from.
 *
 * <p>{@link #kFold}, {@link #stratified} and {@link #grouped} are {@link RandomFolds}: without a
 * seed they follow fixed rules, with one they shuffle first. {@link #leaveOneGroupOut} and {@link
 * #timeSeries} have nothing to draw and take none. Without a seed the halves have the same rows as
 * those of scikit-learn's splitters of that kind, except where a method says otherwise. Every split
 * holds copies of its rows, so {@code k} folds take about {@code k} times the memory of the table.
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
    return new TimeSeriesFolds(Require.atLeast("k", k, 2), 0, 0, 0);
  }
}
