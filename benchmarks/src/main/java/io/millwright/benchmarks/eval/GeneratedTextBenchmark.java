package io.millwright.benchmarks.eval;

import io.millwright.Seed;
import io.millwright.eval.text.BleuScorer;
import io.millwright.eval.text.Chrf;
import io.millwright.eval.text.CorpusMetric;
import io.millwright.eval.text.GeneratedCorpus;
import io.millwright.eval.text.RougeF1;
import io.millwright.eval.text.TextTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long do BLEU, chrF and ROUGE of many pairs of texts take?
 *
 * <p>25 words a text of a vocabulary of 5,000 with Zipf's frequencies; of a reference a fifth of
 * the words is replaced. No JVM library of these metrics is known well enough to stand beside; the
 * rival is NLTK on the same texts, which are written to {@code benchmarks/target/texts.tsv} (or
 * {@code -Dmillwright.texts=FILE}) for {@code benchmarks/python/evaluation.py}.
 *
 * <p>{@code benchmarks/run GeneratedTextBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 7)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class GeneratedTextBenchmark {

  private static final int WORDS = 25;
  private static final int VOCABULARY = 5000;

  /** How many pairs. */
  @Param("10000")
  public int pairs;

  private GeneratedCorpus corpus;

  /** Draws the texts and writes them. */
  @Setup
  public void prepare() {
    RandomGenerator random = Seed.of(1).random();
    List<String> hypotheses = new ArrayList<>();
    List<List<String>> references = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      List<String> own = new ArrayList<>();
      List<String> other = new ArrayList<>();
      for (int w = 0; w < WORDS; w++) {
        String word = word(random);
        own.add(word);
        other.add(random.nextInt(5) == 0 ? word(random) : word);
      }
      hypotheses.add(String.join(" ", own));
      references.add(List.of(String.join(" ", other)));
      lines.add(String.join(" ", own) + "\t" + String.join(" ", other));
    }
    corpus = GeneratedCorpus.of(hypotheses, references);
    write(lines);
  }

  /** Rank r about as often as 1 / r, spelled in letters. */
  private static String word(RandomGenerator random) {
    int rank = (int) StrictMath.exp(random.nextDouble() * StrictMath.log(VOCABULARY));
    StringBuilder word = new StringBuilder();
    for (int rest = rank * 31 + 7; rest > 0; rest /= 20) {
      word.append("bcdfghjklmnpqrstvwxz".charAt(rest % 20)).append("aeiou".charAt(rest % 5));
    }
    return word.toString();
  }

  private static void write(List<String> lines) {
    try {
      Path file = Path.of(System.getProperty("millwright.texts", "benchmarks/target/texts.tsv"));
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double value(CorpusMetric metric) {
    return corpus.score(metric).value().orElse(Double.NaN);
  }

  /** Corpus BLEU, words cut at white space. */
  @Benchmark
  public double bleu() {
    return value(BleuScorer.ofDefaults().withTokens(TextTokens.NONE));
  }

  /** Corpus BLEU with the cut 13a, which the rival does not have. */
  @Benchmark
  public double bleu13a() {
    return value(BleuScorer.ofDefaults());
  }

  /** Corpus chrF. */
  @Benchmark
  public double chrf() {
    return value(Chrf.characters());
  }

  /** Mean F1 of ROUGE-1, ROUGE-2 and ROUGE-L. */
  @Benchmark
  public double rouge() {
    return value(RougeF1.nGrams(1))
        + value(RougeF1.nGrams(2))
        + value(RougeF1.longestCommonSubsequence());
  }
}
