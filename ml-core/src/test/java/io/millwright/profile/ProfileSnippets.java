package io.millwright.profile;

import io.millwright.schema.Schema;
import io.millwright.table.Row;
import io.millwright.table.Table;

/** The code shown in docs/concepts/profile.md, between the markers. */
final class ProfileSnippets {

  private ProfileSnippets() {}

  static Schema schema() {
    // snippet schema
    Schema schema =
        Schema.builder()
            .key("customerId")
            .numeric("income", "EUR/year")
            .optional("income")
            .categorical("region")
            .binaryLabel("defaulted")
            .build();
    // end
    return schema;
  }

  static Profile make(Table training, double[] trainingScores) {
    // snippet make
    Profile reference =
        Profile.of(training).withPredictions(FieldProfile.ofNumbers("score", trainingScores));
    String stored = reference.toJson();
    // end
    return Profile.fromJson(stored);
  }

  static Profile record(String stored, Row row, double probability) {
    // snippet record
    Profile reference = Profile.fromJson(stored);
    ProfileRecorder recorder = ProfileRecorder.of(reference);
    recorder.observe(row); // from any thread
    recorder.observePrediction(probability);
    Profile today = recorder.snapshotAndReset();
    // end
    return today;
  }

  static long merge(Profile reference, Profile here, Profile elsewhere) {
    // snippet merge
    Profile day = here.merge(elsewhere);
    long aboveAllTraining = day.feature("income").over();
    long missing = day.feature("income").missing();
    // end
    reference.requireSameBins(day);
    return aboveAllTraining + missing;
  }
}
