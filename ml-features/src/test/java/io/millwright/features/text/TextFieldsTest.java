package io.millwright.features.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.features.FeatureSpec;
import io.millwright.features.FittedFeatures;
import io.millwright.features.Transform;
import io.millwright.features.Transforms;
import io.millwright.schema.Field;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import io.millwright.table.BooleanColumn;
import io.millwright.table.Row;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import io.millwright.table.TextColumn;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFieldsTest {

  private static final Schema SCHEMA =
      Schema.builder().text("note").optional("note").binaryLabel("good").build();

  @TempDir Path folder;

  /** Length and first character; remembers what it was asked. */
  private static final class Lengths implements TextEmbedder {
    final List<List<String>> calls = new ArrayList<>();
    final String id;

    Lengths(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public List<Outcome<float[]>> embed(List<String> texts) {
      calls.add(texts);
      if (texts.contains("boom")) {
        throw new IllegalStateException("cannot read 'boom'");
      }
      return texts.stream().map(Lengths::one).toList();
    }

    private static Outcome<float[]> one(String text) {
      return switch (text) {
        case "bad" -> Outcome.failed("too long for the model");
        case "nan" -> Outcome.of(new float[] {1, Float.NaN});
        default ->
            Outcome.of(new float[] {0.1f * text.length(), text.isEmpty() ? 0 : text.charAt(0)});
      };
    }

    long texts() {
      return calls.stream().mapToLong(List::size).sum();
    }
  }

  /** Answers from a map. */
  private record Answers(String promptHash, Map<String, Map<String, Object>> answers)
      implements FieldExtractor {

    static final Schema FIELDS =
        Schema.builder()
            .numeric("amount", "EUR")
            .integer("items")
            .bool("angry")
            .categorical("topic")
            .date("due")
            .optional("amount", "items", "angry", "due")
            .build();

    @Override
    public String id() {
      return "reader@1";
    }

    @Override
    public Schema fields() {
      return FIELDS;
    }

    @Override
    public List<Outcome<Map<String, Object>>> extract(List<String> texts) {
      return texts.stream().map(t -> Outcome.of(Objects.requireNonNull(answers.get(t)))).toList();
    }
  }

  private static final String PROMPT = "0123456789abcdef".repeat(4);

  private static Table table(@Nullable String... notes) {
    BitSet good = new BitSet();
    good.set(0);
    return Table.of(
        SCHEMA,
        List.of(
            TextColumn.of(Arrays.asList(notes)),
            BooleanColumn.of(notes.length, good, new BitSet())));
  }

  @Test
  void widen_table_addsTheVectorsInTheirRows() {
    Lengths model = new Lengths("len@1");
    TextFields fields = TextFields.over(SCHEMA).embed("note", model).batchSize(2).build();
    Widened<Table> wide = fields.widen(table("abc", null, "", "abc", "zz"));
    assertThat(fields.added()).containsExactly("note.embedding.0", "note.embedding.1");
    assertThat(wide.failures()).isEmpty();
    Table rows = wide.rows();
    assertThat(rows.schema()).isEqualTo(fields.schema());
    assertThat(rows.column("note.embedding.0").number(0)).isEqualTo(0.1f * 3);
    assertThat(rows.column("note.embedding.1").number(4)).isEqualTo('z');
    assertThat(rows.column("note.embedding.0").isMissing(1)).isTrue();
    assertThat(rows.column("note.embedding.0").number(2)).as("an empty text is a text").isZero();
    assertThat(rows.column("note").string(3)).isEqualTo("abc");
    assertThat(rows.column("note").isMissing(1)).isTrue();
    assertThat(rows.schema().label()).isPresent();
    assertThat(model.calls).containsExactly(List.of("abc", ""), List.of("zz"));
  }

  @Test
  void widen_rowAndTable_sameBitsThroughFittedFeatures() {
    TextFields fields =
        TextFields.over(SCHEMA)
            .embed("note", new Lengths("len@1"))
            .extract("note", answers(PROMPT))
            .build();
    Table table = table("abc", "zz", null, "abc");
    Table wide = fields.widen(table).rows();
    Transform[] numbers =
        IntStream.range(0, 2)
            .mapToObj(i -> Transforms.raw(fields.added().get(i)).imputeMean().standardize())
            .toArray(Transform[]::new);
    FittedFeatures fitted =
        FeatureSpec.over(fields.schema())
            .add(numbers)
            .add(Transforms.oneHot("topic"), Transforms.raw("amount"))
            .build()
            .fit(TrainingSet.ofAll(wide), Seed.of(1));
    double[] batch = fitted.transform(wide);
    int width = fitted.features().size();
    TableCursor cursor = table.cursor();
    for (int i = 0; i < table.rowCount(); i++) {
      double[] online = new double[width];
      fitted.apply(fields.widen((Row) cursor.moveTo(i)).rows(), online, 0);
      for (int j = 0; j < width; j++) {
        assertThat(Double.doubleToRawLongBits(online[j]))
            .isEqualTo(Double.doubleToRawLongBits(batch[i * width + j]));
      }
    }
  }

  @Test
  void schema_ofAnotherModelOrPrompt_isAnother() {
    Schema one = TextFields.over(SCHEMA).embed("note", new Lengths("len@1")).build().schema();
    Schema two = TextFields.over(SCHEMA).embed("note", new Lengths("len@2")).build().schema();
    assertThat(one.fingerprint()).isNotEqualTo(two.fingerprint());
    assertThat(one.field("note.embedding.0").unit()).hasValue("by len@1");
    Schema asked = TextFields.over(SCHEMA).extract("note", answers(PROMPT)).build().schema();
    assertThat(asked.field("amount").unit()).hasValue("EUR, by reader@1, prompt 0123456789ab");
    Schema other =
        TextFields.over(SCHEMA).extract("note", answers("f".repeat(64))).build().schema();
    assertThat(asked).isNotEqualTo(other);
  }

  private static Answers answers(String promptHash) {
    Map<String, Object> full = new HashMap<>();
    full.put("amount", 12.5);
    full.put("items", 3);
    full.put("angry", true);
    full.put("topic", "refund \uD83D\uDE00");
    full.put("due", LocalDate.of(2026, 2, 28));
    return new Answers(
        promptHash,
        Map.of(
            "abc", full,
            "zz", Map.of("topic", "other"),
            "no topic", Map.of("amount", 1),
            "wrong kind", Map.of("topic", 7),
            "infinite", Map.of("topic", "t", "amount", Double.POSITIVE_INFINITY)));
  }

  @Test
  void extract_values_areTypedCheckedAndCached() throws Exception {
    Path file = folder.resolve("cache");
    Table table = table("abc", "zz", "no topic", "wrong kind", "infinite", null);
    Widened<Table> first;
    try (FileResultCache cache = FileResultCache.open(file, 4 << 20)) {
      first = reader(answers(PROMPT), cache).widen(table);
      assertThat(cache.size()).isEqualTo(2);
    }
    Table rows = first.rows();
    assertThat(rows.column("amount").number(0)).isEqualTo(12.5);
    assertThat(rows.column("items").integer(0)).isEqualTo(3);
    assertThat(rows.column("angry").integer(0)).isEqualTo(1);
    assertThat(rows.column("topic").string(0)).isEqualTo("refund \uD83D\uDE00");
    assertThat(rows.column("due").integer(0)).isEqualTo(LocalDate.of(2026, 2, 28).toEpochDay());
    assertThat(rows.column("amount").isMissing(1)).isTrue();
    assertThat(rows.column("topic").string(1)).isEqualTo("other");
    assertThat(first.failures())
        .extracting(TextFailure::row, TextFailure::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                2, "gave 'topic', which must have a value; was null or absent"),
            org.assertj.core.groups.Tuple.tuple(
                3, "gave 'topic', which must be a String; was Integer"),
            org.assertj.core.groups.Tuple.tuple(4, "gave 'amount', which must be finite; was not"));
    for (int i = 2; i < 6; i++) {
      assertThat(rows.column("topic").isMissing(i)).isTrue();
    }
    Answers silent = new Answers(PROMPT, Map.of("no topic", Map.of("topic", "now")));
    try (FileResultCache cache = FileResultCache.open(file, 4 << 20)) {
      Table again = reader(silent, cache).widen(table("abc", "zz", "no topic")).rows();
      assertThat(again.column("due").integer(0)).isEqualTo(rows.column("due").integer(0));
      assertThat(again.column("topic").string(2)).as("failures are asked again").isEqualTo("now");
    }
  }

  private static TextFields reader(FieldExtractor extractor, ResultCache cache) {
    return TextFields.over(SCHEMA)
        .extract("note", extractor)
        .cache(cache)
        .onFailure(OnFailure.MISSING)
        .build();
  }

  @Test
  void cache_ofOneModel_isNotAnothers() {
    MemoryResultCache cache = MemoryResultCache.of(1 << 20);
    Lengths one = new Lengths("len@1");
    Lengths two = new Lengths("len@2");
    Table table = table("abc", "zz");
    for (int i = 0; i < 3; i++) {
      TextFields.over(SCHEMA).embed("note", one).cache(cache).build().widen(table);
      TextFields.over(SCHEMA).embed("note", two).cache(cache).build().widen(table);
    }
    assertThat(one.texts()).isEqualTo(2);
    assertThat(two.texts()).isEqualTo(2);
    assertThat(cache.size()).isEqualTo(4);
  }

  @Test
  void failure_refused_listsAllRowsWithoutTheirTexts() {
    TextFields fields =
        TextFields.over(SCHEMA).embed("note", new Lengths("len@1")).batchSize(1).build();
    assertThatThrownBy(() -> fields.widen(table("bad", "ok", "nan", "boom", "bad")))
        .isInstanceOfSatisfying(
            TextFailureException.class,
            e -> {
              assertThat(e.code()).isEqualTo("text-failure");
              assertThat(e.failures()).extracting(TextFailure::row).containsExactly(0, 2, 3, 4);
              assertThat(e.failures().get(2).reason())
                  .isEqualTo("failed with java.lang.IllegalStateException");
            })
        .hasMessageContaining("4 have none")
        .hasMessageContaining("row 0, field 'note', len@1: too long for the model")
        .hasMessageContaining("row 2, field 'note', len@1: gave a vector that is not finite")
        .hasMessageNotContaining("boom");
    TableCursor live = table("bad").cursor();
    assertThatThrownBy(() -> fields.widen((Row) live)).isInstanceOf(TextFailureException.class);
  }

  @Test
  void failure_missing_isListedAndNeverCached() {
    MemoryResultCache cache = MemoryResultCache.of(1 << 20);
    Lengths model = new Lengths("len@1");
    TextFields fields =
        TextFields.over(SCHEMA)
            .embed("note", model)
            .onFailure(OnFailure.MISSING)
            .cache(cache)
            .batchSize(1)
            .build();
    Widened<Table> wide = fields.widen(table("bad", "ok", null, "boom", "bad"));
    assertThat(wide.failures()).extracting(TextFailure::row).containsExactly(0, 3, 4);
    assertThat(wide.rows().rowCount()).isEqualTo(5);
    assertThat(wide.rows().column("note.embedding.0").isMissing(0)).isTrue();
    assertThat(wide.rows().column("note.embedding.0").isMissing(1)).isFalse();
    assertThat(cache.size()).isEqualTo(1);
    assertThat(model.texts()).as("each distinct text once").isEqualTo(3);
    Widened<Row> live = fields.widen((Row) table("bad").cursor());
    assertThat(live.failures()).hasSize(1);
    assertThat(live.rows().isMissing(2)).isTrue();
    assertThat(model.texts()).as("asked again").isEqualTo(4);
  }

  @Test
  void cache_withBytesThatDoNotFit_isNotBelieved() {
    Map<ResultKey, byte[]> kept = new HashMap<>();
    ResultCache hostile =
        new ResultCache() {
          @Override
          public Optional<byte[]> get(ResultKey key) {
            return Optional.ofNullable(kept.get(key));
          }

          @Override
          public void put(ResultKey key, byte[] result) {
            kept.put(key, result);
          }
        };
    Lengths model = new Lengths("len@1");
    TextFields embedding = TextFields.over(SCHEMA).embed("note", model).cache(hostile).build();
    Table expected = embedding.widen(table("abc")).rows();
    byte[] nan = {0x7F, (byte) 0xC0, 0, 0, 0, 0, 0, 0};
    for (byte[] bytes : List.of(new byte[0], new byte[7], new byte[9], nan)) {
      kept.replaceAll((k, v) -> bytes);
      assertThat(embedding.widen(table("abc")).rows()).isEqualTo(expected);
    }
    assertThat(model.texts()).isEqualTo(5);
    kept.clear();
    TextFields reader = reader(answers(PROMPT), hostile);
    Table read = reader.widen(table("abc")).rows();
    byte[] sound = List.copyOf(kept.values()).get(0);
    for (int length = 0; length < sound.length; length++) {
      byte[] cut = Arrays.copyOf(sound, length);
      kept.replaceAll((k, v) -> cut);
      assertThat(reader.widen(table("abc")).rows()).as("%d bytes", length).isEqualTo(read);
    }
    byte[] endless = sound.clone();
    Arrays.fill(endless, (byte) 0xFF);
    kept.replaceAll((k, v) -> endless);
    assertThat(reader.widen(table("abc")).rows()).isEqualTo(read);
  }

  @Test
  void model_thatBreaksItsPromise_isAnError() {
    TextEmbedder few = broken(2, 0);
    assertThatThrownBy(() -> embed(few))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must give one outcome for each text; gave 0 for 1");
    TextEmbedder wide = broken(3, 1);
    assertThatThrownBy(() -> embed(wide))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must give vectors of 2 numbers; gave one of 3");
  }

  private static void embed(TextEmbedder embedder) {
    TextFields.over(SCHEMA).embed("note", embedder).build().widen(table("abc"));
  }

  private static TextEmbedder broken(int length, int outcomes) {
    return new TextEmbedder() {
      @Override
      public String id() {
        return "broken@1";
      }

      @Override
      public int dimension() {
        return 2;
      }

      @Override
      public List<Outcome<float[]>> embed(List<String> texts) {
        return IntStream.range(0, outcomes).mapToObj(i -> Outcome.of(new float[length])).toList();
      }
    };
  }

  @Test
  void definition_withFaults_reportsAllTogether() {
    Schema schema =
        Schema.builder().text("note").categorical("topic").key("id").binaryLabel("good").build();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TextFields.over(schema)
                    .embed("none", new Lengths("a"))
                    .embed("id", new Lengths("a"))
                    .embed("topic", new Lengths("a"))
                    .embed("note", new Lengths("a"))
                    .embed("note", new Lengths("b"))
                    .extract("note", answers(PROMPT))
                    .batchSize(3)
                    .batchSize(4)
                    .build())
        .withMessageContaining("Field 'none' must be in the schema")
        .withMessageContaining(
            "Field 'id' must be a TEXT FEATURE to be read by a text model; was TEXT KEY")
        .withMessageContaining("Field 'topic' must be a TEXT FEATURE")
        .withMessageContaining("Field 'note.embedding.0' must be made once")
        .withMessageContaining("Field 'topic' must be made once")
        .withMessageContaining("Batch size must be set once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextFields.over(schema).build())
        .withMessageContaining("at least one model");
    assertThatIllegalArgumentException().isThrownBy(() -> TextFields.over(schema).batchSize(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextFields.over(schema).embed("note", new Lengths(" ")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextFields.over(schema).extract("note", answers("nope")))
        .withMessageContaining("64 lower-case hexadecimal digits");
  }

  @Test
  void optional_addedFields_areSoWhereAResultMayBeAbsent() {
    Schema required = Schema.builder().text("note").build();
    TextFields strict = TextFields.over(required).embed("note", new Lengths("a")).build();
    assertThat(strict.schema().fields()).noneMatch(Field::optional);
    TextFields lenient =
        TextFields.over(required)
            .embed("note", new Lengths("a"))
            .onFailure(OnFailure.MISSING)
            .build();
    assertThat(lenient.schema().field("note.embedding.0").optional()).isTrue();
    assertThat(strict.describe()).contains("note: 2 numbers of an embedding by a");
    assertThat(
            strict.widen(Table.of(required, List.of(TextColumn.of(List.of())))).rows().rowCount())
        .isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strict.widen(table("abc")))
        .withMessageContaining("must be of the schema");
  }
}
