package com.example.loans;

import io.millwright.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Loans drawn by a known rule, since real ones do not belong into a repository. */
final class GeneratedLoans {

  private GeneratedLoans() {}

  static List<Loan> draw(int count, Seed seed) {
    RandomGenerator random = seed.random();
    List<Loan> loans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double income = Math.rint(30_000 * StrictMath.exp(0.5 * random.nextGaussian()));
      double amount = Math.rint(8_000 * StrictMath.exp(0.6 * random.nextGaussian()));
      String region = List.of("north", "east", "south").get(random.nextInt(3));
      double logit =
          -1.5 - 2.2 * StrictMath.log(income / 30_000) + 1.6 * StrictMath.log(amount / 8_000);
      boolean defaulted = random.nextDouble() < 1 / (1 + StrictMath.exp(-logit));
      loans.add(new Loan(random.nextInt(12) == 0 ? null : income, amount, region, defaulted));
    }
    return loans;
  }
}
