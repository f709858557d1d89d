package dev.larder.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Which package may know which, and that the engine takes no lock. Read from byte code. */
class ArchitectureTest {
  private static final String INTERNAL = "dev.larder.internal..";
  private static final String[] ENGINE = {
    "dev.larder.internal.table..",
    "dev.larder.internal.tree..",
    "dev.larder.internal.tx..",
    "dev.larder.internal.cell..",
    "dev.larder.internal.kind.."
  };

  private static final JavaClasses MAIN =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void arrowsBetweenInternalPackagesPointDown() {
    check(classes().that().resideInAPackage(INTERNAL).should(new PointDown()));
  }

  /**
   * So the public types stay free of the engine, and only one place has to know how to start it.
   * {@code Codec} names the table of the built-in codecs, a leaf.
   */
  @Test
  void onlyTheBuilderNamesInternalClasses() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.larder")
            .and(not(simpleName("LarderBuilder")))
            .and(not(simpleName("Codec")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(INTERNAL));
  }

  @Test
  void theEngineKnowsNoLocks() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(ENGINE)
            .should()
            .dependOnClassesThat(
                resideInAPackage("java.util.concurrent.locks")
                    .and(not(type(LockSupport.class)))
                    .or(type(ConcurrentHashMap.class))
                    .or(
                        resideInAPackage("java.util.concurrent")
                            .and(assignableTo(BlockingQueue.class))
                            .and(not(JavaClass.Predicates.INTERFACES)))));
  }

  @Test
  void theEngineHasNoSynchronizedMethods() {
    check(
        methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(ENGINE)
            .should()
            .notHaveModifier(JavaModifier.SYNCHRONIZED));
  }

  @Test
  void theEngineEntersNoMonitor() {
    check(classes().that().resideInAnyPackage(ENGINE).should(new EnterNoMonitor()));
  }

  private static void check(ArchRule rule) {
    // A package that has no class yet breaks nothing.
    rule.allowEmptyShould(true).check(MAIN);
  }
}
