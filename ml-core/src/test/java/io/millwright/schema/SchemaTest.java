package io.millwright.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaTest {

  enum Colour {
    RED
  }

  record Everything(
      double d,
      Double boxedD,
      float f,
      Float boxedF,
      BigDecimal big,
      long l,
      Long boxedL,
      int i,
      Integer boxedI,
      short s,
      Short boxedS,
      byte b,
      Byte boxedB,
      boolean z,
      Boolean boxedZ,
      String text,
      @Nullable String maybe,
      Colour colour,
      LocalDate day,
      Instant instant,
      OffsetDateTime offset,
      ZonedDateTime zoned) {}

  record Unfit(List<String> list, LocalDateTime local, int fine) {}

  private static Schema.Builder loans() {
    return Schema.builder()
        .key("id")
        .numeric("income", "EUR/year")
        .categorical("region")
        .date("opened")
        .eventTime("decided", ZoneId.of("Europe/Madrid"))
        .group("branch")
        .weight("w")
        .ignore("note")
        .binaryLabel("defaulted");
  }

  @Test
  void from_everyComponentType_givesTypeAndOptionality() {
    Schema schema = Schema.from(Everything.class).build();
    assertThat(schema.fields().stream().map(f -> f.type().name() + (f.optional() ? "?" : "")))
        .containsExactly(
            "NUMERIC",
            "NUMERIC?",
            "NUMERIC",
            "NUMERIC?",
            "NUMERIC",
            "INTEGER",
            "INTEGER?",
            "INTEGER",
            "INTEGER?",
            "INTEGER",
            "INTEGER?",
            "INTEGER",
            "INTEGER?",
            "BOOLEAN",
            "BOOLEAN?",
            "CATEGORICAL",
            "CATEGORICAL?",
            "CATEGORICAL",
            "DATE",
            "TIMESTAMP",
            "TIMESTAMP",
            "TIMESTAMP");
    assertThat(schema.field("instant").zone()).contains(ZoneOffset.UTC);
  }

  @Test
  void from_componentsThatFitNoField_areAllListed() {
    assertThatThrownBy(() -> Schema.from(Unfit.class))
        .isInstanceOfSatisfying(
            SchemaMismatchException.class, e -> assertThat(e.mismatches()).hasSize(2))
        .hasMessageContainingAll("'list'", "'local'");
  }

  @Test
  void json_anySchema_readsBackEqual() {
    for (Schema schema :
        List.of(
            loans().build(),
            Schema.from(Everything.class).build(),
            Schema.builder().numeric("ñ \"x\"").optional("ñ \"x\"").realLabel("y").build(),
            Schema.builder().multiclassLabel("c").build(),
            Schema.builder().binaryLabel("c", "yes").build())) {
      Schema back = Schema.fromJson(schema.toJson());
      assertThat(back).isEqualTo(schema).hasSameHashCodeAs(schema);
      assertThat(back.fingerprint()).isEqualTo(schema.fingerprint()).hasSize(64);
    }
  }

  @Test
  void fingerprint_anyChange_changesIt() {
    Stream<UnaryOperator<Schema.Builder>> changes =
        Stream.of(
            b -> b,
            b -> b.optional("income"),
            b -> b.numeric("income", "USD/year"),
            b -> b.numeric("income"),
            b -> b.integer("income", "EUR/year"),
            b -> b.eventTime("decided", ZoneOffset.UTC),
            b -> b.ignore("region"),
            b -> b.integer("more"),
            b -> b.realLabel("income"));
    Set<String> prints =
        changes
            .map(c -> c.apply(loans().build().edit()).build().fingerprint())
            .collect(Collectors.toSet());
    assertThat(prints).hasSize(9);
    assertThat(Schema.builder().integer("a").integer("b").build().fingerprint())
        .isNotEqualTo(Schema.builder().integer("b").integer("a").build().fingerprint());
  }

  @Test
  void build_manyFaults_listsAll() {
    assertThatThrownBy(
            () ->
                Schema.builder()
                    .numeric("a")
                    .integer("a")
                    .eventDate("d")
                    .eventDate("e")
                    .optional("nowhere")
                    .realLabel("y")
                    .multiclassLabel("z")
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "'a' must be declared once", "EVENT_TIME", "'nowhere'", "Label must be set once");
    assertThatThrownBy(() -> Schema.builder().build()).hasMessageContaining("at least one field");
  }

  @Test
  void edit_labelMoved_makesTheFormerAFeature() {
    Schema moved = loans().build().edit().realLabel("income").build();
    assertThat(moved.field("defaulted").role()).isEqualTo(Role.FEATURE);
    assertThat(moved.field("income").unit()).contains("EUR/year");
    assertThat(moved.label()).contains(new Label.Real("income"));
  }

  @Test
  void indexOf_unknownName_namesTheFields() {
    assertThatThrownBy(() -> loans().build().indexOf("incme"))
        .hasMessageContainingAll("Field 'incme'", "income");
  }
}
