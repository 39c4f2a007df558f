/** Tests of what is done with ranked lists. */
@org.jspecify.annotations.NullMarked
package io.millwright.llm.rank;
