package io.millwright.eval.metric;

/** Whether the class of a row is among its highest-scored ones. */
final class TopClasses {

  private TopClasses() {}

  /**
   * 1 for each row whose class is among the k highest scores, else 0.
   *
   * @param targets class positions
   * @param scores row after row, {@code classes} each
   * @param laterFirst of equal scores the later class ranks first, else the earlier
   */
  static double[] hits(double[] targets, double[] scores, int classes, int k, boolean laterFirst) {
    double[] hits = new double[targets.length];
    for (int i = 0; i < hits.length; i++) {
      int own = (int) targets[i];
      double score = scores[i * classes + own];
      int before = 0;
      for (int c = 0; c < classes; c++) {
        double other = scores[i * classes + c];
        boolean wins = laterFirst ? c > own : c < own;
        before += other > score || (other == score && wins) ? 1 : 0;
      }
      hits[i] = before < k ? 1 : 0;
    }
    return hits;
  }
}
