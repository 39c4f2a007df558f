package io.millwright.eval;

import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.Scored;
import io.millwright.eval.rows.TableRows;
import io.millwright.evidence.Estimate;
import io.millwright.model.Prediction;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which fields are sliced, and below how many rows a slice has no metrics. */
record SlicePlan(List<String> fields, int floor) {

  static final int DEFAULT_SUPPORT = 30;

  /** Slices of one field that are judged, the largest. */
  private static final int MOST = 50;

  <P extends Prediction> List<Slice> slices(
      Scored<P> rows,
      Map<String, Scored<P>> others,
      Table table,
      List<Metric<P>> metrics,
      Bootstrap bootstrap,
      List<String> warnings) {
    List<Slice> slices = new ArrayList<>();
    for (String field : fields) {
      List<Group> groups = groups(field, table);
      if (groups.size() > MOST) {
        warnings.add(
            "Field '"
                + field
                + "' has "
                + groups.size()
                + " values; only the slices of the "
                + MOST
                + " most frequent were judged.");
      }
      for (Group group : groups.subList(0, Math.min(MOST, groups.size()))) {
        slices.add(slice(field, group, rows, others, table, metrics, bootstrap));
      }
    }
    return slices;
  }

  private <P extends Prediction> Slice slice(
      String field,
      Group group,
      Scored<P> rows,
      Map<String, Scored<P>> others,
      Table table,
      List<Metric<P>> metrics,
      Bootstrap bootstrap) {
    int[] own = group.toArray();
    int support = own.length;
    Optional<String> value = group.value();
    if (support < floor || weightless(rows, own)) {
      String reason =
          support < floor
              ? "support " + support + " is below the floor of " + floor + " rows"
              : "no rows of positive weight";
      SortedMap<String, Estimate> none = new TreeMap<>();
      metrics.forEach(m -> none.put(m.name(), new Estimate.Undefined(reason, support)));
      return new Slice(field, value, support, none, List.of());
    }
    Scored<P> taken = rows.take(own);
    Map<String, Scored<P>> theirs = new LinkedHashMap<>();
    others.forEach((name, scored) -> theirs.put(name, scored.take(own)));
    Bootstrap draws = bootstrap.derive("slice").derive(field).derive(value.orElse("\u0000"));
    Judged judged =
        Judged.of(
            taken, theirs, metrics, TableRows.resampling(table.take(own), taken.weights()), draws);
    return new Slice(field, value, support, judged.estimates(), judged.comparisons());
  }

  private static boolean weightless(Scored<?> rows, int[] taken) {
    for (int row : taken) {
      if (rows.weight(row) > 0) {
        return false;
      }
    }
    return true;
  }

  private record Group(Optional<String> value, List<Integer> rows) {
    int[] toArray() {
      return rows.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /** By descending size, then by value. */
  private static List<Group> groups(String field, Table table) {
    Column column = table.column(field);
    FieldType type = column.type();
    if (type == FieldType.NUMERIC || type.isTime()) {
      throw new IllegalArgumentException(
          "Slice field '"
              + field
              + "' must be CATEGORICAL, BOOLEAN, INTEGER or TEXT; was "
              + type
              + ". Bin it into a categorical field.");
    }
    Map<String, List<Integer>> rows = new TreeMap<>();
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < column.size(); i++) {
      if (column.isMissing(i)) {
        missing.add(i);
      } else {
        rows.computeIfAbsent(TableRows.text(column, i), v -> new ArrayList<>()).add(i);
      }
    }
    List<Group> groups = new ArrayList<>();
    rows.forEach((value, list) -> groups.add(new Group(Optional.of(value), list)));
    if (!missing.isEmpty()) {
      groups.add(new Group(Optional.empty(), missing));
    }
    groups.sort(Comparator.comparingInt((Group g) -> -g.rows().size()));
    return groups;
  }
}
