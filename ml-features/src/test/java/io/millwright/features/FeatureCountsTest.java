package io.millwright.features;

import static io.millwright.features.Transforms.oneHot;
import static io.millwright.features.Transforms.ordinal;
import static io.millwright.features.Transforms.raw;
import static io.millwright.features.Transforms.targetEncode;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.features.FeatureCounts.Count;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeatureCountsTest {

  private static final Schema SCHEMA =
      Schema.builder().numeric("x").categorical("c").optional("x", "c").realLabel("y").build();

  private static Table table(double[] x, @Nullable String... categories) {
    List<String> words = Arrays.stream(categories).filter(c -> c != null).distinct().toList();
    int[] codes = Arrays.stream(categories).mapToInt(words::indexOf).toArray();
    BitSet missing = new BitSet();
    IntStream.range(0, x.length).filter(i -> Double.isNaN(x[i])).forEach(missing::set);
    List<Column> columns =
        List.of(
            NumericColumn.of(x, missing),
            CategoricalColumn.of(codes, words),
            NumericColumn.of(new double[x.length], new BitSet()));
    return Table.of(SCHEMA, columns);
  }

  private static FeatureCounts counts(Transform transform, Table live) {
    Table train = table(new double[] {1, 2, 3, 4}, "a", "a", "b", "rare");
    FeatureCounts counts = Rows.fit(transform, train).counts();
    var cursor = live.cursor();
    for (int i = 0; i < live.rowCount(); i++) {
      counts.observe(cursor.moveTo(i));
    }
    assertThat(counts.rows()).isEqualTo(live.rowCount());
    return counts;
  }

  private static Table live() {
    return table(
        new double[] {-5, Double.NaN, 2, 9, Double.NaN, -1}, "a", "rare", "new", null, "b", "new");
  }

  @Test
  void numeric_clippedMissingAndRefused_areCountedApart() {
    FeatureCounts clipped = counts(raw("x").clip(0, 3).imputeMean(), live());
    assertThat(clipped.count("x", FeatureEvent.CLIPPED)).isEqualTo(3);
    assertThat(clipped.count("x", FeatureEvent.MISSING)).isEqualTo(2);
    assertThat(clipped.count("x", FeatureEvent.IMPUTED)).isEqualTo(2);
    assertThat(clipped.count("x", FeatureEvent.REFUSED)).isZero();
    FeatureCounts plain = counts(raw("x").log1p(), live());
    assertThat(plain.counts())
        .containsExactly(
            new Count("log1p(x)", List.of("x"), FeatureEvent.MISSING, 2),
            new Count("log1p(x)", List.of("x"), FeatureEvent.REFUSED, 2));
  }

  @Test
  void categories_unseenRareAndMissing_areCountedApart() {
    FeatureCounts own = counts(oneHot("c").rareBelowCount(2), live());
    assertThat(own.count("c", FeatureEvent.UNSEEN)).isEqualTo(2);
    assertThat(own.count("c", FeatureEvent.RARE)).isEqualTo(2); // "b" and "rare"
    assertThat(own.count("c", FeatureEvent.MISSING)).isEqualTo(1);
    FeatureCounts asRare = counts(oneHot("c").rareBelowCount(2).unseenAsRare(), live());
    assertThat(asRare.count("c", FeatureEvent.RARE)).isEqualTo(4);
    FeatureCounts refused = counts(ordinal("c").unseenRefused(), live());
    assertThat(refused.count("c", FeatureEvent.REFUSED)).isEqualTo(2);
    FeatureCounts ordinal = counts(ordinal("c").missingAs(7), live());
    assertThat(ordinal.count("c", FeatureEvent.IMPUTED)).isEqualTo(1);
    FeatureCounts target = counts(targetEncode("c"), live());
    assertThat(target.count("c", FeatureEvent.UNSEEN)).isEqualTo(2);
    assertThat(target.describe()).contains("6 rows", "target(c): UNSEEN in 2");
  }

  @Test
  void observe_severalThreads_losesNothing() {
    Table live = live();
    FeatureCounts counts =
        Rows.fit(raw("x").imputeMean(), table(new double[] {1, 2}, "a", "b")).counts();
    IntStream.range(0, 8)
        .parallel()
        .forEach(
            t -> {
              var cursor = live.cursor();
              for (int n = 0; n < 1_000; n++) {
                counts.<String>observer().observed(cursor.moveTo(1), "");
              }
            });
    assertThat(counts.rows()).isEqualTo(8_000);
    assertThat(counts.count("x", FeatureEvent.IMPUTED)).isEqualTo(8_000);
  }
}
