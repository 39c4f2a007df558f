package io.millwright.samples.journey;

import io.millwright.Seed;
import io.millwright.schema.FieldType;
import io.millwright.schema.Label;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.split.TemporalSplitter;
import io.millwright.split.TrainingSet;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Holds rows out in the way that the schema's roles ask for. */
final class SplitStep {

  private static final int RAREST_CLASS = 4;

  private SplitStep() {}

  /**
   * Latest rows if there is an event time, whole groups if there is a group, otherwise at random
   * within each class.
   */
  static Split split(Table table, double share, Seed seed, Console console) {
    return within(TrainingSet.ofAll(table), share, seed, console);
  }

  /** The same of rows that may be learnt from; the halves are rows of their whole table. */
  static Split within(TrainingSet train, double share, Seed seed, Console console) {
    Table table = train.table();
    Schema schema = table.schema();
    var time = schema.only(Role.EVENT_TIME);
    var group = schema.only(Role.GROUP);
    if (time.isPresent() && group.isPresent()) {
      return latestWithoutCommonGroups(
          table, time.get().name(), group.get().name(), share, console);
    }
    if (time.isPresent()) {
      return Splitter.latest(time.get().name(), share).split(train);
    }
    if (group.isPresent()) {
      return Splitter.grouped(group.get().name(), share).split(train, seed);
    }
    boolean classes = !(schema.label().orElseThrow() instanceof Label.Real);
    return (classes && rarestClass(table) >= RAREST_CLASS
            ? Splitter.stratified(share)
            : Splitter.random(share))
        .split(train, seed);
  }

  /** The rows before the cut whose group also comes after it are taken out of the table first. */
  private static Split latestWithoutCommonGroups(
      Table table, String time, String group, double share, Console console) {
    Split first = Splitter.latest(time, share).split(table);
    Column held = first.test().table().column(time);
    long cut = Long.MAX_VALUE;
    Set<String> heldGroups = new HashSet<>();
    for (int i = 0; i < held.size(); i++) {
      cut = Math.min(cut, held.integer(i));
      Column heldGroup = first.test().table().column(group);
      if (!heldGroup.isMissing(i)) {
        heldGroups.add(key(heldGroup, i));
      }
    }
    Column times = table.column(time);
    Column groups = table.column(group);
    long from = cut;
    Table cleaned =
        table.filter(row -> times.integer(row) >= from || !heldGroups.contains(key(groups, row)));
    console.say(
        (table.rowCount() - cleaned.rowCount())
            + " rows before the cut are left out, since their '"
            + group
            + "' also comes after it");
    TemporalSplitter splitter =
        times.type() == FieldType.DATE
            ? Splitter.before(time, LocalDate.ofEpochDay(from))
            : Splitter.before(
                time,
                Instant.ofEpochSecond(
                    Math.floorDiv(from, 1_000_000_000L), Math.floorMod(from, 1_000_000_000L)));
    return splitter.split(cleaned);
  }

  private static String key(Column column, int row) {
    if (column.isMissing(row)) {
      return "missing";
    }
    return column.type().isString()
        ? "s" + column.string(row)
        : "n" + (column.type() == FieldType.NUMERIC ? column.number(row) : column.integer(row));
  }

  private static int rarestClass(Table table) {
    Column column = table.column(table.schema().label().orElseThrow().field());
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < column.size(); i++) {
      counts.merge(key(column, i), 1, Integer::sum);
    }
    return counts.values().stream().mapToInt(Integer::intValue).min().orElse(0);
  }
}
