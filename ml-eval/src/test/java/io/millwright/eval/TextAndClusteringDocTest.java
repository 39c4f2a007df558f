package io.millwright.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.eval.clustering.ClusterAgreement;
import io.millwright.eval.clustering.ClusteredPoints;
import io.millwright.eval.clustering.EntropyMean;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.text.BleuScorer;
import io.millwright.eval.text.Chrf;
import io.millwright.eval.text.GeneratedCorpus;
import io.millwright.eval.text.WordErrorRate;
import io.millwright.evidence.Estimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/concepts/clusterings-and-text.md}, compiled and run. */
class TextAndClusteringDocTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "concepts", "clusterings-and-text.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "io", "millwright", "eval", "TextAndClusteringDocTest.java");

  @Test
  void clusteringExamples_run() {
    double[][] points = {{0}, {1}, {10}, {11}, {20}, {22}};
    int[] clusters = {1, 1, 2, 2, 3, 3};
    int[] known = {0, 0, 1, 1, 1, 1};

    ClusteredPoints clustered = ClusteredPoints.of(points, clusters);
    MetricValue silhouette = clustered.silhouette();
    MetricValue daviesBouldin = clustered.daviesBouldin();
    MetricValue calinskiHarabasz = clustered.calinskiHarabasz();
    double weakest = clustered.silhouettes().orElseThrow().ofCluster(2);

    ClusterAgreement agreement = ClusterAgreement.of(known, clusters);
    MetricValue adjustedRand = agreement.adjustedRand();
    MetricValue adjusted = agreement.adjustedMutualInformation(EntropyMean.ARITHMETIC);
    MetricValue v = agreement.vMeasure(1);

    assertThat(List.of(silhouette, daviesBouldin, calinskiHarabasz, adjustedRand, adjusted, v))
        .allMatch(MetricValue::isDefined);
    assertThat(weakest).isBetween(0.8, 1.0);
  }

  @Test
  void textExamples_run() {
    List<String> translations = List.of("the dog bit the man .", "a cat sat there .");
    List<List<String>> references =
        List.of(List.of("the dog has bitten the man ."), List.of("there sat a cat ."));

    GeneratedCorpus corpus = GeneratedCorpus.of(translations, references);
    GeneratedCorpus.Score bleu = corpus.score(BleuScorer.ofDefaults());
    String signature =
        bleu.signature(); // nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:millwright-1
    Estimate chrf = corpus.estimate(Chrf.withWords(), Bootstrap.of(Seed.of(42)));
    MetricValue sentence = BleuScorer.ofSentences().segment(translations.get(0), references.get(0));
    WordErrorRate.Edits edits = WordErrorRate.ofDefaults().edits("the dog sat", "the cat sat down");

    assertThat(signature)
        .isEqualTo("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:millwright-1");
    assertThat(chrf).isInstanceOf(Estimate.Measured.class);
    assertThat(sentence.isDefined()).isTrue();
    assertThat(edits).isEqualTo(new WordErrorRate.Edits(1, 0, 1, 4));
  }

  @Test
  void document_examples_areThisSource() throws IOException {
    String source = oneLine(Files.readString(SOURCE));
    List<String> examples =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCUMENT))
            .results()
            .map((MatchResult r) -> oneLine(r.group(1)))
            .toList();
    assertThat(examples)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(e -> assertThat(source).contains(e));
  }

  private static String oneLine(String code) {
    return code.replaceAll("\\s+", "");
  }
}
