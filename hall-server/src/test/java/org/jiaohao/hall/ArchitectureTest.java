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
import java.util.LinkedHashSet;
import java.util.Set;
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
  void roomsImportOnlyWhatTheyComeAfter() {
    var rules = new ArrayList<String>();
    for (JavaClass from : CLASSES) {
      for (Dependency use : from.getDirectDependenciesFromSelf()) {
        String here = room(from);
        String there = room(use.getTargetClass());
        if (!here.isEmpty() && !there.isEmpty() && !mayImport(here).contains(there)) {
          rules.add(here + " → " + there + ": " + use.getDescription());
        }
      }
    }
    assertThat(rules).isEmpty();
  }

  /** The room itself and all that it comes after. */
  private static Set<String> mayImport(String room) {
    var rooms = new LinkedHashSet<String>();
    for (String next = room; !next.isEmpty(); next = after(next)) {
      assertThat(rooms.add(next)).as("%s comes after itself: %s", next, rooms).isTrue();
    }
    return rooms;
  }

  private static String after(String room) {
    try {
      Package marked = Class.forName("org.jiaohao.hall." + room + ".package-info").getPackage();
      Room mark = marked.getAnnotation(Room.class);
      assertThat(mark).as("@Room in the package-info of %s", room).isNotNull();
      return mark.after();
    } catch (ClassNotFoundException e) {
      throw new AssertionError("there is no marked room " + room, e);
    }
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
