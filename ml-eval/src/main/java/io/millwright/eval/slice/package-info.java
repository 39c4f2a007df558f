/**
 * Kinds of rows on which a model does worse than elsewhere, found and then confirmed.
 *
 * <p>Entry: {@link io.millwright.eval.slice.SliceSearch}. Slices are found on one half of held-out
 * rows and tested on the other; what is reported survived that.
 *
 * <pre>{@code
 * WeakSlices weak = SliceSearch.of(Seed.of(1)).build().find(HeldOut.of(trained, split.test()));
 * weak.slices().forEach(s -> log(s.where().text() + " costs " + s.confirmation().impact()));
 * Section page = weak.section();
 * }</pre>
 *
 * <p>A weak slice may be hard by nature: the search says where losses are high, not whether another
 * model would do better. Slices that somebody names beforehand belong into {@code
 * Evaluator.sliceBy}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.slice;
