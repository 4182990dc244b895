package org.jiaohao.device;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.jiaohao.device");

  @Test
  void driversKnowNoHall() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.jiaohao.hall..",
            "org.jiaohao.kiosk..",
            "org.jiaohao.display..",
            "org.jiaohao.contract..",
            "org.jiaohao.agent..",
            "org.jiaohao.emulator..",
            "org.springframework..")
        .check(CLASSES);
  }

  @Test
  void codecsAreBytesAndCharactersOnly() {
    classes()
        .that()
        .resideInAPackage("..device.codec..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jiaohao.characters..", "org.jiaohao.device.codec..")
        .check(CLASSES);
  }

  @Test
  void whatProgramsSeeNamesNoLibrary() {
    classes()
        .that()
        .resideInAPackage("..device.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jiaohao.device.api..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("..device.transport..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty..", "com.fazecast..")
        .check(CLASSES);
  }
}
