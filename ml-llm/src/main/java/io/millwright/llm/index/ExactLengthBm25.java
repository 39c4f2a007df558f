package io.millwright.llm.index;

import org.apache.lucene.index.FieldInvertState;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.util.SmallFloat;

/**
 * BM25 over exact lengths: the norm of a chunk is its number of terms, unencoded.
 *
 * <p>A norm is a numeric doc value of up to eight bytes, so the length need not be squeezed into
 * one. The score falls with the length and rises with the frequency, which the skipping of
 * documents that cannot compete relies on; rounding lengths down keeps the order and hence that
 * property.
 */
final class ExactLengthBm25 extends Similarity {

  private final Bm25 parameters;

  ExactLengthBm25(Bm25 parameters) {
    super(true);
    this.parameters = parameters;
  }

  @Override
  public long computeNorm(FieldInvertState state) {
    return state.getLength();
  }

  @Override
  public SimScorer scorer(float boost, CollectionStatistics collection, TermStatistics... terms) {
    double idf = 0;
    for (TermStatistics term : terms) {
      idf += idf(term.docFreq(), collection.docCount());
    }
    double averageLength = collection.sumTotalTermFreq() / (double) collection.docCount();
    return new Scorer(boost * idf * (parameters.k1() + 1), averageLength, parameters);
  }

  static double idf(long docFreq, long docCount) {
    return StrictMath.log1p((docCount - docFreq + 0.5) / (docFreq + 0.5));
  }

  private static final class Scorer extends SimScorer {

    private final double weight;
    private final double flat;
    private final double perTerm;
    private final boolean rounded;

    Scorer(double weight, double averageLength, Bm25 parameters) {
      this.weight = weight;
      this.flat = parameters.k1() * (1 - parameters.b());
      this.perTerm = parameters.k1() * parameters.b() / averageLength;
      this.rounded = parameters.roundedLengths();
    }

    @Override
    public float score(float freq, long norm) {
      long length = rounded ? rounded(norm) : norm;
      return (float) (weight * (freq / (freq + flat + perTerm * length)));
    }

    private static long rounded(long norm) {
      int length = (int) Math.min(norm, Integer.MAX_VALUE);
      return SmallFloat.byte4ToInt(SmallFloat.intToByte4(length));
    }

    @Override
    public Explanation explain(Explanation freq, long norm) {
      float value = score(freq.getValue().floatValue(), norm);
      return Explanation.match(value, "BM25, length " + norm, freq);
    }
  }
}
