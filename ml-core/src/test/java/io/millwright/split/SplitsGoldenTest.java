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
 * The reference cases of the folds there are so far, by rule and through the public types. The
 * folder is given by {@code -Dmillwright.goldens}; its README defines each operation.
 */
class SplitsGoldenTest {

  private static final Set<String> COVERED =
      Set.of(
          "kfold", "stratified_kfold", "group_kfold", "leave_one_group_out", "time_series_split");

  private static final Set<String> NOT_YET =
      Set.of(
          "stratified_group_kfold",
          "leave_p_groups_out",
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
    return all().stream().filter(c -> COVERED.contains(c.op()));
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
  void goldens_everyOperation_isCoveredOrKnownToBeMissing() throws IOException {
    Set<String> known = new TreeSet<>(COVERED);
    known.addAll(NOT_YET);
    assertThat(all().stream().map(Case::op).distinct()).containsExactlyInAnyOrderElementsOf(known);
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
    if (golden.undefined()) {
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
      case "leave_one_group_out" -> {
        Table table = table(golden, golden.input("groups").size());
        yield ofSplits(CrossValidation.leaveOneGroupOut(groupField(golden)).split(table));
      }
      default ->
          Stream.of(
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
    };
  }

  private static List<Fold> byType(Case golden) {
    int k = golden.param("n_splits");
    int n =
        Math.max(
            golden.input("n").asInt(0),
            Math.max(golden.input("y").size(), golden.input("groups").size()));
    Folds folds =
        switch (golden.op()) {
          case "kfold" -> CrossValidation.kFold(k);
          case "stratified_kfold" -> CrossValidation.stratified(k);
          case "group_kfold" -> CrossValidation.grouped(groupField(golden), k);
          case "leave_one_group_out" -> CrossValidation.leaveOneGroupOut(groupField(golden));
          default -> timeSeries(golden, k);
        };
    return ofSplits(folds.split(table(golden, n)));
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

  private static Table table(Case golden, int n) {
    Schema schema =
        Schema.builder()
            .categorical("name")
            .integer("number")
            .multiclassLabel("label")
            .eventTime("at", ZoneOffset.UTC)
            .build();
    TableBuilder builder = Table.builder(schema);
    RowBuffer row = new RowBuffer(schema);
    for (int i = 0; i < n; i++) {
      row.clear();
      row.setString(0, golden.input("groups").path(i).asText());
      row.setInteger(1, golden.input("groups").path(i).asInt());
      row.setString(2, golden.input("y").path(i).asText());
      row.setInteger(3, 1000L + i);
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

  private static List<Fold> ofSplits(List<Split> splits) {
    return splits.stream()
        .map(s -> Fold.of(s.train().rows().toArray(), s.test().rows().toArray()))
        .toList();
  }

  private static List<Fold> expected(Case golden) {
    List<Fold> folds = new ArrayList<>();
    for (JsonNode fold : golden.json().path("expected").path("folds")) {
      folds.add(Fold.of(ints(fold.path("train")), ints(fold.path("test"))));
    }
    assertThat(folds).isNotEmpty();
    return folds;
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::intValue).toArray();
  }
}
