package io.millwright.features.window;

import static io.millwright.features.window.Windows.ewm;
import static io.millwright.features.window.Windows.expanding;
import static io.millwright.features.window.Windows.lag;
import static io.millwright.features.window.Windows.rolling;
import static io.millwright.features.window.Windows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.Sha256;
import io.millwright.table.InvalidRowException;
import io.millwright.table.RowBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class WindowStreamTest {

  private static final WindowSpec SPEC =
      WindowSpec.over(Histories.SCHEMA)
          .perEntity("customer")
          .add(
              rolling("amount", rows(3)).mean(),
              rolling("amount", Duration.ofHours(10)).median(),
              lag("plan", 1),
              expanding("amount").std(),
              ewm("amount").halflife(3).closedRight(),
              expanding("defaulted").mean().knownAfter(Duration.ofDays(1)))
          .build();

  private static RowBuffer row(String customer, long hour, double amount) {
    RowBuffer row = new RowBuffer(Histories.SCHEMA);
    row.setString(Histories.CUSTOMER, customer);
    row.setInteger(Histories.AT, hour * Histories.HOUR);
    row.setNumber(Histories.AMOUNT, amount);
    row.setString(Histories.PLAN, "basic");
    row.setInteger(Histories.VISITS, 1);
    return row;
  }

  private static RowBuffer widened(WindowStream stream, RowBuffer row) {
    RowBuffer out = new RowBuffer(stream.spec().schema());
    stream.widen(row, out);
    return out;
  }

  private static double mean3(WindowStream stream, RowBuffer row) {
    return widened(stream, row).number(stream.spec().schema().indexOf("amount_3rows_mean"));
  }

  @Test
  void widen_alone_leavesNoTrace() {
    WindowStream stream = SPEC.stream();
    stream.observe(row("a", 1, 4));
    byte[] before = stream.snapshot();
    assertThat(mean3(stream, row("a", 1, 9))).isNaN();
    assertThat(widened(stream, row("b", 1, 9)).isMissing(Histories.SCHEMA.fields().size()))
        .isTrue();
    assertThat(stream.snapshot()).isEqualTo(before);
    assertThat(mean3(stream, row("a", 2, 9))).isEqualTo(4);
    assertThat(mean3(stream, row("a", 2, 9))).isEqualTo(4);
    assertThat(stream.entities()).isEqualTo(1);
  }

  @Test
  void widen_copiesTheRowAndNeedsNoLabel() {
    WindowStream stream = SPEC.stream();
    RowBuffer out = widened(stream, row("a", 1, 4));
    assertThat(out.string(Histories.CUSTOMER)).isEqualTo("a");
    assertThat(out.integer(Histories.AT)).isEqualTo(Histories.HOUR);
    assertThat(out.number(Histories.AMOUNT)).isEqualTo(4);
    assertThat(out.isMissing(Histories.DEFAULTED)).isTrue();
    assertThat(out.number(SPEC.schema().indexOf("amount_ewm_halflife3_incl"))).isEqualTo(4);
  }

  @Test
  void observe_olderThanTheNewest_isRefusedOrSkippedAndCounted() {
    WindowStream strict = SPEC.stream();
    strict.observe(row("a", 5, 1));
    assertThatThrownBy(() -> strict.observe(row("a", 4, 2)))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("Field 'at' must not be before rows of its entity already observed");
    assertThat(strict.observe(row("b", 4, 2))).isTrue();
    assertThat(strict.lateRows()).isEqualTo(1);
    WindowStream lenient = SPEC.stream(LateRows.SKIP);
    lenient.observe(row("a", 5, 1));
    assertThat(lenient.observe(row("a", 4, 2))).isFalse();
    assertThat(lenient.lateRows()).isEqualTo(1);
    assertThat(mean3(lenient, row("a", 6, 0))).isEqualTo(1);
  }

  @Test
  void widen_beforeWhatWindowsHaveSeen_isRefused() {
    WindowStream stream = SPEC.stream();
    stream.observe(row("a", 5, 1));
    assertThatThrownBy(() -> mean3(stream, row("a", 4, 2)))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("must not be before rows of its entity already seen");
    assertThat(mean3(stream, row("a", 5, 2))).isNaN();
  }

  @Test
  void observe_badRow_changesNothing() {
    WindowStream stream = SPEC.stream();
    stream.observe(row("a", 5, 1));
    byte[] before = stream.snapshot();
    assertThatThrownBy(() -> stream.observe(row("a", 6, Double.NaN)))
        .hasMessageContaining("Field 'amount' must be finite");
    RowBuffer nameless = row("a", 6, 1);
    nameless.setMissing(Histories.CUSTOMER);
    assertThatThrownBy(() -> stream.observe(nameless))
        .hasMessageContaining("Field 'customer' must have a value");
    RowBuffer timeless = row("a", 6, 1);
    timeless.setMissing(Histories.AT);
    assertThatThrownBy(() -> stream.observe(timeless))
        .hasMessageContaining("Field 'at' must have a value");
    assertThatThrownBy(() -> stream.observe(new RowBuffer(SPEC.schema())))
        .hasMessageContaining("must be of the windows' schema");
    assertThatThrownBy(() -> stream.widen(row("a", 6, 1), new RowBuffer(Histories.SCHEMA)))
        .hasMessageContaining("must be of the widened schema");
    assertThat(stream.snapshot()).isEqualTo(before);
  }

  @Test
  void outcome_lateOrEmpty_isRefused() {
    WindowStream stream = SPEC.stream();
    stream.observe(row("a", 5, 1));
    stream.observe(row("a", 6, 1));
    assertThatThrownBy(() -> stream.observeOutcome(row("a", 5, 1)))
        .hasMessageContaining("Field 'defaulted' must have a value in an outcome");
    RowBuffer later = row("a", 6, 1);
    later.setInteger(Histories.DEFAULTED, 1);
    assertThat(stream.observeOutcome(later)).isTrue();
    int field = SPEC.schema().indexOf("defaulted_all_mean_after_1d");
    assertThat(widened(stream, row("a", 29, 1)).isMissing(field)).isTrue();
    assertThat(widened(stream, row("a", 30, 1)).number(field)).isEqualTo(1);
    RowBuffer earlier = row("a", 5, 1);
    earlier.setInteger(Histories.DEFAULTED, 0);
    assertThatThrownBy(() -> stream.observeOutcome(earlier))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("already observed");
    assertThat(stream.lateRows()).isEqualTo(1);
    WindowStream without =
        WindowSpec.over(Histories.SCHEMA)
            .perEntity("customer")
            .add(lag("amount", 1))
            .build()
            .stream();
    assertThatThrownBy(() -> without.observeOutcome(later))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("knownAfter");
  }

  @Test
  void memory_longStream_keepsOnlyWhatWindowsNeed() {
    WindowStream stream = SPEC.stream();
    for (int hour = 0; hour < 5_000; hour++) {
      stream.observe(row("a", hour, hour));
    }
    // Ten hours and the row before them, and the row that waits.
    assertThat(stream.retainedRows()).isLessThanOrEqualTo(13);
    assertThat(stream.snapshot().length).isLessThan(2_000);
  }

  @Test
  void evict_byAge_countsAndForgets() {
    WindowStream stream = SPEC.stream();
    stream.observe(row("a", 1, 4));
    stream.observe(row("b", 50, 4));
    assertThat(stream.evictBefore(Instant.ofEpochSecond(3_600))).isZero();
    assertThat(stream.evictBefore(Instant.ofEpochSecond(3_601))).isEqualTo(1);
    assertThat(stream.entities()).isEqualTo(1);
    assertThat(stream.evictedEntities()).isEqualTo(1);
    assertThat(mean3(stream, row("a", 60, 0))).isNaN();
    assertThat(mean3(stream, row("b", 60, 0))).isEqualTo(4);
    WindowStream restored = SPEC.restore(stream.snapshot(), LateRows.SKIP);
    assertThat(restored.evictedEntities()).isEqualTo(1);
    assertThat(restored.toString()).contains("[1, 1, 0, 1]");
  }

  @Test
  void snapshot_ofAnotherDefinition_isRefused() {
    byte[] snapshot = SPEC.stream().snapshot();
    WindowSpec other =
        WindowSpec.over(Histories.SCHEMA).perEntity("customer").add(lag("amount", 1)).build();
    assertThatThrownBy(() -> other.restore(snapshot, LateRows.REFUSE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be of the definition " + other.fingerprint());
  }

  @Test
  void snapshot_damaged_isRefused() {
    byte[] snapshot = filled().snapshot();
    assertThat(SPEC.restore(snapshot, LateRows.REFUSE).entities()).isEqualTo(3);
    for (int length = 0; length < snapshot.length; length += 7) {
      byte[] cut = Arrays.copyOf(snapshot, length);
      assertThatThrownBy(() -> SPEC.restore(cut, LateRows.REFUSE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Snapshot of windows must");
    }
  }

  /** With a digest made to fit, every byte is still read strictly: a history or a clear refusal. */
  @Test
  void snapshot_forgedWithAFittingDigest_isReadOrRefused() {
    byte[] snapshot = filled().snapshot();
    RandomGenerator random = Seed.of(77).random();
    int refused = 0;
    for (int trial = 0; trial < 4_000; trial++) {
      int length = trial % 4 == 0 ? 129 + random.nextInt(snapshot.length - 129) : snapshot.length;
      byte[] forged = Arrays.copyOf(snapshot, length);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        int at = 96 + random.nextInt(length - 128);
        forged[at] = (byte) (random.nextBoolean() ? -1 : random.nextInt(256));
      }
      sign(forged);
      try {
        WindowStream stream = SPEC.restore(forged, LateRows.SKIP);
        stream.snapshot();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("Snapshot of windows must");
        refused++;
      }
    }
    assertThat(refused).isBetween(1_500, 3_999);
  }

  private static void sign(byte[] bytes) {
    byte[] body = Arrays.copyOf(bytes, bytes.length - 32);
    System.arraycopy(Sha256.digest().digest(body), 0, bytes, body.length, 32);
  }

  private static WindowStream filled() {
    WindowStream stream = SPEC.stream();
    stream.observeAll(Histories.random(Seed.of(6).random(), 60, 3));
    return stream;
  }
}
