package io.millwright.serving;

import io.millwright.model.Binary;
import io.millwright.model.Featurizer;
import io.millwright.model.Scorer;
import io.millwright.model.TabularModel;
import io.millwright.model.Task;
import io.millwright.schema.Schema;
import io.millwright.table.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tiny model: P(default) = 1 / (1 + debt), where debt must not be negative. */
final class Loans {

  static final Schema SCHEMA = Schema.from(Loan.class).binaryLabel("defaulted").build();

  private Loans() {}

  record Loan(double debt, @Nullable Double income, boolean defaulted) {}

  /** What a live request has: no label. */
  record Request(double debt, @Nullable Double income) {}

  interface Hook {
    void run(double debt);
  }

  static TabularModel<Binary> model() {
    return model(debt -> {});
  }

  /** The same model, running a hook inside each call of the scorer. */
  static TabularModel<Binary> model(Hook hook) {
    return TabularModel.of(Task.binary(), new Raw(), new Inverse(hook), List.of("no", "yes"));
  }

  private static final class Raw implements Featurizer {
    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    public List<String> inputs() {
      return List.of("debt");
    }

    @Override
    public List<Feature> features() {
      return List.of(new Feature("debt", List.of("debt")));
    }

    @Override
    public void apply(Row row, double[] out, int offset) {
      out[offset] = row.number(0);
    }

    @Override
    public Scorer.Stored stored() {
      return new Scorer.Stored("test-raw", "{}");
    }
  }

  private record Inverse(Hook hook) implements Scorer {
    @Override
    public int inputs() {
      return 1;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public boolean acceptsMissing() {
      return false;
    }

    @Override
    public void score(double[] features, int offset, double[] out) {
      hook.run(features[offset]);
      out[0] = 1 / (1 + features[offset]);
    }

    @Override
    public Stored stored() {
      return new Stored("test-inverse", "{}");
    }
  }
}
