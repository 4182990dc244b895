package org.jiaohao.display;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.jiaohao.display");

  @Test
  void partsDependInOneDirectionOnly() {
    slices().matching("org.jiaohao.display.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void driversAreMadeInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..display.device..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jiaohao.device.driver..", "org.jiaohao.device.transport..")
        .check(CLASSES);
  }

  @Test
  void timeComesFromTheClock() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(OffsetDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }
}
