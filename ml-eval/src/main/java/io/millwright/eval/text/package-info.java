/**
 * How near a generated text is to reference texts, by what they share: BLEU, ROUGE, token F1, edit
 * distance; and how surprised a language model is, its perplexity.
 *
 * <pre>{@code
 * Bleu bleu = Bleu.corpus(hypotheses, references, 4, Bleu.Smoothing.EXP);
 * double share = Rouge.longestCommonSubsequence(answer, reference).f1();
 * }</pre>
 *
 * <p>All take tokens: how a text is cut decides the figure, so the caller decides it and says so
 * beside the figure. None of them knows meaning; a correct answer in other words scores low.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.text;
