package io.millwright.features;

import static io.millwright.features.Transforms.hashedWords;
import static io.millwright.features.Transforms.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.table.InvalidRowException;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashedWordsTransformTest extends TransformContract {

  @Override
  Stream<Transform> transforms() {
    return Stream.of(
        hashedWords("note", 1),
        hashedWords("note", 256),
        hashedWords("note", 64).alternateSign(),
        hashedWords("note", 64).bigrams(),
        hashedWords("note", 64).logCounts(),
        hashedWords("note", 64).normalized(),
        hashedWords("note", 64).bigrams().alternateSign().logCounts().normalized());
  }

  /** cat hashes to bucket 7 of 8 and dog to 5 (reference case feature_hasher/001). */
  @Test
  void counts_smallCase_isByHand() {
    assertThat(apply(hashedWords("t", 8), "Cat, dog; CAT!"))
        .containsExactly(0, 0, 0, 0, 0, 1, 0, 2);
    assertThat(apply(hashedWords("t", 8).alternateSign(), "Cat, dog; CAT!"))
        .containsExactly(0, 0, 0, 0, 0, -1, 0, 2);
    assertThat(apply(hashedWords("t", 8).alternateSign().logCounts(), "Cat, dog; CAT!"))
        .containsExactly(0, 0, 0, 0, 0, -StrictMath.log1p(1), 0, StrictMath.log1p(2));
    assertThat(apply(hashedWords("t", 8).alternateSign().normalized(), "Cat, dog; CAT!"))
        .containsExactly(0, 0, 0, 0, 0, -1 / Math.sqrt(5), 0, 2 / Math.sqrt(5));
  }

  @Test
  void names_optionalField_endWithMissing() {
    assertThat(Rows.fit(hashedWords("t", 2), table(true, "a")).features())
        .extracting(f -> f.name())
        .containsExactly("t#0", "t#1", "t=<missing>");
    assertThat(Rows.fit(hashedWords("t", 2), table(false, "a")).features())
        .extracting(f -> f.name())
        .containsExactly("t#0", "t#1");
  }

  @Test
  void names_fieldThatLooksLikeABucket_isAnotherFeature() {
    Schema schema = Schema.builder().text("t").numeric("t#1").build();
    FeatureSpec spec = FeatureSpec.over(schema).add(hashedWords("t", 2), raw("t#1")).build();
    Table none =
        Table.of(
            schema, List.of(TextColumn.of(List.of("")), io.millwright.table.NumericColumn.of(1.0)));
    assertThat(spec.fit(io.millwright.split.TrainingSet.ofAll(none), Seed.of(1)).features())
        .extracting(f -> f.name())
        .containsExactly("t#0", "t#1", "\"t#1\"");
  }

  @Test
  void missing_optionalField_isZerosAndItsIndicator() {
    FittedFeatures fitted = Rows.fit(hashedWords("t", 4).normalized(), table(true, "a"));
    assertThat(fitted.transform(table(true, null, "", "!?")))
        .containsExactly(
            0, 0, 0, 0, 1, //
            0, 0, 0, 0, 0, //
            0, 0, 0, 0, 0);
  }

  @Test
  void missing_requiredField_isRefused() {
    FittedFeatures fitted = Rows.fit(hashedWords("t", 4), table(false, "a"));
    assertThatThrownBy(() -> fitted.apply(new RowBuffer(fitted.schema()), new double[4], 0))
        .isInstanceOf(InvalidRowException.class)
        .hasMessage("Field 't' must have a value; was missing.");
  }

  @Test
  void apply_usedArray_isOverwrittenInItsPlaceOnly() {
    FittedFeatures fitted = Rows.fit(hashedWords("t", 4), table(true, "a"));
    double[] out = new double[7];
    Arrays.fill(out, 9);
    fitted.apply(table(true, "").cursor().moveTo(0), out, 1);
    assertThat(out).containsExactly(9, 0, 0, 0, 0, 0, 9);
  }

  /** Words of the text, as they are counted, in their order. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "What's up, Doc? | what s up doc",
        "naïve ÉCOLE straße | naïve école straße",
        "日本 語。 | 日本 語",
        "x2 3.5 ٣٤ | x2 3 5 ٣٤",
        "under_score a-b | under score a b",
        "हिन्दी है | हिन्दी है",
        "😀 grin😀s | grin s"
      })
  void words_ofAnyScript_areLettersDigitsAndTheirMarks(String text, String words) {
    assertThat(apply(hashedWords("t", 65_536), text))
        .containsExactly(counts(words.split(" "), 65_536));
  }

  @Test
  void words_letterBeyondTheBasicPlane_isOneLowerCasedLetter() {
    String capital = "\uD801\uDC00"; // DESERET CAPITAL LETTER LONG I
    String small = "\uD801\uDC28";
    assertThat(apply(hashedWords("t", 4096), capital + " " + small)[bucket(small, 4096)])
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00\uD83D", "a\uD83D", "\uDC00b", "\u0301", "\u0000"})
  void words_brokenText_areTheLettersThatAreLeft(String text) {
    double[] got = apply(hashedWords("t", 512), text);
    double[] expected = new double[512];
    if (text.contains("a")) {
      expected[bucket("a", 512)] = 1;
    } else if (text.contains("b")) {
      expected[bucket("b", 512)] = 1;
    }
    assertThat(got).containsExactly(expected);
  }

  /** Turkish would lower-case I to a letter without a dot. */
  @Test
  void words_anyDefaultLocale_areTheSame() {
    double[] before = apply(hashedWords("t", 512), "TITLE");
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(apply(hashedWords("t", 512), "TITLE")).containsExactly(before);
    } finally {
      Locale.setDefault(locale);
    }
    assertThat(before[bucket("title", 512)]).isEqualTo(1);
  }

  @Test
  void bigrams_threeWords_countTheirTwoPairs() {
    double[] got = apply(hashedWords("t", 65_536).bigrams(), "Lost -- my\nCARD");
    assertThat(got)
        .containsExactly(counts(new String[] {"lost", "my", "card", "lost my", "my card"}, 65_536));
  }

  /** |-2^31| is no int. */
  @Test
  void bucket_leastHash_isThatOfItsAbsoluteValue() {
    HashedWordsOp op = op(10, true);
    double[] out = new double[10];
    op.add(Integer.MIN_VALUE, 1, out, 0);
    assertThat(out).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, -1, 0); // 2147483648 mod 10 = 8
    op.add(Integer.MIN_VALUE + 8, 2, out, 0);
    op.add(Integer.MAX_VALUE, 3, out, 0);
    assertThat(out).containsExactly(-2, 0, 0, 0, 0, 0, 0, 3, -1, 0);
  }

  /** Against a regular expression, strings and a hash of bytes. */
  @Test
  void features_randomTexts_equalTheSlowWay() {
    RandomGenerator random = Seed.of(11).random();
    Pattern words = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}\\p{M}]*");
    FittedFeatures fitted = Rows.fit(hashedWords("t", 97).bigrams(), table(false, "a"));
    String[] pieces = {" ", "a", "B", "é", "-", "日", "\u0301", "\uD801\uDC00", "7", "\uD83D", "'"};
    for (int round = 0; round < 3000; round++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      List<String> found = new ArrayList<>();
      Matcher matcher = words.matcher(text);
      while (matcher.find()) {
        found.add(matcher.group().toLowerCase(Locale.ROOT));
      }
      List<String> all = new ArrayList<>(found);
      for (int i = 1; i < found.size(); i++) {
        all.add(found.get(i - 1) + " " + found.get(i));
      }
      assertThat(fitted.transform(table(false, text.toString())))
          .containsExactly(counts(all.toArray(String[]::new), 97));
    }
  }

  @Test
  void normalized_anyText_hasLengthOneAndIgnoresRepetition() {
    double[] once = apply(hashedWords("t", 64).normalized(), "the card of the bank");
    double[] thrice = apply(hashedWords("t", 64).normalized(), "the card of the bank ".repeat(3));
    assertThat(Arrays.stream(once).map(x -> x * x).sum()).isCloseTo(1, within(1e-15));
    // 3x / sqrt(9 s) and x / sqrt(s) may differ by a rounding.
    assertThat(thrice).containsExactly(once, within(1e-15));
  }

  @Test
  void stored_afterFitting_holdsNoWordOfTheTexts() {
    FittedFeatures fitted = Rows.fit(hashedWords("t", 16), table(false, "secretword"));
    assertThat(fitted.stored().json())
        .contains("\"op\":\"hashed-words\",\"field\":\"t\",\"buckets\":16")
        .doesNotContain("secretword");
  }

  @Test
  void build_faults_areReportedTogether() {
    Schema schema = Schema.builder().text("t").categorical("c").build();
    FeatureSpec.Builder builder =
        FeatureSpec.over(schema)
            .add(hashedWords("t", 4).bigrams().bigrams(), hashedWords("t", 2))
            .add(hashedWords("c", 4), hashedWords("nobody", 4));
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("Step bigrams of 't' must be set once; was set twice.")
        .withMessageContaining("Feature 't#0' must be made once")
        .withMessageContaining("Field 'c' must be TEXT for hashed words; was CATEGORICAL.")
        .withMessageContaining("Field 'nobody' must be in the schema");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_537, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void buckets_outOfRange_areRefused(int buckets) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hashedWords("t", buckets))
        .withMessageContaining("Number of buckets must be at")
        .withMessageContaining("was " + buckets);
  }

  @Test
  void fit_tooManyFeaturesTogether_isRefused() {
    Schema.Builder schema = Schema.builder();
    List<io.millwright.table.Column> columns = new ArrayList<>();
    List<Transform> transforms = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      schema.text("t" + i);
      columns.add(TextColumn.of(List.of("a")));
      transforms.add(hashedWords("t" + i, 65_536));
    }
    Table table = Table.of(schema.build(), columns);
    FeatureSpec spec =
        FeatureSpec.over(table.schema()).add(transforms.toArray(Transform[]::new)).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.fit(io.millwright.split.TrainingSet.ofAll(table), Seed.of(1)))
        .withMessageContaining("Features must be at most 1048576");
  }

  private static double[] counts(String[] words, int buckets) {
    double[] counts = new double[buckets];
    for (String word : words) {
      counts[bucket(word, buckets)]++;
    }
    return counts;
  }

  private static int bucket(String word, int buckets) {
    return (int) (Math.abs((long) new Murmur3(0, false).hash(word)) % buckets);
  }

  private static HashedWordsOp op(int buckets, boolean sign) {
    return new HashedWordsOp(
        Schema.builder().text("t").build(),
        "t",
        buckets,
        new HashedWordsTransform.Options(false, sign, false, false),
        false);
  }

  private static double[] apply(Transform transform, String text) {
    Table table = table(false, text);
    return Rows.fit(transform, table).transform(table);
  }

  private static Table table(boolean optional, @Nullable String... texts) {
    Schema.Builder schema = Schema.builder().text("t");
    if (optional) {
      schema.optional("t");
    }
    return Table.of(schema.build(), List.of(TextColumn.of(Arrays.asList(texts))));
  }
}
