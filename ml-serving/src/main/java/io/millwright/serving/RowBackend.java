package io.millwright.serving;

import io.millwright.model.Prediction;
import io.millwright.model.PredictionObserver;
import io.millwright.model.TabularModel;
import io.millwright.table.RowBuffer;
import java.util.function.BiConsumer;

/** A plain-Java model asked by inputs that are read into rows. */
final class RowBackend<I, P extends Prediction> implements Backend<I, P> {

  private final TabularModel<P> model;
  private final BiConsumer<I, RowBuffer> reader;
  private final PredictionObserver<? super P> observer;
  private final ThreadLocal<RowBuffer> buffers;

  RowBackend(
      TabularModel<P> model,
      BiConsumer<I, RowBuffer> reader,
      PredictionObserver<? super P> observer) {
    this.model = model;
    this.reader = reader;
    this.observer = observer;
    this.buffers = ThreadLocal.withInitial(() -> new RowBuffer(model.schema()));
  }

  @Override
  public P predict(I input) {
    RowBuffer row = buffers.get();
    reader.accept(input, row);
    P prediction = model.predict(row);
    observer.observed(row, prediction);
    return prediction;
  }

  @Override
  public void close() {
    buffers.remove();
  }
}
