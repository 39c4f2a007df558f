package io.millwright.profile;

import io.millwright.Require;
import io.millwright.Sha256;
import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.schema.Label;
import io.millwright.schema.Schema;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table looked like: one {@link FieldProfile} for each feature, and for the
 * label and the model's predictions where there are any.
 *
 * <p>Made from the training rows, stored in the bundle, and filled anew from live rows through a
 * {@link ProfileRecorder} on {@link #emptyCopy()}. KEY, GROUP, WEIGHT, EVENT_TIME and IGNORED
 * fields are not profiled: they are no inputs of the model, and some of them name people. Category
 * names are stored as they are; texts only by length.
 *
 * <p>{@link #merge} adds whole numbers in equal bins: exact, commutative and associative, so one
 * profile of a day is the same on one JVM or on a thousand workers. Immutable and thread-safe.
 */
public final class Profile {

  private final long rows;
  private final List<FieldProfile> features;
  private final @Nullable FieldProfile label;
  private final @Nullable FieldProfile predictions;
  private final String fingerprint;

  Profile(
      long rows,
      List<FieldProfile> features,
      @Nullable FieldProfile label,
      @Nullable FieldProfile predictions) {
    this.rows = Require.atLeast("Rows", rows, 0);
    this.features = List.copyOf(features);
    this.label = label;
    this.predictions = predictions;
    Set<String> names = new HashSet<>();
    for (FieldProfile field : features) {
      requireNew(names, field);
    }
    if (label != null) {
      requireNew(names, label);
    }
    this.fingerprint = fingerprint(this.features, label, predictions);
  }

  private static void requireNew(Set<String> names, FieldProfile field) {
    if (!names.add(field.name())) {
      throw new IllegalArgumentException(
          "Profile must have one entry for each field; field '" + field.name() + "' came twice.");
    }
  }

  /**
   * The profile of a table's features and label; the bins are made from these rows.
   *
   * @param table at least one row
   */
  public static Profile of(Table table) {
    Require.atLeast("Rows of a profiled table", table.rowCount(), 1);
    Schema schema = table.schema();
    List<FieldProfile> features = new ArrayList<>();
    for (Field field : schema.features()) {
      features.add(profile(field, table.column(field.name()), countedByName(field.type())));
    }
    FieldProfile label = schema.label().map(l -> label(table, l)).orElse(null);
    return new Profile(table.rowCount(), features, label, null);
  }

  private static FieldProfile label(Table table, Label label) {
    boolean classes = label.match(b -> true, m -> true, r -> false);
    return profile(table.schema().field(label.field()), table.column(label.field()), classes);
  }

  private static boolean countedByName(FieldType type) {
    return type == FieldType.CATEGORICAL || type == FieldType.BOOLEAN;
  }

  private static FieldProfile profile(Field field, Column column, boolean byName) {
    Bins bins = byName ? categories(column) : numbers(column);
    long[] counts = new long[bins.size() + Bins.SPECIALS];
    SlotReader reader = new SlotReader(field.type(), bins);
    for (int row = 0; row < column.size(); row++) {
      counts[reader.slot(column, row)]++;
    }
    return new FieldProfile(field.name(), field.type(), bins, counts);
  }

  private static NumberBins numbers(Column column) {
    double[] values = new double[column.size() - column.missingCount()];
    int next = 0;
    for (int row = 0; row < column.size(); row++) {
      if (!column.isMissing(row)) {
        values[next++] = SlotReader.number(column, row);
      }
    }
    return NumberBins.cut(values, NumberBins.MAX_BINS);
  }

  private static CategoryBins categories(Column column) {
    if (column.type() == FieldType.BOOLEAN) {
      return CategoryBins.of(SlotReader.FALSE_TRUE);
    }
    Map<String, Long> counts = new HashMap<>();
    for (int row = 0; row < column.size(); row++) {
      if (!column.isMissing(row)) {
        counts.merge(SlotReader.name(column, row), 1L, Long::sum);
      }
    }
    return CategoryBins.cut(counts, CategoryBins.MAX_NAMED, CategoryBins.MAX_HASHED);
  }

  /**
   * The profile that {@link #toJson()} wrote; every fault of hostile input is an {@link
   * IllegalArgumentException} that names the member.
   */
  public static Profile fromJson(String json) {
    return ProfileJson.read(json);
  }

  /** Canonical JSON: the same profile gives the same characters on every JVM. */
  public String toJson() {
    return ProfileJson.write(this);
  }

  /** The same with the profile of what the model predicted on the reference rows. */
  public Profile withPredictions(FieldProfile reference) {
    return new Profile(rows, features, label, Objects.requireNonNull(reference, "reference"));
  }

  /** The same without predictions: for a model whose predictions have changed. */
  public Profile withoutPredictions() {
    return new Profile(rows, features, label, null);
  }

  /**
   * The same with those features only, label and predictions kept: for rows that do not carry the
   * others, such as live rows that hold just what a model reads.
   *
   * @param names of features; names of fields that are not profiled are allowed
   * @throws IllegalArgumentException if no feature is left
   */
  public Profile retaining(Collection<String> names) {
    Set<String> wanted = Set.copyOf(names);
    List<FieldProfile> kept = features.stream().filter(f -> wanted.contains(f.name())).toList();
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          "Profile must keep at least one of its "
              + features.size()
              + " features; none is among the "
              + wanted.size()
              + " names.");
    }
    return new Profile(rows, kept, label, predictions);
  }

  /** How many rows were counted. */
  public long rows() {
    return rows;
  }

  /** The features in the order of the schema. */
  public List<FieldProfile> features() {
    return features;
  }

  /** The label's classes or values, if the schema has a label. */
  public Optional<FieldProfile> label() {
    return Optional.ofNullable(label);
  }

  /** The model's scores, values or most probable classes, if they were added. */
  public Optional<FieldProfile> predictions() {
    return Optional.ofNullable(predictions);
  }

  /** The feature of that name. */
  public FieldProfile feature(String name) {
    return features.stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Feature '" + name + "' must be in the profile; is not."));
  }

  /**
   * The counts of both together; exact, and the same in any order and grouping.
   *
   * @throws IllegalArgumentException if the bins differ, or a count would exceed 2^63 - 1
   */
  public Profile merge(Profile other) {
    requireSameBins(other);
    List<FieldProfile> sums = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      sums.add(features.get(i).merge(other.features.get(i)));
    }
    if (rows > Long.MAX_VALUE - other.rows) {
      throw new IllegalArgumentException(
          "Sum of rows must be at most 2^63 - 1; was " + rows + " + " + other.rows + ".");
    }
    return new Profile(
        rows + other.rows, sums, merge(label, other.label), merge(predictions, other.predictions));
  }

  private static @Nullable FieldProfile merge(@Nullable FieldProfile a, @Nullable FieldProfile b) {
    return a == null || b == null ? null : a.merge(b);
  }

  /**
   * Returns if the other profile counts into equal bins.
   *
   * @throws IllegalArgumentException if it does not; names the first field that differs
   */
  public void requireSameBins(Profile other) {
    if (fingerprint.equals(other.fingerprint)) {
      return;
    }
    if (features.size() == other.features.size()) {
      for (int i = 0; i < features.size(); i++) {
        features.get(i).requireSameBins(other.features.get(i));
      }
    }
    throw new IllegalArgumentException(
        "Profile must have the same fields and bins as the reference; has others. Count into a"
            + " copy of the reference profile.");
  }

  /** The same bins without counts. */
  public Profile emptyCopy() {
    return new Profile(
        0,
        features.stream().map(FieldProfile::emptyCopy).toList(),
        label == null ? null : label.emptyCopy(),
        predictions == null ? null : predictions.emptyCopy());
  }

  /**
   * SHA-256 over fields and bins, not counts: profiles with equal fingerprints can be merged and
   * compared. 64 hexadecimal digits.
   */
  public String fingerprint() {
    return fingerprint;
  }

  private static String fingerprint(
      List<FieldProfile> features,
      @Nullable FieldProfile label,
      @Nullable FieldProfile predictions) {
    MessageDigest sha256 = Sha256.digest();
    for (FieldProfile field : features) {
      digest(sha256, 'f', field);
    }
    if (label != null) {
      digest(sha256, 'l', label);
    }
    if (predictions != null) {
      digest(sha256, 'p', predictions);
    }
    return Sha256.hex(sha256);
  }

  private static void digest(MessageDigest sha256, char part, FieldProfile field) {
    byte[] name = field.name().getBytes(StandardCharsets.UTF_8);
    String head = part + " " + field.type() + " " + name.length + " ";
    sha256.update(head.getBytes(StandardCharsets.UTF_8));
    sha256.update(name);
    field.bins().digest(sha256);
  }

  /** Features, then label, then predictions: the order in which a recorder counts. */
  List<FieldProfile> all() {
    List<FieldProfile> all = new ArrayList<>(features);
    label().ifPresent(all::add);
    predictions().ifPresent(all::add);
    return all;
  }

  /** The same fields with other counts, in the order of {@link #all()}. */
  Profile withCounts(long newRows, long[] counts) {
    List<FieldProfile> filled = new ArrayList<>();
    int from = 0;
    for (FieldProfile field : all()) {
      int to = from + field.bins().size() + Bins.SPECIALS;
      filled.add(field.withCounts(Arrays.copyOfRange(counts, from, to)));
      from = to;
    }
    int next = features.size();
    return new Profile(
        newRows,
        filled.subList(0, next),
        label == null ? null : filled.get(next++),
        predictions == null ? null : filled.get(next));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Profile that
        && rows == that.rows
        && features.equals(that.features)
        && Objects.equals(label, that.label)
        && Objects.equals(predictions, that.predictions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rows, fingerprint);
  }

  /** Number of rows and fields; no values. */
  @Override
  public String toString() {
    return "Profile of " + rows + " rows, " + features.size() + " features";
  }
}
