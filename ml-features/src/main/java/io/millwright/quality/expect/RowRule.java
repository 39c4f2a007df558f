package io.millwright.quality.expect;

import io.millwright.table.Column;
import java.util.List;

/** A rule that judges each value of one field on its own. */
interface RowRule extends Rule {

  /** What a value came to. */
  enum Judgement {
    HOLDS,
    FAILS,
    UNDECIDED;

    static Judgement of(boolean holds) {
      return holds ? HOLDS : FAILS;
    }
  }

  /** Judges the value of a row; not thread-safe. */
  interface Judge {
    Judgement of(int row);
  }

  String field();

  /** A judge of the column's rows. */
  Judge over(Column column);

  /** Whether rows without a value are judged too. */
  default boolean judgesMissing() {
    return false;
  }

  @Override
  default List<String> fields() {
    return List.of(field());
  }

  @Override
  default RuleState start(Expectation expectation) {
    return new RowState(this, expectation);
  }
}
