package io.millwright.samples.journey;

import io.millwright.Seed;
import io.millwright.artifact.Verdict;
import io.millwright.report.NumberText;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.split.HoldoutSet;
import io.millwright.split.Split;
import io.millwright.split.TrainingSet;
import io.millwright.table.Table;

/**
 * Four parts of the rows without a common one, each for one purpose.
 *
 * @param learn what models are fitted on, and chosen with
 * @param calibration what probabilities are corrected on
 * @param threshold what the threshold is chosen on
 * @param outer all of those together, and the rows that judge
 */
record Parts(TrainingSet learn, HoldoutSet calibration, HoldoutSet threshold, Split outer) {

  private static final double TEST_SHARE = 0.3;
  private static final double THRESHOLD_SHARE = 0.2;
  private static final double CALIBRATION_SHARE = 0.25;

  static Parts of(Table table, Seed seed, Console console) {
    Split outer = SplitStep.split(table, TEST_SHARE, seed, console);
    Split last =
        SplitStep.within(outer.train(), THRESHOLD_SHARE, seed.derive("threshold"), console);
    Split first =
        SplitStep.within(last.train(), CALIBRATION_SHARE, seed.derive("calibration"), console);
    return new Parts(first.train(), first.test(), last.test(), outer);
  }

  HoldoutSet test() {
    return outer.test();
  }

  /** Whether rows of later times or other groups judge; not known if nobody named a column. */
  Verdict suitsUse() {
    return isDeclared() ? Verdict.PASS : Verdict.INSUFFICIENT;
  }

  /** How the rows that judge were taken, in a sentence. */
  String split() {
    return outer.description()
        + (isDeclared()
            ? "."
            : "; nobody said whether rows have a time or belong to groups (--time, --group).");
  }

  private boolean isDeclared() {
    Schema schema = test().table().schema();
    return schema.only(Role.EVENT_TIME).isPresent() || schema.only(Role.GROUP).isPresent();
  }

  String describe() {
    return "%s; %s rows to learn from, %s to calibrate, %s to choose the threshold, %s to judge"
        .formatted(
            outer.description(),
            count(learn.table()),
            count(calibration.table()),
            count(threshold.table()),
            count(test().table()));
  }

  private static String count(Table table) {
    return NumberText.of((long) table.rowCount());
  }
}
