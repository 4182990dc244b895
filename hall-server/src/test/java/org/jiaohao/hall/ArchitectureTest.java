package org.jiaohao.hall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
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

  /** What stands further right may import what stands further left, never back. */
  private static final List<String> ORDER =
      List.of(
          "store",
          "problem",
          "pages",
          "identity",
          "hall",
          "alert",
          "display",
          "calendar",
          "item",
          "paper",
          "queue",
          "window",
          "casework",
          "agency",
          "appointment",
          "evaluation",
          "complaint",
          "enquiry",
          "publicity",
          "device",
          "report",
          "assessment",
          "feed",
          "messaging",
          "demo");

  @Test
  void roomsImportOnlyWhatStandsLeftOfThem() {
    var rules = new ArrayList<String>();
    for (JavaClass from : CLASSES) {
      for (Dependency use : from.getDirectDependenciesFromSelf()) {
        int here = ORDER.indexOf(room(from));
        int there = ORDER.indexOf(room(use.getTargetClass()));
        if (there > here && here >= 0) {
          rules.add(room(from) + " → " + room(use.getTargetClass()) + ": " + use.getDescription());
        }
      }
    }
    assertThat(rules).isEmpty();
  }

  @Test
  void everyRoomHasItsPlaceInTheOrder() {
    assertThat(CLASSES.stream().map(ArchitectureTest::room).filter(room -> !room.isEmpty()))
        .isSubsetOf(ORDER);
  }

  private static String room(JavaClass type) {
    String prefix = "org.jiaohao.hall.";
    String name = type.getPackageName() + ".";
    return name.startsWith(prefix) && name.length() > prefix.length()
        ? name.substring(prefix.length(), name.indexOf('.', prefix.length()))
        : "";
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
