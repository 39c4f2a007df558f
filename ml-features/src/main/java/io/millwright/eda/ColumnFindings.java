package io.millwright.eda;

import io.millwright.report.NumberText;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.table.CategoricalColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is worth a look in a single column. */
final class ColumnFindings {

  private static final double NEARLY_ALL = 0.995;
  private static final double HALF = 0.5;
  private static final double MANY_MISSING = 0.05;
  private static final double MANY_FAR_OUT = 0.01;
  private static final double VERY_SKEWED = 3;
  private static final int FEW_VALUES = 10;

  private final EdaFacts facts;
  private final List<Finding> found = new ArrayList<>();

  private final Set<String> said;

  private ColumnFindings(EdaFacts facts, Set<String> said) {
    this.facts = facts;
    this.said = said;
  }

  /**
   * The findings.
   *
   * @param said columns whose missing values were spoken of
   */
  static List<Finding> of(EdaFacts facts, Set<String> said) {
    ColumnFindings findings = new ColumnFindings(facts, said);
    for (ColumnSummary column : facts.used()) {
      if (column.field().role() != Role.LABEL) {
        findings.look(column);
      }
    }
    return findings.found;
  }

  private void look(ColumnSummary column) {
    if (column.present() == 0) {
      if (facts.rows() > 0) {
        add(
            Finding.bad(
                1, column.name(), "Has no value in any row.", "Find out why, or leave it out."));
      }
      return;
    }
    missing(column);
    if (column.nonFinite() > 0) {
      add(
          Finding.warning(
              0.9,
              column.name(),
              ReportWords.count(column.nonFinite()) + " cells are NaN or infinite.",
              "Decide what they mean: missing, or a fault upstream."));
    }
    if (column.field().role() == Role.FEATURE) {
      values(column);
    }
  }

  private void missing(ColumnSummary column) {
    double share = column.missingShare();
    String text = ReportWords.percent(share) + " of the rows have no value.";
    if (share >= HALF) {
      add(Finding.bad(share, column.name(), text, "Ask whether it will be there when predicting."));
    } else if (share >= MANY_MISSING && !said.contains(column.name())) {
      add(
          Finding.warning(
              share, column.name(), text, "Impute it with an indicator, and find out why."));
    }
  }

  private void values(ColumnSummary column) {
    if (column.isConstant()) {
      add(
          Finding.warning(
              0.8,
              column.name(),
              "Has the same value in every row that has one.",
              "Leave it out."));
    } else if (column.mostFrequentShare() >= NEARLY_ALL) {
      add(
          Finding.note(
              column.mostFrequentShare(),
              column.name(),
              ReportWords.percent(column.mostFrequentShare()) + " of its values are the same.",
              "Expect little of it."));
    } else if (column.namesTheRows()) {
      add(
          Finding.warning(
              0.85,
              column.name(),
              "Has a value of its own in nearly every row ("
                  + ReportWords.count(column.distinct())
                  + " different), as a number or name of the row has.",
              "Declare it a key, so that no model learns it by heart."));
    } else if (column.field().type() == FieldType.CATEGORICAL
        && column.distinct() > facts.options().mostCategories()) {
      add(
          Finding.warning(
              0.3,
              column.name(),
              "Has " + ReportWords.count(column.distinct()) + " categories.",
              "Hash it, take rare ones together, or encode it by the target out of fold."));
    }
    placeholders(column);
    shape(column);
  }

  /** Words that people write where they have no value. */
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "", "?", "-", "--", ".", "na", "n/a", "nan", "nil", "none", "null", "missing", "unknown");

  private void placeholders(ColumnSummary column) {
    if (!(column.column() instanceof CategoricalColumn words)) {
      return;
    }
    long[] rows = Categories.rows(words);
    for (int code = 0; code < rows.length; code++) {
      String word = words.dictionary().get(code);
      if (rows[code] > 0 && PLACEHOLDERS.contains(word.strip().toLowerCase(Locale.ROOT))) {
        add(
            Finding.warning(
                0.95,
                column.name(),
                "'"
                    + word.strip()
                    + "' in "
                    + ReportWords.percent((double) rows[code] / facts.rows())
                    + " of the rows looks like a missing value.",
                "If it is one, read it as missing."));
      }
    }
  }

  private void shape(ColumnSummary column) {
    ColumnSummary.NumberShape shape = column.numbers();
    if (shape.pile() > 0) {
      add(
          Finding.warning(
              0.65,
              column.name(),
              ReportWords.count(shape.pile()) + " rows share one value far beyond all others.",
              "Ask whether it stands for 'missing' or 'at least'."));
    }
    double farOut = shape.isEmpty() ? 0 : (double) shape.farOut() / shape.finite();
    if (column.distinct() > FEW_VALUES && Math.abs(shape.skew()) >= VERY_SKEWED) {
      add(
          Finding.warning(
              0.2 + Math.min(0.1, Math.abs(shape.skew()) / 1000),
              column.name(),
              "Has a long tail: skewness " + NumberText.of(shape.skew(), 3) + tail(shape, farOut),
              "Take its logarithm or its ranks for linear models; trees do not mind."));
    } else if (farOut >= MANY_FAR_OUT) {
      add(
          Finding.note(
              farOut,
              column.name(),
              "Has far-out values" + tail(shape, farOut),
              "Check the unit and the source; clip or scale robustly."));
    }
  }

  private static String tail(ColumnSummary.NumberShape shape, double farOut) {
    return shape.farOut() == 0
        ? "."
        : "; "
            + ReportWords.percent(farOut)
            + " of its values lie more than 3 interquartile ranges outside the quartiles.";
  }

  private void add(Finding finding) {
    found.add(finding);
  }
}
