package io.millwright.store.online;

import io.millwright.store.FeatureView;
import io.millwright.store.internal.EpochNanos;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes over the live rows of a view and counts by age. */
final class FreshnessScan {

  private FreshnessScan() {}

  /** The freshness of the rows; of none if the view has no rows yet. */
  static ViewFreshness of(FeatureView view, @Nullable LiveView live, Instant now) {
    OnlineRow rules = OnlineRow.of(view);
    long entities = 0;
    long stale = 0;
    long expired = 0;
    long oldest = -1;
    if (live != null) {
      for (StoredRow row : live.all()) {
        long age = Math.max(0, EpochNanos.of(now) - row.event());
        entities++;
        stale += rules.isStale(age) ? 1 : 0;
        expired += rules.stateAt(age) == ServedState.EXPIRED ? 1 : 0;
        oldest = Math.max(oldest, age);
      }
    }
    return new ViewFreshness(
        view.name(),
        now,
        entities,
        stale,
        expired,
        oldest < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(oldest)),
        view.freshWithin());
  }
}
