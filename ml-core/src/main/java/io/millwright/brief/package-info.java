/**
 * What a project is for, written down before anything is built, and judged afterwards.
 *
 * <p>Entry: {@link io.millwright.brief.ProblemBrief}:
 *
 * <pre>{@code
 * ProblemBrief brief = ProblemBrief.fromYaml(Files.readString(file));
 * ApproachDecision approach = brief.signals().orElseThrow().decide();
 * KillReview review = brief.review(evaluation.evidence());
 * if (review.decision() == KillReview.Decision.KILL) { … }
 * }</pre>
 *
 * <p>It measures nothing; evidence comes from an evaluation. The YAML it reads is the small part of
 * the language that a brief needs, not all of it.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.brief;
