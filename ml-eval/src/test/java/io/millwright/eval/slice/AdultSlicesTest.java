package io.millwright.eval.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.Seed;
import io.millwright.eval.HeldOut;
import io.millwright.eval.HeldOuts;
import io.millwright.model.Regression;
import io.millwright.model.Task;
import io.millwright.schema.Schema;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import io.millwright.table.Csv;
import io.millwright.table.CsvInference;
import io.millwright.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The census of 1994: a made-up weakness among 16,000 rows of 14 columns is found. */
@Tag("real-data")
class AdultSlicesTest {

  @Test
  void find_plantedAmongRealRows_isFirst() {
    Path folder = Path.of(System.getProperty("millwright.data", "../../../shared/data"));
    Path file = folder.resolve("adult/adult.csv.gz");
    assumeTrue(
        Files.exists(file),
        "Skipped: " + file + " is not there. Give the folder with -Dmillwright.data=DIR.");
    CsvInference inferred = Csv.infer(file);
    Schema schema = inferred.schema().edit().realLabel("fnlwgt").ignore("split").build();
    Table table =
        Csv.read(file, schema, inferred.options()).take(IntStream.range(0, 16_281).toArray());
    Split split = RowsAt.split(table, 1);
    HeldOut<Regression> rows =
        HeldOut.of(
            HeldOuts.reading(Task.regression(), split.train(), List.of(), "fnlwgt"), split.test());
    RandomGenerator random = Seed.of(1).random();
    double[] losses = new double[rows.scored().size()];
    for (int i = 0; i < losses.length; i++) {
      boolean weak =
          rows.table().column("occupation").string(i).equals("Exec-managerial")
              && rows.table().column("sex").string(i).equals("Female");
      losses[i] = Math.abs(random.nextGaussian()) + (weak ? 2 : 0);
    }
    WeakSlices found = SliceSearch.of(Seed.of(1)).build().find(rows, losses);
    assertThat(found.slices()).isNotEmpty();
    assertThat(found.slices().get(0).where().text())
        .contains("occupation = Exec-managerial")
        .contains("sex = Female");
  }
}
