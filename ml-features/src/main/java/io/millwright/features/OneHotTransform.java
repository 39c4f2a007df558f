package io.millwright.features;

import io.millwright.Require;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One feature for each category of a CATEGORICAL field, 1 for the row's own and 0 for the others;
 * or for each combination of the categories of several fields, a cross.
 *
 * <p>Features in order: the categories of the training rows by code point; {@code <rare>} if rare
 * grouping was asked for, whether or not any category is rare; {@code <missing>} if the field is
 * optional; {@code <unseen>} for a category of which there was no training row, unless {@link
 * #unseenAsRare()} or {@link #unseenRefused()}. So unseen, missing and rare are three different
 * things, and the width is fixed by schema and fit. Of a cross, a combination is a category: one of
 * which there was no training row is unseen, though each field's own part was there; one with a
 * part missing is missing. Immutable and thread-safe.
 */
public final class OneHotTransform extends Transform {

  enum Unseen {
    OWN,
    RARE,
    REFUSE
  }

  enum Drop {
    NONE,
    FIRST,
    IF_BINARY
  }

  private record Settings(Grouped.Rule rule, Unseen unseen, Drop drop, List<String> faults) {}

  private final List<String> fields;
  private final String label;
  private final Settings settings;

  private OneHotTransform(List<String> fields, Settings settings) {
    this.fields = fields;
    this.label = String.join(", ", fields);
    this.settings = settings;
  }

  /** Of one field, or of the combinations of several. */
  static OneHotTransform of(String... fields) {
    return new OneHotTransform(
        List.of(fields), new Settings(Grouped.Rule.NONE, Unseen.OWN, Drop.NONE, List.of()));
  }

  /** Categories of less than this share of the training rows that have a value become rare. */
  public OneHotTransform rareBelow(double share) {
    Require.openShare("Rare share", share);
    Grouped.Rule r = settings.rule;
    return rule(new Grouped.Rule(share, r.count(), r.atMost()), r.share() > 0, "rareBelow");
  }

  /** Categories of fewer than this many training rows, at least 1, become rare. */
  public OneHotTransform rareBelowCount(int rows) {
    Require.atLeast("Rare count", rows, 1);
    Grouped.Rule r = settings.rule;
    return rule(new Grouped.Rule(r.share(), rows, r.atMost()), r.count() > 0, "rareBelowCount");
  }

  /** All but this many categories, the most frequent ones, become rare; ties by code point. */
  public OneHotTransform atMost(int categories) {
    Require.atLeast("Number of categories", categories, 1);
    Grouped.Rule r = settings.rule;
    return rule(new Grouped.Rule(r.share(), r.count(), categories), r.atMost() > 0, "atMost");
  }

  private OneHotTransform rule(Grouped.Rule changed, boolean alreadySet, String step) {
    Settings s = settings;
    return with(new Settings(changed, s.unseen, s.drop, once(alreadySet, step)));
  }

  /**
   * A category without a training row counts as rare. Rare categories are then not stored by name
   * (except with {@link #dropIfBinary()}).
   */
  public OneHotTransform unseenAsRare() {
    return unseen(Unseen.RARE);
  }

  /** A category without a training row is an {@link io.millwright.table.InvalidRowException}. */
  public OneHotTransform unseenRefused() {
    return unseen(Unseen.REFUSE);
  }

  private OneHotTransform unseen(Unseen policy) {
    Settings s = settings;
    return with(new Settings(s.rule, policy, s.drop, once(s.unseen != Unseen.OWN, "unseen")));
  }

  /** The first category has no feature: all zeros mean it. For models without regularisation. */
  public OneHotTransform dropFirst() {
    return drop(Drop.FIRST);
  }

  /** As {@link #dropFirst()}, only when the training rows have two categories. */
  public OneHotTransform dropIfBinary() {
    return drop(Drop.IF_BINARY);
  }

  private OneHotTransform drop(Drop policy) {
    Settings s = settings;
    return with(new Settings(s.rule, s.unseen, policy, once(s.drop != Drop.NONE, "drop")));
  }

  private OneHotTransform with(Settings changed) {
    return new OneHotTransform(fields, changed);
  }

  private List<String> once(boolean set, String step) {
    List<String> all = new ArrayList<>(settings.faults);
    if (set) {
      all.add("Step " + step + " of '" + label + "' must be set once; was set twice.");
    }
    return List.copyOf(all);
  }

  private boolean isCross() {
    return fields.size() > 1;
  }

  @Override
  public List<String> fields() {
    return fields;
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder(label).append(": one feature for each ");
    text.append(isCross() ? "combination" : "category").append(settings.rule.describe());
    text.append(
        switch (settings.drop) {
          case NONE -> "";
          case FIRST -> "; none for the first";
          case IF_BINARY -> "; none for the first of two";
        });
    return text.append(
            switch (settings.unseen) {
              case OWN -> "; unseen has its own";
              case RARE -> "; unseen counts as rare";
              case REFUSE -> "; unseen is refused";
            })
        .toString();
  }

  @Override
  List<String> names() {
    String prefix = isCross() ? CrossOp.name(fields) : FeatureNames.field(label);
    return List.of(FeatureNames.slot(prefix, FeatureNames.UNSEEN));
  }

  @Override
  void check(Schema schema, Consumer<String> faults) {
    settings.faults.forEach(faults);
    fields.forEach(field -> checkCategorical(schema, field, "one-hot", faults));
    if (new HashSet<>(fields).size() != fields.size()) {
      faults.accept("Fields of a cross must differ; '" + label + "' has one twice.");
    }
    if (settings.unseen == Unseen.RARE && !settings.rule.groups()) {
      faults.accept(
          "Step unseenAsRare of '"
              + label
              + "' must come with a rare group; add rareBelow, rareBelowCount or atMost.");
    }
  }

  static void checkCategorical(
      Schema schema, String name, String transform, Consumer<String> faults) {
    Optional<Field> found = Source.checkRole(schema, name, false, faults);
    found
        .filter(f -> f.type() != FieldType.CATEGORICAL)
        .ifPresent(
            f ->
                faults.accept(
                    "Field '"
                        + name
                        + "' must be CATEGORICAL for "
                        + transform
                        + "; was "
                        + f.type()
                        + ". Declare it so in the schema if its values are names."));
  }

  @Override
  @Nullable Op fit(Fitting fitting) {
    Schema schema = fitting.schema();
    boolean missing = fields.stream().anyMatch(f -> schema.field(f).optional());
    OneHotSlots.Layout layout = new OneHotSlots.Layout(missing, settings.unseen, settings.drop);
    if (!isCross()) {
      Map<String, Integer> counts = new HashMap<>();
      Counted.of((CategoricalColumn) fitting.table().column(label))
          .forEach(c -> counts.put(c.value(), c.count()));
      Grouped<String> groups = Grouped.of(counts, settings.rule, CodePoints::compare);
      return new OneHotOp(schema, label, groups.kept(), rare(groups), layout);
    }
    Grouped<List<String>> groups =
        Grouped.of(combinations(fitting.table()), settings.rule, CrossOp.ORDER);
    Optional<List<List<String>>> rare = rare(groups);
    List<List<String>> all = new ArrayList<>(groups.kept());
    rare.ifPresent(all::addAll);
    for (int f = 0; f < fields.size(); f++) {
      int categories = CrossOp.categories(f, all).size();
      if (categories > CrossOp.MOST_CATEGORIES) {
        fitting.fault(
            "Field '"
                + fields.get(f)
                + "' must have at most "
                + CrossOp.MOST_CATEGORIES
                + " categories to be crossed; had "
                + categories
                + ". Hash the cross, or count unseen as rare.");
        return null;
      }
    }
    return new CrossOp(schema, fields, groups.kept(), rare, layout);
  }

  /** Where unseen counts as rare, rare ones need no name and leave none in the stored features. */
  private <T> Optional<List<T>> rare(Grouped<T> groups) {
    boolean named = settings.unseen != Unseen.RARE || settings.drop == Drop.IF_BINARY;
    return settings.rule.groups()
        ? Optional.of(named ? groups.rare() : List.of())
        : Optional.empty();
  }

  /** Of the rows that have a value in each field. */
  private Map<List<String>, Integer> combinations(Table table) {
    List<CategoricalColumn> columns =
        fields.stream().map(f -> (CategoricalColumn) table.column(f)).toList();
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i < table.rowCount(); i++) {
      int row = i;
      if (columns.stream().noneMatch(c -> c.isMissing(row))) {
        counts.merge(columns.stream().map(c -> c.string(row)).toList(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** A category and how many rows have it. */
  record Counted(String value, int count) {

    /** Categories that at least one row has. */
    static List<Counted> of(CategoricalColumn column) {
      int[] counts = new int[column.dictionary().size()];
      for (int i = 0; i < column.size(); i++) {
        if (!column.isMissing(i)) {
          counts[column.code(i)]++;
        }
      }
      List<Counted> counted = new ArrayList<>();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          counted.add(new Counted(column.dictionary().get(i), counts[i]));
        }
      }
      return counted;
    }
  }
}
