package io.millwright.benchmarks.llm;

import dev.langchain4j.data.document.DocumentSplitter;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.TokenCountEstimator;
import io.millwright.Seed;
import io.millwright.llm.document.Chunk;
import io.millwright.llm.document.Chunker;
import io.millwright.llm.document.Chunkers;
import io.millwright.llm.document.Document;
import io.millwright.llm.document.TokenCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many million characters of English a second does the recursive chunker cut into chunks of 512
 * tokens that share 50, against LangChain4j's?
 *
 * <p>The text is the first million characters of the Markdown files of {@code rag-feast-docs} in
 * the folder {@code -Dmillwright.data}, or generated words in sentences and paragraphs where there
 * are none; which of both is logged. Tokens are words and signs by the same counter on both sides;
 * with a model's vocabulary both are slower. Ours gives exact offsets, LangChain4j's does not.
 *
 * <p>{@code benchmarks/run ChunkingBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class ChunkingBenchmark {

  private static final System.Logger LOG = System.getLogger(ChunkingBenchmark.class.getName());
  private static final int CHARACTERS = 1_000_000;
  private static final int SIZE = 512;
  private static final int OVERLAP = 50;

  private final Chunker words = Chunkers.recursive(SIZE, OVERLAP, TokenCounter.words());
  private final Chunker characters = Chunkers.recursive(SIZE, OVERLAP, TokenCounter.characters());
  private final DocumentSplitter rivalWords =
      DocumentSplitters.recursive(SIZE, OVERLAP, new WordEstimator());
  private final DocumentSplitter rivalCharacters = DocumentSplitters.recursive(SIZE, OVERLAP);
  private Document document;
  private dev.langchain4j.data.document.Document rivalDocument;

  /** Counts as {@link TokenCounter#words()} does. */
  private static final class WordEstimator implements TokenCountEstimator {

    @Override
    public int estimateTokenCountInText(String text) {
      return TokenCounter.words().count(text);
    }

    @Override
    public int estimateTokenCountInMessage(ChatMessage message) {
      throw new UnsupportedOperationException("Chunking must count text only.");
    }

    @Override
    public int estimateTokenCountInMessages(Iterable<ChatMessage> messages) {
      throw new UnsupportedOperationException("Chunking must count text only.");
    }
  }

  /** Reads or makes the text. */
  @Setup
  public void prepare() throws IOException {
    Path folder = Path.of(System.getProperty("millwright.data", ""), "rag-feast-docs", "docs");
    boolean real = Files.isDirectory(folder);
    String text = (real ? read(folder) : generate()).substring(0, CHARACTERS);
    LOG.log(System.Logger.Level.INFO, "Data: {0} text", real ? "real" : "generated");
    document = Document.of("text", "", text);
    rivalDocument = dev.langchain4j.data.document.Document.from(text);
  }

  private static String read(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        text.append(Files.readString(file)).append("\n\n");
      }
    }
    return text.toString();
  }

  private static String generate() {
    RandomGenerator random = Seed.of(1).random();
    StringBuilder text = new StringBuilder();
    while (text.length() < CHARACTERS) {
      for (int letter = 2 + random.nextInt(8); letter > 0; letter--) {
        text.append((char) ('a' + random.nextInt(26)));
      }
      int end = random.nextInt(60);
      text.append(end == 0 ? ".\n\n" : end < 5 ? ". " : " ");
    }
    return text.toString();
  }

  /** Ours by words. */
  @Benchmark
  @OperationsPerInvocation(CHARACTERS)
  public List<Chunk> millwrightWords() {
    return words.chunk(document);
  }

  /** LangChain4j's by words. */
  @Benchmark
  @OperationsPerInvocation(CHARACTERS)
  public List<TextSegment> langchain4jWords() {
    return rivalWords.split(rivalDocument);
  }

  /** Ours by characters. */
  @Benchmark
  @OperationsPerInvocation(CHARACTERS)
  public List<Chunk> millwrightCharacters() {
    return characters.chunk(document);
  }

  /** LangChain4j's by characters. */
  @Benchmark
  @OperationsPerInvocation(CHARACTERS)
  public List<TextSegment> langchain4jCharacters() {
    return rivalCharacters.split(rivalDocument);
  }
}
