package io.millwright.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.profile.Profile;
import io.millwright.quality.ColumnFindings.Finding;
import io.millwright.quality.ColumnFindings.Rule;
import io.millwright.quality.expect.Expectation;
import io.millwright.quality.expect.ExpectationReport;
import io.millwright.quality.expect.ExpectationState;
import io.millwright.quality.expect.Expectations;
import io.millwright.schema.Schema;
import io.millwright.table.Csv;
import io.millwright.table.CsvInference;
import io.millwright.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts that plain scripts (awk, Python) gave on public data. */
@Tag("real-data")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QualityRealDataTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2013-01-01T00:00:00Z"), ZoneOffset.UTC);

  private Table adult;
  private Table bikes;

  private static Path file(String name) {
    Path folder = Path.of(System.getProperty("millwright.data", "../shared/data"));
    Path file = (Files.exists(folder) ? folder : Path.of("../../shared/data")).resolve(name);
    assumeTrue(
        Files.exists(file),
        "Skipped: " + file + " is not there. Give the folder with -Dmillwright.data=DIR.");
    return file;
  }

  @BeforeAll
  void read() {
    Path file = file("adult/adult.csv.gz");
    CsvInference found = Csv.infer(file);
    Schema people = found.schema().edit().ignore("split").binaryLabel("income", ">50K").build();
    adult = Csv.read(file, people, found.options());
    Path hours = file("bike-sharing/hour.csv");
    CsvInference inferred = Csv.infer(hours);
    Schema rides =
        inferred.schema().edit().ignore("instant").eventDate("dteday").realLabel("cnt").build();
    bikes = Csv.read(hours, rides, inferred.options());
  }

  @ParameterizedTest
  @CsvSource({
    "age, 28, 37, 48, 216, 57, 186, 0.5575803166, -0.1842687406",
    "hours-per-week, 40, 40, 45, 13496, 9013, 681, 0.2387496572, 2.9510590898",
    "education-num, 9, 10, 12, 1794, 2388, 330, -0.3165248567, 0.6257452728"
  })
  void findings_adult_areThoseOfAScript(
      String field,
      double lower,
      double median,
      double upper,
      long iqr,
      long mad,
      long z,
      double skewness,
      double kurtosis) {
    ColumnFindings found = ColumnFindings.of(adult, field);
    ColumnFindings.Quartiles quartiles = found.quartiles().orElseThrow();
    assertThat(quartiles.lower()).isEqualTo(lower);
    assertThat(quartiles.median()).isEqualTo(median);
    assertThat(quartiles.upper()).isEqualTo(upper);
    assertThat(found.outliers())
        .extracting(ColumnFindings.Outliers::count)
        .containsExactly(iqr, mad, z);
    assertThat(found.moments().orElseThrow().skewness().getAsDouble())
        .isCloseTo(skewness, within(1e-9));
    assertThat(found.moments().orElseThrow().kurtosis().getAsDouble())
        .isCloseTo(kurtosis, within(1e-9));
  }

  @Test
  void findings_capitalGain_areSkewedAndHaveNoMad() {
    ColumnFindings found = ColumnFindings.of(adult, "capital-gain");
    assertThat(found.outliers())
        .extracting(ColumnFindings.Outliers::rule)
        .containsExactly(Rule.IQR, Rule.Z);
    assertThat(found.findings()).containsExactly(Finding.SKEWED, Finding.OUTLIERS);
    assertThat(found.mostFrequentShare().getAsDouble()).isCloseTo(0.91738667542, within(1e-10));
    assertThat(found.moments().orElseThrow().skewness().getAsDouble())
        .isCloseTo(11.894658996593, within(1e-9));
  }

  @Test
  void assess_adult_findsItsDuplicatesAndStreamsAlike() {
    QualityReport report = DataQuality.assess(adult, o -> o.clock(CLOCK));
    assertThat(report.score(Dimension.CONSISTENCY).measures().get(0).value())
        .isEqualTo(52 / 48_842.0);
    assertThat(report.faults())
        .extracting(QualityFault::kind)
        .contains(QualityFault.Kind.DUPLICATE_ROWS)
        .doesNotContain(
            QualityFault.Kind.CATEGORY_VARIANTS,
            QualityFault.Kind.MIXED_TYPES,
            QualityFault.Kind.MIXED_DATE_FORMATS);
    QualityState all = DataQuality.start(adult.schema(), o -> o.clock(CLOCK));
    for (int from = 0; from < adult.rowCount(); from += 9_999) {
      QualityState part = DataQuality.start(adult.schema(), o -> o.clock(CLOCK));
      part.add(rows(adult, from, Math.min(adult.rowCount(), from + 9_999)));
      all.merge(part);
    }
    QualityReport streamed = all.report();
    assertThat(streamed.describe()).isEqualTo(report.describe());
    assertThat(streamed.scores()).isEqualTo(report.scores());
  }

  @Test
  void expectations_bikeSharing_holdAsItsPageSays() {
    Table firstYear = rows(bikes, 0, 8_645);
    Expectations expected =
        Expectations.over(bikes.schema())
            .rowCount(17_379, 17_379)
            .monotone("dteday")
            .uniqueKey("dteday", "hr")
            .inRange("temp", 0, 1)
            .inRange("hr", 0, 23)
            .inSet("season", "1", "2", "3", "4")
            .inSet("weathersit", "1", "2", "3")
            .upTo(0.001)
            .uniqueKey("dteday")
            .warning()
            .likeProfile(Profile.of(firstYear), 0.1, "temp", "registered")
            .warning()
            .build();
    ExpectationReport report = expected.check(bikes);
    assertThat(report.passes()).as(report.describe()).isTrue();
    // 731 days
    assertThat(report.of(Expectation.Kind.UNIQUE_KEY, "dteday").get(1).tally().failing())
        .isEqualTo(17_379 - 731);
    // three hours of the worst weather
    assertThat(report.of(Expectation.Kind.IN_SET, "weathersit").get(0).tally().failing())
        .isEqualTo(3);
    ExpectationState merged = expected.start();
    merged.add(firstYear);
    ExpectationState rest = expected.start();
    rest.add(rows(bikes, 8_645, 17_379));
    merged.merge(rest);
    assertThat(merged.result()).isEqualTo(report);
    // ridership grew in the second year, the weather did not
    ExpectationReport second = expected.check(rows(bikes, 8_645, 17_379));
    assertThat(second.of(Expectation.Kind.LIKE_PROFILE, "registered").get(0).measure().orElse(0))
        .isGreaterThan(0.1);
    assertThat(second.of(Expectation.Kind.LIKE_PROFILE, "temp").get(0).measure().orElse(1))
        .isLessThan(0.1);
  }

  private static Table rows(Table table, int from, int to) {
    return table.take(IntStream.range(from, to).toArray());
  }
}
