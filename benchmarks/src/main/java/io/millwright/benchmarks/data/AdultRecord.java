package io.millwright.benchmarks.data;

import org.jspecify.annotations.Nullable;

/** One person of the UCI census data set "Adult" as a service would be asked: without the label. */
public record AdultRecord(
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
    @Nullable String nativeCountry) {}
