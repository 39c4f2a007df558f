package io.millwright.model;

/** What a model says about one row. */
public sealed interface Prediction permits Binary, Multiclass, Regression {}
