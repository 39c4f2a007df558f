/** Rules about the whole house. */
@org.jspecify.annotations.NullMarked
package io.millwright.samples.architecture;
