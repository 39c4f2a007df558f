package io.millwright.samples.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The arrows of the house and a few of its manners, checked on the compiled classes of all modules.
 */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.millwright");

  private static final DescribedPredicate<JavaClass> IN_SAMPLES =
      resideInAPackage("io.millwright.samples..");

  /** The guard: without it a wrong path would let every rule pass. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.millwright.table", "io.millwright.features", "io.millwright.eval",
            "io.millwright.train",
        "io.millwright.serving", "io.millwright.monitor", "io.millwright.llm",
            "io.millwright.report.render",
        "io.millwright.testkit"
      })
  void scan_everyModule_wasReallySeen(String rootPackage) {
    long seen =
        CLASSES.stream()
            .filter(c -> (c.getPackageName() + ".").startsWith(rootPackage + "."))
            .count();
    assertThat(seen).as("classes seen in %s", rootPackage).isGreaterThan(5);
    assertThat(CLASSES.size()).isGreaterThan(300);
  }

  @Test
  void arrows_modules_pointOnlyWhereThePlanSays() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.millwright..")
        .layer("core")
        .definedBy(
            "io.millwright",
            "io.millwright.artifact..",
            "io.millwright.brief..",
            "io.millwright.calibration..",
            "io.millwright.evidence..",
            "io.millwright.linear..",
            "io.millwright.model..",
            "io.millwright.profile..",
            "io.millwright.report",
            "io.millwright.schema..",
            "io.millwright.split..",
            "io.millwright.table..",
            "io.millwright.tree..")
        .layer("features")
        .definedBy(
            "io.millwright.eda..",
            "io.millwright.features..",
            "io.millwright.leakage..",
            "io.millwright.quality..",
            "io.millwright.store..")
        .layer("eval")
        .definedBy("io.millwright.eval..")
        .layer("train")
        .definedBy("io.millwright.train..")
        .layer("serving")
        .definedBy("io.millwright.serving..")
        .layer("monitor")
        .definedBy("io.millwright.monitor..")
        .layer("llm")
        .definedBy("io.millwright.llm..")
        .layer("rendering")
        .definedBy("io.millwright.report.render..")
        .layer("testkit")
        .definedBy("io.millwright.testkit..")
        .layer("samples")
        .definedBy("io.millwright.samples..")
        .whereLayer("features")
        .mayOnlyBeAccessedByLayers("train", "testkit", "samples")
        .whereLayer("eval")
        .mayOnlyBeAccessedByLayers("train", "monitor", "llm", "testkit", "samples")
        .whereLayer("train")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("serving")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("monitor")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("llm")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("rendering")
        .mayOnlyBeAccessedByLayers("testkit", "samples")
        .whereLayer("testkit")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("samples")
        .mayNotBeAccessedByAnyLayer()
        .ensureAllClassesAreContainedInArchitecture()
        .check(CLASSES);
  }

  @Test
  void packages_amongEachOther_haveNoCycles() {
    slices().matching("io.millwright.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void packages_acrossModules_areNotSplit() {
    Map<String, Set<String>> modules = new TreeMap<>();
    for (JavaClass c : CLASSES) {
      c.getSource()
          .ifPresent(
              s ->
                  modules
                      .computeIfAbsent(c.getPackageName(), p -> new TreeSet<>())
                      .add(module(s.getUri())));
    }
    Map<String, Set<String>> split =
        modules.entrySet().stream()
            .filter(e -> e.getValue().size() > 1)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertThat(split).isEmpty();
    assertThat(modules).hasSizeGreaterThan(15);
  }

  private static String module(URI uri) {
    String path = uri.toString();
    int classes = path.indexOf("/target/");
    return classes < 0 ? path : path.substring(0, classes);
  }

  @Test
  void packages_all_areNullMarkedAndNamedForWhatTheyDo() {
    classes()
        .that(are(not(resideInAPackage("io.millwright.benchmarks.."))))
        .should(BeInANullMarkedPackage.INSTANCE)
        .check(CLASSES);
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..misc..")
        .check(CLASSES);
  }

  @Test
  void libraries_never_printOrReadTheClockOrDrawUnseeded() {
    noClasses()
        .that(not(IN_SAMPLES))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod("java.time.Instant", "now")
        .orShould()
        .callMethod("java.time.LocalDate", "now")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .check(CLASSES);
  }

  @Test
  void libraries_never_serializeTheJavaWay() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectOutputStream")
        .check(CLASSES);
  }

  @Test
  void mains_liveOnlyInSamples() {
    noClasses().that(not(IN_SAMPLES)).should(HaveAMainMethod.INSTANCE).check(CLASSES);
  }

  @Test
  void publicClasses_areFinalOrSealed() {
    classes()
        .that()
        .arePublic()
        .and()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and(
            DescribedPredicate.describe(
                "are not abstract", c -> !c.getModifiers().contains(JavaModifier.ABSTRACT)))
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(CLASSES);
  }
}
