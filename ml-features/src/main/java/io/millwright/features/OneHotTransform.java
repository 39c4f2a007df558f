package io.millwright.features;

import io.millwright.Require;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One feature for each category of a CATEGORICAL field, 1 for the row's own and 0 for the others.
 *
 * <p>Features in order: the categories of the training rows by code point; {@code <rare>} if rare
 * grouping was asked for, whether or not any category is rare; {@code <missing>} if the field is
 * optional; {@code <unseen>} for a category of which there was no training row, unless {@link
 * #unseenAsRare()} or {@link #unseenRefused()}. So unseen, missing and rare are three different
 * things, and the width is fixed by schema and fit. Immutable and thread-safe.
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

  private record Settings(
      double rareShare, int rareCount, int atMost, Unseen unseen, Drop drop, List<String> faults) {

    boolean groups() {
      return rareShare > 0 || rareCount > 0 || atMost > 0;
    }
  }

  private final String field;
  private final Settings settings;

  private OneHotTransform(String field, Settings settings) {
    this.field = field;
    this.settings = settings;
  }

  static OneHotTransform of(String field) {
    return new OneHotTransform(field, new Settings(0, 0, 0, Unseen.OWN, Drop.NONE, List.of()));
  }

  /** Categories of less than this share of the training rows that have a value become rare. */
  public OneHotTransform rareBelow(double share) {
    Require.openShare("Rare share", share);
    Settings s = settings;
    return with(
        new Settings(
            share, s.rareCount, s.atMost, s.unseen, s.drop, once(s.rareShare > 0, "rareBelow")));
  }

  /** Categories of fewer than this many training rows, at least 1, become rare. */
  public OneHotTransform rareBelowCount(int rows) {
    Require.atLeast("Rare count", rows, 1);
    Settings s = settings;
    return with(
        new Settings(
            s.rareShare,
            rows,
            s.atMost,
            s.unseen,
            s.drop,
            once(s.rareCount > 0, "rareBelowCount")));
  }

  /** All but this many categories, the most frequent ones, become rare; ties by code point. */
  public OneHotTransform atMost(int categories) {
    Require.atLeast("Number of categories", categories, 1);
    Settings s = settings;
    return with(
        new Settings(
            s.rareShare, s.rareCount, categories, s.unseen, s.drop, once(s.atMost > 0, "atMost")));
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
    return with(
        new Settings(
            s.rareShare,
            s.rareCount,
            s.atMost,
            policy,
            s.drop,
            once(s.unseen != Unseen.OWN, "unseen")));
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
    return with(
        new Settings(
            s.rareShare,
            s.rareCount,
            s.atMost,
            s.unseen,
            policy,
            once(s.drop != Drop.NONE, "drop")));
  }

  private OneHotTransform with(Settings changed) {
    return new OneHotTransform(field, changed);
  }

  private List<String> once(boolean set, String step) {
    List<String> all = new ArrayList<>(settings.faults);
    if (set) {
      all.add("Step " + step + " of '" + field + "' must be set once; was set twice.");
    }
    return List.copyOf(all);
  }

  @Override
  public List<String> fields() {
    return List.of(field);
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder(field).append(": one feature for each category");
    if (settings.atMost > 0) {
      text.append(", at most the ").append(settings.atMost).append(" most frequent");
    }
    if (settings.rareShare > 0) {
      text.append(", those below a share of ").append(settings.rareShare).append(" together");
    }
    if (settings.rareCount > 0) {
      text.append(", those of fewer than ").append(settings.rareCount).append(" rows together");
    }
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
    return List.of(FeatureNames.slot(FeatureNames.field(field), FeatureNames.UNSEEN));
  }

  @Override
  void check(Schema schema, Consumer<String> faults) {
    settings.faults.forEach(faults);
    checkCategorical(schema, field, "one-hot", faults);
    if (settings.unseen == Unseen.RARE && !settings.groups()) {
      faults.accept(
          "Step unseenAsRare of '"
              + field
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
    List<Counted> counted = Counted.of((CategoricalColumn) fitting.table().column(field));
    long present = counted.stream().mapToLong(Counted::count).sum();
    List<Counted> byCount = new ArrayList<>(counted);
    byCount.sort(
        Comparator.comparingLong(Counted::count)
            .reversed()
            .thenComparing(Counted::value, CodePoints::compare));
    int most = settings.atMost > 0 ? settings.atMost : Integer.MAX_VALUE;
    List<String> kept = new ArrayList<>();
    List<String> rare = new ArrayList<>();
    for (int i = 0; i < byCount.size(); i++) {
      Counted c = byCount.get(i);
      boolean isRare =
          i >= most || c.count() < settings.rareCount || c.count() < settings.rareShare * present;
      (isRare ? rare : kept).add(c.value());
    }
    kept.sort(CodePoints::compare);
    rare.sort(CodePoints::compare);
    // Where unseen counts as rare, rare ones need no name and leave none in the stored features.
    boolean named = settings.unseen != Unseen.RARE || settings.drop == Drop.IF_BINARY;
    boolean missing = fitting.schema().field(field).optional();
    return new OneHotOp(
        fitting.schema(),
        field,
        kept,
        settings.groups() ? Optional.of(named ? rare : List.of()) : Optional.empty(),
        missing,
        settings.unseen,
        settings.drop);
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
