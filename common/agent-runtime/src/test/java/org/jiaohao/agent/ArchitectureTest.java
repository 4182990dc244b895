package org.jiaohao.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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
          .importPackages("org.jiaohao.agent");

  @Test
  void itStandsOnTheContractAndTheInterfacesOfDevices() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.jiaohao.agent..",
            "org.jiaohao.contract..",
            "org.jiaohao.faces",
            "org.jiaohao.device.api",
            "org.jiaohao.device.driver",
            "org.jiaohao.device.file",
            "org.jiaohao.device.tool",
            "org.springframework..",
            "org.apache.catalina..", // answers before the agent's pages see a request
            "org.apache.tomcat..",
            "org.apache.juli..",
            "org.eclipse.paho..",
            "jakarta.servlet..",
            "tools.jackson..",
            "org.slf4j",
            "java..",
            "javax.net..")
        .check(CLASSES);
  }

  @Test
  void onlyTheConnectionKnowsTheMqttLibrary() {
    noClasses()
        .that()
        .doNotHaveSimpleName("BrokerConnection")
        .and()
        .doNotHaveSimpleName("MqttHallLink")
        .and()
        .doNotHaveSimpleName("Acknowledgement")
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
