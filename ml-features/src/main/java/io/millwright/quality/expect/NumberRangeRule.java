package io.millwright.quality.expect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Numbers between two bounds, either of which may be infinite. */
record NumberRangeRule(String field, double low, double high) implements RowRule {

  private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal GREATEST = BigDecimal.valueOf(Long.MAX_VALUE);

  @Override
  public Expectation.Kind kind() {
    return Expectation.Kind.IN_RANGE;
  }

  @Override
  public List<String> faults(Map<String, FieldType> types) {
    List<String> faults =
        new ArrayList<>(Rule.suits("inRange", field, types, FieldType.NUMERIC, FieldType.INTEGER));
    if (!(low <= high)) {
      faults.add(
          "Bounds of inRange("
              + field
              + ") must be numbers, the low one first; were "
              + low
              + " and "
              + high
              + ".");
    }
    return faults;
  }

  @Override
  public Judge over(Column column) {
    if (column.type() == FieldType.NUMERIC) {
      return row -> Judgement.of(column.number(row) >= low && column.number(row) <= high);
    }
    if (low == Double.POSITIVE_INFINITY || high == Double.NEGATIVE_INFINITY) {
      return row -> Judgement.FAILS;
    }
    BigDecimal least = Double.isInfinite(low) ? LEAST : whole(low, RoundingMode.CEILING);
    BigDecimal greatest = Double.isInfinite(high) ? GREATEST : whole(high, RoundingMode.FLOOR);
    if (least.compareTo(GREATEST) > 0 || greatest.compareTo(LEAST) < 0) {
      return row -> Judgement.FAILS;
    }
    // Exact also beyond 2^53, where a whole number is no double.
    long from = least.max(LEAST).longValueExact();
    long to = greatest.min(GREATEST).longValueExact();
    return row -> Judgement.of(column.integer(row) >= from && column.integer(row) <= to);
  }

  private static BigDecimal whole(double bound, RoundingMode mode) {
    return new BigDecimal(bound).setScale(0, mode);
  }

  @Override
  public void write(ObjectNode node) {
    if (!Double.isInfinite(low)) {
      node.put("low", low);
    }
    if (!Double.isInfinite(high)) {
      node.put("high", high);
    }
  }
}
