package io.millwright.features;

import io.millwright.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The transforms there are, meant for static import: {@code log1p("income").imputeMedian()}.
 *
 * <p>Those that give one number are all a {@link NumericTransform} with one step set already, so
 * that any of them can be imputed, scaled and given a missing indicator.
 */
public final class Transforms {

  private Transforms() {}

  /** The finite value of a NUMERIC, INTEGER or BOOLEAN (0 or 1) field, as it is. */
  public static NumericTransform raw(String field) {
    return NumericTransform.of(Source.field(field));
  }

  /** {@code ln(1 + x)} of a number above -1. */
  public static NumericTransform log1p(String field) {
    return raw(field).log1p();
  }

  /** {@code (x - mean) / sd}, as {@link NumericTransform#standardize()}. */
  public static NumericTransform standardize(String field) {
    return raw(field).standardize();
  }

  /** To 0..1 over the training rows, as {@link NumericTransform#minMax()}. */
  public static NumericTransform minMax(String field) {
    return raw(field).minMax();
  }

  /** {@code x / max |x|}, as {@link NumericTransform#maxAbs()}. */
  public static NumericTransform maxAbs(String field) {
    return raw(field).maxAbs();
  }

  /** {@code (x - median) / (q75 - q25)}, as {@link NumericTransform#robust()}. */
  public static NumericTransform robust(String field) {
    return raw(field).robust();
  }

  /**
   * Clipped to two quantiles of the training rows, as {@link NumericTransform#winsorize(double,
   * double)}.
   */
  public static NumericTransform winsorize(String field, double lowQuantile, double highQuantile) {
    return raw(field).winsorize(lowQuantile, highQuantile);
  }

  /** The number of its bin of equal width, as {@link NumericTransform#bins(int)}. */
  public static NumericTransform bins(String field, int count) {
    return raw(field).bins(count);
  }

  /** The number of its bin between quantiles, as {@link NumericTransform#quantileBins(int)}. */
  public static NumericTransform quantileBins(String field, int count) {
    return raw(field).quantileBins(count);
  }

  /** A part of a DATE or TIMESTAMP as a number, in the field's zone. */
  public static NumericTransform calendar(String field, CalendarPart part) {
    return NumericTransform.of(Source.calendar(field, part));
  }

  /**
   * Calendar days from one DATE or TIMESTAMP to another, each as its local date: a whole number,
   * negative if {@code to} is earlier.
   */
  public static NumericTransform daysBetween(String from, String to) {
    return NumericTransform.of(Source.between(Source.Kind.DAYS, from, to));
  }

  /**
   * Elapsed hours from one TIMESTAMP to another, with fractions; negative if {@code to} is earlier.
   */
  public static NumericTransform hoursBetween(String from, String to) {
    return NumericTransform.of(Source.between(Source.Kind.HOURS, from, to));
  }

  /**
   * {@code over / under} of two numbers; missing if one of them is. A row with 0 under it is
   * refused, or missing with {@link NumericTransform#invalidAsMissing()}.
   */
  public static NumericTransform ratio(String over, String under) {
    return NumericTransform.of(Source.ratio(over, under, OptionalDouble.empty()));
  }

  /**
   * {@code over / under} of two numbers, and this finite number by 0; missing if one of them is.
   */
  public static NumericTransform ratio(String over, String under, double whenZero) {
    return NumericTransform.of(
        Source.ratio(over, under, OptionalDouble.of(Require.finite("Ratio by 0", whenZero))));
  }

  /** {@code first - second} of two numbers; missing if one of them is. */
  public static NumericTransform difference(String first, String second) {
    return NumericTransform.of(Source.between(Source.Kind.DIFFERENCE, first, second));
  }

  /** {@code first * second} of two numbers; missing if one of them is. */
  public static NumericTransform product(String first, String second) {
    return NumericTransform.of(Source.between(Source.Kind.PRODUCT, first, second));
  }

  /** How many training rows have the row's category; 0 for one that none has. */
  public static NumericTransform count(String field) {
    return NumericTransform.of(Source.category(Source.Kind.COUNT, field));
  }

  /** The share of the training rows with a value that have the row's category; 0 if none has. */
  public static NumericTransform frequency(String field) {
    return NumericTransform.of(Source.category(Source.Kind.FREQUENCY, field));
  }

  /** Sine and cosine of a part of a DATE or TIMESTAMP that comes round. */
  public static CyclicalTransform cyclical(String field, CalendarPart part) {
    return CyclicalTransform.of(Source.calendar(field, part), part.isCyclic() ? part.period() : 1);
  }

  /** Sine and cosine of {@code 2 pi x / period} of a finite number. */
  public static CyclicalTransform cyclical(String field, double period) {
    return CyclicalTransform.of(Source.field(field), Require.positive("Period", period));
  }

  /** One feature for each category of a CATEGORICAL field. */
  public static OneHotTransform oneHot(String field) {
    return OneHotTransform.of(field);
  }

  /**
   * How often each word of a TEXT field occurs, in buckets that words share by their hash.
   *
   * @param buckets how many features, from 1 to 65536
   */
  public static HashedWordsTransform hashedWords(String field, int buckets) {
    return HashedWordsTransform.of(field, buckets);
  }

  /** How often each term of a vocabulary occurs in a TEXT field. */
  public static TermsTransform counts(String field) {
    return TermsTransform.counts(field);
  }

  /** The terms of a TEXT field, each weighed by how rare it is, in rows of length 1. */
  public static TermsTransform tfIdf(String field) {
    return TermsTransform.tfIdf(field);
  }

  /** The position of a category in an order. */
  public static OrdinalTransform ordinal(String field) {
    return OrdinalTransform.of(field);
  }

  /**
   * One feature for each combination of the categories of two to four CATEGORICAL fields, as {@link
   * #oneHot}; mostly with {@link OneHotTransform#atMost} or a rare group.
   */
  public static OneHotTransform cross(String first, String second, String... more) {
    List<String> fields = new ArrayList<>(List.of(first, second));
    fields.addAll(List.of(more));
    if (fields.size() > CrossOp.MOST_FIELDS) {
      throw Require.violated(
          "Number of crossed fields", "at most " + CrossOp.MOST_FIELDS, fields.size());
    }
    return OneHotTransform.of(fields.toArray(String[]::new));
  }

  /**
   * The category of a CATEGORICAL field, or the combination of those of several, in a fixed number
   * of buckets by its hash.
   *
   * @param buckets how many features, from 1 to 65536
   */
  public static HashedCategoriesTransform hashedCategories(int buckets, String... fields) {
    return HashedCategoriesTransform.of(buckets, fields);
  }

  /**
   * A category's vector from a table that was made elsewhere, for example by a neural network: one
   * feature for each number; then, if the field is optional, one for missing and one for a category
   * that is not in the table, for both of which the numbers are 0. The stored features hold the
   * table.
   *
   * @param vectors by category, finite and of one length, at most 2^21 numbers in all
   */
  public static Transform embedding(String field, Map<String, double[]> vectors) {
    return new EmbeddingTransform(field, vectors);
  }

  /** As {@link #minHash(String, int, int, int)} of 2 to 4 characters. */
  public static Transform minHash(String field, int components) {
    return minHash(field, components, 2, 4);
  }

  /**
   * Strings that share many runs of characters get near numbers: of a CATEGORICAL or TEXT field,
   * each feature is the least of one hash function over all its runs of {@code least} to {@code
   * most} characters (code points), as a share of 2^32. Two strings agree in a feature with about
   * the probability that a run of either is one of both. The empty string gives 1; missing gives 0,
   * and 1 in a last feature that is there if the field is optional. Nothing is learnt. Cost:
   * O(characters × components).
   *
   * @param components how many features, from 1 to 4096, usually 30
   * @param least from 1
   * @param most from least to 16
   * @see <a href="https://doi.org/10.1109/TKDE.2020.2992529">Cerda, Varoquaux (2020), Encoding
   *     high-cardinality string categorical variables</a>
   */
  public static Transform minHash(String field, int components, int least, int most) {
    return new MinHashTransform(new MinHashTransform.Settings(field, components, least, most));
  }

  /**
   * Numbers and their products up to a degree.
   *
   * @param degree from 1 to 100, usually 2
   */
  public static PolynomialTransform polynomial(int degree, NumericTransform... numbers) {
    return PolynomialTransform.of(degree, numbers);
  }

  /**
   * Numbers over the sum of their absolute values in the row; all zeros stay so. A missing number
   * stays missing and adds nothing.
   */
  public static Transform l1Norm(NumericTransform... numbers) {
    return new RowNormTransform(RowNormTransform.Norm.L1, numbers);
  }

  /** As {@link #l1Norm}, over the square root of the sum of squares. */
  public static Transform l2Norm(NumericTransform... numbers) {
    return new RowNormTransform(RowNormTransform.Norm.L2, numbers);
  }

  /** As {@link #l1Norm}, over the largest absolute value. */
  public static Transform maxNorm(NumericTransform... numbers) {
    return new RowNormTransform(RowNormTransform.Norm.MAX, numbers);
  }

  /** Numbers, each missing one replaced by those of the nearest training rows. */
  public static KnnImputeTransform knnImpute(NumericTransform... numbers) {
    return KnnImputeTransform.of(numbers);
  }

  /** A CATEGORICAL field as the mean label of its category; never of the row's own label. */
  public static TargetEncodeTransform targetEncode(String field) {
    return TargetEncodeTransform.of(field);
  }

  /** As {@link #weightOfEvidence(String, double)} with half a row. */
  public static TargetEncodeTransform weightOfEvidence(String field) {
    return weightOfEvidence(field, 0.5);
  }

  /**
   * A CATEGORICAL field as {@code ln(((pos + a) / (P + a K)) / ((neg + a) / (N + a K)))}: pos and
   * neg count the category's positive and other rows, P and N those of all K categories. 0 for a
   * category without a row. Training rows as for {@link #targetEncode}.
   *
   * @param added the rows a added to each count, greater than 0
   */
  public static TargetEncodeTransform weightOfEvidence(String field, double added) {
    return TargetEncodeTransform.weightOfEvidence(field, added);
  }
}
