package io.millwright.model;

/**
 * What fitting a plan gives a trainer: the fitted featurizer, and the vectors of the rows it was
 * fitted on.
 *
 * <p>These two differ where a transform learns from the label. Such a transform gives each training
 * row a value that was learnt without it (out of fold), since the featurizer itself would tell the
 * row its own label. Rows that come later go through the featurizer.
 *
 * @param featurizer for rows to come
 * @param matrix the training rows, in their order, out of fold where the label was learnt from
 */
public record TrainingFeatures(Featurizer featurizer, FeatureMatrix matrix) {}
