/**
 * For implementers of featurizers and scorers: how a bundle's parts become objects again.
 *
 * <p>Providers are found by {@link java.util.ServiceLoader}. A serving application that opens a
 * bundle needs the module that wrote its parts on its path.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.model.spi;
