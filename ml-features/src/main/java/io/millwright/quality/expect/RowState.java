package io.millwright.quality.expect;

import io.millwright.quality.expect.ExpectationResult.Tally;
import io.millwright.quality.expect.RowRule.Judge;
import io.millwright.quality.expect.RowRule.Judgement;
import io.millwright.quality.internal.FirstRows;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Counts rows that are judged one by one. */
final class RowState implements RuleState {

  private final RowRule rule;
  private final Expectation expectation;
  private final FirstRows firstRows = new FirstRows();
  private long checked;
  private long failing;
  private long undecided;

  RowState(RowRule rule, Expectation expectation) {
    this.rule = rule;
    this.expectation = expectation;
  }

  @Override
  public void add(Table chunk, long first) {
    Column column = chunk.column(rule.field());
    Judge judge = remembering(column, rule.over(column));
    for (int row = 0; row < column.size(); row++) {
      if (rule.judgesMissing() || !column.isMissing(row)) {
        checked++;
        Judgement judgement = judge.of(row);
        if (judgement != Judgement.HOLDS) {
          failing++;
          undecided += judgement == Judgement.UNDECIDED ? 1 : 0;
          firstRows.add(first + row);
        }
      }
    }
  }

  /** Judges a category once. */
  private Judge remembering(Column column, Judge judge) {
    if (rule.judgesMissing() || !(column instanceof CategoricalColumn categories)) {
      return judge;
    }
    @Nullable Judgement[] known = new @Nullable Judgement[categories.dictionary().size()];
    return row -> {
      int code = categories.code(row);
      Judgement judgement = known[code];
      if (judgement == null) {
        judgement = judge.of(row);
        known[code] = judgement;
      }
      return judgement;
    };
  }

  @Override
  public void merge(RuleState next, long offset) {
    RowState other = (RowState) next;
    checked += other.checked;
    failing += other.failing;
    undecided += other.undecided;
    firstRows.addAll(other.firstRows, offset);
  }

  @Override
  public List<ExpectationResult> results(long rows) {
    Tally tally = new Tally(checked, failing, undecided);
    return List.of(
        new ExpectationResult(expectation, tally, OptionalDouble.empty(), firstRows.list()));
  }
}
