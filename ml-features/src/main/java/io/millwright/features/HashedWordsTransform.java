package io.millwright.features;

import io.millwright.Require;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How often each word of a TEXT field occurs, with words put into a fixed number of buckets by
 * their hash.
 *
 * <p>Words are the longest runs of Unicode letters and digits, with the combining marks that follow
 * them, lower-cased by code point; everything between them is dropped. The bucket of a word is
 * {@code |h| mod buckets}, with h the signed MurmurHash3 (x86, 32 bits, seed 0) of its UTF-8 bytes.
 * Features in order: {@code field#0}, {@code field#1}, …; {@code field=<missing>} if the field is
 * optional. A text without a word is all zeros, and so is a missing one, beside its indicator.
 *
 * <p>Nothing is learnt and no word is stored, so a word never seen in training has its place like
 * any other, and the stored features hold nothing of the texts. In exchange words share buckets (of
 * n words, each meets {@code (n - 1) / buckets} others on average), and a bucket does not tell its
 * words. What counts as a letter is the JDK's Unicode version: a newer one may know newer letters.
 * Cost: one pass over the characters, no allocation. Immutable and thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/0902.2206">Weinberger et al. (2009), Feature Hashing for
 *     Large Scale Multitask Learning</a>
 */
public final class HashedWordsTransform extends Transform {

  /** Vectors are dense, so that more buckets would cost memory for nothing. */
  static final int MOST_BUCKETS = 1 << 16;

  /** What is counted and how; each false unless asked for. */
  record Options(boolean bigrams, boolean alternateSign, boolean logCounts, boolean normalized) {

    String describe() {
      return (bigrams ? " and pairs of neighbours" : "")
          + (alternateSign ? ", half of them counted negative" : "")
          + (logCounts ? "; ln(1 + count)" : "")
          + (normalized ? "; length 1" : "");
    }
  }

  private final String field;
  private final int buckets;
  private final Options options;
  private final List<String> faults;

  private HashedWordsTransform(String field, int buckets, Options options, List<String> faults) {
    this.field = field;
    this.buckets = buckets;
    this.options = options;
    this.faults = List.copyOf(faults);
  }

  static HashedWordsTransform of(String field, int buckets) {
    Require.atLeast("Number of buckets", buckets, 1);
    if (buckets > MOST_BUCKETS) {
      throw new IllegalArgumentException(
          "Number of buckets must be at most " + MOST_BUCKETS + "; was " + buckets + ".");
    }
    return new HashedWordsTransform(
        field, buckets, new Options(false, false, false, false), List.of());
  }

  /** Counts each two words that follow one another too, as the word {@code "first second"}. */
  public HashedWordsTransform bigrams() {
    Options o = options;
    return with(
        new Options(true, o.alternateSign, o.logCounts, o.normalized), o.bigrams, "bigrams");
  }

  /**
   * Words whose hash is negative count -1 instead of 1, so that words that share a bucket cancel
   * out on average instead of adding up.
   */
  public HashedWordsTransform alternateSign() {
    Options o = options;
    return with(
        new Options(o.bigrams, true, o.logCounts, o.normalized), o.alternateSign, "alternateSign");
  }

  /** {@code ln(1 + |count|)} with the sign of the count, so that repetition counts for less. */
  public HashedWordsTransform logCounts() {
    Options o = options;
    return with(
        new Options(o.bigrams, o.alternateSign, true, o.normalized), o.logCounts, "logCounts");
  }

  /**
   * Divides the buckets by the square root of the sum of their squares, so that long and short
   * texts are of one scale; all zeros stay so. The last step, and not of the missing indicator.
   */
  public HashedWordsTransform normalized() {
    Options o = options;
    return with(
        new Options(o.bigrams, o.alternateSign, o.logCounts, true), o.normalized, "normalized");
  }

  private HashedWordsTransform with(Options changed, boolean alreadySet, String step) {
    List<String> all = new ArrayList<>(faults);
    if (alreadySet) {
      all.add("Step " + step + " of '" + field + "' must be set once; was set twice.");
    }
    return new HashedWordsTransform(field, buckets, changed, all);
  }

  @Override
  public List<String> fields() {
    return List.of(field);
  }

  @Override
  public String describe() {
    return describe(field, buckets, options);
  }

  static String describe(String field, int buckets, Options options) {
    return field + ": counts of words" + options.describe() + ", in " + buckets + " buckets";
  }

  @Override
  List<String> names() {
    return names(field, buckets);
  }

  static List<String> names(String field, int buckets) {
    String prefix = FeatureNames.field(field) + "#";
    List<String> names = new ArrayList<>(buckets + 1);
    for (int i = 0; i < buckets; i++) {
      names.add(prefix + i);
    }
    return names;
  }

  @Override
  void check(Schema schema, Consumer<String> sink) {
    faults.forEach(sink);
    checkText(schema, field, sink);
  }

  static void checkText(Schema schema, String name, Consumer<String> faults) {
    Source.checkRole(schema, name, false, faults)
        .filter(f -> f.type() != FieldType.TEXT)
        .ifPresent(
            f ->
                faults.accept(
                    "Field '" + name + "' must be TEXT for hashed words; was " + f.type() + "."));
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    Schema schema = fitting.schema();
    return new HashedWordsOp(schema, field, buckets, options, schema.field(field).optional());
  }
}
