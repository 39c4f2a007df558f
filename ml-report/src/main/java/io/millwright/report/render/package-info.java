/**
 * Turns a {@link io.millwright.report.Report} into something to look at.
 *
 * <p>Start with {@link io.millwright.report.render.HtmlReport}: one self-contained page with
 * charts. {@link io.millwright.report.render.MarkdownReport} is for pull requests and wikis, {@link
 * io.millwright.report.render.JsonReport} for programs.
 *
 * <pre>{@code
 * HtmlReport.write(report, Path.of("report.html"));
 * String markdown = MarkdownReport.render(report);
 * }</pre>
 *
 * <p>All three give the same bytes for equal reports, and none of them asks the network for
 * anything. It deliberately has no settings for colours or layout: reports of all modules look
 * alike.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.report.render;
