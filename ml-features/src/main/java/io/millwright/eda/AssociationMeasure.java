package io.millwright.eda;

/**
 * How strongly two columns go together, in one number. A column is a number (NUMERIC, INTEGER,
 * DATE, TIMESTAMP) or a category (CATEGORICAL, BOOLEAN); n counts the rows with both values.
 */
public enum AssociationMeasure {
  /**
   * How straight the relation of two numbers is, -1 to 1: {@code sum (x - mx)(y - my) / sqrt(sum (x
   * - mx)² sum (y - my)²)}.
   */
  PEARSON("Pearson"),
  /**
   * How monotone the relation of two numbers is, -1 to 1: Pearson of the ranks, equal values
   * sharing the mean of their ranks.
   */
  SPEARMAN("Spearman"),
  /**
   * How far two categories are from independence, 0 to 1, corrected for the bias of small tables:
   * with r × c categories and {@code f = chi² / n}, {@code f' = max(0, f - (r-1)(c-1)/(n-1))},
   * {@code r' = r - (r-1)²/(n-1)}, {@code c'} alike, {@code V = sqrt(f' / min(r'-1, c'-1))}.
   *
   * @see <a href="https://doi.org/10.1016/j.jkss.2012.10.002">Bergsma (2013), A bias-correction for
   *     Cramér's V and Tschuprow's T, section 4</a>
   */
  CRAMERS_V("Cramér's V"),
  /**
   * How much a category tells of a number, 0 to 1: {@code sqrt(between sum of squares / total sum
   * of squares)}, the correlation ratio η. Not corrected: many small categories raise it.
   */
  CORRELATION_RATIO("Correlation ratio"),
  /**
   * How much one column tells of the other whatever the shape of the relation, 0 to 1: {@code
   * I(X,Y) / sqrt(H(X) H(Y))}, numbers cut into at most 10 bins of about equal rows, categories
   * beyond the 50 most frequent taken together. Each entropy has Miller's correction, {@code (cells
   * in use - 1) / 2n}; what then lies outside 0 to 1 counts as the end it passed.
   *
   * @see <a href="https://www.jmlr.org/papers/v3/strehl02a.html">Strehl and Ghosh (2002), equation
   *     2</a>
   */
  MUTUAL_INFORMATION("Mutual information");

  private final String label;

  AssociationMeasure(String label) {
    this.label = label;
  }

  /** What people call it. */
  public String label() {
    return label;
  }
}
