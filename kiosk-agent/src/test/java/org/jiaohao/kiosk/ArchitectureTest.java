package org.jiaohao.kiosk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.jiaohao.kiosk");

  @Test
  void partsKnowEachOtherInOneDirection() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("pages")
        .definedBy("..kiosk.ui..")
        .layer("tickets")
        .definedBy("..kiosk.ticket..")
        .layer("device")
        .definedBy("..kiosk.device..")
        .layer("link")
        .definedBy("..kiosk.link..")
        .whereLayer("pages")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("tickets")
        .mayOnlyBeAccessedByLayers("pages")
        .whereLayer("device")
        .mayOnlyBeAccessedByLayers("pages", "tickets")
        .whereLayer("link")
        .mayOnlyBeAccessedByLayers("pages", "tickets")
        .check(CLASSES);
  }

  @Test
  void devicesAreKnownByTheirInterfaceOnly() {
    noClasses()
        .that()
        .resideInAnyPackage("..kiosk.ticket..", "..kiosk.ui..", "..kiosk.link..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jiaohao.device.driver..", "org.jiaohao.device.transport..")
        .check(CLASSES);
  }

  @Test
  void theBrokerIsReachedThroughTheRuntimeOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.paho..")
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
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }
}
