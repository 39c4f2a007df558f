package io.millwright.testkit;

import io.millwright.Require;
import io.millwright.model.Featurizers;
import io.millwright.model.Prediction;
import io.millwright.model.Predictor;
import io.millwright.model.Scorers;
import io.millwright.model.TabularModel;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The same rows asked in every way there is. */
final class Parity<R extends Record, P extends Prediction> {

  private static final int THREADS = 4;

  private final TabularModel<P> model;
  private final Class<R> type;
  private final List<R> records;

  Parity(TabularModel<P> model, Class<R> type, List<R> records) {
    Require.atLeast("Records", records.size(), 1);
    this.model = model;
    this.type = type;
    this.records = List.copyOf(records);
  }

  /** One sentence for each way whose answers differ. */
  List<String> faults() {
    List<P> batch = model.predict(table(records));
    List<String> faults = new ArrayList<>();
    compare("asked one row at a time as a table", batch, oneByOne(), faults);
    compare("asked backwards", batch, backwards(), faults);
    Predictor<R, P> online = model.predictor(type);
    compare("asked online", batch, online.predictAll(records), faults);
    compare("asked online from " + THREADS + " threads at once", batch, parallel(online), faults);
    compare("written and read again", batch, reopened().predict(table(records)), faults);
    return faults;
  }

  private Table table(List<R> rows) {
    return Table.ofRecords(rows, model.schema(), type);
  }

  private List<P> oneByOne() {
    return records.stream().map(r -> model.predict(table(List.of(r))).get(0)).toList();
  }

  private List<P> backwards() {
    List<R> reversed = new ArrayList<>(records);
    Collections.reverse(reversed);
    List<P> answers = new ArrayList<>(model.predict(table(reversed)));
    Collections.reverse(answers);
    return answers;
  }

  /** The first thread's answers that differ from another's, else the first thread's. */
  private List<P> parallel(Predictor<R, P> online) {
    List<CompletableFuture<List<P>>> asked = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      asked.add(CompletableFuture.supplyAsync(() -> online.predictAll(records)));
    }
    try {
      List<P> first = asked.get(0).join();
      return asked.stream()
          .map(CompletableFuture::join)
          .filter(answers -> !answers.equals(first))
          .findFirst()
          .orElse(first);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private TabularModel<P> reopened() {
    return TabularModel.of(
        model.task(),
        Featurizers.read(model.featurizer().stored(), model.schema()),
        Scorers.read(model.scorer().stored()),
        model.classes());
  }

  private static <P> void compare(String how, List<P> batch, List<P> other, List<String> faults) {
    int differing = 0;
    int first = -1;
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.get(i).equals(other.get(i))) {
        first = differing++ == 0 ? i : first;
      }
    }
    if (differing > 0) {
      faults.add(
          "%d of %d rows differ when %s; the first is row %d: %s as a table, %s then."
              .formatted(differing, batch.size(), how, first, batch.get(first), other.get(first)));
    }
  }
}
