package io.millwright.leakage;

import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.split.RowSet;
import io.millwright.split.Split;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Both halves as one sequence of rows, training rows first, with what was declared about them. */
final class AuditData {

  private final Split split;
  private final Declarations declared;
  private final Schema schema;
  private final int[] rowNumbers;
  private final int train;
  private final List<AuditColumn> features;
  private final Optional<AuditLabel> label;
  private final Map<String, AuditColumn> columns = new ConcurrentHashMap<>();
  private final boolean temporal;

  private AuditData(Split split, Declarations declared) {
    this.split = split;
    this.declared = declared;
    this.schema = split.train().table().schema();
    int[] trainRows = split.train().rows().toArray();
    int[] testRows = split.test().rows().toArray();
    this.train = trainRows.length;
    this.rowNumbers = Arrays.copyOf(trainRows, trainRows.length + testRows.length);
    System.arraycopy(testRows, 0, rowNumbers, train, testRows.length);
    Optional<Set<String>> read =
        declared.pipeline().map(p -> Set.copyOf(p.model().featurizer().inputs()));
    List<Field> audited =
        schema.features().stream()
            .filter(f -> read.isEmpty() || read.get().contains(f.name()))
            .toList();
    audited.parallelStream().forEach(f -> column(f.name()));
    this.features = audited.stream().map(f -> column(f.name())).toList();
    this.label = schema.label().map(l -> AuditLabel.of(l, column(l.field())));
    this.temporal = temporalNow();
  }

  static AuditData of(Split split, Declarations declared) {
    return new AuditData(split, declared);
  }

  Split split() {
    return split;
  }

  Declarations declared() {
    return declared;
  }

  Schema schema() {
    return schema;
  }

  /** How many training rows; those from here on are test rows. */
  int train() {
    return train;
  }

  int size() {
    return rowNumbers.length;
  }

  int test() {
    return size() - train;
  }

  boolean isTest(int i) {
    return i >= train;
  }

  /** Position of the row in the whole table. */
  int rowNumber(int i) {
    return rowNumbers[i];
  }

  /** The fields that a model reads. */
  List<AuditColumn> features() {
    return features;
  }

  Optional<AuditColumn> feature(String name) {
    return features.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  Optional<AuditLabel> label() {
    return label;
  }

  Optional<AuditColumn> eventTime() {
    return schema.only(Role.EVENT_TIME).map(f -> column(f.name()));
  }

  AuditColumn column(String name) {
    return columns.computeIfAbsent(
        name,
        n ->
            AuditColumn.of(
                schema.field(n), split.train().table().column(n), split.test().table().column(n)));
  }

  /** The fields a foreign pipeline reads although they are no features. */
  List<Field> readButNoFeature() {
    return declared
        .pipeline()
        .map(TrainedPipeline::model)
        .map(m -> Set.copyOf(m.featurizer().inputs()))
        .map(
            inputs ->
                schema.fields().stream()
                    .filter(f -> inputs.contains(f.name()) && f.role() != Role.FEATURE)
                    .toList())
        .orElse(List.of());
  }

  /** Whether every training row is earlier than every test row by one of the time fields. */
  boolean isTemporal() {
    return temporal;
  }

  private boolean temporalNow() {
    return schema.fields().stream()
        .filter(f -> f.type().isTime())
        .anyMatch(f -> separates(column(f.name())));
  }

  private boolean separates(AuditColumn time) {
    int lastTrain = IntStream.range(0, train).map(time::code).max().orElse(-1);
    int firstTest =
        IntStream.range(train, size()).map(time::code).filter(c -> c >= 0).min().orElse(-1);
    return lastTrain >= 0 && firstTest > lastTrain;
  }

  /** The rows, given by place in the sequence, as rows of the whole table. */
  RowSet rows(IntStream places) {
    return RowSet.of(
        split.train().rows().tableFingerprint(), places.map(i -> rowNumbers[i]).toArray());
  }

  RowSet rows(BitSet places) {
    return rows(places.stream());
  }

  RowSet noRows() {
    return rows(IntStream.empty());
  }
}
