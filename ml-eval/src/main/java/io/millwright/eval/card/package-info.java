/**
 * Documents about a model, generated from evidence: model card, feature cards, one-page system
 * sheet, release advice, runbook, and a quality rubric from 0 to 100.
 *
 * <p>Entry: {@link io.millwright.eval.card.ModelFacts}, what is known about one model; every
 * document is made from it and is an {@link io.millwright.report.Report}, which {@code ml-report}
 * writes as Markdown or HTML. What evidence tells is read from evidence; what only people know is
 * stated field by field; what nobody said is shown as <em>NOT STATED</em> and counted.
 *
 * <pre>{@code
 * ModelFacts facts = ModelFacts.of(evaluation).pipeline(trained).bundle(bundle).brief(brief).build();
 * ModelCard card = ModelCard.builder(facts).state(CardField.OWNER, "Credit risk team").build();
 * ReleaseAdvice advice = ReleaseAdvice.on(facts).gate("release", decision).build();
 * RubricScore score = QualityRubric.on(facts).gate(decision).modelCard(card).score();
 * Report page = card.report();
 * }</pre>
 *
 * <p>It evaluates nothing, writes no files and reads no clock: equal facts give equal documents.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.card;
