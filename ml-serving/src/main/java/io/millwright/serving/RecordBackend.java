package io.millwright.serving;

import io.millwright.model.Prediction;
import io.millwright.model.PredictionObserver;
import io.millwright.model.TabularModel;
import io.millwright.table.RecordBinding;
import io.millwright.table.RowBuffer;
import java.util.Set;

/** A plain-Java model asked by records. */
final class RecordBackend<R extends Record, P extends Prediction> implements Backend<R, P> {

  private final TabularModel<P> model;
  private final RecordBinding<R> binding;
  private final PredictionObserver<? super P> observer;
  private final ThreadLocal<RowBuffer> buffers;

  RecordBackend(TabularModel<P> model, Class<R> type, PredictionObserver<? super P> observer) {
    this.model = model;
    this.binding = RecordBinding.of(model.schema(), type, Set.copyOf(model.featurizer().inputs()));
    this.observer = observer;
    this.buffers = ThreadLocal.withInitial(() -> new RowBuffer(model.schema()));
  }

  @Override
  public P predict(R input) {
    RowBuffer row = buffers.get();
    binding.read(input, row);
    P prediction = model.predict(row);
    observer.observed(row, prediction);
    return prediction;
  }

  @Override
  public void close() {
    buffers.remove();
  }
}
