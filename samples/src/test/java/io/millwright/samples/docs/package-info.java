/**
 * The code of README and how-to pages, compiled and run, and the check that the pages show no
 * other.
 *
 * <p>Entry: {@link io.millwright.samples.docs.DocumentationTest}.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.samples.docs;
