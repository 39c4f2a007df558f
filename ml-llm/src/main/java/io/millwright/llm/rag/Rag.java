package io.millwright.llm.rag;

import io.millwright.llm.document.Chunker;
import io.millwright.llm.document.Document;
import io.millwright.llm.index.Filter;
import io.millwright.llm.index.IndexView;
import io.millwright.llm.index.LuceneIndex;
import io.millwright.llm.index.Retrieval;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions from indexed documents by retrieval and quotation; no language model.
 *
 * <p>A question is looked up in the index; the best sentences of the chunks found are quoted with
 * their sources. Every citation is compared with the stored source before it is returned. If the
 * best sentence, together with its title, heading and neighbours, holds less than {@code
 * minSupport} of the question's words (weighted by inverse document frequency), the answer is
 * {@link Answer.Insufficient}. The words need not mean the same in question and source: support is
 * evidence, not proof.
 *
 * <p>Each question is answered from one committed state of the index. Thread-safe. The index is not
 * closed by this object.
 */
public final class Rag {

  private final LuceneIndex index;
  private final Chunker chunker;
  private final Retrieval retrieval;
  private final double minSupport;
  private final int maxSentences;
  private final int maxQuestionLength;

  private Rag(Builder builder, LuceneIndex index, Chunker chunker, Retrieval retrieval) {
    this.index = index;
    this.chunker = chunker;
    this.retrieval = retrieval;
    this.minSupport = Objects.requireNonNullElse(builder.minSupport, Builder.MIN_SUPPORT);
    this.maxSentences = Objects.requireNonNullElse(builder.maxSentences, Builder.MAX_SENTENCES);
    this.maxQuestionLength =
        Objects.requireNonNullElse(builder.maxQuestionLength, Builder.MAX_QUESTION_LENGTH);
  }

  /** Begins a pipeline that quotes sentences and uses no language model. */
  public static Builder extractive() {
    return new Builder();
  }

  /** Chunks documents and puts them into the index, in place of those with the same ids. */
  public void add(Document... documents) {
    add(List.of(documents));
  }

  /**
   * Chunks documents and puts them into the index, in place of those with the same ids; one commit
   * for all of them. If one fails, nothing is committed here; those before it wait for the next
   * commit of the index.
   */
  public void add(List<Document> documents) {
    for (Document document : documents) {
      index.put(document, chunker.chunk(document));
    }
    index.commit();
  }

  /** Answers from all documents. */
  public Answer ask(String question) {
    return ask(question, Filter.all());
  }

  /** Answers from the documents that pass the filter. */
  public Answer ask(String question, Filter filter) {
    Objects.requireNonNull(filter, "filter");
    if (question.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return new Answer.Refused(
          "The question must have words.", Answer.Refused.Reason.BLANK, Answer.EXTRACTIVE_NOTICE);
    }
    if (question.length() > maxQuestionLength) {
      return new Answer.Refused(
          "The question must have at most %d characters; had %d."
              .formatted(maxQuestionLength, question.length()),
          Answer.Refused.Reason.TOO_LONG,
          Answer.EXTRACTIVE_NOTICE);
    }
    try (IndexView view = index.view()) {
      return answer(view, question, filter);
    }
  }

  private Answer answer(IndexView view, String question, Filter filter) {
    QuestionTerms terms = QuestionTerms.of(view, question);
    if (terms.isEmpty()) {
      return insufficient(0);
    }
    List<ExtractiveAnswerer.Candidate> chosen =
        new ExtractiveAnswerer(view, terms)
            .choose(view.search(question, retrieval, filter), maxSentences);
    double support = chosen.isEmpty() ? 0 : chosen.get(0).support();
    return support < minSupport || support == 0 ? insufficient(support) : grounded(chosen, support);
  }

  private Answer insufficient(double support) {
    return new Answer.Insufficient(
        Answer.INSUFFICIENT_TEXT, support, minSupport, Answer.EXTRACTIVE_NOTICE);
  }

  private static Answer grounded(List<ExtractiveAnswerer.Candidate> chosen, double support) {
    List<Citation> citations = new ArrayList<>(chosen.size());
    List<String> parts = new ArrayList<>(chosen.size());
    for (ExtractiveAnswerer.Candidate candidate : chosen) {
      Document document = candidate.document();
      Citation citation =
          Citation.of(document, candidate.sentence().start(), candidate.sentence().end());
      if (!citation.isVerifiedBy(document)) {
        throw new IllegalStateException(
            "Citation must be word for word in its source; is not (%s).".formatted(citation));
      }
      citations.add(citation);
      parts.add(citation.quote() + " " + citation.label());
    }
    return new Answer.Grounded(
        String.join("\n", parts), citations, support, Answer.EXTRACTIVE_NOTICE);
  }

  /**
   * Collects what a pipeline needs: index, chunker and retrieval; the rest has defaults.
   *
   * <p>Single use, not thread-safe. Setting a property twice is an error.
   */
  public static final class Builder {

    private static final double MIN_SUPPORT = 0.6;
    private static final int MAX_SENTENCES = 3;
    private static final int MAX_QUESTION_LENGTH = 2_000;

    private @Nullable LuceneIndex index;
    private @Nullable Chunker chunker;
    private @Nullable Retrieval retrieval;
    private @Nullable Double minSupport;
    private @Nullable Integer maxSentences;
    private @Nullable Integer maxQuestionLength;

    private Builder() {}

    /** Where documents are kept and looked up. Required. */
    public Builder index(LuceneIndex index) {
      requireUnset("index", this.index);
      this.index = Objects.requireNonNull(index, "index");
      return this;
    }

    /** How documents are cut. Required. */
    public Builder chunk(Chunker chunker) {
      requireUnset("chunk", this.chunker);
      this.chunker = Objects.requireNonNull(chunker, "chunker");
      return this;
    }

    /** How chunks are found. Required. */
    public Builder retrieve(Retrieval retrieval) {
      requireUnset("retrieve", this.retrieval);
      this.retrieval = Objects.requireNonNull(retrieval, "retrieval");
      return this;
    }

    /** Share of the question's weight that the evidence must hold, in [0, 1]; default 0.6. */
    public Builder minSupport(double share) {
      requireUnset("minSupport", minSupport);
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "Rag minSupport must be in [0, 1]; was %s.".formatted(share));
      }
      minSupport = share;
      return this;
    }

    /** Largest number of sentences in an answer, 1 to 20; default 3. */
    public Builder maxSentences(int count) {
      requireUnset("maxSentences", maxSentences);
      if (count < 1 || count > 20) {
        throw new IllegalArgumentException(
            "Rag maxSentences must be 1 to 20; was %d.".formatted(count));
      }
      maxSentences = count;
      return this;
    }

    /** Longest question that is not refused, in characters, 1 to 2,000; default 2,000. */
    public Builder maxQuestionLength(int characters) {
      requireUnset("maxQuestionLength", maxQuestionLength);
      if (characters < 1 || characters > MAX_QUESTION_LENGTH) {
        throw new IllegalArgumentException(
            "Rag maxQuestionLength must be 1 to %d; was %d."
                .formatted(MAX_QUESTION_LENGTH, characters));
      }
      maxQuestionLength = characters;
      return this;
    }

    /**
     * The pipeline.
     *
     * @throws IllegalStateException if index, chunk or retrieve is not set; names all that are
     *     missing
     */
    public Rag build() {
      List<String> missing = new ArrayList<>();
      if (index == null) {
        missing.add("index");
      }
      if (chunker == null) {
        missing.add("chunk");
      }
      if (retrieval == null) {
        missing.add("retrieve");
      }
      if (index == null || chunker == null || retrieval == null) {
        throw new IllegalStateException(
            "Rag must have index, chunk and retrieve set; missing were %s.".formatted(missing));
      }
      return new Rag(this, index, chunker, retrieval);
    }

    private static void requireUnset(String name, @Nullable Object value) {
      if (value != null) {
        throw new IllegalStateException("Rag %s must be set once; was set before.".formatted(name));
      }
    }
  }
}
