package io.millwright.features;

import io.millwright.Require;

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
