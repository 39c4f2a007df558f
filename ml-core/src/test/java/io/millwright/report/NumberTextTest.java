package io.millwright.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 0",
        "-0.0; 0",
        "1; 1",
        "0.913249; 0.9132",
        "0.5; 0.5",
        "-0.125; -0.125",
        "48842; 48,842",
        "48842.49; 48,842",
        "1234.56; 1,235",
        "123.456; 123.5",
        "0.0001; 0.0001",
        "0.000123456; 0.0001235",
        "0.00001234; 1.234e-5",
        "0.99999; 1",
        "1e12; 1e12",
        "-2.5e15; -2.5e15",
        "999999999999; 999,999,999,999",
        "NaN; –",
        "Infinity; ∞",
        "-Infinity; -∞"
      })
  void of_number_isShort(double value, String text) {
    assertThat(NumberText.of(value)).isEqualTo(text);
  }

  @Test
  void of_otherDefaultLocale_isTheSame() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(NumberText.of(1234567.5)).isEqualTo("1,234,568");
      assertThat(NumberText.of(1234567L)).isEqualTo("1,234,567");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void of_digitsOutOfRange_isRefused() {
    assertThatThrownBy(() -> NumberText.of(1.0, 0)).hasMessageContaining("must be 1 to 17; was 0");
    assertThat(NumberText.of(1e-7, 1)).isEqualTo("1e-7");
  }
}
