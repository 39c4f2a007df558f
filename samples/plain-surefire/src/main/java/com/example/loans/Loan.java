package com.example.loans;

/**
 * A loan as the application knows it; {@code income} may be unknown.
 *
 * @param income EUR a year, or null
 * @param amount EUR
 */
public record Loan(Double income, double amount, String region, boolean defaulted) {

  public Loan withIncome(double other) {
    return new Loan(other, amount, region, defaulted);
  }
}
