package io.millwright.llm.index;

import static io.millwright.llm.index.Filter.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millwright.llm.document.Chunkers;
import io.millwright.llm.document.Document;
import io.millwright.llm.document.Metadata;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

  private static final long BIG = (1L << 53) + 1;

  private static Metadata randomMetadata(SplittableRandom random) {
    Metadata metadata = Metadata.empty();
    long[] wholes = {-3, 0, 2023, 2024, 2025, BIG, Long.MAX_VALUE, Long.MIN_VALUE};
    double[] reals = {-0.0, 0.0, 2023.5, 2024, 1e300, -1e300, 0x1p53, Double.MIN_VALUE};
    switch (random.nextInt(4)) {
      case 0 -> metadata = metadata.with("n", wholes[random.nextInt(wholes.length)]);
      case 1 -> metadata = metadata.with("n", reals[random.nextInt(reals.length)]);
      case 2 -> metadata = metadata.with("n", "2024");
      default -> {}
    }
    if (random.nextBoolean()) {
      metadata = metadata.with("lang", List.of("en", "EN", "", "de").get(random.nextInt(4)));
    }
    if (random.nextBoolean()) {
      metadata = metadata.with("draft", random.nextBoolean());
    }
    if (random.nextBoolean()) {
      metadata = metadata.with("day", LocalDate.of(2024, 2, 27).plusDays(random.nextInt(5)));
    }
    return metadata;
  }

  private static Filter randomFilter(SplittableRandom random, int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      Filter left = randomFilter(random, depth - 1);
      return switch (random.nextInt(3)) {
        case 0 -> left.and(randomFilter(random, depth - 1));
        case 1 -> left.or(randomFilter(random, depth - 1));
        default -> left.negate();
      };
    }
    long whole =
        List.of(0L, 2024L, BIG, BIG - 1, Long.MAX_VALUE, Long.MIN_VALUE).get(random.nextInt(6));
    double real = List.of(0.0, -0.0, 2023.5, 0x1p53, 1e300, -1e300, 0x1p63).get(random.nextInt(7));
    LocalDate day = LocalDate.of(2024, 2, 29);
    return switch (random.nextInt(13)) {
      case 0 -> where("n").atLeast(whole);
      case 1 -> where("n").atMost(whole);
      case 2 -> where("n").is(whole);
      case 3 -> where("n").atLeast(real);
      case 4 -> where("n").atMost(real);
      case 5 -> where("n").is("2024");
      case 6 -> where("lang").is("en");
      case 7 -> where("lang").in("EN", "", "fr");
      case 8 -> where("draft").is(random.nextBoolean());
      case 9 -> where("day").is(day);
      case 10 -> where("day").atLeast(day);
      case 11 -> where("day").atMost(day);
      default -> Filter.all();
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void search_randomFilters_agreeWithMatchingOneByOne(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Document> documents = new ArrayList<>();
    try (LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.PLAIN)) {
      for (int i = 0; i < 150; i++) {
        Document document =
            Document.of("%03d".formatted(i), "", "word").withMetadata(randomMetadata(random));
        documents.add(document);
        index.put(document, Chunkers.whole().chunk(document));
      }
      index.commit();
      for (int round = 0; round < 300; round++) {
        Filter filter = randomFilter(random, 3);
        List<String> expected =
            documents.stream().filter(d -> filter.matches(d.metadata())).map(Document::id).toList();
        assertThat(
                index.search("word", Retrieval.bm25(1_000), filter).stream().map(Hit::documentId))
            .as("%s", filter)
            .containsExactlyElementsOf(expected);
      }
    }
  }

  @Test
  void search_filterThatOneInAThousandPasses_stillFindsIt() {
    try (LuceneIndex index = LuceneIndex.inMemory(TextAnalysis.PLAIN)) {
      for (int i = 0; i < 1_000; i++) {
        Document document =
            Document.of("d" + i, "", i == 777 ? "cat and many other words" : "cat")
                .withMetadata(Metadata.empty().with("year", i == 777 ? 2024 : 2000));
        index.put(document, Chunkers.whole().chunk(document));
      }
      index.commit();
      assertThat(index.search("cat", Retrieval.bm25(1), where("year").atLeast(2024)))
          .extracting(Hit::documentId)
          .containsExactly("d777");
    }
  }

  @Test
  void where_notANumber_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> where("n").atLeast(Double.NaN));
  }
}
