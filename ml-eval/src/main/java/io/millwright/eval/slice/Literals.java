package io.millwright.eval.slice;

import io.millwright.schema.FieldType;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The predicates that slices are made of, and for each field which of them each row meets. */
final class Literals {

  private final List<Predicate> predicates = new ArrayList<>();
  private final List<Integer> fieldOf = new ArrayList<>();

  /** For each field and row the position of the predicate that it meets. */
  private final List<int[]> codes = new ArrayList<>();

  private Literals() {}

  static Literals of(Table table, List<String> fields, int bins) {
    Literals all = new Literals();
    for (String field : fields) {
      all.add(field, table.column(field), bins);
    }
    return all;
  }

  static boolean suits(FieldType type) {
    return type == FieldType.CATEGORICAL
        || type == FieldType.BOOLEAN
        || type == FieldType.NUMERIC
        || type == FieldType.INTEGER;
  }

  private void add(String field, Column column, int bins) {
    int first = predicates.size();
    int[] code =
        switch (column.type()) {
          case CATEGORICAL -> categories(field, (CategoricalColumn) column, first);
          case BOOLEAN -> booleans(field, column, first);
          case NUMERIC, INTEGER -> numbers(field, column, bins, first);
          default ->
              throw new IllegalArgumentException(
                  "Slice field '"
                      + field
                      + "' must be CATEGORICAL, BOOLEAN, INTEGER or NUMERIC; was "
                      + column.type()
                      + ". Leave it out, or make a feature of it.");
        };
    int missing = predicates.size();
    predicates.add(new Predicate.Missing(field));
    for (int i = 0; i < code.length; i++) {
      code[i] = column.isMissing(i) ? missing : code[i];
    }
    while (fieldOf.size() < predicates.size()) {
      fieldOf.add(codes.size());
    }
    codes.add(code);
  }

  private int[] categories(String field, CategoricalColumn column, int first) {
    column.dictionary().forEach(value -> predicates.add(new Predicate.Equals(field, value)));
    return IntStream.range(0, column.size()).map(i -> first + column.code(i)).toArray();
  }

  private int[] booleans(String field, Column column, int first) {
    predicates.add(new Predicate.Equals(field, "false"));
    predicates.add(new Predicate.Equals(field, "true"));
    return IntStream.range(0, column.size())
        .map(i -> column.isMissing(i) ? -1 : first + (int) column.integer(i))
        .toArray();
  }

  private int[] numbers(String field, Column column, int bins, int first) {
    double[] values =
        IntStream.range(0, column.size())
            .mapToDouble(i -> column.isMissing(i) ? Double.NaN : column.number(i))
            .toArray();
    double[] inner = innerEdges(values, bins);
    for (int b = 0; b <= inner.length; b++) {
      predicates.add(
          new Predicate.Between(
              field,
              b == 0 ? Double.NEGATIVE_INFINITY : inner[b - 1],
              b == inner.length ? Double.POSITIVE_INFINITY : inner[b]));
    }
    int nan = predicates.size();
    predicates.add(new Predicate.NotANumber(field));
    return Arrays.stream(values)
        .mapToInt(v -> Double.isNaN(v) ? nan : first + bin(v, inner))
        .toArray();
  }

  /** The distinct quantiles {@code i / bins} that are values, the greatest value left out. */
  private static double[] innerEdges(double[] values, int bins) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    TreeSet<Double> edges = new TreeSet<>();
    for (int i = 1; i < bins && sorted.length > 0; i++) {
      double edge = sorted[(int) ((sorted.length - 1L) * i / bins)];
      if (edge < sorted[sorted.length - 1]) {
        edges.add(edge);
      }
    }
    return edges.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** How many edges are less than the value. */
  private static int bin(double value, double[] edges) {
    int found = Arrays.binarySearch(edges, value);
    return found >= 0 ? found : -found - 1;
  }

  int size() {
    return predicates.size();
  }

  Predicate predicate(int literal) {
    return predicates.get(literal);
  }

  /** For each field, the literal of each row. */
  List<int[]> codes() {
    return codes;
  }

  /** The rows that meet all of these. */
  BitSet rows(int[] literals, int count) {
    BitSet all = new BitSet(count);
    all.set(0, count);
    for (int literal : literals) {
      int[] code = codes.get(fieldOf.get(literal));
      for (int row = 0; row < count; row++) {
        if (code[row] != literal) {
          all.clear(row);
        }
      }
    }
    return all;
  }

  /** The position of the field that a literal is about. */
  int fieldOf(int literal) {
    return fieldOf.get(literal);
  }

  Conjunction conjunction(int[] literals) {
    return new Conjunction(Arrays.stream(literals).mapToObj(this::predicate).toList());
  }
}
