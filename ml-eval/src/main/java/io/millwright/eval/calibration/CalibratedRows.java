package io.millwright.eval.calibration;

import io.millwright.calibration.BinaryCalibration;
import io.millwright.calibration.Temperature;
import io.millwright.eval.metric.ProbabilityLoss;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Task;
import java.util.Arrays;

/** Scored rows as a calibration would have scored them. */
final class CalibratedRows {

  private CalibratedRows() {}

  /** The log loss of each row. */
  static double[] logLosses(BinaryCalibration map, Scored<?> rows) {
    double[] scores = rows.scores();
    if (rows.task().kind() == Task.Kind.BINARY) {
      double[] calibrated = Arrays.stream(scores).map(map::calibrated).toArray();
      return ProbabilityLoss.binaryLogLosses(rows.targets(), calibrated, ProbabilityLoss.EPSILON);
    }
    int classes = rows.classes().size();
    double[] row = new double[classes];
    for (int i = 0; i < rows.size() && map instanceof Temperature temperature; i++) {
      System.arraycopy(scores, i * classes, row, 0, classes);
      temperature.calibrate(row, classes);
      System.arraycopy(row, 0, scores, i * classes, classes);
    }
    return ProbabilityLoss.logLosses(rows.targets(), scores, classes, ProbabilityLoss.EPSILON);
  }
}
