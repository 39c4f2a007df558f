/**
 * What is done with ranked lists after they were retrieved: several are made one ({@link
 * io.millwright.llm.rank.ReciprocalRankFusion}), and repetition is thinned out ({@link
 * io.millwright.llm.rank.MaximalMarginalRelevance}).
 *
 * <pre>{@code
 * List<Ranked> fused = ReciprocalRankFusion.ofDefaults().fuse(List.of(byWords, byMeaning));
 * }</pre>
 *
 * <p>Nothing here retrieves.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.llm.rank;
