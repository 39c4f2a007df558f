package io.millwright.store.window;

import io.millwright.table.Row;
import java.util.List;

/** All features of one entity at a time that moves forward. Not thread-safe. */
final class EntityState {

  private final List<WindowFeatures.Feature> features;
  private final WindowState[] states;
  private long asked;
  private long arrivals;

  EntityState(List<WindowFeatures.Feature> features, long asked) {
    this.features = features;
    this.asked = asked;
    this.states = new WindowState[features.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] =
          new WindowState(features.get(i).name().window(), features.get(i).name().aggregation());
    }
  }

  /** The latest time that was asked for. */
  long asked() {
    return asked;
  }

  void add(Row row, long event, long known) {
    for (int i = 0; i < states.length; i++) {
      ValueReader reader = features.get(i).reader();
      if (!reader.isMissing(row)) {
        states[i].add(new Arrival(event, known, arrivals, reader.read(row)));
      }
    }
    arrivals++;
  }

  void moveTo(long time) {
    asked = time;
    for (WindowState state : states) {
      state.moveTo(time);
    }
  }

  boolean isMissing(int feature) {
    return states[feature].isMissing();
  }

  double value(int feature) {
    return states[feature].value();
  }
}
