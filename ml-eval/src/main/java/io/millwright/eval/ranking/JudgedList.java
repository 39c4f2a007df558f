package io.millwright.eval.ranking;

import io.millwright.eval.ranking.RankingEvaluator.Ties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One query's ranking with its judgements, cut into groups of documents whose order is open. Every
 * group has one document unless ties are averaged.
 */
final class JudgedList {

  private final double[] grades;
  private final boolean[] judged;
  private final int[] ends;
  private final double[] ideal;
  private final double relevantFrom;

  private JudgedList(
      double[] grades, boolean[] judged, int[] ends, double[] ideal, double relevantFrom) {
    this.grades = grades;
    this.judged = judged;
    this.ends = ends;
    this.ideal = ideal;
    this.relevantFrom = relevantFrom;
  }

  static JudgedList of(
      List<Retrieved> list, Map<String, Double> known, Ties ties, double relevantFrom) {
    List<Retrieved> ordered = new ArrayList<>(list);
    if (ties == Ties.DOCUMENT_DESCENDING) {
      ordered.sort(
          Comparator.comparingDouble(Retrieved::score)
              .thenComparing(Retrieved::document, JudgedList::byCodePoint)
              .reversed());
    }
    int n = ordered.size();
    double[] grades = new double[n];
    boolean[] judged = new boolean[n];
    int[] ends = new int[n];
    int groups = 0;
    for (int i = 0; i < n; i++) {
      Double grade = known.get(ordered.get(i).document());
      judged[i] = grade != null;
      grades[i] = grade == null ? 0 : grade;
      boolean tied =
          ties == Ties.AVERAGE && i > 0 && ordered.get(i).score() == ordered.get(i - 1).score();
      if (!tied) {
        groups++;
      }
      ends[groups - 1] = i + 1;
    }
    double[] all = known.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new JudgedList(grades, judged, Arrays.copyOf(ends, groups), falling(all), relevantFrom);
  }

  /** The order of UTF-8 bytes, which is how C compares text. */
  private static int byCodePoint(String a, String b) {
    return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
  }

  private static double[] falling(double[] rising) {
    double[] falling = new double[rising.length];
    Arrays.setAll(falling, i -> rising[rising.length - 1 - i]);
    return falling;
  }

  /** Retrieved documents. */
  int size() {
    return grades.length;
  }

  /** Where each group of tied documents ends, ascending. */
  int[] ends() {
    return ends;
  }

  /** The grade at a position from 0; 0 if unjudged. */
  double grade(int position) {
    return grades[position];
  }

  boolean isJudged(int position) {
    return judged[position];
  }

  boolean isRelevant(int position) {
    return judged[position] && grades[position] >= relevantFrom;
  }

  /** Grades of all judged documents, retrieved or not, the highest first. */
  double[] ideal() {
    return ideal;
  }

  /** Grades of the retrieved documents, the highest first. */
  double[] idealOfRetrieved() {
    double[] rising = grades.clone();
    Arrays.sort(rising);
    return falling(rising);
  }

  /** How many judged documents are relevant, retrieved or not. */
  int relevant() {
    int n = 0;
    while (n < ideal.length && ideal[n] >= relevantFrom) {
      n++;
    }
    return n;
  }

  /** How many judged documents are not relevant, retrieved or not. */
  int irrelevant() {
    return ideal.length - relevant();
  }

  /** Relevant documents from one position to before another. */
  int relevant(int from, int to) {
    int n = 0;
    for (int i = from; i < to; i++) {
      n += isRelevant(i) ? 1 : 0;
    }
    return n;
  }
}
