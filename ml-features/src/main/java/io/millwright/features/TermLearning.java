package io.millwright.features;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a {@link TermsTransform} learns its vocabulary, or says why it cannot. */
final class TermLearning {

  private TermLearning() {}

  /** Null if a fault was reported. */
  static @Nullable TermWeigher weigher(Fitting fitting, String field, TermSettings settings) {
    GramReader reader = new GramReader(settings.grams);
    TermCounts counts =
        TermCounts.of(fitting.table().column(field), reader, settings.weights.binary());
    Optional<String> fault = seen(field, counts, fitting.table().rowCount());
    if (fault.isPresent()) {
      fitting.fault(fault.get());
      return null;
    }
    int[] kept = counts.kept(settings.bounds);
    TermTable terms = counts.terms().take(kept);
    fault = fits(field, terms, counts, settings.components);
    if (fault.isPresent()) {
      fitting.fault(fault.get());
      return null;
    }
    double[] idf = new double[kept.length];
    for (int i = 0; i < idf.length; i++) {
      idf[i] = settings.weights.rarity(counts.texts(), counts.rows(kept[i]));
    }
    return new TermWeigher(reader, terms, settings.weights, idf);
  }

  /** Why no vocabulary can be made. */
  private static Optional<String> seen(String field, TermCounts counts, int rows) {
    if (counts.texts() == 0) {
      return Optional.of(
          "Field '"
              + field
              + "' must have a value to learn terms from; is missing in all "
              + rows
              + " rows.");
    }
    if (counts.overflow()) {
      return Optional.of(
          "Field '"
              + field
              + "' must have fewer distinct terms to count; had "
              + counts.distinct()
              + " before the last row. Use shorter n-grams, or hashedWords.");
    }
    return Optional.empty();
  }

  /** Why a vocabulary cannot be kept. */
  private static Optional<String> fits(
      String field, TermTable terms, TermCounts counts, int components) {
    String left = " of " + counts.distinct() + " in " + counts.texts() + " texts";
    if (terms.size() == 0) {
      return Optional.of(
          "Field '"
              + field
              + "' must leave at least one term; left none"
              + left
              + ". Widen the bounds on rows, or change what a term is.");
    }
    if (terms.size() > TermsTransform.MOST_TERMS
        || terms.characters() > TermsTransform.MOST_CHARACTERS) {
      return Optional.of(
          "Field '"
              + field
              + "' must leave at most "
              + TermsTransform.MOST_TERMS
              + " terms of "
              + TermsTransform.MOST_CHARACTERS
              + " characters; left "
              + terms.size()
              + left
              + ", of "
              + terms.characters()
              + " characters. Set mostFrequent(…) or minCount(…), or use hashedWords.");
    }
    if ((long) terms.size() * components > Lsa.MOST_NUMBERS) {
      return Optional.of(
          "Field '"
              + field
              + "' must leave at most "
              + Lsa.MOST_NUMBERS / components
              + " terms for "
              + components
              + " components; left "
              + terms.size()
              + left
              + ". Set mostFrequent(…), or ask for fewer components.");
    }
    return Optional.empty();
  }
}
