package io.millwright.profile;

import io.millwright.Seed;
import io.millwright.schema.Schema;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.time.ZoneId;
import java.util.random.RandomGenerator;

/** Random tables with every type, missing values, NaN, infinities, atoms and rare categories. */
final class Tables {

  static final Schema SCHEMA =
      Schema.builder()
          .key("id")
          .numeric("amount")
          .integer("visits")
          .bool("member")
          .categorical("region")
          .categorical("shop")
          .text("note")
          .date("opened")
          .timestamp("seen", ZoneId.of("UTC"))
          .numeric("unused")
          .multiclassLabel("outcome")
          .optional(
              "amount", "visits", "member", "region", "shop", "note", "opened", "seen", "unused")
          .build();

  private Tables() {}

  static Table random(long seed, int rows) {
    return random(seed, rows, 0);
  }

  static Table random(long seed, int rows, double shift) {
    RandomGenerator random = Seed.of(seed).derive("tables").random();
    TableBuilder builder = Table.builder(SCHEMA);
    RowBuffer row = new RowBuffer(SCHEMA);
    for (int i = 0; i < rows; i++) {
      fill(row, i, random, shift);
      builder.add(row);
    }
    return builder.build();
  }

  private static void fill(RowBuffer row, int i, RandomGenerator random, double shift) {
    row.clear();
    row.setString(0, "id-" + i);
    double u = random.nextDouble();
    if (u < 0.9) {
      row.setNumber(
          1,
          u < 0.3 ? 0 : u < 0.31 ? Double.NaN : u < 0.32 ? 1 / 0.0 : random.nextGaussian() + shift);
    }
    if (random.nextDouble() < 0.95) {
      row.setInteger(2, random.nextInt(30));
    }
    if (random.nextDouble() < 0.9) {
      row.setInteger(3, random.nextInt(2));
    }
    if (random.nextDouble() < 0.9) {
      row.setString(4, "r" + random.nextInt(4));
    }
    if (random.nextDouble() < 0.9) {
      row.setString(5, "s" + (int) (StrictMath.pow(random.nextDouble(), 3) * 900));
    }
    if (random.nextDouble() < 0.9) {
      row.setString(6, "x".repeat(random.nextInt(300)));
    }
    if (random.nextDouble() < 0.9) {
      row.setInteger(7, 18_000 + random.nextInt(2_000));
    }
    if (random.nextDouble() < 0.9) {
      row.setInteger(8, 1_700_000_000_000_000_000L + random.nextInt(1_000_000) * 1_000_000_000L);
    }
    row.setString(10, "c" + random.nextInt(3));
  }
}
