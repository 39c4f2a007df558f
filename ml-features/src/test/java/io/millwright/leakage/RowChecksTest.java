package io.millwright.leakage;

import static io.millwright.leakage.AuditCheck.DISTINGUISHABLE_HALVES;
import static io.millwright.leakage.AuditCheck.DUPLICATE_ROWS;
import static io.millwright.leakage.AuditCheck.FITTED_ON_HOLDOUT;
import static io.millwright.leakage.AuditCheck.ID_LIKE_FEATURE;
import static io.millwright.leakage.AuditCheck.NEAR_DUPLICATES;
import static io.millwright.leakage.AuditCheck.RESAMPLED_BEFORE_SPLIT;
import static io.millwright.leakage.AuditCheck.SELECTED_BEFORE_SPLIT;
import static io.millwright.leakage.Audits.assertStatus;
import static io.millwright.leakage.Audits.latest;
import static io.millwright.leakage.Audits.only;
import static io.millwright.leakage.Audits.random;
import static io.millwright.leakage.FindingStatus.CLEAN;
import static io.millwright.leakage.FindingStatus.INSUFFICIENT;
import static io.millwright.leakage.FindingStatus.LEAK;
import static io.millwright.leakage.FindingStatus.NOT_APPLICABLE;
import static io.millwright.leakage.FindingStatus.SUSPECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.schema.FieldType;
import io.millwright.schema.Role;
import io.millwright.split.RowSet;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowChecksTest {

  @ParameterizedTest
  @EnumSource(Draft.Kind.class)
  void duplicateRows_copiedBeforeTheSplit_areNamed(Draft.Kind kind) {
    Table table = Draft.loans(500, 60, kind).table();
    Table doubled = Draft.again(table, IntStream.range(0, 60).toArray(), 1);
    LeakageReport report = Audits.of(doubled);
    LeakageEvidence evidence = report.finding(DUPLICATE_ROWS).evidence().get(0);
    assertThat(evidence.status()).as(report.describe()).isEqualTo(LEAK);
    // every row named has an equal row among those named
    Table named = doubled.take(evidence.rows().toArray());
    for (int i = 0; i < named.rowCount(); i++) {
      int row = i;
      assertThat(IntStream.range(0, named.rowCount()).filter(j -> j != row))
          .anyMatch(j -> named.take(new int[] {j}).equals(named.take(new int[] {row})));
    }
  }

  @Test
  void duplicateRows_ofATableWithFewValues_areChance() {
    for (int seed = 0; seed < 8; seed++) {
      Draft d = new Draft(600, 61 + seed);
      for (int c = 0; c < 4; c++) {
        d.category("c" + c, i -> "v" + d.random.nextInt(4));
      }
      d.bool("flag", i -> d.chance(0.2), i -> false);
      d.binaryLabel("y", i -> d.chance(0.3));
      LeakageReport report = Audits.of(d.table());
      assertThat(report.finding(DUPLICATE_ROWS).summary()).doesNotStartWith("0 ");
      assertStatus(report, DUPLICATE_ROWS).isEqualTo(CLEAN);
      assertStatus(report, RESAMPLED_BEFORE_SPLIT).isEqualTo(CLEAN);
    }
  }

  @Test
  void duplicateRows_equalAtOtherTimes_areSuspectOnly() {
    Draft d = new Draft(600, 62);
    double[] x = d.gaussian();
    double[] y = d.gaussian();
    d.eventTime(i -> Draft.START + i * Draft.DAY);
    d.numeric("x", i -> x[i % 500]).numeric("y", i -> y[i % 500]);
    d.binaryLabel("bad", i -> x[i % 500] > 0.8);
    Finding finding = Audits.of(d.table()).finding(DUPLICATE_ROWS);
    assertThat(finding.status()).isEqualTo(SUSPECT);
  }

  @Test
  void duplicateRows_repeatedTexts_areNamed() {
    Draft d = new Draft(500, 63);
    String[] texts = IntStream.range(0, 400).mapToObj(i -> d.sentence(9)).toArray(String[]::new);
    d.text("message", i -> texts[i % 400]).binaryLabel("spam", i -> i % 400 % 3 == 0);
    LeakageReport report = Audits.of(d.table());
    assertStatus(report, DUPLICATE_ROWS).isEqualTo(LEAK);
  }

  /** A table in which the last rows are slightly changed copies of the first. */
  private static Table nearly(double noise, long seed) {
    Draft d = new Draft(600, seed);
    int n = 520;
    double[][] x = new double[5][];
    for (int c = 0; c < 5; c++) {
      x[c] = d.gaussian();
      double[] column = x[c];
      d.numeric("x" + c, i -> i < n ? column[i] : column[i - n] + noise * d.random.nextGaussian());
    }
    d.category("kind", i -> "k" + (i < n ? i : i - n) % 3);
    return d.binaryLabel("y", i -> x[0][i < n ? i : i - n] + x[1][i < n ? i : i - n] > 0.5).table();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e-3, 5e-3})
  void nearDuplicates_copiesWithNoise_areNamed(double noise) {
    Finding finding = only(Audits.of(nearly(noise, 64)), NEAR_DUPLICATES, LEAK);
    int[] rows = finding.evidence().get(0).rows().toArray();
    // nearly all rows named are copies or were copied
    assertThat(Arrays.stream(rows).filter(r -> r < 80 || r >= 520).count())
        .isGreaterThan(9 * rows.length / 10);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6})
  void nearDuplicates_ofNaturalData_areNoAlarm(int columns) {
    for (int seed = 0; seed < 6; seed++) {
      Draft d = new Draft(600, 65 + seed);
      double[] common = d.gaussian();
      for (int c = 0; c < columns; c++) {
        int column = c;
        // odd columns hang together, every third is rounded
        d.numeric(
            "x" + c,
            i -> {
              double v = d.random.nextGaussian() * (column % 2 == 1 ? 0.05 : 1) + common[i];
              return column % 3 == 2 ? Math.rint(20 * v) : v;
            });
      }
      d.category("kind", i -> "k" + i % 3).binaryLabel("y", i -> d.chance(0.4));
      assertStatus(Audits.of(d.table()), NEAR_DUPLICATES).isEqualTo(CLEAN);
    }
  }

  @Test
  void nearDuplicates_editedTexts_areNamed() {
    Draft d = new Draft(600, 66);
    String[] texts = IntStream.range(0, 500).mapToObj(i -> d.sentence(30)).toArray(String[]::new);
    d.text("message", i -> i < 500 ? texts[i] : texts[i - 500] + " edited");
    d.binaryLabel("spam", i -> (i < 500 ? i : i - 500) % 3 == 0);
    Finding finding = only(Audits.of(d.table()), NEAR_DUPLICATES, LEAK);
    assertThat(finding.evidence().get(0).subject()).isEqualTo("message");
  }

  @Test
  void fittedOnHoldout_declaredSteps_areComparedWithTheTestRows() {
    Table table = Draft.loans(500, 67).table();
    Split split = random(table);
    RowSet all = RowSet.of(table.fingerprint(), IntStream.range(0, 500).toArray());
    Finding finding = only(Audits.of(split, a -> a.fitted("scaler", all)), FITTED_ON_HOLDOUT, LEAK);
    assertThat(finding.alarms().get(0).rows()).isEqualTo(split.test().rows());
    LeakageReport honest = Audits.of(split, a -> a.fitted("scaler", split.train().rows()));
    assertStatus(honest, FITTED_ON_HOLDOUT).isEqualTo(CLEAN);
    RowSet other = RowSet.of("another table", new int[] {1});
    assertStatus(Audits.of(split, a -> a.fitted("scaler", other)), FITTED_ON_HOLDOUT)
        .isEqualTo(INSUFFICIENT);
    assertStatus(Audits.of(split, a -> a), FITTED_ON_HOLDOUT).isEqualTo(NOT_APPLICABLE);
  }

  @Test
  void fittedOnHoldout_rowsLeftOutOnPurpose_areSuspect() {
    Table table = Draft.loans(500, 68).table();
    Split split = Splitter.latest("decidedAt", 0.3).gap(java.time.Duration.ofDays(5)).split(table);
    RowSet before =
        RowSet.of(
            table.fingerprint(), IntStream.range(0, split.test().rows().toArray()[0]).toArray());
    only(Audits.of(split, a -> a.fitted("imputer", before)), FITTED_ON_HOLDOUT, SUSPECT);
  }

  @Test
  void fittedOnHoldout_columnScaledOverBothHalves_isSuspect() {
    Draft d = Draft.loans(500, 69);
    double[] x = d.gaussian();
    double mean = Arrays.stream(x).average().orElseThrow();
    double sd = Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / 500);
    d.numeric("scaled", i -> (x[i] - mean) / sd);
    Finding finding = only(Audits.of(d.table()), FITTED_ON_HOLDOUT, SUSPECT);
    assertThat(finding.alarms()).extracting(LeakageEvidence::subject).containsExactly("scaled");
  }

  @Test
  void selectedBeforeSplit_declared_isNamed() {
    Table table = Draft.loans(500, 70).table();
    Split split = random(table);
    RowSet all = RowSet.of(table.fingerprint(), IntStream.range(0, 500).toArray());
    only(Audits.of(split, a -> a.selected("top 20", all)), SELECTED_BEFORE_SPLIT, LEAK);
    assertStatus(
            Audits.of(split, a -> a.selected("top 20", split.train().rows())),
            SELECTED_BEFORE_SPLIT)
        .isEqualTo(CLEAN);
    assertStatus(Audits.of(split, a -> a), SELECTED_BEFORE_SPLIT).isEqualTo(NOT_APPLICABLE);
  }

  @Test
  void resampledBeforeSplit_declared_isNamed() {
    Table table = Draft.loans(500, 71).table();
    Split split = random(table);
    only(
        Audits.of(split, a -> a.resampled("smote", split.test().rows())),
        RESAMPLED_BEFORE_SPLIT,
        LEAK);
  }

  @Test
  void resampledBeforeSplit_minorityRepeated_isFoundUndeclared() {
    Draft d = Draft.loans(500, 72);
    Table table = d.table();
    int[] bad = IntStream.range(0, 500).filter(d::isBad).toArray();
    LeakageReport report = Audits.of(Draft.again(table, bad, 2));
    Finding finding = report.finding(RESAMPLED_BEFORE_SPLIT);
    assertThat(finding.status()).as(report.describe()).isEqualTo(LEAK);
    assertStatus(report, DUPLICATE_ROWS).isEqualTo(LEAK);
  }

  /** Rows of five numbers; those from 400 on lie between two of the 100 of the rare class. */
  private static Table interpolated(boolean smote) {
    Draft d = new Draft(700, 73);
    double[][] x = new double[5][700];
    int[] from = IntStream.range(0, 700).map(i -> d.random.nextInt(100)).toArray();
    int[] to = IntStream.range(0, 700).map(i -> d.random.nextInt(100)).toArray();
    double[] share = IntStream.range(0, 700).mapToDouble(i -> d.random.nextDouble()).toArray();
    for (int c = 0; c < 5; c++) {
      for (int i = 0; i < 700; i++) {
        boolean made = smote && i >= 400 && from[i] != to[i];
        x[c][i] =
            made
                ? x[c][from[i]] + share[i] * (x[c][to[i]] - x[c][from[i]])
                : d.random.nextGaussian() + (i < 100 || i >= 400 ? 1 : 0);
      }
      double[] column = x[c];
      d.numeric("x" + c, i -> column[i]);
    }
    return d.binaryLabel("rare", i -> i < 100 || i >= 400).table();
  }

  @Test
  void resampledBeforeSplit_interpolatedRows_areFoundUndeclared() {
    Finding finding = only(Audits.of(interpolated(true)), RESAMPLED_BEFORE_SPLIT, LEAK);
    assertThat(finding.summary()).contains("2 classes");
    assertThat(finding.evidence().get(0).text()).contains("on a line");
    assertStatus(Audits.of(interpolated(false)), RESAMPLED_BEFORE_SPLIT).isEqualTo(CLEAN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"number", "running", "name", "seen once"})
  void idLikeFeature_numbersOrNamesTheRows_isSuspect(String how) {
    Draft d = Draft.loans(500, 74);
    int[] order = Seed.of(3).permutation(500);
    switch (how) {
      case "number" -> d.integer("rowId", i -> 7_000 + order[i]);
      case "running" -> d.numeric("rowId", i -> 3.5 * i + d.random.nextDouble());
      case "name" -> d.text("rowId", i -> "loan-" + order[i]);
      default -> d.category("rowId", i -> i % 3 == 0 ? "several rows" : "ticket " + order[i]);
    }
    LeakageReport report = Audits.of(d.table());
    Finding finding = only(report, ID_LIKE_FEATURE, SUSPECT);
    assertThat(finding.alarms()).extracting(LeakageEvidence::subject).containsExactly("rowId");
  }

  @Test
  void distinguishableHalves_batchColumn_isSuspectUnlessTheSplitIsByTime() {
    Draft d = Draft.loans(600, 75);
    d.numeric("batch", i -> i / 200.0 + d.random.nextGaussian() * 0.3);
    Table table = d.table();
    // held out by hand: late rows, in a table whose event times say nothing about it
    Split byTime = latest(table);
    LeakageReport later = Audits.of(byTime, a -> a);
    assertStatus(later, DISTINGUISHABLE_HALVES).isEqualTo(CLEAN);
    assertThat(later.finding(DISTINGUISHABLE_HALVES).evidence())
        .extracting(LeakageEvidence::subject)
        .contains("batch");
    Draft shuffled = Draft.loans(600, 75);
    shuffled.numeric("batch", i -> (i % 4 == 0 ? 1 : 0) + shuffled.random.nextGaussian() * 0.3);
    shuffled.add("half", FieldType.CATEGORICAL, Role.IGNORED, i -> i % 4 == 0 ? "b" : "a");
    Split byHalf = Splitter.grouped("half", 0.25).split(shuffled.table(), Seed.of(1));
    Finding finding = only(Audits.of(byHalf, a -> a), DISTINGUISHABLE_HALVES, SUSPECT);
    assertThat(finding.alarms()).extracting(LeakageEvidence::subject).contains("batch");
  }

  @Test
  void report_ofAnyTable_namesNoCell() {
    Draft d = Draft.loans(500, 76);
    d.category("secret", i -> d.isBad(i) ? "Ann Example" : "Bob Example");
    d.text("rowName", i -> "person-" + i);
    String text = Audits.of(Draft.again(d.table(), new int[50], 3)).describe();
    assertThat(text).doesNotContain("Example").doesNotContain("person-");
    assertThat(List.of(text.split("\n"))).hasSizeGreaterThan(16);
  }
}
