package io.millwright.features;

import static io.millwright.features.Transforms.count;
import static io.millwright.features.Transforms.cross;
import static io.millwright.features.Transforms.embedding;
import static io.millwright.features.Transforms.hashedCategories;
import static io.millwright.features.Transforms.knnImpute;
import static io.millwright.features.Transforms.l2Norm;
import static io.millwright.features.Transforms.minHash;
import static io.millwright.features.Transforms.ordinal;
import static io.millwright.features.Transforms.polynomial;
import static io.millwright.features.Transforms.ratio;
import static io.millwright.features.Transforms.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millwright.Seed;
import io.millwright.split.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hostile changes of what the transforms write. */
class StoredTransformsTest {

  private static final FittedFeatures FITTED = fitted();
  private static final String JSON = FITTED.stored().json();

  private static FittedFeatures fitted() {
    List<Rows.Thing> rows = new ArrayList<>(Rows.random(40, 5));
    return FeatureSpec.over(Rows.SCHEMA)
        .add(raw("x").yeoJohnson().standardize(), raw("n").boxCox(0.5).named("root"))
        .add(ratio("n", "x", 7).named("r"), count("grade"), ordinal("grade").rareBelow(0.3))
        .add(raw("i").sqrt().quantileUniform(4), raw("i").rankGauss().named("gauss"))
        .add(polynomial(2, raw("x").named("p"), raw("n").named("q")), l2Norm(raw("x"), raw("n")))
        .add(knnImpute(raw("x"), raw("i")).neighbors(3))
        .add(cross("region", "grade").atMost(3), hashedCategories(9, "grade", "region"))
        .add(embedding("grade", Map.of("low", new double[] {0.125, 0.25})), minHash("note", 2))
        .build()
        .fit(TrainingSet.ofAll(Rows.table(rows)), Seed.of(1));
  }

  @Test
  void stored_readBack_isTheSame() {
    FittedFeatures read = FittedFeatures.fromJson(JSON, Rows.SCHEMA);
    assertThat(read.stored()).isEqualTo(FITTED.stored());
    assertThat(read.describe()).isEqualTo(FITTED.describe());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"kind\":\"YEO_JOHNSON\" | \"kind\":\"LOG1P\" | must be another than log1p",
        "\"kind\":\"YEO_JOHNSON\" | \"kind\":\"SQRT\" | members must be among kind",
        "\"kind\":\"YEO_JOHNSON\" | \"kind\":\"EXEC\" | must be one of",
        "\"lambda\":0.5 | \"lambda\":1e999 | must be a finite number",
        "\"lambda\":0.5 | \"lambada\":0.5 | members must be among kind, lambda",
        "\"kind\":\"RATIO\" | \"kind\":\"COUNT\" | member 'categories' must be an array",
        "\"kind\":\"RATIO\",\"field\":\"n\",\"other\":\"x\" | \"kind\":\"RATIO\",\"field\":\"n\" | member 'other' must be a string",
        "\"whenZero\":7.0 | \"whenZero\":\"7\" | must be a number",
        "\"counts\":[ | \"counts\":[0, | must hold whole numbers from 1",
        "\"counts\":[ | \"counts\":[3, | must be as many as 'categories'",
        "\"normal\":false | \"normal\":0 | must be true or false",
        "\"quantiles\":{\"normal\":false,\"values\":[ | \"quantiles\":{\"normal\":false,\"values\":[1e9, | must not descend",
        "\"quantiles\":{ | \"bins\":{},\"quantiles\":{ | must not be there together",
        "\"ranks\":{\"values\":[ | \"ranks\":{\"values\":[-9.0, | with as many 'scores'",
        "\"scores\":[ | \"scores\":[null, | must be an array of finite numbers",
        "\"degree\":2 | \"degree\":0 | 'degree' must be from 1 to 100",
        "\"degree\":2 | \"degree\":2000000000 | 'degree' must be from 1 to 100",
        "\"bias\":false,\"parts\":[ | \"bias\":false,\"parts\":[{\"op\":\"ordinal\"}, | member 'op' must be numeric",
        "\"bias\":false,\"parts\":[ | \"bias\":false,\"parts\":7,\"none\":[ | members must be among",
        "\"name\":\"q\" | \"name\":\"p\" | must have names of their own",
        "\"norm\":\"L2\" | \"norm\":\"L3\" | must be one of",
        "\"neighbors\":3 | \"neighbors\":0 | 'neighbors' must be from 1 to 1000",
        "\"columns\":[{ | \"columns\":[{\"values\":[1],\"missing\":[]},{ | must be one for each part",
        "\"columns\":[{\"values\":[ | \"columns\":[{\"values\":[5, | of one length",
        "\"missing\":[ | \"missing\":[9,8, | ascending order",
        "\"missing\":[ | \"missing\":[-1, | must hold whole numbers from 0",
        "\"fields\":[\"region\",\"grade\"] | \"fields\":[\"region\"] | must be from 2 to 4",
        "\"fields\":[\"region\",\"grade\"] | \"fields\":[\"region\",\"region\"] | must hold distinct strings",
        "\"fields\":[\"region\",\"grade\"] | \"fields\":[\"region\",\"note\"] | must be CATEGORICAL",
        "\"dictionaries\":[ | \"dictionaries\":[{\"categories\":[]}, | must be one for each field",
        "\"kept\":[ | \"kept\":[0, | must hold positions in each dictionary",
        "\"kept\":[ | \"kept\":[0,99, | must hold positions in each dictionary",
        "\"kept\":[ | \"kept\":[0.5, | must hold whole numbers",
        "\"kept\":[ | \"kept\":[0,0,0,0, | must hold each combination once",
        "\"buckets\":9 | \"buckets\":65537 | must be from 1 to 65536",
        "\"fields\":[\"grade\",\"region\"] | \"fields\":[] | must not be empty",
        "\"numbers\":[0.125, | \"numbers\":[0.125,1e999, | must be an array of finite numbers",
        "\"numbers\":[0.125,0.25] | \"numbers\":[] | must be as many for each",
        "\"components\":2 | \"components\":4097 | Components must be from 1 to 4096",
        "\"least\":2 | \"least\":5 | the shortest first",
        "\"most\":4 | \"most\":17 | N-grams must have from 1 to 16"
      })
  void read_changedMember_isRefusedWithTheReason(String from, String to, String reason) {
    assertThat(JSON).contains(from);
    String changed = JSON.replace(from, to);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FittedFeatures.fromJson(changed, Rows.SCHEMA))
        .withMessageContaining(reason);
  }

  /** Whatever is broken, the answer is a refusal or features that keep their promises. */
  @Test
  void read_randomDamage_neverFailsOtherwise() {
    RandomGenerator random = Seed.of(23).random();
    int refused = 0;
    for (int k = 0; k < 600; k++) {
      StringBuilder damaged = new StringBuilder(JSON);
      for (int hits = 1 + random.nextInt(2); hits > 0; hits--) {
        int at = random.nextInt(damaged.length());
        if (random.nextBoolean()) {
          damaged.deleteCharAt(at);
        } else {
          damaged.setCharAt(at, (char) (32 + random.nextInt(95)));
        }
      }
      try {
        FittedFeatures read = FittedFeatures.fromJson(damaged.toString(), Rows.SCHEMA);
        assertThat(FittedFeatures.fromJson(read.stored().json(), Rows.SCHEMA).stored())
            .isEqualTo(read.stored());
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(300);
  }
}
