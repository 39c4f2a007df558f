package io.millwright.testkit;

import io.millwright.Seed;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Regression;
import io.millwright.model.Task;
import io.millwright.report.render.HtmlReport;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Hands golden sets and seeds to tests, and writes what a failed assertion has to show as a page.
 *
 * <pre>{@code
 * @ExtendWith(MillwrightExtension.class)
 * class LoanModelTest {
 *   @Test
 *   void model_onTheGoldenSet_answersAsRecorded(@GoldenFile("loans-v3.jsonl") GoldenSet<Binary> golden) {
 *     assertThat(model).matches(golden);
 *   }
 * }
 * }</pre>
 *
 * <p>Pages go to {@code target/millwright} unless the configuration parameter {@link #PAGE_FOLDER}
 * says otherwise; the failure's message ends with the page's path. Thread-safe.
 */
public final class MillwrightExtension implements ParameterResolver, TestExecutionExceptionHandler {

  /** Configuration parameter of JUnit that names the folder of golden sets. */
  public static final String GOLDEN_FOLDER = "millwright.goldenSets";

  /** Configuration parameter of JUnit that names the folder of pages. */
  public static final String PAGE_FOLDER = "millwright.pages";

  private static final Map<Type, Task<?>> TASKS =
      Map.of(
          Binary.class,
          Task.binary(),
          Multiclass.class,
          Task.multiclass(),
          Regression.class,
          Task.regression());

  /** Made by JUnit. */
  public MillwrightExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return (type == GoldenSet.class && parameter.isAnnotated(GoldenFile.class))
        || (type == Seed.class && parameter.isAnnotated(Seeded.class));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter
        .findAnnotation(Seeded.class)
        .<Object>map(seeded -> Seed.of(seeded.value()))
        .orElseGet(() -> golden(parameter, context));
  }

  private static GoldenSet<?> golden(ParameterContext parameter, ExtensionContext context) {
    String name = parameter.findAnnotation(GoldenFile.class).orElseThrow().value();
    Path folder =
        Path.of(context.getConfigurationParameter(GOLDEN_FOLDER).orElse("src/test/goldens"));
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new ParameterResolutionException(
          "Golden set '%s' must be in %s; is not. Record it with GoldenSet.of(...).write(path), or name the folder with -D%s."
              .formatted(name, folder.toAbsolutePath(), GOLDEN_FOLDER));
    }
    return GoldenSet.read(file, task(parameter));
  }

  private static Task<?> task(ParameterContext parameter) {
    Type type = parameter.getParameter().getParameterizedType();
    Task<?> task =
        type instanceof ParameterizedType generic
            ? TASKS.get(generic.getActualTypeArguments()[0])
            : null;
    if (task == null) {
      throw new ParameterResolutionException(
          "Golden set's parameter must be GoldenSet<Binary>, GoldenSet<Multiclass> or"
              + " GoldenSet<Regression>; was "
              + type
              + ".");
    }
    return task;
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    if (!(thrown instanceof ModelAssertionError failed)) {
      throw thrown;
    }
    Path page = page(context);
    try {
      Files.createDirectories(page.toAbsolutePath().getParent());
      HtmlReport.write(failed.report(), page);
    } catch (IOException e) {
      failed.addSuppressed(e);
      throw failed;
    }
    ModelAssertionError shown =
        new ModelAssertionError(
            failed.getMessage() + System.lineSeparator() + "Page: " + page.toAbsolutePath(),
            failed.report());
    shown.setStackTrace(failed.getStackTrace());
    throw shown;
  }

  private static Path page(ExtensionContext context) {
    String name =
        context.getRequiredTestClass().getSimpleName()
            + "."
            + context.getRequiredTestMethod().getName()
            + "-"
            + Integer.toHexString(context.getUniqueId().hashCode());
    return Path.of(context.getConfigurationParameter(PAGE_FOLDER).orElse("target/millwright"))
        .resolve(name.replaceAll("[^A-Za-z0-9._-]", "_") + ".html");
  }
}
