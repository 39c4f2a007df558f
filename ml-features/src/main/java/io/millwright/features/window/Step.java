package io.millwright.features.window;

import java.time.ZoneId;

/**
 * The row that features are asked of, with the window starts and totals of this row. One per
 * thread.
 */
final class Step {

  final Cells now;
  final Cells past;
  final long[] starts;
  final Moments[] totals;
  private final WindowPlan plan;

  Step(WindowPlan plan) {
    this.plan = plan;
    int lanes = plan.lanes().size();
    now = new Cells(lanes);
    past = new Cells(lanes);
    starts = new long[plan.spans().size()];
    totals = plan.spreads().stream().map(Moments::new).toArray(Moments[]::new);
  }

  ZoneId zone() {
    return plan.zone();
  }

  /** The features of the row that was read, from the entity's history. */
  void answer(Entity entity, Cells answers) {
    entity.advance(now.time, past);
    for (int i = 0; i < starts.length; i++) {
      starts[i] = plan.spans().get(i).before(now.time, plan.zone());
    }
    for (int i = 0; i < totals.length; i++) {
      totals[i].reset();
      plan.aggregates().get(i).fold(this, entity, totals[i]);
    }
    for (int i = 0; i < plan.measures().size(); i++) {
      plan.measures().get(i).tell(this, entity, answers, i);
    }
  }
}
