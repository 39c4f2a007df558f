package io.millwright.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millwright.schema.Schema;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reference cases of splits, by rule and through the public types, which refuse a fold without
 * rows to learn from. The folder is given by {@code -Dmillwright.goldens}; its README defines each
 * operation.
 */
class SplitsGoldenTest {

  private static final Set<String> COVERED =
      Set.of(
          "kfold",
          "stratified_kfold",
          "group_kfold",
          "stratified_group_kfold",
          "leave_one_group_out",
          "leave_p_groups_out",
          "time_series_split",
          "holdout_tail",
          "purged_kfold",
          "combinatorial_purged");

  private static final Path FOLDER =
      Path.of(System.getProperty("millwright.goldens", "src/test/resources/goldens"));

  private static List<Case> all() throws IOException {
    JsonNode all = new ObjectMapper().readTree(FOLDER.resolve("splits.json").toFile());
    return StreamSupport.stream(all.spliterator(), false).map(Case::new).toList();
  }

  static Stream<Case> cases() throws IOException {
    return all().stream();
  }

  record Case(JsonNode json) {
    String op() {
      return json.path("op").textValue();
    }

    /** A whole number; 0 if not set. */
    int param(String name) {
      return json.path("params").path(name).asInt(0);
    }

    JsonNode input(String name) {
      return json.path("input").path(name);
    }

    boolean undefined() {
      return json.path("expected").has("undefined");
    }

    @Override
    public String toString() {
      return json.path("id").textValue();
    }
  }

  /** Rows learnt from and rows held out, as lists that compare. */
  record Fold(List<Integer> train, List<Integer> test) {
    static Fold of(int[] train, int[] test) {
      return new Fold(Arrays.stream(train).boxed().toList(), Arrays.stream(test).boxed().toList());
    }
  }

  @Test
  void goldens_everyOperation_isCovered() throws IOException {
    assertThat(all().stream().map(Case::op).distinct())
        .containsExactlyInAnyOrderElementsOf(COVERED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void rule_referenceCase_sameRows(Case golden) {
    if (golden.undefined()) {
      assertThatIllegalArgumentException().isThrownBy(() -> byRule(golden));
    } else {
      assertThat(byRule(golden)).isEqualTo(expected(golden));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void crossValidation_referenceCase_sameRows(Case golden) {
    if (golden.undefined() || expected(golden).stream().anyMatch(f -> f.train().isEmpty())) {
      assertThatIllegalArgumentException().isThrownBy(() -> byType(golden));
    } else {
      assertThat(byType(golden)).isEqualTo(expected(golden));
    }
  }

  private static List<Fold> byRule(Case golden) {
    int k = golden.param("n_splits");
    int n = golden.input("n").asInt();
    return switch (golden.op()) {
      case "kfold" -> folds(FoldRules.contiguous(n, k));
      case "stratified_kfold" -> folds(FoldRules.stratified(numbers(golden.input("y")), k));
      case "group_kfold" -> folds(FoldRules.grouped(numbers(golden.input("groups")), k));
      case "stratified_group_kfold" -> folds(stratifiedGroups(golden, k));
      case "purged_kfold" -> purged(golden, k, 1);
      case "combinatorial_purged" ->
          purged(golden, golden.param("n_groups"), golden.param("n_test_groups"));
      case "time_series_split" -> windows(golden, n, k);
      default -> byType(golden);
    };
  }

  private static List<Fold> windows(Case golden, int n, int k) {
    return Stream.of(
            FoldRules.timeSeries(
                n,
                k,
                golden.param("gap"),
                golden.param("max_train_size"),
                golden.param("test_size")))
        .map(
            w ->
                Fold.of(
                    IntStream.range(w.trainFrom(), w.trainTo()).toArray(),
                    IntStream.range(w.testFrom(), w.testTo()).toArray()))
        .toList();
  }

  private static int[] stratifiedGroups(Case golden, int k) {
    int[] groups = numbers(golden.input("groups"));
    int[] classes = numbers(golden.input("y"));
    int[][] counts = new int[max(groups) + 1][max(classes) + 1];
    for (int i = 0; i < groups.length; i++) {
      counts[groups[i]][classes[i]]++;
    }
    int[] fold = StratifiedGroupRule.folds(counts, k, FoldSplits.upTo(counts.length));
    return Arrays.stream(groups).map(g -> fold[g]).toArray();
  }

  private static int max(int[] values) {
    return Arrays.stream(values).max().orElse(-1);
  }

  private static List<Fold> purged(Case golden, int blocks, int held) {
    double embargo = golden.json().path("params").path("embargo").doubleValue();
    long[] starts = longs(golden.input("t0"));
    long[] ends = longs(golden.input("t1"));
    return new PurgeRule(starts, ends, embargo, last -> last)
        .folds(blocks, held).stream()
            .map(f -> Fold.of(f.train().stream().toArray(), f.test().stream().toArray()))
            .toList();
  }

  private static List<Fold> byType(Case golden) {
    Table table = table(golden);
    if (golden.op().equals("holdout_tail")) {
      double share = golden.json().path("params").path("test_share").doubleValue();
      return ofRows(List.of(Splitter.tail(share).rows(table)));
    }
    List<Fold> rows = ofRows(policy(golden).rows(table));
    assertThat(ofSplits(policy(golden).split(table))).isEqualTo(rows);
    return rows;
  }

  private static Folds policy(Case golden) {
    int k = golden.param("n_splits");
    double embargo = golden.json().path("params").path("embargo").asDouble(0);
    return switch (golden.op()) {
      case "kfold" -> CrossValidation.kFold(k);
      case "stratified_kfold" -> CrossValidation.stratified(k);
      case "group_kfold" -> CrossValidation.grouped(groupField(golden), k);
      case "stratified_group_kfold" -> CrossValidation.stratifiedGrouped(groupField(golden), k);
      case "leave_one_group_out" -> CrossValidation.leaveOneGroupOut(groupField(golden));
      case "leave_p_groups_out" ->
          CrossValidation.leavePGroupsOut(groupField(golden), golden.param("p"));
      case "purged_kfold" -> CrossValidation.purged("t0", "t1", k).embargo(embargo);
      case "combinatorial_purged" ->
          CrossValidation.combinatorialPurged(
                  "t0", "t1", golden.param("n_groups"), golden.param("n_test_groups"))
              .embargo(embargo);
      default -> timeSeries(golden, k);
    };
  }

  private static TimeSeriesFolds timeSeries(Case golden, int k) {
    TimeSeriesFolds folds = CrossValidation.timeSeries(k).gap(golden.param("gap"));
    if (golden.param("max_train_size") > 0) {
      folds = folds.maxTrain(golden.param("max_train_size"));
    }
    return golden.param("test_size") > 0 ? folds.testSize(golden.param("test_size")) : folds;
  }

  private static String groupField(Case golden) {
    return golden.input("groups").path(0).isTextual() ? "name" : "number";
  }

  private static Table table(Case golden) {
    int n =
        Stream.of("y", "groups", "t0")
            .mapToInt(name -> golden.input(name).size())
            .reduce(golden.input("n").asInt(0), Math::max);
    Schema schema =
        Schema.builder()
            .categorical("name")
            .integer("number")
            .multiclassLabel("label")
            .eventTime("at", ZoneOffset.UTC)
            .timestamp("t0", ZoneOffset.UTC)
            .timestamp("t1", ZoneOffset.UTC)
            .build();
    TableBuilder builder = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    for (int i = 0; i < n; i++) {
      row.clear();
      row.setString(0, golden.input("groups").path(i).asText());
      row.setInteger(1, golden.input("groups").path(i).asInt());
      row.setString(2, golden.input("y").path(i).asText());
      row.setInteger(3, 1000L + i);
      row.setInteger(4, golden.input("t0").path(i).asLong());
      row.setInteger(5, golden.input("t1").path(i).asLong());
      builder.add(row);
    }
    return builder.build();
  }

  /** Each value as its position among the sorted distinct ones. */
  private static int[] numbers(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(v -> texts.add(v.isInt() ? String.format("%010d", v.intValue()) : v.asText()));
    List<String> distinct = List.copyOf(new TreeSet<>(texts));
    return texts.stream().mapToInt(distinct::indexOf).toArray();
  }

  private static List<Fold> folds(int[] fold) {
    int k = Arrays.stream(fold).max().orElse(-1) + 1;
    return IntStream.range(0, k)
        .mapToObj(
            f ->
                Fold.of(
                    IntStream.range(0, fold.length).filter(i -> fold[i] != f).toArray(),
                    IntStream.range(0, fold.length).filter(i -> fold[i] == f).toArray()))
        .toList();
  }

  private static List<Fold> ofRows(List<SplitRows> rows) {
    return rows.stream().map(r -> Fold.of(r.train(), r.test())).toList();
  }

  private static List<Fold> ofSplits(List<Split> splits) {
    return splits.stream()
        .map(s -> Fold.of(s.train().rows().toArray(), s.test().rows().toArray()))
        .toList();
  }

  private static List<Fold> expected(Case golden) {
    List<Fold> folds = new ArrayList<>();
    JsonNode expected = golden.json().path("expected");
    if (expected.has("test")) {
      folds.add(Fold.of(ints(expected.path("train")), ints(expected.path("test"))));
    }
    for (JsonNode fold : expected.path("folds")) {
      folds.add(Fold.of(ints(fold.path("train")), ints(fold.path("test"))));
    }
    assertThat(folds).isNotEmpty();
    return folds;
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::intValue).toArray();
  }

  private static long[] longs(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToLong(JsonNode::longValue)
        .toArray();
  }
}
