package io.millwright.features;

/** How counts become numbers. */
record TermWeights(boolean binary, boolean sublinear, Idf idf, Length length) {

  enum Idf {
    NONE,
    SMOOTH,
    PLAIN
  }

  /** What of a row becomes 1. */
  enum Length {
    NONE,
    L1,
    L2
  }

  String describe() {
    return (binary ? "1 if there" : sublinear ? "1 + ln(count)" : "counts")
        + switch (idf) {
          case NONE -> "";
          case SMOOTH -> " times ln((1 + n) / (1 + rows)) + 1";
          case PLAIN -> " times ln(n / rows) + 1";
        }
        + switch (length) {
          case NONE -> "";
          case L1 -> "; sum 1";
          case L2 -> "; length 1";
        };
  }

  double frequency(int count) {
    if (binary || count == 1) {
      return 1;
    }
    return sublinear ? 1 + StrictMath.log(count) : count;
  }

  /**
   * How rare a term is.
   *
   * @param texts how many training rows have a text
   * @param rows in how many of them the term occurs, at least 1
   */
  double rarity(int texts, int rows) {
    return switch (idf) {
      case NONE -> 1;
      case SMOOTH -> StrictMath.log((1.0 + texts) / (1.0 + rows)) + 1;
      case PLAIN -> StrictMath.log((double) texts / rows) + 1;
    };
  }
}
