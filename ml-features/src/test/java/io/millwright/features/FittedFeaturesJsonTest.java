package io.millwright.features;

import static io.millwright.features.Transforms.bins;
import static io.millwright.features.Transforms.cyclical;
import static io.millwright.features.Transforms.hashedWords;
import static io.millwright.features.Transforms.minMax;
import static io.millwright.features.Transforms.oneHot;
import static io.millwright.features.Transforms.ordinal;
import static io.millwright.features.Transforms.standardize;
import static io.millwright.features.Transforms.winsorize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millwright.Seed;
import io.millwright.model.Featurizer;
import io.millwright.model.spi.FeaturizerProvider;
import io.millwright.schema.Schema;
import io.millwright.split.TrainingSet;
import java.util.ServiceLoader;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittedFeaturesJsonTest {

  private static final FittedFeatures FITTED =
      FeatureSpec.over(Rows.SCHEMA)
          .add(standardize("x").imputeMean().clip(0, 1000), minMax("n"), ordinal("grade"))
          .add(bins("i", 3), winsorize("flag", 0.1, 0.9).robust())
          .add(hashedWords("note", 8).bigrams().normalized())
          .add(oneHot("region").atMost(5), cyclical("decidedAt", CalendarPart.HOUR_OF_DAY))
          .build()
          .fit(TrainingSet.ofAll(Rows.table(Rows.random(300, 1))), Seed.of(1));

  private static final String JSON = FITTED.stored().json();

  @Test
  void provider_ofTheKind_isFoundAndReads() {
    FeaturizerProvider provider =
        ServiceLoader.load(FeaturizerProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(p -> p.kind().equals(FITTED.stored().kind()))
            .findFirst()
            .orElseThrow();
    Featurizer read = provider.read(JSON, Rows.SCHEMA);
    assertThat(read.stored()).isEqualTo(FITTED.stored());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"formatVersion\":1 | \"formatVersion\":2 | formatVersion must be 1",
        "\"formatVersion\":1 | \"formatVersion\":1.5 | must be a whole number",
        "\"op\":\"ordinal\" | \"op\":\"runtime\" | a newer version may have written it",
        "\"op\":\"ordinal\" | \"op\":7 | must be a string",
        "\"field\":\"grade\" | \"field\":\"nobody\" | must be in the schema",
        "\"field\":\"grade\" | \"field\":\"note\" | must be CATEGORICAL",
        "\"field\":\"n\" | \"field\":\"good\" | must be a FEATURE",
        "\"field\":\"n\" | \"field\":\"region\" | must be NUMERIC, INTEGER or BOOLEAN",
        "\"high\" | \"height\" | members must be among",
        "\"clamped\":false | \"clamped\":\"no\" | must be true or false",
        "\"clamped\":false | \"clamped\":false,\"clamped\":true | must be JSON",
        "\"low\":0.0,\"high\":1.0 | \"low\":2.0,\"high\":1.0 | 'low' must be below 'high'",
        "\"low\":0.0,\"high\":1.0 | \"low\":0.0,\"high\":1e999 | must be a finite number",
        "\"edges\":[ | \"edges\":[1e9, | must not descend",
        "\"edges\":[ | \"edges\":[-1e999, | must be an array of finite numbers",
        "\"edges\":[ | \"edges\":[null, | must be an array of finite numbers",
        "\"edges\":[ | \"edge\":[ | members must be among edges",
        "\"bins\":{\"edges\" | \"range\":{},\"bins\":{\"edges\" | must not be there together",
        "\"bins\":{\"edges\" | \"moments\":{},\"bins\":{\"edges\" | must not be there together",
        "\"clip\":{\"low\":0.0,\"high\":1000.0} | \"clip\":{\"low\":2.0,\"high\":1.0} | must be at most 'high'",
        "\"log1p\":false | \"log1p\":null | must be true or false",
        "\"unseen\":\"OWN\" | \"unseen\":\"EXEC\" | must be one of",
        "\"period\":24.0 | \"period\":0.0 | must be greater than 0",
        "\"period\":24.0 | \"period\":12.0 | with its own period",
        "\"part\":\"HOUR_OF_DAY\" | \"part\":\"YEAR\" | a cyclic part",
        "\"categories\":[\"high\" | \"categories\":[\"high\",\"high\" | must hold distinct strings",
        "\"categories\":[\"high\" | \"categories\":[7 | must be an array of strings",
        "\"buckets\":8 | \"buckets\":0 | must be from 1 to 65536",
        "\"buckets\":8 | \"buckets\":65537 | must be from 1 to 65536",
        "\"buckets\":8 | \"buckets\":8.0 | must be a whole number",
        "\"bigrams\":true | \"bigrams\":1 | must be true or false",
        "\"normalized\":true | \"normalised\":true | members must be among",
        "\"field\":\"note\" | \"field\":\"region\" | must be TEXT",
        "\"field\":\"note\" | \"field\":\"nobody\" | must be in the schema",
        "\"name\":\"n\" | \"name\":\"x\" | must have a name of its own"
      })
  void read_changedMember_isRefusedWithTheReason(String from, String to, String reason) {
    assertThat(JSON).contains(from);
    String changed = JSON.replace(from, to);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FittedFeatures.fromJson(changed, Rows.SCHEMA))
        .withMessageContaining(reason);
  }

  @Test
  void read_otherSchema_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FittedFeatures.fromJson(JSON, Schema.builder().numeric("x").build()))
        .withMessageContaining("must be of the schema");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"``", "[]", "null", "{}", "7", "{\"formatVersion\":1}", "nonsense", "{} {}"})
  void read_notFeatures_isRefused(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FittedFeatures.fromJson(json, Rows.SCHEMA));
  }

  @Test
  void read_deepNesting_isRefused() {
    String deep = "{\"a\":" + "[".repeat(100_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FittedFeatures.fromJson(deep, Rows.SCHEMA))
        .withMessageContaining("must be JSON");
  }

  /** Whatever is broken, the answer is a refusal or features that keep their promises. */
  @Test
  void read_randomDamage_neverFailsOtherwise() {
    RandomGenerator random = Seed.of(17).random();
    int refused = 0;
    for (int k = 0; k < 3000; k++) {
      StringBuilder damaged = new StringBuilder(JSON);
      for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
        int at = random.nextInt(damaged.length());
        switch (random.nextInt(3)) {
          case 0 -> damaged.deleteCharAt(at);
          case 1 -> damaged.setCharAt(at, (char) (32 + random.nextInt(95)));
          default -> damaged.setLength(at);
        }
        if (damaged.length() == 0) {
          break;
        }
      }
      try {
        FittedFeatures read = FittedFeatures.fromJson(damaged.toString(), Rows.SCHEMA);
        assertThat(read.features()).isNotNull();
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(2000);
  }
}
