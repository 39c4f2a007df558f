package io.millwright.llm.rag;

import io.millwright.llm.document.Chunk;
import io.millwright.llm.document.Document;
import io.millwright.llm.index.Hit;
import io.millwright.llm.index.IndexView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the sentences of the retrieved chunks that answer a question.
 *
 * <p>A sentence is judged with its setting: the title, the heading above it, and the sentences next
 * to it. {@code support} is the idf-weighted share of the question's content words in sentence and
 * setting; {@code own} is the same for the sentence alone. Sentences are ranked by {@code (own +
 * support) / 2}; ties go to the better hit, then to the earlier sentence. The evidence suffices if
 * the best sentence has at least the required support.
 *
 * <p>A sentence that ends with a colon is quoted together with what it announces: the list items,
 * rows or lines of code that follow directly, up to 600 characters.
 */
final class ExtractiveAnswerer {

  /**
   * Sentences are cut in the source this far around a chunk, so that chunk ends do not cut them.
   */
  private static final int MARGIN = 1_000;

  private static final int LONGEST_ANNOUNCED = 600;

  /** A further sentence is quoted only if it ranks nearly as high as the best. */
  private static final double NEARLY = 0.9;

  private final IndexView view;
  private final QuestionTerms question;
  private final Map<String, Document> documents = new HashMap<>();

  ExtractiveAnswerer(IndexView view, QuestionTerms question) {
    this.view = view;
    this.question = question;
  }

  /**
   * A sentence with its standing.
   *
   * @param support share of the question's weight in sentence and setting
   * @param rank what sentences are ordered by
   */
  record Candidate(Document document, Sentence sentence, double support, double rank) {

    /** Whether both quote some of the same characters. */
    boolean overlaps(Candidate other) {
      return document.id().equals(other.document.id())
          && sentence.start() < other.sentence.end()
          && other.sentence.start() < sentence.end();
    }
  }

  /**
   * Best sentences first, at most {@code limit}; empty if no sentence has a word of the question.
   */
  List<Candidate> choose(List<Hit> hits, int limit) {
    List<Candidate> candidates = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    for (Hit hit : hits) {
      Document document = source(hit.documentId());
      for (Candidate candidate : candidates(document, hit.chunk())) {
        if (seen.add(List.of(document.id(), candidate.sentence().start()))) {
          candidates.add(candidate);
        }
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::rank).reversed());
    double least = candidates.isEmpty() ? 0 : candidates.get(0).rank() * NEARLY;
    List<Candidate> chosen = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (chosen.size() == limit || candidate.rank() < least) {
        break;
      }
      if (chosen.stream().noneMatch(candidate::overlaps)) {
        chosen.add(candidate);
      }
    }
    return List.copyOf(chosen);
  }

  private Document source(String id) {
    return documents.computeIfAbsent(
        id,
        key ->
            view.document(key)
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "Chunk must have its document in the same index; has none (%s). Rebuild the index."
                                .formatted(key))));
  }

  private List<Candidate> candidates(Document document, Chunk chunk) {
    String text = document.text();
    List<Sentence> sentences =
        Sentences.split(
            text,
            pairSafe(text, Math.max(0, chunk.start() - MARGIN)),
            pairSafe(text, Math.min(text.length(), chunk.end() + MARGIN)));
    List<Set<String>> terms = new ArrayList<>(sentences.size());
    for (Sentence sentence : sentences) {
      terms.add(question.among(view.terms(text.substring(sentence.start(), sentence.end()))));
    }
    Set<String> title = question.among(view.terms(document.title()));
    Set<String> heading = Set.of();
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      Sentence sentence = sentences.get(i);
      if (sentence.heading()) {
        heading = terms.get(i);
      } else if (sentence.start() < chunk.end() && sentence.end() > chunk.start()) {
        Set<String> setting = new HashSet<>(title);
        setting.addAll(heading);
        for (int near = Math.max(0, i - 1); near <= Math.min(terms.size() - 1, i + 1); near++) {
          setting.addAll(terms.get(near));
        }
        Sentence quoted = withAnnounced(text, sentences, i);
        candidates.add(candidate(document, quoted, terms.get(i), setting));
      }
    }
    return candidates;
  }

  private static Sentence withAnnounced(String text, List<Sentence> sentences, int at) {
    Sentence sentence = sentences.get(at);
    if (text.charAt(sentence.end() - 1) != ':') {
      return sentence;
    }
    int end = sentence.end();
    for (int next = at + 1; next < sentences.size(); next++) {
      Sentence following = sentences.get(next);
      if (following.heading() || following.end() - sentence.start() > LONGEST_ANNOUNCED) {
        break;
      }
      if (next > at + 1 && startsParagraph(text, sentences.get(next - 1), following)) {
        break;
      }
      end = following.end();
    }
    return new Sentence(sentence.start(), end, false);
  }

  private static boolean startsParagraph(String text, Sentence before, Sentence after) {
    String gap = text.substring(before.end(), after.start());
    return gap.codePoints().filter(c -> c == '\n').count() > 1;
  }

  private Candidate candidate(
      Document document, Sentence sentence, Set<String> own, Set<String> setting) {
    double support = question.share(setting);
    return new Candidate(document, sentence, support, (question.share(own) + support) / 2);
  }

  private static int pairSafe(String text, int at) {
    boolean splits =
        at > 0
            && at < text.length()
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return splits ? at - 1 : at;
  }
}
