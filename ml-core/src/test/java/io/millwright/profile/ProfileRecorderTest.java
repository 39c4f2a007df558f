package io.millwright.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileRecorderTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void observe_rowsOfTheReference_givesTheTablesProfile(long seed) {
    Table table = Tables.random(seed, 700);
    Profile profile = Profile.of(table);
    ProfileRecorder recorder = ProfileRecorder.of(profile);
    recorder.observe(table);
    assertThat(recorder.snapshot()).isEqualTo(profile);
  }

  @Test
  void observe_eightThreadsAndSnapshotsBetween_losesAndDoublesNothing() throws Exception {
    Table table = Tables.random(9, 2_000);
    Profile reference = Profile.of(table).withPredictions(FieldProfile.ofNumbers("p", 0, 0.5, 1));
    ProfileRecorder sequential = ProfileRecorder.of(reference);
    ProfileRecorder shared = ProfileRecorder.of(reference);
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int from = t;
      writers.add(
          () -> {
            TableCursor cursor = table.cursor();
            for (int i = 0; i < 5 * table.rowCount(); i++) {
              shared.observe(cursor.moveTo((i + from * 97) % table.rowCount()));
              shared.observePrediction(i % 3 * 0.5);
            }
            return true;
          });
    }
    for (int round = 0; round < 40; round++) {
      sequential.observe(table);
    }
    for (int i = 0; i < 8 * 5 * table.rowCount(); i++) {
      sequential.observePrediction(i % (5 * table.rowCount()) % 3 * 0.5);
    }

    Profile sum = reference.emptyCopy();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> running = new ArrayList<>();
      for (Callable<Boolean> writer : writers) {
        running.add(pool.submit(writer));
      }
      for (Future<Boolean> future : running) {
        while (!future.isDone()) {
          sum = sum.merge(shared.snapshotAndReset());
        }
        assertThat(future.get()).isTrue();
      }
    } finally {
      pool.shutdown();
    }
    sum = sum.merge(shared.snapshotAndReset());

    assertThat(sum).isEqualTo(sequential.snapshot());
    assertThat(shared.snapshot()).isEqualTo(reference.emptyCopy());
  }

  @Test
  void observe_schemaWithoutLabelAndInOtherOrder_findsFieldsByName() {
    Schema trained = Schema.builder().numeric("a").categorical("b").binaryLabel("y").build();
    RowBuffer row = new RowBuffer(trained);
    row.setNumber(0, 1);
    row.setString(1, "u");
    row.setInteger(2, 1);
    ProfileRecorder recorder =
        ProfileRecorder.of(Profile.of(Table.builder(trained).add(row).build()));

    RowBuffer live = new RowBuffer(Schema.builder().categorical("b").numeric("a").build());
    live.setString(0, "v");
    live.setNumber(1, 2);
    recorder.observe(live);

    Profile seen = recorder.snapshot();
    assertThat(seen.feature("a").over()).isEqualTo(1);
    assertThat(seen.feature("b").unseen()).isEqualTo(1);
    assertThat(seen.label().orElseThrow().total()).isZero();
    assertThat(seen.rows()).isEqualTo(1);
  }

  @Test
  void observe_schemaThatLacksFields_isRefusedWithAllFaultsAndCountsNothing() {
    ProfileRecorder recorder = ProfileRecorder.of(Profile.of(Tables.random(1, 10)));
    RowBuffer row = new RowBuffer(Schema.builder().integer("amount").build());
    assertThatThrownBy(() -> recorder.observe(row))
        .isInstanceOfSatisfying(
            SchemaMismatchException.class, e -> assertThat(e.mismatches()).hasSize(9))
        .hasMessageContaining("'amount' must be NUMERIC; was INTEGER");
    assertThat(recorder.snapshot().rows()).isZero();
  }

  @Test
  void observePrediction_withoutOrOfOtherKind_isRefused() {
    Profile profile = Profile.of(Tables.random(1, 10));
    assertThatThrownBy(() -> ProfileRecorder.of(profile).observePrediction(0.5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("withPredictions");
    ProfileRecorder numeric =
        ProfileRecorder.of(profile.withPredictions(FieldProfile.ofNumbers("p", 0.5)));
    assertThatThrownBy(() -> numeric.observePrediction("cat"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("numbers");
  }
}
