package io.millwright.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileJsonTest {

  private static final String GOOD =
      "{\"formatVersion\":1,\"rows\":3,\"features\":[{\"name\":\"x\",\"type\":\"NUMERIC\","
          + "\"starts\":[0.1,2],\"max\":3,\"counts\":[1,1,1,0,0,0]}],"
          + "\"label\":{\"name\":\"y\",\"type\":\"CATEGORICAL\",\"names\":[\"a\"],"
          + "\"others\":[-5,7],\"open\":false,\"singletons\":0,\"counts\":[3,0,0,0,0]}}";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void fromJson_ofToJson_isTheSameProfileAndTheSameText(long seed) {
    Profile profile =
        Profile.of(Tables.random(seed, 600))
            .withPredictions(FieldProfile.ofCategories("class", List.of("ä", "\ud800", "\"")));
    Profile back = Profile.fromJson(profile.toJson());
    assertThat(back).isEqualTo(profile);
    assertThat(back.fingerprint()).isEqualTo(profile.fingerprint());
    assertThat(back.toJson()).isEqualTo(profile.toJson());
  }

  @Test
  void fromJson_handWritten_isRead() {
    Profile profile = Profile.fromJson(GOOD);
    assertThat(profile.feature("x").bins()).isEqualTo(NumberBins.of(new double[] {0.1, 2}, 3));
    assertThat(profile.feature("x").missing()).isEqualTo(1);
    assertThat(profile.toJson()).isEqualTo(GOOD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"formatVersion\":1|\"formatVersion\":2|formatVersion must be 1",
        "\"formatVersion\":1|\"formatVersion\":\"1\"|formatVersion must be 1",
        "\"rows\":3|\"rows\":-3|at least 0; was -3",
        "\"rows\":3|\"rows\":3.5|'rows' must be a whole number",
        "\"rows\":3|\"rows\":99999999999999999999|'rows' must be a whole number",
        "\"rows\":3|\"rows\":3,\"rows\":3|must be JSON",
        "[0.1,2]|[2,0.1]|strictly ascending",
        "[0.1,2]|[0.1,1e999]|finite",
        "[0.1,2]|[]|at least 1; was 0",
        "[0.1,2]|{}|'starts' must be an array",
        "[0.1,2]|[0.1,\"NaN\"]|'starts' must be a number",
        "\"max\":3|\"max\":1|Maximum",
        "[1,1,1,0,0,0]|[1,1,1,0,0]|must be 6; were 5",
        "[1,1,1,0,0,0]|[1,1,-1,0,0,0]|at least 0; was -1",
        "[1,1,1,0,0,0]|[9223372036854775807,1,1,0,0,0]|2^63 - 1",
        "\"NUMERIC\"|\"CATEGORICAL\"|must suit CATEGORICAL",
        "\"NUMERIC\"|\"Numeric\"|name of a field type",
        "\"x\"|\"y\"|came twice",
        "\"x\"|\" \"|must not be blank",
        "\"x\"|7|'name' must be a string",
        "[-5,7]|[7,-5]|strictly ascending",
        "\"open\":false|\"open\":true|no hashes",
        "\"open\":false|\"open\":0|true or false",
        "\"singletons\":0|\"singletons\":-1|at least 0",
        "[\"a\"]|[null]|'names' must be a string",
        "\"features\":[|\"features\":[3,|'type' must be a string",
      })
  void fromJson_oneFault_isRefusedWithItsReason(String good, String bad, String reason) {
    assertThat(GOOD).contains(good);
    String broken = GOOD.replace(good, bad);
    assertThatThrownBy(() -> Profile.fromJson(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void fromJson_cutAnywhere_isRefused() {
    for (int length = 0; length < GOOD.length(); length++) {
      String cut = GOOD.substring(0, length);
      assertThatThrownBy(() -> Profile.fromJson(cut)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Profile.fromJson(GOOD + "{}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Profile.fromJson("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void fromJson_randomCharacterChanged_isReadOrRefusedButNeverFailsOtherwise(long seed) {
    RandomGenerator random = Seed.of(seed).derive("fuzz").random();
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder(GOOD);
      text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
      try {
        Profile.fromJson(Profile.fromJson(text.toString()).toJson());
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageMatching("(?s)[A-Z].*must.*");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "2.0E-3, 0.002",
    "9007199254740993, 9007199254740992",
    "1e23, 1E+23",
    "4.9E-324, 5E-324",
    "-1.7976931348623157E308, -1.7976931348623157E+308",
    "0, 0",
  })
  void shortest_doubles_areFewestDigits(double value, String text) {
    assertThat(ProfileJson.shortest(value)).isEqualTo(text);
  }

  @Test
  void shortest_randomBits_readsBackExactly() {
    RandomGenerator random = Seed.of(5).random();
    for (int i = 0; i < 3_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(ProfileJson.shortest(value))).isEqualTo(value);
      }
    }
  }
}
