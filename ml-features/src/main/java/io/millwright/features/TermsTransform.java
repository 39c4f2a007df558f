package io.millwright.features;

import io.millwright.Require;
import io.millwright.features.Grams.Kind;
import io.millwright.features.TermWeights.Idf;
import io.millwright.features.TermWeights.Length;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a TEXT field over a vocabulary learnt from the training rows: counts or tf-idf, and
 * if asked for their latent semantic analysis.
 *
 * <p>Terms are words ({@link TokenRule#words()}, in Unicode lower case), or n-grams of words or
 * characters. A term's number is {@code tf * idf}, tf its count in the text, idf {@code ln((1 + n)
 * / (1 + d)) + 1} with n the training rows that have a text and d those with the term; {@code
 * counts} has idf 1, {@code tfIdf} divides each row by its Euclidean length. Features by code point
 * of the term: {@code tfidf(note)=cat}. As scikit-learn's {@code CountVectorizer} and {@code
 * TfidfVectorizer}.
 *
 * <p>Terms not in the vocabulary count for nothing; a text without any is all zeros, and so is a
 * missing one of an optional field: tell them apart by {@link #missingIndicator()}. <strong>The
 * stored features hold the vocabulary, and words of training texts may be personal</strong>: names,
 * numbers. {@link #minCount} keeps out what only few rows say; {@code hashedWords} stores no word.
 *
 * <p>Vectors are dense, one position for each term: take {@link FittedFeatures#sparse} for a table.
 * At most 262,144 terms of 4,194,304 characters together. Fitting costs a pass over the texts and
 * memory for every distinct term; applying one pass, no allocation. Immutable and thread-safe; the
 * same rows in any order learn the same bits.
 */
public final class TermsTransform extends Transform {

  static final int MOST_TERMS = 1 << 18;
  static final int MOST_CHARACTERS = 1 << 22;

  private final String field;
  private final TermSettings settings;

  private TermsTransform(String field, TermSettings settings) {
    this.field = field;
    this.settings = settings;
  }

  static TermsTransform counts(String field) {
    return new TermsTransform(
        field, new TermSettings(new TermWeights(false, false, Idf.NONE, Length.NONE), "counts"));
  }

  static TermsTransform tfIdf(String field) {
    return new TermsTransform(
        field, new TermSettings(new TermWeights(false, false, Idf.SMOOTH, Length.L2), "tfidf"));
  }

  /** Terms of this many neighbouring words, with a blank between them. */
  public TermsTransform words(int least, int most) {
    return grams("words, characters", Kind.WORDS, least, most);
  }

  /**
   * Terms of this many neighbouring characters (code points), blanks too; two or more white spaces
   * count as one blank.
   */
  public TermsTransform characters(int least, int most) {
    return grams("words, characters", Kind.CHARACTERS, least, most);
  }

  /**
   * As {@link #characters}, only within words, by white space, each with a blank before and behind
   * it; a shorter word is a term as a whole.
   */
  public TermsTransform charactersInWords(int least, int most) {
    return grams("words, characters", Kind.CHARACTERS_IN_WORDS, least, most);
  }

  private TermsTransform grams(String step, Kind kind, int least, int most) {
    Require.atLeast("Least length of an n-gram", least, 1);
    Require.atLeast("Most length of an n-gram", most, least);
    if (most > Grams.LONGEST) {
      throw Require.violated("Most length of an n-gram", "at most " + Grams.LONGEST, most);
    }
    return with(
        step,
        s -> {
          Grams g = s.grams;
          s.grams = new Grams(kind, least, most, g.tokens(), g.lowerCase(), g.stopWords());
        });
  }

  /** What a word is, in place of {@link TokenRule#words()}. */
  public TermsTransform tokens(TokenRule rule) {
    return with(
        "tokens",
        s -> {
          Grams g = s.grams;
          s.grams = new Grams(g.kind(), g.least(), g.most(), rule, g.lowerCase(), g.stopWords());
        });
  }

  /** Texts as they are written, instead of in lower case. */
  public TermsTransform caseSensitive() {
    return with(
        "caseSensitive",
        s -> {
          Grams g = s.grams;
          s.grams = new Grams(g.kind(), g.least(), g.most(), g.tokens(), false, g.stopWords());
        });
  }

  /**
   * Words that are taken out before terms are made, so that their neighbours become neighbours.
   * Read in lower case as the texts are; one that is no token never occurs and changes nothing.
   */
  public TermsTransform stopWords(String... words) {
    return with(
        "stopWords",
        s -> {
          Grams g = s.grams;
          s.grams =
              new Grams(
                  g.kind(),
                  g.least(),
                  g.most(),
                  g.tokens(),
                  g.lowerCase(),
                  Arrays.stream(words).distinct().toList());
        });
  }

  /** Terms of at least this many training rows, at least 1. */
  public TermsTransform minCount(int rows) {
    Require.atLeast("Least rows of a term", rows, 1);
    return bounds(
        "minCount",
        b -> new TermBounds(rows, b.minShare(), b.maxCount(), b.maxShare(), b.mostFrequent()));
  }

  /** Terms of at least this share of the training rows that have a text. */
  public TermsTransform minShare(double share) {
    Require.openShare("Least share of a term", share);
    return bounds(
        "minShare",
        b -> new TermBounds(b.minCount(), share, b.maxCount(), b.maxShare(), b.mostFrequent()));
  }

  /** Terms of at most this many training rows, at least 1. */
  public TermsTransform maxCount(int rows) {
    Require.atLeast("Most rows of a term", rows, 1);
    return bounds(
        "maxCount",
        b -> new TermBounds(b.minCount(), b.minShare(), rows, b.maxShare(), b.mostFrequent()));
  }

  /** Terms of at most this share of the training rows that have a text. */
  public TermsTransform maxShare(double share) {
    Require.openShare("Most share of a term", share);
    return bounds(
        "maxShare",
        b -> new TermBounds(b.minCount(), b.minShare(), b.maxCount(), share, b.mostFrequent()));
  }

  /**
   * Of the terms that are left, those that occur most often in all training rows together (with
   * {@link #binary()}: in most rows); ties by code point.
   */
  public TermsTransform mostFrequent(int terms) {
    Require.atLeast("Number of terms", terms, 1);
    return bounds(
        "mostFrequent",
        b -> new TermBounds(b.minCount(), b.minShare(), b.maxCount(), b.maxShare(), terms));
  }

  private interface BoundsChange {
    TermBounds of(TermBounds before);
  }

  private TermsTransform bounds(String step, BoundsChange change) {
    return with(step, s -> s.bounds = change.of(s.bounds));
  }

  /** tf is 1 for a term that occurs, however often. */
  public TermsTransform binary() {
    return weights("binary, sublinear", w -> new TermWeights(true, false, w.idf(), w.length()));
  }

  /** tf is {@code 1 + ln(count)}. */
  public TermsTransform sublinear() {
    return weights("binary, sublinear", w -> new TermWeights(false, true, w.idf(), w.length()));
  }

  /** idf is {@code ln(n / d) + 1}; of {@code tfIdf} only. */
  public TermsTransform unsmoothed() {
    return weights(
        "unsmoothed",
        w ->
            new TermWeights(
                w.binary(), w.sublinear(), w.idf() == Idf.NONE ? Idf.NONE : Idf.PLAIN, w.length()));
  }

  /** Divides each row by the square root of the sum of its squares; all zeros stay so. */
  public TermsTransform normalized() {
    return length(Length.L2);
  }

  /** Divides each row by its sum; all zeros stay so. */
  public TermsTransform asShares() {
    return length(Length.L1);
  }

  /** Leaves long texts their large numbers. */
  public TermsTransform notNormalized() {
    return length(Length.NONE);
  }

  private TermsTransform length(Length length) {
    return weights(
        "normalized, asShares, notNormalized",
        w -> new TermWeights(w.binary(), w.sublinear(), w.idf(), length));
  }

  private interface WeightsChange {
    TermWeights of(TermWeights before);
  }

  private TermsTransform weights(String step, WeightsChange change) {
    return with(step, s -> s.weights = change.of(s.weights));
  }

  /**
   * Latent semantic analysis: instead of the terms, the row's coordinates along the first right
   * singular vectors of the training rows' matrix, not centred: {@code lsa(note)#0}, ….
   *
   * <p>A randomised truncated singular value decomposition (10 more directions than asked for, 4
   * power iterations) seeded by the seed of the fit; each vector's largest entry is positive. A
   * direction whose singular value is below 1e-10 of the first is 0, as where there are fewer rows
   * or terms than components. Missing texts are zeros. Stored: terms times components, at most
   * 1,500,000 numbers.
   *
   * @param components from 1 to 1,000
   * @see <a href="https://arxiv.org/abs/0909.4061">Halko, Martinsson, Tropp (2011), Finding
   *     structure with randomness, algorithms 4.4 and 5.1</a>
   */
  public TermsTransform lsa(int components) {
    Require.atLeast("Number of components", components, 1);
    if (components > Lsa.MOST_COMPONENTS) {
      throw Require.violated("Number of components", "at most " + Lsa.MOST_COMPONENTS, components);
    }
    return with("lsa", s -> s.components = components);
  }

  /** One more feature, last: 1 if the text is missing, 0 if not. */
  public TermsTransform missingIndicator() {
    return with("missingIndicator", s -> s.missing = true);
  }

  /**
   * The word before the field in the features' names, for a field that is read twice: {@code
   * tfIdf("note").characters(3, 3).named("trigrams")} makes {@code trigrams(note)=cat}.
   */
  public TermsTransform named(String name) {
    Require.notBlank("Name", name);
    return with("named", s -> s.name = FeatureNames.field(name));
  }

  private TermsTransform with(String step, Consumer<TermSettings> change) {
    TermSettings changed = new TermSettings(settings);
    if (!changed.steps.add(step)) {
      changed.faults.add("Step " + step + " of '" + field + "' must be set once; was set twice.");
    }
    change.accept(changed);
    return new TermsTransform(field, changed);
  }

  @Override
  public List<String> fields() {
    return List.of(field);
  }

  @Override
  public String describe() {
    return field + ": " + settings.describe();
  }

  @Override
  List<String> names() {
    List<String> names = new ArrayList<>();
    if (settings.components > 0) {
      names.addAll(Lsa.names(settings.prefix(field), settings.components));
    } else {
      // Stands for the terms, which only fitting finds.
      names.add(settings.prefix(field));
    }
    if (settings.missing) {
      names.add(FeatureNames.slot(FeatureNames.field(field), FeatureNames.MISSING));
    }
    return names;
  }

  @Override
  void check(Schema schema, Consumer<String> sink) {
    settings.faults.forEach(sink);
    checkText(schema, field, sink);
    if (settings.grams.kind() != Kind.WORDS && settings.steps.contains("stopWords")) {
      sink.accept(needsWords("stopWords"));
    }
    if (settings.grams.kind() != Kind.WORDS && settings.steps.contains("tokens")) {
      sink.accept(needsWords("tokens"));
    }
    if (settings.weights.idf() == Idf.NONE && settings.steps.contains("unsmoothed")) {
      sink.accept("Step unsmoothed of '" + field + "' must be of tfIdf; was of counts.");
    }
    boolean optional = schema.find(field).isPresent() && schema.field(field).optional();
    if (settings.missing && !optional) {
      sink.accept(
          "Field '" + field + "' must be optional to have a missing indicator; is required.");
    }
  }

  private String needsWords(String step) {
    return "Step " + step + " of '" + field + "' must be of words; was of characters.";
  }

  static void checkText(Schema schema, String name, Consumer<String> faults) {
    Source.checkRole(schema, name, false, faults)
        .filter(f -> f.type() != FieldType.TEXT)
        .ifPresent(
            f ->
                faults.accept(
                    "Field '"
                        + name
                        + "' must be TEXT to be read as terms; was "
                        + f.type()
                        + ". Declare it so in the schema, or use oneHot for names."));
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    TermWeigher weigher = TermLearning.weigher(fitting, field, settings);
    if (weigher == null) {
      return null;
    }
    String prefix = settings.prefix(field);
    Lsa lsa =
        settings.components == 0
            ? Lsa.NONE
            : Lsa.learn(
                SparseRows.of(fitting.table().column(field), weigher),
                settings.components,
                fitting.seed("lsa " + prefix));
    return new TermsOp(fitting.schema(), field, prefix, weigher, lsa, settings.missing);
  }
}
