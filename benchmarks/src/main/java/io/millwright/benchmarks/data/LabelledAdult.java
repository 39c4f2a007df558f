package io.millwright.benchmarks.data;

import org.jspecify.annotations.Nullable;

/** As {@link AdultRecord}, with what was to be predicted. */
public record LabelledAdult(
    int age,
    @Nullable String workclass,
    int fnlwgt,
    String education,
    int educationNum,
    String maritalStatus,
    @Nullable String occupation,
    String relationship,
    String race,
    String sex,
    int capitalGain,
    int capitalLoss,
    int hoursPerWeek,
    @Nullable String nativeCountry,
    String income) {

  /** The same person without the label. */
  public AdultRecord asked() {
    return new AdultRecord(
        age,
        workclass,
        fnlwgt,
        education,
        educationNum,
        maritalStatus,
        occupation,
        relationship,
        race,
        sex,
        capitalGain,
        capitalLoss,
        hoursPerWeek,
        nativeCountry);
  }
}
