package io.millwright.samples.journey;

import io.millwright.artifact.ModelBundle;
import io.millwright.model.PipelineBundle;
import io.millwright.model.Prediction;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.monitor.DriftMonitor;
import io.millwright.monitor.DriftReport;
import io.millwright.serving.ManagedPredictor;
import io.millwright.table.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Opens the bundle as a service would, and sends it the holdout row by row, as it is and shifted.
 */
final class ServingStep<P extends Prediction> {

  private final TrainedPipeline<P> served;
  private final Console console;
  private final Clock clock;

  private ServingStep(TrainedPipeline<P> served, Console console, Clock clock) {
    this.served = served;
    this.console = console;
    this.clock = clock;
  }

  /** Drift of the holdout as it is, and with the shift if one could be planted. */
  record Watched(DriftReport asIs, Optional<Shift> shift, Optional<DriftReport> shifted) {}

  static <P extends Prediction> ServingStep<P> open(
      Path bundle, Task<P> task, Console console, Clock clock) {
    return new ServingStep<>(PipelineBundle.open(ModelBundle.open(bundle), task), console, clock);
  }

  /**
   * Scores the rows through the predictor and compares with the batch scores.
   *
   * @throws IllegalStateException if one prediction differs in one bit
   */
  DriftReport proveParity(Table holdout, List<P> batch) {
    DriftMonitor monitor = monitor();
    long[] nanos = new long[holdout.rowCount()];
    try (ManagedPredictor<Map<String, ?>, P> predictor =
        ManagedPredictor.ofMaps(served.model()).observe(monitor).build()) {
      for (int i = 0; i < holdout.rowCount(); i++) {
        Map<String, Object> live = LiveRows.of(holdout, i);
        long before = System.nanoTime();
        P online = predictor.predict(live);
        nanos[i] = System.nanoTime() - before;
        if (!online.equals(batch.get(i))) {
          throw new IllegalStateException(
              "Online and batch prediction must be equal bit for bit; differ in holdout row "
                  + i
                  + ".");
        }
      }
    }
    Arrays.sort(nanos);
    console.fact("Parity", holdout.rowCount() + " rows online = batch, bit for bit");
    console.fact(
        "Latency",
        String.format(
            Locale.ROOT,
            "p50 %.1f µs, p99 %.1f µs a row, from a map of values, in one pass with warm-up",
            nanos[nanos.length / 2] / 1e3,
            nanos[(int) (nanos.length * 0.99)] / 1e3));
    return monitor.report();
  }

  private DriftMonitor monitor() {
    return DriftMonitor.against(served.profile())
        .inputs(served.model().featurizer().inputs())
        .clock(clock)
        .build();
  }

  /** Sends the shifted rows and lets a fresh monitor judge. */
  Watched watch(Table holdout, DriftReport asIs) {
    Optional<Shift> shift = Shift.plant(holdout, served.model().featurizer().inputs());
    Optional<DriftReport> report =
        shift.map(
            s -> {
              DriftMonitor monitor = monitor();
              try (ManagedPredictor<Map<String, ?>, P> predictor =
                  ManagedPredictor.ofMaps(served.model()).observe(monitor).build()) {
                List<Map<String, Object>> rows = new ArrayList<>();
                for (int i = 0; i < s.table().rowCount(); i++) {
                  rows.add(LiveRows.of(s.table(), i));
                }
                predictor.answerEach(rows);
              }
              return monitor.report();
            });
    return new Watched(asIs, shift, report);
  }
}
