package io.millwright.samples.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The class can be started. */
final class HaveAMainMethod extends ArchCondition<JavaClass> {

  static final HaveAMainMethod INSTANCE = new HaveAMainMethod();

  private HaveAMainMethod() {
    super("have a main method");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    boolean main = item.tryGetMethod("main", String[].class).isPresent();
    if (main) {
      events.add(SimpleConditionEvent.satisfied(item, item.getName() + " has a main method"));
    }
  }
}
