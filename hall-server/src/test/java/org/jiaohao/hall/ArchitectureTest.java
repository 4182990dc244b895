package org.jiaohao.hall;

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
          .importPackages("org.jiaohao.hall");

  @Test
  void featuresDependInOneDirectionOnly() {
    slices().matching("org.jiaohao.hall.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingDependsOnPages() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..hall.pages..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..hall.pages..")
        .check(CLASSES);
  }

  @Test
  void theQueueKnowsNoBrokerNoPageAndNoAccount() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..hall.store..", "..hall.hall..", "..hall.item..", "..hall.queue..", "..hall.window..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..hall.messaging..",
            "..hall.identity..",
            "..hall.device..",
            "..hall.display..",
            "org.eclipse.paho..",
            "com.hivemq..",
            "org.springframework.security..")
        .check(CLASSES);
  }

  @Test
  void onlyMessagingKnowsTheBroker() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..hall.messaging..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.paho..", "com.hivemq..")
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
