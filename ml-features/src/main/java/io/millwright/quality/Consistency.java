package io.millwright.quality;

import io.millwright.quality.QualityFault.Kind;
import io.millwright.table.CategoricalColumn;
import java.util.List;

/** {@link Dimension#CONSISTENCY}. */
final class Consistency {

  private Consistency() {}

  static DimensionScore score(
      QualityFacts facts, List<QualityFault> faults, List<SimilarCategories> pairs) {
    QualityFacts.Totals totals = facts.totals();
    if (totals.duplicates() > 0) {
      String text =
          totals.duplicates() + " of " + totals.rows() + " rows are equal to an earlier row.";
      faults.add(QualityFault.of(Kind.DUPLICATE_ROWS, text).at(totals.duplicateRows()));
    }
    long categories = 0;
    long variants = 0;
    long strings = 0;
    long odd = 0;
    for (ColumnFacts feature : facts.features()) {
      String field = feature.field().name();
      if (feature.column() instanceof CategoricalColumn column) {
        Spelling spelling = Spelling.of(field, column, facts.rowNumber());
        categories += column.size() - column.missingCount();
        variants += spelling.variants();
        pairs.addAll(spelling.pairs());
        faults(field, spelling, faults);
      }
      if (feature.field().type().isString()) {
        Formats formats = Formats.of(field, feature.column(), facts.rowNumber());
        strings += formats.cells();
        odd += formats.odd();
        faults.addAll(formats.faults());
      }
    }
    long constants = facts.features().stream().filter(ColumnFacts::isConstant).count();
    double d = totals.duplicates() / (double) totals.rows();
    double v = share(variants, categories);
    double x = share(odd, strings);
    double c = share(constants, facts.features().size());
    return DimensionScore.of(
        Dimension.CONSISTENCY,
        5 * (1 - 2 * d - 2 * v - 2 * x - c),
        totals.duplicates()
            + " rows repeat an earlier one, "
            + variants
            + " category cells are spelt unlike their kind, "
            + odd
            + " strings are built unlike most of their column, "
            + constants
            + " features have one value.",
        new DimensionScore.Measure("duplicate row share", d),
        new DimensionScore.Measure("category variant share", v),
        new DimensionScore.Measure("odd string share", x),
        new DimensionScore.Measure("constant feature share", c));
  }

  private static void faults(String field, Spelling spelling, List<QualityFault> faults) {
    if (spelling.variants() > 0) {
      String text =
          "Field '"
              + field
              + "' has categories that differ in case, white space or Unicode form only, in "
              + spelling.variants()
              + " rows.";
      faults.add(QualityFault.of(Kind.CATEGORY_VARIANTS, field, text).at(spelling.variantRows()));
    }
    if (spelling.typos() > 0) {
      String text =
          "Field '"
              + field
              + "' has long categories one letter from a more frequent one, in "
              + spelling.typos()
              + " rows; look whether they are meant.";
      faults.add(QualityFault.of(Kind.CATEGORY_TYPOS, field, text).at(spelling.typoRows()));
    }
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }
}
