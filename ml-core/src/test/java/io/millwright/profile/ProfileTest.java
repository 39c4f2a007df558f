package io.millwright.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {

  @Test
  void of_tinyTable_countsEveryPlace() {
    Schema schema =
        Schema.builder()
            .numeric("income")
            .categorical("region")
            .optional("income", "region")
            .binaryLabel("defaulted")
            .build();
    TableBuilder rows = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    double[] incomes = {10, 20, 20, Double.NaN, Double.POSITIVE_INFINITY};
    for (double income : incomes) {
      row.clear();
      row.setNumber(0, income);
      row.setString(1, income == 20 ? "south" : "north");
      row.setInteger(2, income == 10 ? 1 : 0);
      rows.add(row);
    }
    row.clear();
    row.setInteger(2, 1);
    rows.add(row);

    Profile profile = Profile.of(rows.build());

    FieldProfile income = profile.feature("income");
    assertThat(income.bins()).isEqualTo(NumberBins.of(new double[] {10, 20}, 20));
    assertThat(income.count(0)).isEqualTo(1);
    assertThat(income.count(1)).isEqualTo(2);
    assertThat(income.missing()).isEqualTo(1);
    assertThat(income.nan()).isEqualTo(1);
    assertThat(income.over()).isEqualTo(1);
    assertThat(income.under()).isZero();
    assertThat(income.total()).isEqualTo(6);
    assertThat(income.present()).isEqualTo(4);
    FieldProfile region = profile.feature("region");
    assertThat(region.bins().<List<String>>match(n -> List.of(), CategoryBins::names))
        .containsExactly("north", "south");
    assertThat(region.count(0)).isEqualTo(3);
    assertThat(region.missing()).isEqualTo(1);
    FieldProfile label = profile.label().orElseThrow();
    assertThat(label.count(0)).isEqualTo(4);
    assertThat(label.count(1)).isEqualTo(2);
    assertThat(profile.rows()).isEqualTo(6);
  }

  @Test
  void of_everyType_profilesFeaturesAndLabelOnly() {
    Profile profile = Profile.of(Tables.random(1, 500));
    assertThat(profile.features().stream().map(FieldProfile::name))
        .containsExactly(
            "amount", "visits", "member", "region", "shop", "note", "opened", "seen", "unused");
    assertThat(profile.label().orElseThrow().name()).isEqualTo("outcome");
    assertThat(profile.feature("note").bins()).isInstanceOf(NumberBins.class);
    assertThat(profile.feature("unused").missing()).isEqualTo(500);
    for (FieldProfile field : profile.features()) {
      assertThat(field.total()).isEqualTo(500);
    }
  }

  @Test
  void of_integerClassLabel_countsClassesByName() {
    Schema schema =
        Schema.builder().integer("x").integer("y").build().edit().multiclassLabel("y").build();
    TableBuilder rows = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    for (int i = 0; i < 5; i++) {
      row.setInteger(0, i);
      row.setInteger(1, i < 2 ? 7 : -1);
      rows.add(row);
    }
    FieldProfile label = Profile.of(rows.build()).label().orElseThrow();
    assertThat(label.type()).isEqualTo(FieldType.INTEGER);
    assertThat(label.bins()).isEqualTo(CategoryBins.of(List.of("-1", "7")));
    assertThat(label.count(0)).isEqualTo(3);
  }

  @Test
  void of_emptyTable_isRefused() {
    assertThatThrownBy(() -> Profile.of(Table.builder(Tables.SCHEMA).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1; was 0");
  }

  @Test
  void toString_anyProfile_showsNoCategory() {
    Profile profile = Profile.of(Tables.random(1, 50));
    assertThat(profile.toString() + profile.features()).doesNotContain("r1").doesNotContain("s1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void merge_randomParts_isCommutativeAssociativeAndTheWhole(long seed) {
    Profile reference = Profile.of(Tables.random(seed, 400)).withPredictions(scores(seed));
    Profile a = recorded(reference, Tables.random(seed + 100, 230, 0.4));
    Profile b = recorded(reference, Tables.random(seed + 200, 1, 0.1));
    Profile c = recorded(reference, Tables.random(seed + 300, 517, -3));

    assertThat(a.merge(b)).isEqualTo(b.merge(a));
    assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    assertThat(a.merge(reference.emptyCopy())).isEqualTo(a);
    assertThat(a.merge(b).toJson()).isEqualTo(b.merge(a).toJson());
    assertThat(a.merge(b).rows()).isEqualTo(231);

    ProfileRecorder whole = ProfileRecorder.of(reference);
    whole.observe(Tables.random(seed + 300, 517, -3));
    whole.observe(Tables.random(seed + 100, 230, 0.4));
    whole.observe(Tables.random(seed + 200, 1, 0.1));
    assertThat(whole.snapshot()).isEqualTo(a.merge(b).merge(c));
  }

  @Test
  void retaining_someFeatures_keepsThemInOrderWithLabel() {
    Profile profile = Profile.of(Tables.random(1, 300));
    Profile kept = profile.retaining(List.of("shop", "amount", "id"));
    assertThat(kept.features().stream().map(FieldProfile::name)).containsExactly("amount", "shop");
    assertThat(kept.feature("shop")).isEqualTo(profile.feature("shop"));
    assertThat(kept.label()).isEqualTo(profile.label());
    assertThat(kept.rows()).isEqualTo(300);
    assertThatThrownBy(() -> profile.retaining(List.of("id")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one of its 9 features");
  }

  @Test
  void merge_otherBins_isRefusedAndNamesTheField() {
    Profile a = Profile.of(Tables.random(1, 300));
    Profile b = Profile.of(Tables.random(2, 300));
    assertThat(a.fingerprint()).isNotEqualTo(b.fingerprint());
    assertThat(a.fingerprint()).isEqualTo(a.emptyCopy().fingerprint()).hasSize(64);
    assertThatThrownBy(() -> a.merge(b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'amount'")
        .hasMessageContaining("must have the bins of the reference");
    assertThatThrownBy(() -> a.merge(a.withPredictions(scores(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same fields and bins");
  }

  @Test
  void merge_countsBeyondLong_isRefused() {
    long[] half = {Long.MAX_VALUE - 1, 0, 0, 0, 0};
    FieldProfile field =
        new FieldProfile("x", FieldType.NUMERIC, NumberBins.of(new double[] {1}, 1), half);
    assertThatThrownBy(() -> field.merge(field))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2^63 - 1");
  }

  @Test
  void ofCategories_predictedClasses_countsByName() {
    FieldProfile classes = FieldProfile.ofCategories("class", List.of("cat", "dog", "cat"));
    assertThat(classes.count(0)).isEqualTo(2);
    assertThat(classes.count(1)).isEqualTo(1);
    assertThat(classes.total()).isEqualTo(3);
  }

  private static FieldProfile scores(long seed) {
    return FieldProfile.ofNumbers(
        "score", io.millwright.Seed.of(seed).random().doubles(200).toArray());
  }

  private static Profile recorded(Profile reference, Table table) {
    ProfileRecorder recorder = ProfileRecorder.of(reference);
    recorder.observe(table);
    return recorder.snapshot();
  }
}
