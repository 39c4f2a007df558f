package io.millwright.features;

import static io.millwright.features.Transforms.cross;
import static io.millwright.features.Transforms.embedding;
import static io.millwright.features.Transforms.hashedCategories;
import static io.millwright.features.Transforms.minHash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Crosses, hashed categories, vectors of a table, and least hashes of n-grams. */
class CategoryTransformsTest extends TransformContract {

  private static final Map<String, double[]> VECTORS =
      Map.of("north", new double[] {1, 2}, "日本", new double[] {3, -4}, "", new double[] {0, 5});

  @Override
  Stream<Transform> transforms() {
    return Stream.of(
        cross("region", "grade"),
        cross("region", "grade").rareBelow(0.02),
        cross("grade", "region").atMost(7).unseenAsRare().dropFirst(),
        cross("region", "grade").rareBelowCount(9).dropIfBinary(),
        hashedCategories(16, "region"),
        hashedCategories(5, "grade").alternateSign(),
        hashedCategories(33, "region", "grade").alternateSign(),
        embedding("region", VECTORS),
        embedding("grade", Map.of("low", new double[] {7})),
        minHash("region", 8),
        minHash("grade", 3, 1, 1),
        minHash("note", 5, 3, 6));
  }

  @Test
  void cross_combinations_areSlotsBesideRareMissingAndUnseen() {
    Table train = pair(List.of("a", "a", "a", "b", "b"), Arrays.asList("x", "x", "y", "x", null));
    FittedFeatures fitted = Rows.fit(cross("p", "q").rareBelowCount(2), train);
    assertThat(fitted.features())
        .extracting(f -> f.name())
        .containsExactly(
            "cross(p,q)=a,x", "cross(p,q)=<rare>", "cross(p,q)=<missing>", "cross(p,q)=<unseen>");
    Table later = pair(List.of("a", "b", "b", "a", "c"), Arrays.asList("x", "x", "y", null, "x"));
    assertThat(fitted.transform(later))
        .containsExactly(
            1, 0, 0, 0, // kept
            0, 1, 0, 0, // rare
            0, 0, 0, 1, // both parts are known, their combination is not
            0, 0, 1, 0, // a part is missing
            0, 0, 0, 1); // an unknown part
  }

  @Test
  void cross_againstJoinedText_isOneHotOfTheCombination() {
    List<Rows.Thing> rows = Rows.random(400, 12);
    FittedFeatures fitted = Rows.fit(cross("region", "grade"), rows);
    double[] all = fitted.transform(Rows.table(rows));
    int width = fitted.features().size();
    Set<List<@Nullable String>> seen = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      double[] own = Arrays.copyOfRange(all, i * width, (i + 1) * width);
      assertThat(Arrays.stream(own).sum()).isEqualTo(1);
      int slot = IntStream.range(0, width).filter(k -> own[k] == 1).findFirst().orElseThrow();
      String region = rows.get(i).region();
      boolean missing = region == null;
      assertThat(slot == width - 2).isEqualTo(missing);
      if (!missing) {
        seen.add(Arrays.asList(region, rows.get(i).grade()));
      }
    }
    assertThat(width).isEqualTo(seen.size() + 2);
  }

  @Test
  void cross_partsThatLookAlikeJoined_haveNamesOfTheirOwn() {
    Table train = pair(List.of("a,b", "a", "\"a\"", "<rare>"), Arrays.asList("c", "b,c", "x", "x"));
    FittedFeatures fitted = Rows.fit(cross("p", "q"), train);
    assertThat(fitted.features())
        .extracting(f -> f.name())
        .contains("cross(p,q)=\"a,b\",c", "cross(p,q)=a,\"b,c\"", "cross(p,q)=\"\"\"a\"\"\",x");
  }

  @Test
  void cross_faults_areReported() {
    assertThatThrownBy(() -> FeatureSpec.over(Rows.SCHEMA).add(cross("region", "region")).build())
        .hasMessageContaining("Fields of a cross must differ");
    assertThatThrownBy(() -> FeatureSpec.over(Rows.SCHEMA).add(cross("region", "x")).build())
        .hasMessageContaining("must be CATEGORICAL");
    assertThatIllegalArgumentException().isThrownBy(() -> cross("a", "b", "c", "d", "e"));
    FittedFeatures strict =
        Rows.fit(cross("p", "q").unseenRefused(), pair(List.of("a"), List.of("x")));
    assertThatThrownBy(() -> strict.transform(pair(List.of("a"), List.of("y"))))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("must be a category that was trained on");
  }

  @Test
  void hashedCategories_publishedHash_choosesTheBucketAndSign() {
    // MurmurHash3 of "日本" and of the others as the golden cases have it
    Table table = OneHotTransformTest.categories(true, "日本", "a", null);
    double[] got = Rows.fit(hashedCategories(7, "c").alternateSign(), table).transform(table);
    for (int i = 0; i < 2; i++) {
      int hash = new Murmur3(0, false).hash(i == 0 ? "日本" : "a");
      double[] expected = new double[8];
      expected[(int) (Math.abs((long) hash) % 7)] = hash < 0 ? -1 : 1;
      assertThat(Arrays.copyOfRange(got, 8 * i, 8 * i + 8)).containsExactly(expected);
    }
    assertThat(Arrays.copyOfRange(got, 16, 24)).containsExactly(0, 0, 0, 0, 0, 0, 0, 1);
    // 0x3C2569B2, the published MurmurHash3 of "a" with seed 0
    assertThat(new Murmur3(0, false).hash("a")).isEqualTo(0x3C2569B2);
  }

  @Test
  void hashedCategories_combinations_dependOnEachPartAndTheirOrder() {
    Table rows = pair(List.of("a", "b", "a", "b"), List.of("b", "a", "a", "b"));
    double[] got = Rows.fit(hashedCategories(65_536, "p", "q"), rows).transform(rows);
    int width = got.length / 4;
    Set<Integer> buckets = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      int row = i;
      buckets.add(
          IntStream.range(0, width).filter(k -> got[row * width + k] == 1).findFirst().orElse(-1));
    }
    assertThat(buckets).hasSize(4).doesNotContain(-1);
    assertThatIllegalArgumentException().isThrownBy(() -> hashedCategories(0, "p"));
    assertThatIllegalArgumentException().isThrownBy(() -> hashedCategories(3));
  }

  @Test
  void embedding_unknownAndMissing_haveSlotsOfTheirOwn() {
    Table rows = OneHotTransformTest.categories(true, "north", "never", null, "");
    FittedFeatures fitted = Rows.fit(embedding("c", VECTORS), rows);
    assertThat(fitted.features())
        .extracting(f -> f.name())
        .containsExactly(
            "embedding(c)#0", "embedding(c)#1", "embedding(c)=<missing>", "embedding(c)=<unseen>");
    assertThat(fitted.transform(rows))
        .containsExactly(1, 2, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 5, 0, 0);
  }

  @Test
  void embedding_tableThatIsChangedLater_staysAsItWas() {
    double[] vector = {1};
    Transform t = embedding("c", Map.of("a", vector));
    vector[0] = 9;
    Table rows = OneHotTransformTest.categories(false, "a");
    assertThat(Rows.fit(t, rows).transform(rows)).containsExactly(1, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> embedding("c", Map.of("a", new double[1], "b", new double[2])))
        .withMessageContaining("must be equal");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> embedding("c", Map.of("a", new double[] {Double.NaN})));
    assertThatIllegalArgumentException().isThrownBy(() -> embedding("c", Map.of()));
  }

  @Test
  void minHash_twoStrings_agreeAboutAsOftenAsTheyShareNgrams() {
    Table rows =
        OneHotTransformTest.categories(true, "London Borough", "London Burough", "x", "", null);
    FittedFeatures fitted = Rows.fit(minHash("c", 4096, 3, 3), rows);
    double[] all = fitted.transform(rows);
    int width = fitted.features().size();
    double same = IntStream.range(0, 4096).filter(j -> all[j] == all[width + j]).count() / 4096.0;
    // 12 runs each, 9 of them common: 9 / 15; 4 standard errors are 0.03
    assertThat(same).isCloseTo(9 / 15.0, within(0.03));
    double mean = Arrays.stream(all, 0, 4096).average().orElseThrow();
    assertThat(mean).isCloseTo(1 / 13.0, within(0.005)); // the least of 12 uniform numbers
    // shorter than the shortest run: one run, uniform
    assertThat(Arrays.stream(all, 2 * width, 2 * width + 4096).average().orElseThrow())
        .isCloseTo(0.5, within(0.02));
    assertThat(Arrays.stream(all, 3 * width, 3 * width + 4096)).containsOnly(1.0);
    assertThat(Arrays.stream(all, 4 * width, 4 * width + 4096)).containsOnly(0.0);
    assertThat(all[5 * width - 1]).isEqualTo(1);
  }

  @Test
  void minHash_againstSlowRuns_agrees() {
    String text = "a\uD83D\uDE00日bc";
    Table rows = OneHotTransformTest.categories(false, text);
    double[] got = Rows.fit(minHash("c", 6, 2, 3), rows).transform(rows);
    int[] points = text.codePoints().toArray();
    for (int j = 0; j < 6; j++) {
      int salt = Murmur3.finish((j + 1) * 0x9E3779B9);
      long least = Long.MAX_VALUE;
      for (int n = 2; n <= 3; n++) {
        for (int i = 0; i + n <= points.length; i++) {
          String run = new String(points, i, n);
          int hash = Murmur3.finish(new Murmur3(0, false).hash(run) + salt);
          least = Math.min(least, Integer.toUnsignedLong(hash));
        }
      }
      assertThat(got[j]).isEqualTo(least / 4294967296.0);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> minHash("c", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> minHash("c", 1, 3, 2));
    assertThatThrownBy(() -> FeatureSpec.over(Rows.SCHEMA).add(minHash("x", 3)).build())
        .hasMessageContaining("must be CATEGORICAL or TEXT");
  }

  private static Table pair(List<String> p, List<@Nullable String> q) {
    Schema schema = Schema.builder().categorical("p").categorical("q").optional("q").build();
    return Table.of(schema, List.of(column(p), column(q)));
  }

  private static CategoricalColumn column(List<? extends @Nullable String> values) {
    List<String> dictionary = new java.util.ArrayList<>();
    int[] codes = new int[values.size()];
    for (int i = 0; i < codes.length; i++) {
      String value = values.get(i);
      if (value == null) {
        codes[i] = CategoricalColumn.MISSING;
        continue;
      }
      if (!dictionary.contains(value)) {
        dictionary.add(value);
      }
      codes[i] = dictionary.indexOf(value);
    }
    return CategoricalColumn.of(codes, dictionary);
  }
}
