package io.millwright.eval;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Loans drawn from a known law: the risk is N(0, 1) and the loan defaults with probability
 * 1/(1+exp(-(shift + 2 risk))); the loss is 3 + 2 risk + N(0, 1); the grade is 0, 1 or 2 by risk,
 * seen wrong in one of five rows.
 */
record Loans(
    String customer,
    double risk,
    @Nullable String region,
    double weight,
    boolean defaulted,
    double loss,
    String grade,
    double guess) {

  static final List<String> CLASSES = List.of("false", "true");
  static final List<String> GRADES = List.of("a", "b", "c");

  static List<Loans> draw(int n, double shift, Seed seed) {
    RandomGenerator random = seed.random();
    List<Loans> loans = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double risk = random.nextGaussian();
      boolean defaulted = random.nextDouble() < 1 / (1 + StrictMath.exp(-(shift + 2 * risk)));
      int grade = risk < -0.5 ? 0 : risk < 0.5 ? 1 : 2;
      double guess = random.nextDouble() < 0.2 ? (grade + 1) % 3 : grade;
      loans.add(
          new Loans(
              "c" + i / 4,
              risk,
              i % 50 == 0 ? null : i % 10 == 1 ? "south" : "north",
              0.5 + random.nextDouble(),
              defaulted,
              3 + 2 * risk + random.nextGaussian(),
              GRADES.get(grade),
              guess));
    }
    return loans;
  }

  static Schema.Builder fields() {
    return Schema.builder()
        .text("customer")
        .numeric("risk")
        .categorical("region")
        .optional("region")
        .numeric("guess");
  }

  static Schema binary() {
    return fields()
        .numeric("weight")
        .numeric("loss")
        .text("grade")
        .binaryLabel("defaulted")
        .build();
  }

  static Schema real() {
    return fields().numeric("weight").bool("defaulted").text("grade").realLabel("loss").build();
  }

  static Schema graded() {
    return fields()
        .numeric("weight")
        .bool("defaulted")
        .numeric("loss")
        .multiclassLabel("grade")
        .build();
  }

  static Table table(List<Loans> loans, Schema schema) {
    return Table.ofRecords(loans, schema, Loans.class);
  }
}
