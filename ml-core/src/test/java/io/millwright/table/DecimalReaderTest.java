package io.millwright.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalReaderTest {

  private static void same(String text) {
    DecimalReader reader = new DecimalReader('.');
    assertThat(reader.read(("x" + text).toCharArray(), 1, text.length())).as(text).isTrue();
    assertThat(Double.doubleToRawLongBits(reader.value()))
        .as(text)
        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+0.0",
        ".5",
        "5.",
        "-.0",
        "00001.5",
        "9007199254740992",
        "9007199254740993",
        "0.1",
        "1e22",
        "1E-5",
        "123456789012345678",
        "1234567890123456789",
        "12345678901234567890",
        "0.0000000000000000000001",
        "0.00000000000000000000001",
        "4.9e-324",
        "2.4e-324",
        "1e-999",
        "1.7976931348623157e308",
        "0.30000000000000004",
        "179769313486231570000"
      })
  void read_edges_equalParseDouble(String text) {
    same(text);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void read_randomDecimals_equalParseDouble(long seed) {
    RandomGenerator random = Seed.of(seed).random();
    for (int i = 0; i < 20_000; i++) {
      BigDecimal decimal =
          BigDecimal.valueOf(random.nextLong() >> random.nextInt(63), random.nextInt(26));
      same(decimal.toPlainString());
      double near = random.nextDouble() * 100;
      same(Double.toString(near));
      // Half way between two doubles, cut to 18 digits: where a wrong bound would show.
      same(
          new BigDecimal(near)
              .add(new BigDecimal(Math.nextUp(near)))
              .divide(BigDecimal.valueOf(2))
              .round(new java.math.MathContext(17 + random.nextInt(3)))
              .toPlainString());
      same(Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20)));
    }
  }
}
