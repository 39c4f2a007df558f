package io.millwright.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.millwright.Seed;
import io.millwright.features.Rows.Thing;
import io.millwright.split.TrainingSet;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Row;
import io.millwright.table.RowBuffer;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every transform promises. That nothing can be fitted on a holdout needs no test: {@code
 * FeatureSpec.fit} takes a {@code TrainingSet}, and a {@code HoldoutSet} is not one, so it does not
 * compile.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransformContract {

  /** Transforms over {@link Rows#SCHEMA}, every option at least once. */
  abstract Stream<Transform> transforms();

  @ParameterizedTest
  @MethodSource("transforms")
  void batchAndRecord_anyRow_sameBitsOrSameRefusal(Transform transform) {
    FittedFeatures fitted = Rows.fit(transform, Rows.random(300, 1));
    List<Thing> rows = Rows.strange();
    int width = fitted.features().size();
    int compared = 0;
    TableCursor cursor = Rows.table(rows).cursor();
    for (int i = 0; i < rows.size(); i++) {
      double[] batch = new double[width];
      double[] online;
      try {
        online = Rows.online(fitted, rows.get(i));
      } catch (InvalidRowException e) {
        int row = i;
        assertThatThrownBy(() -> fitted.apply(cursor.moveTo(row), new double[width], 0))
            .hasMessage(e.getMessage());
        continue;
      }
      fitted.apply(cursor.moveTo(i), batch, 0);
      assertThat(Rows.bits(batch)).isEqualTo(Rows.bits(online));
      compared++;
    }
    assertThat(compared).isGreaterThan(45);
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void tableTransform_manyRows_equalsRowByRow(Transform transform) {
    List<Thing> rows = Rows.random(200, 2);
    FittedFeatures fitted = Rows.fit(transform, Rows.random(200, 12));
    double[] all = fitted.transform(Rows.table(rows));
    int width = fitted.features().size();
    for (int i = 0; i < rows.size(); i++) {
      double[] one = java.util.Arrays.copyOfRange(all, i * width, (i + 1) * width);
      assertThat(Rows.bits(one)).isEqualTo(Rows.bits(Rows.online(fitted, rows.get(i))));
    }
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void stored_readBack_sameBitsAndSameText(Transform transform) {
    List<Thing> rows = Rows.random(300, 3);
    FittedFeatures fitted = Rows.fit(transform, rows);
    FittedFeatures read = FittedFeatures.fromJson(fitted.stored().json(), Rows.SCHEMA);
    assertThat(read.stored()).isEqualTo(fitted.stored());
    assertThat(read.features()).isEqualTo(fitted.features());
    assertThat(read.describe()).isEqualTo(fitted.describe());
    Table later = Rows.table(Rows.random(300, 13));
    assertThat(Rows.bits(read.transform(later))).isEqualTo(Rows.bits(fitted.transform(later)));
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void fit_rowsInAnotherOrder_learnsTheSameBits(Transform transform) {
    List<Thing> rows = new ArrayList<>(Rows.random(500, 4));
    String first = learnt(Rows.fit(transform, rows));
    Collections.shuffle(rows, new Random(7));
    assertThat(learnt(Rows.fit(transform, rows))).isEqualTo(first);
  }

  /** The stored features but for the fingerprint of the rows, which is of their order too. */
  private static String learnt(FittedFeatures fitted) {
    return fitted.stored().json().replaceAll("\"labelledRows\":\"[0-9a-f]{64}\",", "");
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void fit_withoutRows_fitsOrSaysWhatIsMissing(Transform transform) {
    Table none = Rows.table(List.of());
    FeatureSpec spec = FeatureSpec.over(Rows.SCHEMA).add(transform).build();
    try {
      FittedFeatures fitted = spec.fit(TrainingSet.ofAll(none), Seed.of(1));
      assertThat(fitted.transform(none)).isEmpty();
      assertThat(fitted.features()).isNotNull();
    } catch (FeatureFitException e) {
      assertThat(e.faults())
          .isNotEmpty()
          .allSatisfy(f -> assertThat(f).contains("must have a value").contains("0 rows"));
    }
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void fit_oneRow_givesFiniteNumbers(Transform transform) {
    List<Thing> one = List.of(complete());
    FittedFeatures fitted = Rows.fit(transform, one);
    assertThat(Rows.allFinite(Rows.online(fitted, one.get(0)))).isTrue();
    assertThat(fitted.features()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void fit_constantColumns_givesFiniteNumbers(Transform transform) {
    List<Thing> same = Collections.nCopies(20, complete());
    FittedFeatures fitted = Rows.fit(transform, same);
    assertThat(Rows.allFinite(Rows.online(fitted, same.get(0)))).isTrue();
    assertThat(fitted.features()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void features_namesAndLineage_areUniqueAndRead(Transform transform) {
    FittedFeatures fitted = Rows.fit(transform, Rows.random(300, 5));
    assertThat(fitted.features()).extracting(f -> f.name()).doesNotHaveDuplicates();
    assertThat(fitted.features())
        .allSatisfy(f -> assertThat(transform.fields()).containsAll(f.inputs()));
    assertThat(fitted.inputs()).hasSameElementsAs(transform.fields());
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void apply_manyTimes_allocatesNothing(Transform transform) {
    List<Thing> rows = Rows.random(64, 6);
    FittedFeatures fitted = Rows.fit(transform, rows);
    Row[] buffers = new Row[rows.size()];
    TableCursor cursor = Rows.table(rows).cursor();
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = copy(cursor.moveTo(i));
    }
    double[] out = new double[fitted.features().size()];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    // Until compiled: StrictMath.sin of JDK 21 and later has a scratch array that only the compiler
    // removes.
    for (int round = 0; round < 100 && allocated >= 2_000; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      run(fitted, buffers, out, 200);
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    // 12,800 calls; the two readings of the counter themselves may cost a little.
    assertThat(allocated).isLessThan(2_000);
  }

  private static void run(FittedFeatures fitted, Row[] rows, double[] out, int times) {
    for (int t = 0; t < times; t++) {
      for (Row row : rows) {
        fitted.apply(row, out, 0);
      }
    }
  }

  private static RowBuffer copy(Row row) {
    RowBuffer buffer = new RowBuffer(Rows.SCHEMA);
    for (int f = 0; f < Rows.SCHEMA.fields().size(); f++) {
      if (row.isMissing(f)) {
        continue;
      }
      switch (Rows.SCHEMA.fields().get(f).type()) {
        case NUMERIC -> buffer.setNumber(f, row.number(f));
        case CATEGORICAL, TEXT -> buffer.setString(f, row.string(f));
        case INTEGER, BOOLEAN, DATE, TIMESTAMP -> buffer.setInteger(f, row.integer(f));
      }
    }
    return buffer;
  }

  private static Thing complete() {
    return Rows.random(500, 8).stream()
        .filter(
            t ->
                t.x() != null
                    && t.i() != null
                    && t.flag() != null
                    && t.region() != null
                    && t.openedOn() != null
                    && t.seenAt() != null
                    && t.note() != null
                    && t.weight() > 0)
        .findFirst()
        .orElseThrow();
  }
}
