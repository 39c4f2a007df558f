package io.millwright.llm.rag;

import io.millwright.llm.index.IndexView;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The content words of a question as index terms, each weighted by its inverse document frequency.
 *
 * <p>Words that only make a question a question carry no weight. A word that no chunk has carries
 * the largest weight, so a question about something the documents never mention is not supported.
 */
final class QuestionTerms {

  private static final Set<String> QUESTION_WORDS =
      Set.of(
          ("what which who whom whose when where why how do does did can could should would may might"
                  + " must shall has have had be been am is are was were i you he she we us our your"
                  + " me my it its there please tell give show many much any some from about into"
                  + " than so also")
              .split(" "));

  private final Map<String, Double> weights = new LinkedHashMap<>();
  private final double total;

  private QuestionTerms(IndexView view, String question) {
    String content =
        String.join(
            " ",
            Arrays.stream(question.split("[^\\p{L}\\p{M}\\p{N}'\u2019_.-]+"))
                .filter(word -> !QUESTION_WORDS.contains(word.toLowerCase(Locale.ROOT)))
                .toList());
    for (String term : view.terms(content)) {
      weights.computeIfAbsent(term, view::idf);
    }
    total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  static QuestionTerms of(IndexView view, String question) {
    return new QuestionTerms(view, question);
  }

  boolean isEmpty() {
    return weights.isEmpty();
  }

  /** The terms of the question among these. */
  Set<String> among(Collection<String> terms) {
    Set<String> present = new HashSet<>(terms);
    present.retainAll(weights.keySet());
    return present;
  }

  /** Share of the question's weight that these terms of it carry, in [0, 1]. */
  double share(Set<String> terms) {
    if (terms.size() == weights.size()) {
      return 1;
    }
    double sum = 0;
    for (Map.Entry<String, Double> weight : weights.entrySet()) {
      if (terms.contains(weight.getKey())) {
        sum += weight.getValue();
      }
    }
    return sum / total;
  }
}
