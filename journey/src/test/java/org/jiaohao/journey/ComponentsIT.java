package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each program says what it is made of, and under which licences (SBOM, CycloneDX). */
class ComponentsIT {
  private static final String SBOM = "META-INF/sbom/application.cdx.json";

  /** One of a component's licences must be among these; NOTICE says which one is used. */
  private static final Set<String> ACCEPTED =
      Set.of(
          "Apache-2.0",
          "MIT",
          "SPDX-License-Identifier: MIT",
          "Bouncy Castle Licence", // the words of MIT
          "BSD-2-Clause",
          "BSD-3-Clause",
          "BSD-4-Clause", // how the bare word BSD of pinyin4j is read
          "EPL-1.0",
          "EPL-2.0",
          "0BSD",
          "ISC",
          "CC0-1.0",
          "Public Domain",
          "(CDDL-1.0 OR GPL-2.0-with-classpath-exception)");

  @ParameterizedTest
  @EnumSource(names = {"HALL_SERVER", "KIOSK_AGENT", "DISPLAY_AGENT"})
  void theListIsWholeAndEveryLicenceIsAccepted(Program program) throws IOException {
    Path jar = Program.jar(TestHall.root().resolve(program.module()));
    try (var archive = new ZipFile(jar.toFile())) {
      var report = new TreeSet<String>();
      var listed = new TreeSet<String>();
      var refused = new ArrayList<String>();
      for (JsonNode component : components(archive)) {
        String name = component.get("name").asString() + "-" + component.get("version").asString();
        List<String> licences = licences(component);
        listed.add(name + ".jar");
        report.add(name + ": " + String.join(" or ", licences));
        if (licences.stream().noneMatch(ACCEPTED::contains)) {
          refused.add(name + " " + licences);
        }
      }
      assertThat(refused).isEmpty();
      assertThat(listed).containsAll(libraries(archive));
      Files.write(
          Files.createDirectories(TestHall.root().resolve("journey/target/licences"))
              .resolve(program.module() + ".txt"),
          report);
    }
  }

  private static JsonNode components(ZipFile archive) throws IOException {
    ZipEntry entry = archive.getEntry(SBOM);
    assertThat(entry).as(SBOM).isNotNull();
    byte[] text = archive.getInputStream(entry).readAllBytes();
    JsonNode sbom = JsonMapper.builder().build().readTree(new String(text, StandardCharsets.UTF_8));
    assertThat(sbom.get("bomFormat").asString()).isEqualTo("CycloneDX");
    return sbom.get("components");
  }

  private static List<String> licences(JsonNode component) {
    var names = new ArrayList<String>();
    for (JsonNode stated : component.path("licenses")) {
      JsonNode one = stated.path("license");
      names.add(
          stated.has("expression")
              ? stated.get("expression").asString()
              : one.path("id").asString(one.path("name").asString("")));
    }
    return names;
  }

  /** The libraries in the jar; not the part that Spring Boot adds to unpack it. */
  private static Set<String> libraries(ZipFile archive) {
    return archive.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .filter(name -> !name.startsWith("spring-boot-jarmode-tools"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
