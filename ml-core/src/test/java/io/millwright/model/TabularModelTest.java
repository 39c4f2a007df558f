package io.millwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TabularModelTest {

  private record Loan(@Nullable Double income, int age, String region, boolean bad) {}

  private static final Schema SCHEMA =
      Schema.from(Loan.class).optional("income").binaryLabel("bad").build();

  /** log1p(income), age, region = north. */
  private record LoanFeatures() implements Featurizer {

    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    public List<String> inputs() {
      return List.of("income", "age", "region");
    }

    @Override
    public List<Feature> features() {
      return List.of(
          new Feature("log income", List.of("income")),
          new Feature("age", List.of("age")),
          new Feature("region=north", List.of("region")));
    }

    @Override
    public void apply(Row row, double[] out, int offset) {
      if (row.integer(1) < 0) {
        throw new InvalidRowException("age", "must not be negative");
      }
      out[offset] = StrictMath.log1p(row.number(0));
      out[offset + 1] = row.number(1);
      out[offset + 2] = row.string(2).equals("north") ? 1 : 0;
    }

    @Override
    public Scorer.Stored stored() {
      return new Scorer.Stored("loan-features", "{}");
    }
  }

  private record Logit(boolean acceptsMissing) implements Scorer {

    @Override
    public int inputs() {
      return 3;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public void score(double[] features, int offset, double[] out) {
      double income = Double.isNaN(features[offset]) ? 7 : features[offset];
      double z = 0.3 * income - 0.01 * features[offset + 1] - 0.7 * features[offset + 2];
      out[0] = 1 / (1 + StrictMath.exp(-z));
    }

    @Override
    public Stored stored() {
      return new Stored("logit", "{}");
    }
  }

  private static TabularModel<Binary> model(boolean acceptsMissing) {
    return TabularModel.of(
        Task.binary(), new LoanFeatures(), new Logit(acceptsMissing), List.of("false", "true"));
  }

  private static List<Loan> loans(int n) {
    RandomGenerator random = Seed.of(11).random();
    List<Loan> loans = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Double income = random.nextInt(4) == 0 ? null : Double.valueOf(random.nextDouble() * 1e5);
      loans.add(
          new Loan(
              income,
              random.nextInt(90),
              random.nextBoolean() ? "north" : "south",
              random.nextBoolean()));
    }
    return loans;
  }

  @Test
  void predict_tableAndRecords_agreeBitForBit() {
    List<Loan> loans = loans(2_000);
    TabularModel<Binary> model = model(true);
    Table table = Table.ofRecords(loans, SCHEMA, Loan.class);
    List<Binary> batch = model.predict(table);
    Predictor<Loan, Binary> online = model.predictor(Loan.class);
    double[] scores = model.scores(table);
    for (int i = 0; i < loans.size(); i++) {
      long bits = Double.doubleToRawLongBits(online.predict(loans.get(i)).probability());
      assertThat(bits).isEqualTo(Double.doubleToRawLongBits(batch.get(i).probability()));
      assertThat(bits).isEqualTo(Double.doubleToRawLongBits(scores[i]));
    }
    assertThat(online.predictAll(loans)).isEqualTo(batch);
    assertThat(batch.stream().map(Binary::probability).distinct().count()).isGreaterThan(1_000);
  }

  @Test
  void predict_manyThreads_agree() {
    List<Loan> loans = loans(4_000);
    Predictor<Loan, Binary> online = model(true).predictor(Loan.class);
    assertThat(loans.parallelStream().map(online::predict).toList())
        .isEqualTo(loans.stream().map(online::predict).toList());
  }

  @Test
  void predict_missingForAScorerThatTakesNone_namesFieldFeatureAndRow() {
    List<Loan> loans = List.of(new Loan(1.0, 30, "x", false), new Loan(null, 30, "x", false));
    Table table = Table.ofRecords(loans, SCHEMA, Loan.class);
    assertThatThrownBy(() -> model(false).predict(table))
        .isInstanceOfSatisfying(
            InvalidRowException.class,
            e -> {
              assertThat(e.row()).hasValue(1);
              assertThat(e.field()).isEqualTo("income");
            })
        .hasMessageContaining("log income");
    assertThatThrownBy(() -> model(false).predictor(Loan.class).predict(loans.get(1)))
        .isInstanceOf(InvalidRowException.class);
  }

  @Test
  void predict_rowTheFeaturizerRefuses_leavesTheModelUsable() {
    Predictor<Loan, Binary> online = model(true).predictor(Loan.class);
    Loan good = new Loan(5.0, 3, "north", false);
    Binary before = online.predict(good);
    assertThatThrownBy(() -> online.predict(new Loan(5.0, -3, "north", false)))
        .isInstanceOf(InvalidRowException.class);
    assertThat(online.predict(good)).isEqualTo(before);
  }

  @Test
  void predictor_recordWithoutLabel_isEnough() {
    record Request(Double income, int age, String region) {}
    assertThat(model(true).predictor(Request.class).predict(new Request(5.0, 3, "north")))
        .isEqualTo(model(true).predictor(Loan.class).predict(new Loan(5.0, 3, "north", true)));
  }

  @Test
  void predictor_recordWithoutAnInput_isRefusedAtOnce() {
    record Request(Double income, int age) {}
    assertThatThrownBy(() -> model(true).predictor(Request.class))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("'region'");
  }

  @Test
  void of_partsThatDoNotFit_areRefused() {
    assertThatThrownBy(
            () ->
                TabularModel.of(Task.binary(), new LoanFeatures(), new Logit(true), List.of("one")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                TabularModel.of(
                    Task.multiclass(), new LoanFeatures(), new Logit(true), List.of("a", "b", "c")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Scorer must give 3 outputs; gave 1.");
  }

  @Test
  void predict_tableOfAnotherSchema_isRefused() {
    Table other = Table.ofRecords(loans(2), Loan.class);
    assertThatThrownBy(() -> model(true).predict(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model's schema");
  }
}
