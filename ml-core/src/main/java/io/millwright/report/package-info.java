/**
 * What a person is shown, as data: sections of text, key figures, tables and charts.
 *
 * <p>Start with {@link io.millwright.report.Report#titled}. Every module can make a report; a
 * renderer (module {@code ml-report}) alone turns it into a page or Markdown, so that nothing here
 * knows about colours, fonts or a chart library.
 *
 * <pre>{@code
 * Report report =
 *     Report.titled("Loan default")
 *         .section(
 *             "Evaluation",
 *             s -> s.text("Measured on 4,000 loans that the model never saw.")
 *                   .figures(KeyFigure.of("ROC-AUC", "0.91").note("0.89 to 0.93").tone(Tone.GOOD))
 *                   .chart(Chart.line("ROC").x("False positive rate", 0, 1)
 *                       .y("True positive rate", 0, 1).diagonal()
 *                       .series("XGBoost", falseRates, trueRates).build()))
 *         .build();
 * String json = ReportJson.write(report);
 * }</pre>
 *
 * <p>It deliberately does not compute anything: numbers arrive finished, tables as text.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.report;
