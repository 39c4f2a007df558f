package io.millwright.features;

import static io.millwright.features.Transforms.tfIdf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.Seed;
import io.millwright.model.SparseMatrix;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.Table;
import io.millwright.table.TextColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The messages of UCI's SMS Spam Collection; how the figures came about is in its README. */
@Tag("real-data")
class SmsSpamRealDataTest {

  private static final Path FILE =
      Path.of(System.getProperty("millwright.data", "../shared/data"))
          .resolve("sms-spam/SMSSpamCollection.tsv");

  @Test
  void tfIdf_smsSpam_hasTheTermsOfTheReference() throws IOException {
    assumeTrue(Files.isRegularFile(FILE), () -> "Real data must be at " + FILE + "; is not there.");
    List<String> texts =
        Files.readAllLines(FILE).stream().map(l -> l.substring(l.indexOf('\t') + 1)).toList();
    assertThat(texts).hasSize(5574);
    Table train = table(texts.subList(0, 3901));
    FittedFeatures fitted =
        FeatureSpec.over(train.schema())
            .add(tfIdf("text").tokens(TokenRule.runsOf("a-z0-9")))
            .build()
            .fit(TrainingSet.ofAll(train), Seed.of(1));
    assertThat(fitted.features()).hasSize(7285);
    SparseMatrix later = fitted.sparse(table(texts.subList(3901, 5574)));
    int empty = 0;
    for (int i = 0; i < later.rows(); i++) {
      double squares = 0;
      for (int k = 0; k < later.stored(i); k++) {
        squares += later.number(i, k) * later.number(i, k);
      }
      empty += squares == 0 ? 1 : 0;
      assertThat(squares == 0 ? 1 : squares).isCloseTo(1, within(1e-12));
    }
    assertThat(empty).isLessThan(20);
    assertThat(later.stored()).isGreaterThan(10 * later.rows());
  }

  private static Table table(List<String> texts) {
    return Table.of(Schema.builder().text("text").build(), List.of(TextColumn.of(texts)));
  }
}
