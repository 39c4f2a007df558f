package io.millwright.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordBindingTest {

  private enum Colour {
    RED {
      @Override
      public String toString() {
        return "not the name";
      }
    }
  }

  private record Everything(
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
      Colour colour,
      LocalDate day,
      Instant instant,
      OffsetDateTime offset,
      ZonedDateTime zoned) {}

  private static final Everything VALUES =
      new Everything(
          -0.0,
          Double.NaN,
          0.1f,
          Float.POSITIVE_INFINITY,
          new BigDecimal("1e400"),
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          Integer.MIN_VALUE,
          Integer.MAX_VALUE,
          Short.MIN_VALUE,
          Short.MAX_VALUE,
          Byte.MIN_VALUE,
          Byte.MAX_VALUE,
          true,
          false,
          "",
          Colour.RED,
          LocalDate.EPOCH.minusDays(1),
          Instant.ofEpochSecond(-1, 1),
          OffsetDateTime.parse("1970-01-01T01:00:00+01:00"),
          ZonedDateTime.parse("1970-01-01T01:00:01+01:00[Europe/Madrid]"));

  @Test
  void read_everyComponentType_givesItsValue() {
    Table table = Table.ofRecords(List.of(VALUES), Everything.class);
    TableCursor row = table.cursor();
    assertThat(Double.doubleToRawLongBits(row.number(0)))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(row.isMissing(1)).isFalse();
    assertThat(row.number(1)).isNaN();
    assertThat(row.number(2)).isEqualTo(0.1f);
    assertThat(row.number(3)).isInfinite();
    assertThat(row.number(4)).isInfinite();
    long[] whole = {
      Long.MIN_VALUE,
      Long.MAX_VALUE,
      Integer.MIN_VALUE,
      Integer.MAX_VALUE,
      Short.MIN_VALUE,
      Short.MAX_VALUE,
      Byte.MIN_VALUE,
      Byte.MAX_VALUE,
      1,
      0
    };
    for (int i = 0; i < whole.length; i++) {
      assertThat(row.integer(5 + i)).isEqualTo(whole[i]);
    }
    assertThat(row.string(15)).isEmpty();
    assertThat(row.isMissing(15)).isFalse();
    assertThat(row.string(16)).isEqualTo("RED");
    assertThat(row.integer(17)).isEqualTo(-1);
    assertThat(row.integer(18)).isEqualTo(-999_999_999L);
    assertThat(row.integer(19)).isZero();
    assertThat(row.integer(20)).isEqualTo(1_000_000_000L);
  }

  @Test
  void read_localRecord_works() {
    record Local(int a, @Nullable String b) {}
    Table table = Table.ofRecords(List.of(new Local(1, null), new Local(2, "x")), Local.class);
    assertThat(table.column("a").number(1)).isEqualTo(2);
    assertThat(table.column("b").isMissing(0)).isTrue();
    assertThat(table.column("b").string(1)).isEqualTo("x");
  }

  @Test
  void read_nullForRequiredField_namesFieldAndRow() {
    record Row(String name, @Nullable Integer age) {}
    Schema schema = Schema.from(Row.class).required("age").build();
    List<Row> rows = List.of(new Row("x", 1), new Row("y", null));
    assertThatThrownBy(() -> Table.ofRecords(rows, schema, Row.class))
        .isInstanceOfSatisfying(
            InvalidRowException.class,
            e -> {
              assertThat(e.field()).isEqualTo("age");
              assertThat(e.row()).hasValue(1);
            })
        .hasMessage("Field 'age' must have a value; was null (row 1).");
  }

  @Test
  void read_bufferUsedAgain_keepsNothingOfTheRowBefore() {
    record Full(@Nullable Integer a, @Nullable String b) {}
    RecordBinding<Full> binding = RecordBinding.of(Schema.from(Full.class).build(), Full.class);
    RowBuffer buffer = new RowBuffer(binding.schema());
    binding.read(new Full(1, "x"), buffer);
    binding.read(new Full(null, null), buffer);
    assertThat(buffer.isMissing(0)).isTrue();
    assertThat(buffer.integer(0)).isZero();
    assertThat(buffer.number(0)).isNaN();
    assertThat(buffer.string(1)).isEmpty();
  }

  @Test
  void of_misfits_areAllListed() {
    record Wrong(String a, double b, java.time.LocalDateTime c) {}
    Schema schema =
        Schema.builder()
            .numeric("a")
            .integer("b")
            .timestamp("c", java.time.ZoneOffset.UTC)
            .bool("d")
            .build();
    assertThatThrownBy(() -> RecordBinding.of(schema, Wrong.class))
        .isInstanceOfSatisfying(
            SchemaMismatchException.class,
            e ->
                assertThat(e.mismatches())
                    .hasSize(4)
                    .anySatisfy(m -> assertThat(m).startsWith("Field 'd' must have a component")));
  }

  @Test
  void of_fieldsNotNeeded_areMissingWithoutAComponent() {
    record Request(int a) {}
    Schema schema = Schema.builder().integer("a").bool("b").binaryLabel("y").build();
    RecordBinding<Request> binding = RecordBinding.of(schema, Request.class, Set.of("a"));
    RowBuffer buffer = new RowBuffer(schema);
    buffer.setInteger(1, 1);
    binding.read(new Request(5), buffer);
    assertThat(buffer.integer(0)).isEqualTo(5);
    assertThat(buffer.isMissing(1)).isTrue();
    assertThat(buffer.isMissing(2)).isTrue();
  }

  @Test
  void read_instantOutOfRange_isAnInvalidRow() {
    record At(Instant at) {}
    Schema schema = Schema.from(At.class).build();
    RowBuffer buffer = new RowBuffer(schema);
    RecordBinding<At> binding = RecordBinding.of(schema, At.class);
    binding.read(new At(Instant.parse("1677-09-21T00:12:43.145224192Z")), buffer);
    assertThat(buffer.integer(0)).isEqualTo(Long.MIN_VALUE);
    assertThatThrownBy(
            () -> binding.read(new At(Instant.parse("1677-09-21T00:12:43.145224191Z")), buffer))
        .isInstanceOf(InvalidRowException.class);
    assertThatThrownBy(() -> binding.read(new At(Instant.MAX), buffer))
        .isInstanceOf(InvalidRowException.class);
  }
}
