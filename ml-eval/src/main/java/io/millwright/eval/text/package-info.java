/**
 * How near a generated text is to reference texts, by what they share: BLEU, chrF, TER, ROUGE, word
 * error rate, answer match, token F1, edit distance; and how surprised a language model is, its
 * perplexity.
 *
 * <p>Entry: {@link io.millwright.eval.text.GeneratedCorpus}, scored by a {@link
 * io.millwright.eval.text.CorpusMetric}, with a signature that names every setting.
 *
 * <pre>{@code
 * GeneratedCorpus corpus = GeneratedCorpus.of(translations, references);
 * GeneratedCorpus.Score bleu = corpus.score(BleuScorer.ofDefaults());
 * Estimate chrf = corpus.estimate(Chrf.withWords(), Bootstrap.of(Seed.of(42)));
 * double share = Rouge.longestCommonSubsequence(answerTokens, referenceTokens).f1();
 * }</pre>
 *
 * <p>How a text is cut decides the figure: {@link io.millwright.eval.text.Bleu} and {@link
 * io.millwright.eval.text.Rouge} take tokens cut by the caller, the others say their cut in the
 * signature. None of them knows meaning; a correct answer in other words scores low.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.text;
