/**
 * Looking at data before anything is learnt from it: which columns go together, and one report that
 * says first what to look at.
 *
 * <p>Entries: {@link io.millwright.eda.Eda} and {@link io.millwright.eda.Associations}:
 *
 * <pre>{@code
 * Report report = Eda.report(table, o -> o.title("Loans"));
 * Associations all = Associations.of(table);
 * double v = all.between("region", "branch").headline().number().orElse(0);
 * }</pre>
 *
 * <p>It changes no data, blocks nothing (that is {@code io.millwright.quality}) and proves no
 * cause.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eda;
