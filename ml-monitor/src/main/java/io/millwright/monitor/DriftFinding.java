package io.millwright.monitor;

/**
 * One respect in which a field was compared.
 *
 * @param reason in what respect
 * @param effect how large the change is, at least 0; unit as {@link DriftReason} says
 * @param pValue how probable a change this large is without drift, 0..1, not adjusted
 * @param qValue the p-value after Benjamini and Hochberg over all findings of the report, 0..1
 * @param verdict STABLE, WARNING or DRIFTED
 */
public record DriftFinding(
    DriftReason reason, double effect, double pValue, double qValue, DriftVerdict verdict) {}
