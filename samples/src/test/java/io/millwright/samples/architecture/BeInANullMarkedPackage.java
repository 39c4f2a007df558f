package io.millwright.samples.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The class's package-info says {@code @NullMarked}. */
final class BeInANullMarkedPackage extends ArchCondition<JavaClass> {

  static final BeInANullMarkedPackage INSTANCE = new BeInANullMarkedPackage();

  private BeInANullMarkedPackage() {
    super("be in a @NullMarked package");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
    if (!marked) {
      events.add(
          SimpleConditionEvent.violated(
              item, item.getName() + " is in a package without @NullMarked"));
    }
  }
}
