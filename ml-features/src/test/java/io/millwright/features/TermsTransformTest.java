package io.millwright.features;

import static io.millwright.features.Transforms.counts;
import static io.millwright.features.Transforms.hashedWords;
import static io.millwright.features.Transforms.tfIdf;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTransformTest extends TransformContract {

  private static final TokenRule LATIN_AND_MORE = TokenRule.runsOf("a-z0-9\u0100-\uFFFD");

  @Override
  Stream<Transform> transforms() {
    return Stream.of(
        counts("note").words(1, 2).stopWords("the", "Straße").missingIndicator(),
        counts("note").characters(2, 2).binary().mostFrequent(50).normalized().named("pairs"),
        counts("note").charactersInWords(2, 3).caseSensitive().sublinear().asShares(),
        tfIdf("note").tokens(LATIN_AND_MORE).minCount(1).unsmoothed().notNormalized(),
        tfIdf("note").characters(1, 2).lsa(3).missingIndicator(),
        tfIdf("note").lsa(40));
  }

  /** ln(3/3) + 1 = 1 for cat in both texts, ln(3/2) + 1 for dog. */
  @Test
  void tfIdf_smallCase_isByHand() {
    FittedFeatures fitted =
        Rows.fit(tfIdf("t").notNormalized(), table(false, "Cat cat", "cat DOG!"));
    double dog = StrictMath.log(1.5) + 1;
    assertThat(names(fitted)).containsExactly("tfidf(t)=cat", "tfidf(t)=dog");
    assertThat(fitted.transform(table(false, "Cat cat", "cat DOG!", "owl", "")))
        .containsExactly(2, 0, 1, dog, 0, 0, 0, 0);
    FittedFeatures unit = Rows.fit(tfIdf("t"), table(false, "Cat cat", "cat DOG!"));
    double length = Math.sqrt(1 + dog * dog);
    assertThat(unit.transform(table(false, "cat dog owl")))
        .containsExactly(1 / length, dog / length);
  }

  @Test
  void counts_smallCase_isByHand() {
    Table train = table(false, "a bc bc", "bc de f");
    assertThat(apply(counts("t").words(1, 2), train, "bc de bc bc"))
        .isEqualTo(Map.of("bc", 3.0, "de", 1.0, "bc bc", 1.0, "bc de", 1.0));
    assertThat(apply(counts("t").asShares(), train, "bc de bc bc"))
        .isEqualTo(Map.of("bc", 0.75, "de", 0.25));
    assertThat(apply(counts("t").binary(), train, "bc bc bc")).isEqualTo(Map.of("bc", 1.0));
    assertThat(apply(counts("t").sublinear(), train, "bc bc bc"))
        .isEqualTo(Map.of("bc", 1 + StrictMath.log(3)));
    assertThat(apply(counts("t").tokens(TokenRule.words().atLeast(1)), train, "A"))
        .isEqualTo(Map.of("a", 1.0));
  }

  /** Terms are as scikit-learn's char and char_wb analysers give them for this text. */
  @Test
  void characters_smallCase_isByHand() {
    Table train = table(false, "ab  c\n\nd\te");
    assertThat(terms(counts("t").characters(3, 3), train))
        .containsExactly(" c ", " d\t", "ab ", "b c", "c d", "d\te");
    assertThat(terms(counts("t").charactersInWords(4, 5), train))
        .containsExactly(" ab ", " c ", " d ", " e ");
    assertThat(terms(counts("t").charactersInWords(3, 4), train))
        .containsExactly(" ab", " ab ", " c ", " d ", " e ", "ab ");
    assertThat(terms(counts("t").charactersInWords(3, 3), train))
        .containsExactly(" ab", " c ", " d ", " e ", "ab ");
  }

  @Test
  void bounds_ofRows_areOfRowsThatHaveAText() {
    Table train = table(true, "aa bb cc", "aa bb", "aa", "", null);
    assertThat(terms(counts("t").minCount(2), train)).containsExactly("aa", "bb");
    assertThat(terms(counts("t").maxCount(2), train)).containsExactly("bb", "cc");
    assertThat(terms(counts("t").minShare(0.5), train)).containsExactly("aa", "bb");
    assertThat(terms(counts("t").minShare(0.51), train)).containsExactly("aa");
    assertThat(terms(counts("t").maxShare(0.5), train)).containsExactly("bb", "cc");
    assertThat(terms(counts("t").minCount(2).maxShare(0.5), train)).containsExactly("bb");
  }

  @Test
  void mostFrequent_ties_goByCodePoint() {
    Table train = table(false, "zz zz zz \uFFFDq xx xx", "yy yy \uD83D\uDE00 yy xx", "xx");
    assertThat(terms(counts("t").mostFrequent(2), train)).containsExactly("xx", "yy");
    assertThat(terms(counts("t").mostFrequent(2).binary(), train)).containsExactly("xx", "yy");
    Table pairs = table(false, "cc bb aa dd dd");
    assertThat(terms(counts("t").mostFrequent(3), pairs)).containsExactly("aa", "bb", "dd");
  }

  @Test
  void vocabulary_beyondTheBasicPlane_isByCodePoint() {
    // U+10428 after U+FB01, though its first char is smaller.
    Table train = table(false, "\uD801\uDC28\uD801\uDC28 \uFB01\uFB01 zz");
    assertThat(terms(counts("t"), train))
        .containsExactly("zz", "\uFB01\uFB01", "\uD801\uDC28\uD801\uDC28");
  }

  @Test
  void missing_andEmpty_areToldApart() {
    FittedFeatures fitted = Rows.fit(counts("t").missingIndicator(), table(true, "aa", null));
    assertThat(names(fitted)).containsExactly("counts(t)=aa", "t=<missing>");
    assertThat(fitted.transform(table(true, "aa", null, "", "??")))
        .containsExactly(1, 0, 0, 1, 0, 0, 0, 0);
    assertThat(Rows.fit(counts("t"), table(true, "aa")).transform(table(true, "aa", null)))
        .containsExactly(1, 0);
  }

  @Test
  void missing_requiredField_isRefused() {
    FittedFeatures fitted = Rows.fit(counts("t"), table(false, "aa"));
    assertThatThrownBy(() -> fitted.apply(new RowBuffer(fitted.schema()), new double[1], 0))
        .isInstanceOf(InvalidRowException.class)
        .hasMessage("Field 't' must have a value; was missing.");
  }

  @Test
  void names_notationInTerms_standsInQuotes() {
    Table train = table(true, "<missing>", "\"q\"");
    FittedFeatures fitted = Rows.fit(counts("t").characters(9, 9).missingIndicator(), train);
    assertThat(names(fitted)).containsExactly("counts(t)=\"<missing>\"", "t=<missing>");
  }

  @Test
  void field_readTwice_needsAName() {
    Schema schema = Schema.builder().text("t").build();
    FeatureSpec.Builder twice =
        FeatureSpec.over(schema).add(tfIdf("t"), tfIdf("t").characters(3, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(twice::build)
        .withMessageContaining("'tfidf(t)' must be made once");
    FittedFeatures fitted =
        FeatureSpec.over(schema)
            .add(tfIdf("t"), tfIdf("t").characters(3, 3).named("trigrams"), hashedWords("t", 2))
            .build()
            .fit(io.millwright.split.TrainingSet.ofAll(table(false, "abcd")), Seed.of(1));
    assertThat(names(fitted))
        .containsExactly("tfidf(t)=abcd", "trigrams(t)=abc", "trigrams(t)=bcd", "t#0", "t#1");
  }

  /** As {@code str.lower} of Python 3.11 gives them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\u03A3\u0391\u03A3 | \u03C3\u03B1\u03C2",
        "\u0391\u03A3.\u0391 | \u03B1\u03C3.\u03B1",
        "\u0391\u03A3' | \u03B1\u03C2'",
        "\u03A3 | \u03C3",
        "\u0391\u0301\u03A3 | \u03B1\u0301\u03C2",
        "\u0391\u03A3\u0301\u0392 | \u03B1\u03C3\u0301\u03B2",
        "\u0391\u03A3 \u0392 | \u03B1\u03C2 \u03B2",
        "\u01C5\u03A3 | \u01C6\u03C2",
        "1\u03A3 | 1\u03C3",
        "a\u03A31 | a\u03C21",
        "\u03A3\u03A3 | \u03C3\u03C2",
        "\u00AA\u03A3 | \u00AA\u03C2",
        "\u02B0\u03A3 | \u02B0\u03C3",
        "\u0391\u00AD\u03A3 | \u03B1\u00AD\u03C2",
        "\u2163\u03A3 | \u2173\u03C2",
        "\u0391\u03A3\u02B0 | \u03B1\u03C2\u02B0",
        "\u0391\u03A3\u02B0\u0392 | \u03B1\u03C3\u02B0\u03B2",
        "\u0130STANBUL | i\u0307stanbul",
        "STRASSE \u1E9E \uD801\uDC00 | strasse \u00DF \uD801\uDC28",
      })
  void lowerCase_anyScript_isPythons(String text, String lower) {
    CodePointBuffer buffer = new CodePointBuffer();
    LowerCase.append(text, buffer);
    assertThat(new String(buffer.points(), 0, buffer.size())).isEqualTo(lower);
  }

  /** Tokens of {@code (?u)\b\w\w+\b} of Python 3.11 in the lower-cased text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "na\u00EFve caf\u00E9 CAF\u00C9 42 x1 | na\u00EFve,caf\u00E9,42,x1",
        "don't e-mail a_b _ __ | don,mail,a_b,__",
        "e\u0301te\u0301 \u0130stanbul | te,stanbul",
        "\u00B2\u00B3 \u2163\u2164 \u00BD\u00BD \u65E5\u672C\u8A9E | \u00B2\u00B3,\u2173\u2174,\u00BD\u00BD,\u65E5\u672C\u8A9E",
        "\u0939\u093F\u0928\u094D\u0926\u0940 \uD83D\uDE00\uD83D\uDE00 | ",
        "\u0661\u0662 \uD835\uDFCE\uD835\uDFCF \u203Fab | \u0661\u0662,\uD835\uDFCE\uD835\uDFCF,ab",
      })
  void words_anyScript_arePythons(String text, @Nullable String tokens) {
    List<String> expected = tokens == null ? List.of() : List.of(tokens.split(","));
    List<String> found =
        apply(counts("t"), table(false, text + " always"), text).keySet().stream().toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected.stream().distinct().toList());
  }

  /** Against regular expressions and maps of strings. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void tfIdf_randomTexts_matchesTheSlowWay(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    List<String> train = IntStream.range(0, 40).mapToObj(i -> text(random)).toList();
    List<String> later = IntStream.range(0, 20).mapToObj(i -> text(random)).toList();
    int least = 1 + random.nextInt(2);
    int most = least + random.nextInt(2);
    FittedFeatures fitted =
        Rows.fit(tfIdf("t").words(least, most).minCount(2), table(false, train));
    Map<String, Integer> rows = new TreeMap<>(CodePoints::compare);
    train.forEach(
        t ->
            grams(t, least, most).stream().distinct().forEach(g -> rows.merge(g, 1, Integer::sum)));
    rows.values().removeIf(d -> d < 2);
    assertThat(names(fitted)).isEqualTo(rows.keySet().stream().map(g -> "tfidf(t)=" + g).toList());
    double[] got = fitted.transform(table(false, later));
    int at = 0;
    for (String text : later) {
      List<String> grams = grams(text, least, most);
      double[] row =
          rows.entrySet().stream()
              .mapToDouble(
                  e ->
                      grams.stream().filter(e.getKey()::equals).count()
                          * (Math.log(41.0 / (1 + e.getValue())) + 1))
              .toArray();
      double length = Math.sqrt(Arrays.stream(row).map(x -> x * x).sum());
      for (double x : row) {
        assertThat(got[at++]).isCloseTo(length == 0 ? 0 : x / length, within(1e-14));
      }
    }
  }

  private static List<String> grams(String text, int least, int most) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = Pattern.compile("[\\p{L}\\p{N}_]{2,}").matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    List<String> grams = new ArrayList<>();
    for (int n = least; n <= most; n++) {
      for (int i = 0; i + n <= tokens.size(); i++) {
        grams.add(String.join(" ", tokens.subList(i, i + n)));
      }
    }
    return grams;
  }

  private static String text(RandomGenerator random) {
    String[] words = {
      "Card",
      "lost",
      "caf\u00E9",
      "x",
      "\u65E5\u672C",
      "LOST",
      "a1",
      "\uD801\uDC00\uD801\uDC01",
      "42",
      "q_q",
      "\uD83D"
    };
    String[] between = {" ", ", ", "\n", " - ", "'", "\u3000", "\u0301"};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(words[random.nextInt(words.length)])
          .append(between[random.nextInt(between.length)]);
    }
    return text.toString();
  }

  @Test
  void fit_nothingLeft_saysWhat() {
    assertThatThrownBy(
            () -> Rows.fit(counts("t").minCount(3), table(false, "secret one", "secret two")))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("Field 't' must leave at least one term; left none of 3 in 2 texts")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> Rows.fit(counts("t"), table(true, null, null)))
        .hasMessageContaining("must have a value to learn terms from; is missing in all 2 rows");
  }

  @Test
  void fit_tooManyTerms_saysHowMany() {
    List<String> texts =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    IntStream.range(0, 1000)
                        .mapToObj(k -> "w" + (i * 1000 + k))
                        .collect(java.util.stream.Collectors.joining(" ")))
            .toList();
    assertThatThrownBy(() -> Rows.fit(counts("t"), table(false, texts)))
        .isInstanceOf(FeatureFitException.class)
        .hasMessageContaining("at most 262144 terms")
        .hasMessageContaining("left 300000 of 300000 in 300 texts")
        .hasMessageContaining("Set mostFrequent(…)");
    assertThatThrownBy(() -> Rows.fit(tfIdf("t").lsa(1_000), table(false, texts.subList(0, 2))))
        .hasMessageContaining("at most 1500 terms for 1000 components; left 2000 of 2000");
  }

  @Test
  void counting_moreTermsThanFit_stops() {
    TextColumn texts = TextColumn.of(List.of("aa bb cc", "dd ee"));
    GramReader reader = new GramReader(Grams.words());
    assertThat(TermCounts.of(texts, reader, false, 6).overflow()).isFalse();
    TermCounts stopped = TermCounts.of(texts, reader, false, 4);
    assertThat(stopped.overflow()).isTrue();
    assertThat(stopped.distinct()).isEqualTo(4);
  }

  @Test
  void plan_withFaults_reportsAllTogether() {
    Schema schema = Schema.builder().text("t").categorical("c").key("k").build();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FeatureSpec.over(schema)
                    .add(
                        counts("t").binary().sublinear().unsmoothed().missingIndicator(),
                        tfIdf("t").characters(2, 3).stopWords("a").tokens(TokenRule.words()),
                        counts("c"),
                        counts("k"),
                        counts("none"))
                    .build())
        .withMessageContaining("Step binary, sublinear of 't' must be set once")
        .withMessageContaining("Step unsmoothed of 't' must be of tfIdf")
        .withMessageContaining("Field 't' must be optional to have a missing indicator")
        .withMessageContaining("Step stopWords of 't' must be of words; was of characters")
        .withMessageContaining("Step tokens of 't' must be of words")
        .withMessageContaining("Field 'c' must be TEXT to be read as terms; was CATEGORICAL")
        .withMessageContaining("Field 'k' must be a FEATURE")
        .withMessageContaining("Field 'none' must be in the schema");
  }

  @Test
  void options_outOfRange_areRefusedAtOnce() {
    assertThatIllegalArgumentException().isThrownBy(() -> counts("t").words(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> counts("t").words(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> counts("t").characters(1, 33));
    assertThatIllegalArgumentException().isThrownBy(() -> counts("t").minShare(1));
    assertThatIllegalArgumentException().isThrownBy(() -> counts("t").mostFrequent(0));
    assertThatIllegalArgumentException().isThrownBy(() -> tfIdf("t").lsa(1001));
    assertThatIllegalArgumentException().isThrownBy(() -> TokenRule.runsOf(""));
    assertThatIllegalArgumentException().isThrownBy(() -> TokenRule.runsOf("z-a"));
    assertThatIllegalArgumentException().isThrownBy(() -> TokenRule.runsOf("\\d"));
    assertThatIllegalArgumentException().isThrownBy(() -> TokenRule.runsOf("\uD83D"));
    assertThatIllegalArgumentException().isThrownBy(() -> TokenRule.words().atLeast(0));
    assertThat(TokenRule.runsOf("-a").has('-')).isTrue();
    assertThat(TokenRule.runsOf("a-").has('-')).isTrue();
    assertThat(TokenRule.runsOf("a-c").has('-')).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"terms\":[\"aa\",\"bb\"] | \"terms\":[\"bb\",\"aa\"] | ascending by code point",
        "\"terms\":[\"aa\",\"bb\"] | \"terms\":[\"aa\",\"aa\"] | distinct strings",
        "\"terms\":[\"aa\",\"bb\"] | \"terms\":[\"\",\"bb\"] | terms of text",
        "\"terms\":[\"aa\",\"bb\"] | \"terms\":[] | from 1 to 262144",
        "\"terms\":[\"aa\",\"bb\"] | \"terms\":[\"aa\",\"bb\",\"cc\"] | a number from 1 to 32 for each term",
        "\"rarities\":[1 | \"rarities\":[0 | from 1 to 32",
        "\"rarities\":[1 | \"rarities\":[1e300,1 | from 1 to 32",
        "\"idf\":\"SMOOTH\" | \"idf\":\"NONE\" | exactly when there is an idf",
        "\"least\":1 | \"least\":0 | ascend from 1 to at most 32",
        "\"most\":1 | \"most\":1000000 | ascend from 1 to at most 32",
        "\"leastToken\":2 | \"leastToken\":0 | as TokenRule has it",
        "\"characters\":\"\\\\w\" | \"characters\":\"(a+)+\\\\b\" | as TokenRule has it",
        "\"kind\":\"WORDS\" | \"kind\":\"REGEX\" | must be one of",
        "\"missing\":false | \"missing\":true | for a required field",
        "\"components\":2 | \"components\":3 | a number for each term and component",
        "\"components\":2 | \"components\":0 | from 1 to 1000",
        "\"loadings\":[ | \"loadings\":[7,  | for each term and component",
        "\"loadings\":[ | \"loading\":[  | members must be among",
        "\"field\":\"t\" | \"field\":\"u\" | must be in the schema",
      })
  void json_tamperedWith_isRefused(String find, String replacement, String message) {
    FittedFeatures fitted = Rows.fit(tfIdf("t").lsa(2), table(false, "aa bb", "bb bb"));
    String json = fitted.stored().json();
    assertThat(json).contains(find);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FittedFeatures.fromJson(json.replace(find, replacement), fitted.schema()))
        .withMessageContaining(message);
  }

  @Test
  void sparse_manyTerms_holdsWhatIsThere() {
    Table train = table(true, "aa bb cc", "cc dd", null, "");
    FittedFeatures fitted = Rows.fit(tfIdf("t"), train);
    assertThat(fitted.sparse(train).stored()).isEqualTo(5);
    double[] row = new double[fitted.features().size()];
    fitted.sparse(train).copyRow(1, row, 0);
    assertThat(row).isEqualTo(Arrays.copyOfRange(fitted.transform(train), 4, 8));
  }

  private static Map<String, Double> apply(TermsTransform transform, Table train, String text) {
    FittedFeatures fitted = Rows.fit(transform, train);
    double[] row = fitted.transform(table(false, text));
    Map<String, Double> found = new TreeMap<>();
    for (int i = 0; i < row.length; i++) {
      if (row[i] != 0) {
        found.put(names(fitted).get(i).replaceFirst("^[^=]*=", ""), row[i]);
      }
    }
    return found;
  }

  private static List<String> terms(TermsTransform transform, Table train) {
    return names(Rows.fit(transform, train)).stream()
        .map(n -> n.replaceFirst("^[^=]*=", ""))
        .toList();
  }

  private static List<String> names(FittedFeatures fitted) {
    return fitted.features().stream().map(f -> f.name()).toList();
  }

  private static Table table(boolean optional, @Nullable String... texts) {
    return table(optional, Arrays.asList(texts));
  }

  private static Table table(boolean optional, List<@Nullable String> texts) {
    Schema.Builder schema = Schema.builder().text("t");
    return Table.of(
        (optional ? schema.optional("t") : schema).build(), List.of(TextColumn.of(texts)));
  }
}
