package io.millwright.quality.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.profile.Profile;
import io.millwright.quality.expect.Expectation.Kind;
import io.millwright.quality.expect.ExpectationResult.Tally;
import io.millwright.quality.expect.ExpectationResult.Verdict;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.table.BooleanColumn;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.LongColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExpectationsTest {

  private static final BitSet NONE = new BitSet();

  private static final Schema SCHEMA =
      Schema.builder()
          .key("id")
          .numeric("age")
          .integer("visits")
          .categorical("plan")
          .text("email")
          .date("day")
          .timestamp("at", ZoneOffset.UTC)
          .bool("active")
          .optional("id", "age", "plan", "email", "day")
          .build();

  /** Six rows; the second has neither id nor age nor plan nor mail. */
  private static Table table() {
    BitSet second = bits(1);
    return Table.of(
        SCHEMA,
        List.of(
            TextColumn.of(Arrays.asList("a", null, "b", "a", "c", "b")),
            NumericColumn.of(
                new double[] {18, 0, 120, 121, Double.NaN, Double.POSITIVE_INFINITY}, second),
            LongColumn.of(FieldType.INTEGER, new long[] {1, 2, 3, 4, 5, 6}, NONE),
            CategoricalColumn.of(new int[] {0, -1, 1, 2, 0, 0}, List.of("basic", "plus", "Plus")),
            TextColumn.of(Arrays.asList("a@x", null, "b@x", "nobody", "", "c@y")),
            LongColumn.of(FieldType.DATE, new long[] {10, 0, 9, 9, 12, 11}, second),
            LongColumn.of(FieldType.TIMESTAMP, new long[] {0, 1, 2, 3, 4, 5}, NONE),
            BooleanColumn.of(6, bits(0, 2, 4), NONE)));
  }

  private static ExpectationResult only(UnaryOperator<Expectations.Builder> rule) {
    return rule.apply(Expectations.over(SCHEMA)).build().check(table()).results().get(0);
  }

  private static void expect(
      UnaryOperator<Expectations.Builder> rule, long checked, long failing, Long... rows) {
    ExpectationResult result = only(rule);
    assertThat(result.tally()).isEqualTo(new Tally(checked, failing, 0));
    assertThat(result.firstRows()).containsExactly(rows);
    assertThat(result.verdict()).isEqualTo(failing == 0 ? Verdict.MET : Verdict.BROKEN);
  }

  @Test
  void rules_sixRows_failWhereCountedByHand() {
    expect(b -> b.required("id"), 6, 1, 1L);
    expect(b -> b.required("visits"), 6, 0);
    expect(b -> b.inRange("age", 18, 120), 5, 3, 3L, 4L, 5L);
    expect(b -> b.inRange("age", 0, Double.POSITIVE_INFINITY), 5, 1, 4L);
    expect(b -> b.inRange("visits", 1.5, 5.5), 6, 2, 0L, 5L);
    expect(b -> b.inSet("plan", "basic", "plus"), 5, 1, 3L);
    expect(b -> b.inSet("visits", "1", "2", "3", "4", "5"), 6, 1, 5L);
    expect(b -> b.inSet("active", "true"), 6, 3, 1L, 3L, 5L);
    expect(b -> b.uniqueKey("id"), 5, 2, 3L, 5L);
    expect(b -> b.uniqueKey("id", "plan"), 5, 0);
    expect(b -> b.matches("email", Pattern.compile("[a-z]+@[a-z]+")), 5, 2, 3L, 4L);
    expect(b -> b.matches("plan", Pattern.compile("[a-z]+")), 5, 1, 3L);
    // 10, 9, 9, 12, 11 at rows 0, 2, 3, 4, 5
    expect(b -> b.monotone("day"), 5, 2, 2L, 5L);
    // a: 10, 9; b: 9, 11; c: 12
    expect(b -> b.monotone("day", "id"), 5, 1, 3L);
    expect(b -> b.monotone("at"), 6, 0);
    LocalDate epoch = LocalDate.ofEpochDay(0);
    expect(b -> b.inRange("day", epoch.plusDays(10), epoch.plusDays(11)), 5, 3, 2L, 3L, 4L);
    expect(b -> b.inRange("at", Instant.EPOCH.plusNanos(1), Instant.EPOCH.plusNanos(9)), 6, 1, 0L);
  }

  @Test
  void inRange_wholeNumbersBeyondDoubles_areComparedExactly() {
    long big = (1L << 53) + 1;
    Schema schema = Schema.builder().integer("n").build();
    Table one = Table.of(schema, List.of(LongColumn.of(FieldType.INTEGER, new long[] {big}, NONE)));
    assertThat(Expectations.over(schema).inRange("n", 0, 0x1p53).build().check(one).passes())
        .isFalse();
    assertThat(Expectations.over(schema).inRange("n", -1e300, 1e300).build().check(one).passes())
        .isTrue();
    assertThat(Expectations.over(schema).inRange("n", 1e300, 1e301).build().check(one).passes())
        .isFalse();
  }

  @Test
  void foreignKey_stringsOfEitherType_areFoundByValue() {
    Schema customers = Schema.builder().categorical("customer").optional("customer").build();
    Table known =
        Table.of(
            customers,
            List.of(CategoricalColumn.of(new int[] {0, 1, -1, 1}, List.of("a", "b", "unused"))));
    expect(b -> b.foreignKey("id", known, "customer"), 5, 1, 4L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> only(b -> b.foreignKey("visits", known, "customer")))
        .withMessageContaining("Field 'visits' of foreignKey must be one of [CATEGORICAL, TEXT]");
  }

  @Test
  void upTo_shareOfFailingRows_toleratesExactlyThat() {
    assertThat(only(b -> b.uniqueKey("id").upTo(0.4)).verdict()).isEqualTo(Verdict.TOLERATED);
    ExpectationResult broken = only(b -> b.uniqueKey("id").upTo(0.39));
    assertThat(broken.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(broken.isBlocking()).isTrue();
    assertThat(broken.text())
        .isEqualTo(
            "Expectation uniqueKey(id) must hold in all but 39 % of rows; failed in 2 of 5 (first"
                + " at rows 3, 5).");
    assertThat(only(b -> b.uniqueKey("id").warning()).isBlocking()).isFalse();
  }

  @Test
  void rowCount_andNothingToCheck_areAboutTheTable() {
    assertThat(only(b -> b.rowCount(1, 6)).text())
        .isEqualTo("Expectation rowCount() holds; there were 6 rows.");
    ExpectationResult few = only(b -> b.rowCount(7, 100));
    assertThat(few.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(few.measure()).hasValue(6);
    ExpectationReport empty =
        Expectations.over(SCHEMA).required("id").build().check(table().take(new int[0]));
    assertThat(empty.results().get(0).verdict()).isEqualTo(Verdict.NOT_CHECKED);
    assertThat(empty.passes()).isTrue();
  }

  @Test
  void matches_catastrophicBacktracking_endsUndecided() {
    Schema schema = Schema.builder().text("t").build();
    String evil = "a".repeat(40) + "!";
    Table table =
        Table.of(schema, List.of(TextColumn.of(List.of("aaa", evil, "b".repeat(20_000)))));
    for (String regex : List.of("(a+)+", "(a|aa)+", "(.*a){20}")) {
      ExpectationResult result =
          Expectations.over(schema)
              .matches("t", Pattern.compile(regex))
              .build()
              .check(table)
              .results()
              .get(0);
      assertThat(result.tally().undecided()).as(regex).isBetween(1L, 2L);
      assertThat(result.firstRows()).contains(1L, 2L);
    }
    // The stack of the matcher, not its steps, runs out here.
    String nested = "ab".repeat(4_900);
    Table deep = Table.of(schema, List.of(TextColumn.of(List.of(nested))));
    ExpectationResult result =
        Expectations.over(schema)
            .matches("t", Pattern.compile("(a|b|ab)*"))
            .build()
            .check(deep)
            .results()
            .get(0);
    assertThat(result.tally().failing()).isEqualTo(result.tally().undecided());
  }

  @Test
  void likeProfile_sameAndMovedRows_areToldApart() {
    Schema schema = Schema.builder().numeric("x").categorical("c").build();
    Table then = numbers(schema, 0, 0.5);
    Profile profile = Profile.of(then);
    Expectations expected = Expectations.over(schema).likeProfile(profile, 0.1).build();
    ExpectationReport same = expected.check(then);
    assertThat(same.results()).extracting(r -> r.verdict()).containsOnly(Verdict.MET);
    assertThat(same.results().get(0).measure()).hasValueCloseTo(0.0, within(1e-12));
    ExpectationReport moved = expected.check(numbers(schema, 500, 0.5));
    assertThat(moved.of(Kind.LIKE_PROFILE, "x").get(0).verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(moved.of(Kind.LIKE_PROFILE, "c").get(0).verdict()).isEqualTo(Verdict.MET);
    // shares 0.5 and 0.9 of 1,000 rows, a half added: 2 * 0.4 * ln-ratio by hand
    double a = 900.5 / 1001;
    double e = 500.5 / 1001;
    double psi = (a - e) * Math.log(a / e) + (e - a) * Math.log((1 - a) / (1 - e));
    assertThat(expected.check(numbers(schema, 0, 0.9)).of(Kind.LIKE_PROFILE, "c").get(0).measure())
        .hasValueCloseTo(psi, within(1e-9));
    assertThat(
            Expectations.over(schema).likeProfile(profile, 0.1, "c").build().check(then).results())
        .hasSize(1);
  }

  private static Table numbers(Schema schema, int shift, double shareOfFirst) {
    double[] x = new double[1000];
    int[] c = new int[1000];
    for (int i = 0; i < 1000; i++) {
      x[i] = i + shift;
      c[i] = i < 1000 * shareOfFirst ? 0 : 1;
    }
    return Table.of(
        schema, List.of(NumericColumn.of(x), CategoricalColumn.of(c, List.of("one", "two"))));
  }

  @Test
  void build_everythingWrong_isSaidAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Expectations.over(SCHEMA)
                    .upTo(0.1)
                    .required("gone")
                    .inRange("age", 5, 4)
                    .inRange("plan", 0, 1)
                    .inSet("plan")
                    .matches("email", Pattern.compile("(){99999}"))
                    .rowCount(5, 4)
                    .upTo(0.1)
                    .monotone("plan")
                    .upTo(2)
                    .uniqueKey("id", "id")
                    .warning()
                    .warning()
                    .build())
        .withMessageContainingAll(
            "Word upTo must follow",
            "Field 'gone' of REQUIRED must be in the schema",
            "Bounds of inRange(age)",
            "Field 'plan' of inRange",
            "Values of inSet(plan)",
            "must demand at most 1000 repetitions",
            "Bounds of rowCount",
            "ROW_COUNT must have no share",
            "Field 'plan' of monotone",
            "Share of upTo must be from 0 to 1; was 2.0",
            "Fields of uniqueKey",
            "Severity of UNIQUE_KEY must be set once");
  }

  @Test
  void repetitions_usualPatterns_areAllowed() {
    for (String usual :
        List.of(
            "[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}",
            "\\d{4}-\\d{2}-\\d{2}",
            "[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}",
            "\\p{L}{2,40}",
            ".{1,9999}")) {
      assertThat(Repetitions.demanded(usual)).as(usual).isLessThanOrEqualTo(Repetitions.MOST);
    }
    for (String hostile :
        List.of(
            "(?:){2147483647}",
            "(?:(?:){999}){999}",
            "^{2000000000}",
            "\\b{1001}",
            "()\\1{5000}")) {
      assertThat(Repetitions.demanded(hostile)).as(hostile).isGreaterThan(Repetitions.MOST);
    }
  }

  @Test
  void check_otherSchema_isRefusedWithAllMismatches() {
    Expectations expected =
        Expectations.over(SCHEMA).required("id").inRange("age", 0, 1).inSet("plan", "x").build();
    Schema other = Schema.builder().integer("age").text("plan").build();
    Table table =
        Table.of(
            other,
            List.of(
                LongColumn.of(FieldType.INTEGER, new long[] {1}, NONE),
                TextColumn.of(List.of("x"))));
    assertThatThrownBy(() -> expected.check(table))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("Field 'id' must be TEXT; is not there")
        .hasMessageContaining("Field 'age' must be NUMERIC; was INTEGER")
        .hasMessageContaining("Field 'plan' must be CATEGORICAL; was TEXT");
  }

  @Test
  void messages_ofFailures_holdNoValue() {
    ExpectationReport report =
        Expectations.over(SCHEMA)
            .inSet("plan", "basic")
            .matches("email", Pattern.compile("z+"))
            .uniqueKey("id")
            .build()
            .check(table());
    assertThat(report.describe() + report.results() + report.toDataTable())
        .doesNotContain("Plus", "nobody", "a@x", "z+", "basic");
    assertThat(report.passes()).isFalse();
    assertThat(report.broken()).hasSize(3);
  }

  private static BitSet bits(int... rows) {
    BitSet set = new BitSet();
    Arrays.stream(rows).forEach(set::set);
    return set;
  }
}
